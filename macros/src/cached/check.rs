//! One function a rule: the options, and the function as a whole.

use proc_macro2::Span;
use quote::ToTokens as _;
use syn::Ident;

use super::feature::needs_its_feature;
use super::parse::Max;
use super::{Model, key, keys, rules};
use crate::support::errors::Errors;

pub(super) fn check(model: &Model, errors: &mut Errors) {
    if !needs_its_feature(crate::CACHE, errors) {
        return;
    }
    bounded(model, errors);
    keeps_something(model, errors);
    not_const(model, errors);
    with_body(model, errors);
    key_takes_the_parameters(model, errors);
    types(model, errors);
}

/// What the types of the cache depend on.
pub(super) fn types(model: &Model, errors: &mut Errors) {
    not_generic(model, errors);
    cache_is_a_name(model, errors);
    keys::few_parameters(model, errors);
    keys::parameters(model, errors);
    keys::key(model, errors);
    rules::returned(model, errors);
}

/// `#[cached] fn f() -> u32`: it would grow for ever.
fn bounded(model: &Model, errors: &mut Errors) {
    // An option that is no option may have been meant as one.
    if !model.is_bounded && errors.is_empty() {
        errors.report_at(
            Span::call_site(),
            "nothing says how many values are kept; write `#[cached(max = 100)]`, or \
             `#[cached(weak)]` for an `Arc<T>` that is found while somebody has it",
        );
    }
}

/// `#[cached(max = 0)]`
fn keeps_something(model: &Model, errors: &mut Errors) {
    let Some(zero) = model.max.as_ref().and_then(Max::zero) else { return };
    let advice = if model.weak.is_some() { "remove `max`" } else { "write `max = 1` or more" };
    errors.report_at(zero, format!("`max = 0` keeps no value; {advice}"));
}

/// The compiler may run it, and there is no cache then.
fn not_const(model: &Model, errors: &mut Errors) {
    if let Some(token) = &model.function.sig.constness {
        errors.report(token, "a `const fn` cannot look anything up; remove `const` or `#[cached]`");
    }
}

/// `trait T { #[cached(max = 1)] fn f() -> u32; }`
fn with_body(model: &Model, errors: &mut Errors) {
    let sig = &model.function.sig;
    if model.function.body.is_none() {
        errors.report(
            &sig.ident,
            format!("`{}` has no body; put `#[cached]` on its implementations", sig.ident),
        );
    }
}

/// `fn f<T>(..)`: the cache is a static, and there is one for all `T`.
fn not_generic(model: &Model, errors: &mut Errors) {
    let sig = &model.function.sig;
    let mut parameters = sig.generics.params.iter();
    let first = parameters.find(|parameter| !matches!(parameter, syn::GenericParam::Lifetime(_)));
    if let Some(parameter) = first {
        errors.report(
            parameter,
            format!(
                "`{}` is generic, and its cache is one static for all types; put `#[cached]` on a \
                 function for each type that calls it",
                sig.ident
            ),
        );
    }
    if let Some(variadic) = &sig.variadic {
        errors.report(variadic, "a call with any number of arguments has no key; remove `...`");
    }
}

/// `#[cached(max = 1, key = |a| -> u32 { a })] fn f(a: u32, b: u32)`
fn key_takes_the_parameters(model: &Model, errors: &mut Errors) {
    let Some(key::Key(closure)) = &model.key else { return };
    let (taken, given) = (closure.inputs.len(), model.function.sig.inputs.len());
    if taken != given {
        let example = key::example(&model.function);
        let parameters = example.split(" ->").next().unwrap_or_default();
        errors.report(
            &closure.inputs.to_token_stream(),
            format!(
                "`key` takes what `{}` does, in the same order; write `key = {parameters} -> ..`",
                model.function.sig.ident
            ),
        );
    }
    if let Some(token) = &closure.asyncness {
        errors.report(token, "nothing is awaited to find a key; remove `async`");
    }
}

/// `#[cached(cache = stats::load)]`
fn cache_is_a_name(model: &Model, errors: &mut Errors) {
    let Some(path) = &model.cache else { return };
    let of_self = path.segments.len() == 2 && path.segments[0].ident == "Self";
    let is_keyword = |name: &Ident| syn::parse2::<Ident>(name.to_token_stream()).is_err();
    if path.get_ident().is_none_or(is_keyword) && !of_self {
        errors.report(
            path,
            "`cache` names a function that is put beside this one; write a name, or `Self::name` \
             in an `impl` block",
        );
    } else if path.segments.last().is_some_and(|last| last.ident == model.function.sig.ident) {
        errors.report(
            path,
            format!(
                "`{0}` is the function itself; write another name, such as `cache = {0}_cache`",
                model.function.sig.ident
            ),
        );
    }
}
