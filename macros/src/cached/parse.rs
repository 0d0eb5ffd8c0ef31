//! Options and function to model.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{LitInt, Path};

use super::{Model, key};
use crate::support::count::Count;
use crate::support::errors::Errors;
use crate::support::function::Function;
use crate::support::opening::{Opening, refused};
use crate::support::options::Options;
use crate::support::values;

/// The function of the user.
pub(crate) struct Item(pub(super) Function);

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if Opening::of(input)?.is_function() {
            return input.parse().map(Item);
        }
        Err(refused(input, |kind| format!("`#[cached]` goes on a function, not on {kind}")))
    }
}

/// How many values are kept: a number, or the name of a constant.
pub(crate) enum Max {
    Number(Count, Span),
    Constant(Path),
}

impl Max {
    /// Where the zero is, if it is one.
    pub(super) fn zero(&self) -> Option<Span> {
        match self {
            Max::Number(count, span) if count.to_token_stream().to_string() == "0" => Some(*span),
            _ => None,
        }
    }
}

impl Parse for Max {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(LitInt) {
            let span = input.span();
            input.parse().map(|count| Max::Number(count, span))
        } else {
            input.call(Path::parse_mod_style).map(Max::Constant)
        }
    }
}

impl values::Kind for Max {
    fn advice(name: &str, tokens: &TokenStream) -> Option<String> {
        let text = crate::support::spelling::compact(tokens);
        if text.starts_with('-') {
            return Some(format!("`{name}` cannot be negative; write `{name} = 100`"));
        }
        Count::advice(name, tokens)
    }
}

impl ToTokens for Max {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Max::Number(count, _) => count.to_tokens(tokens),
            Max::Constant(path) => path.to_tokens(tokens),
        }
    }
}

// The signature is that of every pattern: what is missing is said by the rules.
#[allow(clippy::unnecessary_wraps)]
pub(super) fn parse(
    options: &mut Options,
    Item(function): Item,
    errors: &mut Errors,
) -> Option<Model> {
    let is_bounded = options.is_meant("max") || options.is_meant("weak");
    let is_keyed = options.is_meant("key");
    let (import, root) = options.imported_root();
    Some(Model {
        path: options.root(),
        import,
        root,
        is_bounded,
        is_keyed,
        max: options.value("max", "100", errors),
        weak: options.flag("weak", errors),
        ttl: options.value("ttl", "\"60s\"", errors),
        key: options.value("key", &key::example(&function), errors),
        cache: options.value("cache", &format!("{}_cache", function.sig.ident), errors),
        written: options.written().clone(),
        function,
    })
}
