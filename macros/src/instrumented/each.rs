//! Where `#[instrumented]` may stand, and the functions there.

use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Meta, Result, Token, Visibility};

use crate::support::block::ImplBlock;
use crate::support::function::Function;
use crate::support::kinds::Kind;

pub(crate) enum Item {
    Function(Function),
    Impl(ImplBlock),
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let ahead = input.fork();
        ahead.call(Attribute::parse_outer)?;
        if ahead.peek(Token![impl]) || (ahead.peek(Token![unsafe]) && ahead.peek2(Token![impl])) {
            return Ok(Item::Impl(input.parse()?));
        }
        ahead.parse::<Visibility>()?;
        if Function::peek(&ahead) {
            return Ok(Item::Function(input.parse()?));
        }
        let kind = Kind::expect(input)?;
        let message = format!(
            "`#[instrumented]` goes on a function or an `impl` block; {} records nothing",
            kind.words
        );
        Err(syn::Error::new(kind.span, message))
    }
}

/// What happens to a function of an instrumented block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Treatment {
    Recorded,
    /// Nothing can be recorded here, or it has an attribute of its own that does it.
    Untouched,
    /// Marked `#[instrumented(skip)]`.
    Skipped,
}

pub(super) fn treatment(function: &Function) -> Treatment {
    let ours = function
        .attrs
        .iter()
        .find(|attr| attr.path().segments.last().is_some_and(|name| name.ident == "instrumented"));
    match ours.map(|attr| &attr.meta) {
        Some(Meta::List(list)) if is_skip(&list.tokens) => Treatment::Skipped,
        Some(_) => Treatment::Untouched,
        None if function.body.is_none() || function.sig.constness.is_some() => Treatment::Untouched,
        None => Treatment::Recorded,
    }
}

/// `skip` and nothing else but a comma.
fn is_skip(arguments: &TokenStream) -> bool {
    arguments.to_string().trim_end_matches([' ', ',']) == "skip"
}
