//! One function a rule: what is a key.

use quote::ToTokens as _;
use syn::{FnArg, PatType, Receiver, ReceiverKind, ReturnType, Type};

use super::rules::{no_self, stays};
use super::seen::{borrowed, float, for_all_threads, names_self, of_one_thread};
use super::{Model, key};
use crate::support::errors::Errors;
use crate::support::owned::plain;
use crate::support::spelling::compact;

/// As many as there are queries for.
const MOST_PARAMETERS: usize = 12;

pub(super) fn parameters(model: &Model, errors: &mut Errors) {
    for input in &model.function.sig.inputs {
        match input {
            FnArg::Receiver(receiver) => receiver_has_a_key(model, receiver, errors),
            FnArg::Typed(parameter) => {
                not_conditional(parameter, errors);
                if !changes(parameter, errors) && !model.is_keyed {
                    is_a_key(model, parameter, errors);
                }
            }
        }
    }
}

/// A tuple of more than twelve parts is no key, and a value of so many is found by what matters.
pub(super) fn few_parameters(model: &Model, errors: &mut Errors) {
    if model.is_keyed {
        return;
    }
    if let Some(parameter) = model.function.parameters().nth(MOST_PARAMETERS) {
        errors.report(
            parameter,
            format!(
                "a key has at most {MOST_PARAMETERS} parts; say what tells calls apart, with `key = \
                 {}`",
                key::example(&model.function)
            ),
        );
    }
}

/// `key = |a| -> &str { a }`
pub(super) fn key(model: &Model, errors: &mut Errors) {
    let Some(key::Key(closure)) = &model.key else { return };
    let ReturnType::Type(_, ty) = &closure.output else { return };
    if let Some(float) = float(ty) {
        errors.report(
            float,
            format!(
                "a `{0}` is no key, since not each equals itself; write one that does, such as `u64` \
                 and `to_bits`",
                compact(&float.to_token_stream())
            ),
        );
    } else if let Some(alone) = of_one_thread(ty.to_token_stream()) {
        let like = for_all_threads(ty.to_token_stream());
        errors.report(&alone, stays(&alone, &format!("write `{}`", compact(&like))));
    } else if let Some(borrowed) = borrowed(ty.to_token_stream()) {
        errors.report_at(
            borrowed,
            "a key outlives the call, and cannot borrow from it; write a type that owns, such as \
             `String`",
        );
    } else if let Some(this) = names_self(ty.to_token_stream()) {
        errors.report_at(this, no_self("the type of the key"));
    }
}

/// `#[cached(max = 1)] fn f(&self)`: all values would be taken for one.
fn receiver_has_a_key(model: &Model, receiver: &Receiver, errors: &mut Errors) {
    let is_exclusive = match &receiver.kind {
        ReceiverKind::Reference(_, _, mutability) => mutability.is_some(),
        _ => false,
    };
    if is_exclusive {
        errors.report(
            receiver,
            "a call that changes `self` cannot be answered from a cache; take `&self`, or remove \
             `#[cached]`",
        );
    } else if !model.is_keyed {
        let example = key::example(&model.function);
        let parameters = example.split(" ->").next().unwrap_or_default();
        errors.report(
            &receiver.self_token,
            format!(
                "one cache is shared by every `self`, so say what tells their values apart; write \
                 `key = {parameters} -> Type {{ .. }}`, without `this` if nothing does"
            ),
        );
    }
}

/// `fn f(#[cfg(unix)] a: u32)`: the cache would have to be another one.
fn not_conditional(parameter: &PatType, errors: &mut Errors) {
    if let Some(attr) = parameter.attrs.iter().find(|attr| attr.path().is_ident("cfg")) {
        errors.report(
            attr,
            "a parameter that is not always there makes another key; put the `cfg` on two functions",
        );
    }
}

/// `fn f(a: &mut u32)`
fn changes(parameter: &PatType, errors: &mut Errors) -> bool {
    let Type::Reference(reference) = plain(&parameter.ty) else { return false };
    let is_exclusive = reference.mutability.is_some();
    if is_exclusive {
        errors.report(
            &*parameter.ty,
            "a call that changes its argument cannot be answered from a cache; take `&` or a \
             value, or remove `#[cached]`",
        );
    }
    is_exclusive
}

/// Whether the type of a parameter can be part of a key.
fn is_a_key(model: &Model, parameter: &PatType, errors: &mut Errors) {
    let ty = key::referred(&parameter.ty).unwrap_or(&parameter.ty);
    let example = || key::example(&model.function);
    match plain(ty) {
        Type::ImplTrait(ty) => {
            errors.report(
                ty,
                "`impl Trait` makes the function generic, and its cache is one static for all \
                 types; name the type",
            );
        }
        Type::TraitObject(ty) => {
            errors.report(
                ty,
                format!("a trait object is no key; say what is, with `key = {}`", example()),
            );
        }
        ty if float(ty).is_some() => {
            errors.report(
                ty,
                format!(
                    "a `{}` is no key, since not each equals itself; say what is, with `key = {}`",
                    compact(&ty.to_token_stream()),
                    example()
                ),
            );
        }
        ty => {
            if let Some(alone) = of_one_thread(ty.to_token_stream()) {
                let advice = format!("say what tells calls apart, with `key = {}`", example());
                errors.report(&alone, stays(&alone, &advice));
            } else if let Some(borrowed) = borrowed(ty.to_token_stream()) {
                errors.report_at(
                    borrowed,
                    format!(
                        "a key outlives the call, and cannot borrow from it; take a reference to \
                         an owned type, or say what is owned, with `key = {}`",
                        example()
                    ),
                );
            } else if let Some(this) = names_self(ty.to_token_stream()) {
                errors.report_at(this, no_self("the type of the key"));
            }
        }
    }
}
