//! Where `#[instrumented]` may stand, and the functions there.

use proc_macro2::TokenTree;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Meta, Result, Token, Visibility};

use crate::support::block::ImplBlock;
use crate::support::function::Function;

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
        let token = ahead.parse::<TokenTree>()?;
        // What cannot be read has its error already, at the right place.
        input.parse::<proc_macro2::TokenStream>()?;
        let message = format!(
            "`#[instrumented]` goes on a function or an `impl` block; put it on the functions of \
             this `{token}`"
        );
        Err(syn::Error::new(token.span(), message))
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
        Some(Meta::List(list)) if list.tokens.to_string() == "skip" => Treatment::Skipped,
        Some(_) => Treatment::Untouched,
        None if function.body.is_none() || function.sig.constness.is_some() => Treatment::Untouched,
        None => Treatment::Recorded,
    }
}
