//! What an item opens with, and the refusal of one that an attribute cannot stand on.

use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::{ParseBuffer, ParseStream};
use syn::{Attribute, Error, Ident, Result, Token, Visibility};

use super::function::Function;
use super::kinds::Kind;
use super::nested::Block;

/// An item behind its attributes and its visibility; the stream itself stays where it was.
pub(crate) struct Opening<'a>(ParseBuffer<'a>);

impl<'a> Opening<'a> {
    pub(crate) fn of(input: &ParseBuffer<'a>) -> Result<Self> {
        let ahead = input.fork();
        ahead.call(Attribute::parse_outer)?;
        ahead.parse::<Visibility>()?;
        Ok(Opening(ahead))
    }

    pub(crate) fn is_function(&self) -> bool {
        Function::peek(&self.0)
    }

    pub(crate) fn is_type(&self) -> bool {
        let Opening(ahead) = self;
        let is_type = ahead.peek(Token![struct]) || ahead.peek(Token![enum]);
        // `union` is a keyword only in front of a name.
        is_type || (ahead.peek(Token![union]) && ahead.peek2(Ident))
    }

    pub(crate) fn is_impl(&self) -> bool {
        self.is_block_of(Token![impl])
    }

    pub(crate) fn is_trait(&self) -> bool {
        self.is_block_of(Token![trait])
    }

    /// An `impl`, a `trait` or a `mod`.
    pub(crate) fn is_block(&self) -> bool {
        Block::peek(&self.0)
    }

    /// `mod a;`
    pub(crate) fn is_in_a_file(&self) -> bool {
        let Opening(ahead) = self;
        ahead.peek(Token![mod]) && ahead.peek2(Ident::peek_any) && ahead.peek3(Token![;])
    }

    /// Where the item itself begins.
    pub(crate) fn span(&self) -> Span {
        self.0.span()
    }

    fn is_block_of<T: syn::parse::Peek>(&self, keyword: T) -> bool {
        Block::peek_keyword(&self.0, keyword)
    }
}

/// The error for an item of any other kind; `words` say which one it is.
pub(crate) fn refused(input: ParseStream<'_>, message: impl FnOnce(&str) -> String) -> Error {
    match Kind::expect(input) {
        Ok(kind) => Error::new(kind.span, message(kind.words)),
        Err(error) => error,
    }
}
