//! The type of the cache, as the user would write it and as it is proven.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::{ReturnType, Type};

use super::key::{Key, referred};
use super::seen::is_sure;
use super::value::{self, Value};
use super::{Model, expand};
use crate::support::owned::plain;
use crate::support::spans;

/// A type that the cache is made of, and what proves that it can be.
struct Part<'a> {
    ty: &'a Type,
    proof: Proof,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Proof {
    Key,
    /// A reference is a key by what owns the same.
    Owned,
    Kept,
    /// What is in an `Arc` that is kept.
    Shared,
}

/// The type of the cache.
pub(super) fn cache_type(model: &Model) -> TokenStream {
    let root = &model.path;
    let written = |Part { ty, proof }: &Part<'_>| match proof {
        Proof::Owned => {
            let here = spans::located(ty);
            let root = spans::moved(root, here);
            quote_spanned!(here=> #root::__private::Owned<#ty>)
        }
        _ => ty.to_token_stream(),
    };
    cache_of(model, root, expand::span(&model.function), written)
}

/// Whether rustc has to find out if there can be such a cache.
pub(super) fn is_doubtful(model: &Model) -> bool {
    let (keys, value) = parts(model);
    keys.iter().chain(&value).any(|part| !is_sure(part.ty))
}

/// The type of the cache, which is an error if a part of it can be none. That is an error of the whole
/// type, so it stands at the part that is to blame if that is known, else at the name of the function.
pub(super) fn proven_type(model: &Model) -> TokenStream {
    proven_at(place(model), model)
}

/// A function that gives such a cache.
pub(super) fn proven_getter(model: &Model) -> TokenStream {
    let place = place(model);
    let ty = proven_at(place, model);
    quote_spanned!(place=> fn() -> &'static #ty)
}

/// Where the whole type stands.
fn place(model: &Model) -> Span {
    let (keys, value) = parts(model);
    let mut doubtful = keys.iter().chain(&value).filter(|part| !is_sure(part.ty));
    match (doubtful.next(), doubtful.next()) {
        (Some(part), None) => spans::located(part.ty),
        _ => expand::span(&model.function),
    }
}

fn proven_at(place: Span, model: &Model) -> TokenStream {
    let root = spans::moved(&model.root, place);
    let proven = |Part { ty, proof }: &Part<'_>| match proof {
        // What else is referred to is looked at to find out what owns it.
        Proof::Owned if matches!(plain(ty), Type::Slice(_)) => {
            quote_spanned!(place=> #root::__private::Key<#root::__private::Owned<#ty>>)
        }
        Proof::Owned => quote_spanned!(place=> #root::__private::Owned<#ty>),
        _ if is_sure(ty) => ty.to_token_stream(),
        Proof::Key => quote_spanned!(place=> #root::__private::Key<#ty>),
        Proof::Kept => quote_spanned!(place=> #root::__private::Kept<#ty>),
        Proof::Shared => quote_spanned!(place=> #root::__private::Shared<#ty>),
    };
    cache_of(model, &root, place, proven)
}

fn cache_of(
    model: &Model,
    root: &TokenStream,
    span: Span,
    write: impl Fn(&Part<'_>) -> TokenStream,
) -> TokenStream {
    let (keys, value) = parts(model);
    let keys: Vec<_> = keys.iter().map(&write).collect();
    let key = match &keys[..] {
        [key] => key.clone(),
        keys => quote!((#(#keys),*)),
    };
    let is_weak = value.as_ref().is_some_and(|part| part.proof == Proof::Shared);
    let value = value.as_ref().map(write);
    if is_weak {
        quote_spanned!(span=> #root::WeakCache<#key, #value>)
    } else {
        quote_spanned!(span=> #root::Cache<#key, #value>)
    }
}

/// The parts of the key, and the value.
fn parts(model: &Model) -> (Vec<Part<'_>>, Option<Part<'_>>) {
    let Model { function, weak, key, .. } = model;
    let keys = match key {
        Some(Key(closure)) => match &closure.output {
            ReturnType::Type(_, ty) => vec![Part { ty, proof: Proof::Key }],
            ReturnType::Default => Vec::new(),
        },
        None => function
            .parameters()
            .map(|parameter| match referred(&parameter.ty) {
                Some(ty) => Part { ty, proof: Proof::Owned },
                None => Part { ty: &parameter.ty, proof: Proof::Key },
            })
            .collect(),
    };
    let value = Value::of(&function.sig.output).ty().map(|ty| {
        match value::argument(ty, "Arc").filter(|_| weak.is_some()) {
            Some(ty) => Part { ty, proof: Proof::Shared },
            None => Part { ty, proof: Proof::Kept },
        }
    });
    (keys, value)
}
