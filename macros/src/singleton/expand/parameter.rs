//! The parameters of a constructor, and what each of them is given.

use std::collections::HashSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::Pat;

use crate::singleton::Model;
use crate::singleton::key::{is_key, is_own_key, may_be_key};
use crate::support::function::Function;
use crate::support::{generics, spans};

/// The name of the key in the closure that makes a value.
pub(super) const KEY: &str = "key";

/// A parameter of the constructor.
pub(super) struct Parameter {
    /// The name of its value.
    pub(super) name: Ident,
    kind: Kind,
}

enum Kind {
    /// A reference to the key.
    Key,
    /// Of the type of the key.
    OwnKey(TokenStream),
    /// Of a type that may be the one of the key, or a singleton.
    Either(TokenStream),
    /// Of the type of a singleton.
    Dependency(TokenStream),
}

impl Kind {
    /// What one without a name is called.
    fn noun(&self) -> &'static str {
        match self {
            Kind::Key | Kind::OwnKey(_) | Kind::Either(_) => "parameter",
            Kind::Dependency(_) => "dependency",
        }
    }
}

impl Parameter {
    /// Whether the key is needed for its value.
    pub(super) fn is_of_key(&self) -> bool {
        !matches!(self.kind, Kind::Dependency(_))
    }

    /// Whether it may be a singleton, which is then to be made first.
    pub(super) fn may_be_needed(&self) -> bool {
        matches!(self.kind, Kind::Either(_) | Kind::Dependency(_))
    }
}

pub(super) fn parameters(model: &Model, constructor: Option<&Function>) -> Vec<Parameter> {
    let Some(constructor) = constructor else { return Vec::new() };
    let generics = &constructor.sig.generics;
    let mut taken: HashSet<String> = HashSet::new();
    let named = constructor.parameters().enumerate().map(|(index, parameter)| {
        if is_key(model, parameter) {
            let place = spans::located(&parameter.ty);
            return Parameter { name: Ident::new(KEY, place), kind: Kind::Key };
        }
        let ty = generics::without_lifetimes(generics, &parameter.ty);
        let ty = generics::without_self(&model.ty, ty);
        let kind = if is_own_key(model, parameter) {
            Kind::OwnKey(ty)
        } else if may_be_key(model, parameter) {
            Kind::Either(ty)
        } else {
            Kind::Dependency(ty)
        };
        // A leading `_` says that the constructor does not use it; the call does. The trailing one
        // keeps constants and unit structs of the user apart, which would be meant instead.
        let name = match &*parameter.pat {
            Pat::Ident(pat) => pat.ident.to_string(),
            _ => String::new(),
        };
        let name = name.trim_start_matches("r#").trim_matches('_');
        let mut name = Some(name)
            .filter(|name| !name.is_empty())
            .map(|name| format_ident!("{name}_"))
            // `fn new(_port: &'static A, port: &'static B)`
            .filter(|name| taken.insert(name.to_string()))
            .unwrap_or_else(|| format_ident!("{}_{}_", kind.noun(), index + 1));
        name.set_span(Span::mixed_site());
        Parameter { name, kind }
    });
    named.collect()
}

/// What a parameter that is not a reference to the key is given: the first of `what` of a singleton,
/// the second of one that may be the key.
pub(super) fn given(
    model: &Model,
    private: &TokenStream,
    parameter: &Parameter,
    what: [&str; 2],
) -> Option<TokenStream> {
    let ty = match &parameter.kind {
        Kind::Key => return None,
        Kind::Dependency(ty) => return Some(dependency(private, ty, what[0])),
        Kind::OwnKey(ty) | Kind::Either(ty) => ty,
    };
    let key = model.key.as_ref()?;
    let span = spans::located(ty);
    let (private, what) = (spans::moved(private, span), Ident::new(what[1], span));
    Some(quote_spanned!(span=> <#ty as #private::Parameter<#key, _>>::#what))
}

/// `what` of a singleton that this one needs. A type that is no singleton is reported at the type
/// itself, and because every mention of it has that same place, only once.
fn dependency(private: &TokenStream, ty: &TokenStream, what: &str) -> TokenStream {
    let span = spans::located(ty);
    let (private, what) = (spans::moved(private, span), Ident::new(what, span));
    quote_spanned!(span=> <#ty as #private::Dependency>::#what)
}
