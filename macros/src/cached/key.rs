//! What tells two calls apart: the arguments, or what a closure makes of them.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::{Expr, ExprClosure, FnArg, Pat, PatType, ReturnType, Type, parse_quote_spanned};

use super::Model;
use crate::support::function::Function;
use crate::support::owned::plain;
use crate::support::spelling::compact;
use crate::support::values::Kind;

/// `|name, count| -> String { .. }`
pub(crate) struct Key(pub(super) ExprClosure);

impl Parse for Key {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        match input.parse::<Expr>()? {
            Expr::Closure(closure) if matches!(closure.output, ReturnType::Type(..)) => {
                Ok(Key(closure))
            }
            other => Err(syn::Error::new_spanned(other, "expected a closure with its type")),
        }
    }
}

impl Kind for Key {
    fn advice(name: &str, tokens: &TokenStream) -> Option<String> {
        let text = compact(tokens);
        Some(match syn::parse2::<Expr>(tokens.clone()).ok()? {
            Expr::Closure(closure) => {
                let parameters = compact(&closure.inputs.to_token_stream());
                let body = compact(&closure.body.to_token_stream());
                format!(
                    "`{name}` does not say its type, which the cache needs; write `{name} = \
                     |{parameters}| -> Type {{ {body} }}`"
                )
            }
            Expr::Path(_) => format!(
                "`{name}` does not say its type, which the cache needs; write `{name} = |..| -> \
                 Type {{ {text}(..) }}`"
            ),
            _ => format!(
                "`{name}` takes a closure; write `{name} = |..| -> Type {{ .. }}` with the \
                 parameters of the function"
            ),
        })
    }
}

/// A key as the user could write it.
pub(super) fn example(function: &Function) -> String {
    let names: Vec<_> = function
        .sig
        .inputs
        .iter()
        .map(|input| match input {
            FnArg::Receiver(_) => "this".to_owned(),
            FnArg::Typed(parameter) => match &*parameter.pat {
                Pat::Ident(name) => name.ident.to_string(),
                _ => "_".to_owned(),
            },
        })
        .collect();
    format!("|{}| -> Type {{ .. }}", names.join(", "))
}

/// A parameter under a name that can be asked for.
pub(super) struct Parameter<'a> {
    pub(super) written: &'a PatType,
    pub(super) name: Ident,
    /// What it is taken apart by, if it has no name of its own.
    pub(super) pattern: Option<&'a Pat>,
}

pub(super) fn parameters(function: &Function) -> Vec<Parameter<'_>> {
    let named = |(index, written)| {
        let written: &PatType = written;
        match &*written.pat {
            Pat::Ident(pat) if pat.by_ref.is_none() && pat.subpat.is_none() => {
                Parameter { written, name: pat.ident.clone(), pattern: None }
            }
            pat => Parameter {
                written,
                name: format_ident!("argument{index}", span = Span::mixed_site()),
                pattern: Some(pat),
            },
        }
    };
    function.parameters().enumerate().map(named).collect()
}

/// What a reference refers to; `None`: it is no reference.
pub(super) fn referred(ty: &Type) -> Option<&Type> {
    match plain(ty) {
        Type::Reference(reference) => Some(&*reference.elem),
        _ => None,
    }
}

/// A reference to an argument.
pub(super) fn borrowed(Parameter { written, name, .. }: &Parameter<'_>) -> TokenStream {
    if referred(&written.ty).is_some() {
        name.to_token_stream()
    } else {
        quote_spanned!(Span::mixed_site()=> &#name)
    }
}

/// The arguments, borrowed.
pub(super) fn query(parameters: &[Parameter<'_>]) -> TokenStream {
    let parts: Vec<_> = parameters.iter().map(borrowed).collect();
    match &parts[..] {
        [part] => part.clone(),
        parts => quote!((#(#parts),*)),
    }
}

/// The closure with the types of its parameters, which it is not known by otherwise.
pub(super) fn closure(model: &Model, Key(closure): &Key) -> TokenStream {
    let mut closure = closure.clone();
    let types = model.function.sig.inputs.iter().map(|input| -> Type {
        let span = Span::mixed_site();
        match input {
            FnArg::Receiver(_) => parse_quote_spanned!(span=> &Self),
            FnArg::Typed(parameter) => {
                let ty = referred(&parameter.ty).unwrap_or(&parameter.ty);
                parse_quote_spanned!(span=> &#ty)
            }
        }
    });
    for (pat, ty) in closure.inputs.iter_mut().zip(types) {
        if !matches!(pat, Pat::Type(_)) {
            let untyped = pat.clone();
            *pat = Pat::Type(parse_quote_spanned!(Span::mixed_site()=> #untyped: #ty));
        }
    }
    closure.to_token_stream()
}
