//! One function a rule.

use syn::{FnArg, Safety, Type};

use super::{Maker, Model};
use crate::support::callable::Callable;
use crate::support::errors::Errors;
use crate::support::function::Function;

pub(super) fn check(model: &Model, errors: &mut Errors) {
    not_generic(model, errors);
    if let Maker::Constructor { candidates, of_trait, init } = &model.maker {
        inherent_impl(of_trait.as_ref(), errors);
        init_on_the_type_only(init.as_ref(), errors);
        if of_trait.is_none() && init.is_none() {
            one_constructor(model, candidates, errors);
        }
        for constructor in candidates {
            makes_without_an_instance(constructor, errors);
            not_async(constructor, errors);
            not_unsafe(constructor, errors);
            constructor_not_generic(constructor, errors);
        }
    }
}

/// `struct Pool<T>`: a static cannot be generic, so all `Pool<_>` would have to share one value.
fn not_generic(model: &Model, errors: &mut Errors) {
    let params = &model.generics.params;
    if !params.is_empty() {
        errors.report(
            params,
            "a singleton cannot be generic; declare a type for each instance\
             \n= note: there is one static for each singleton, and Rust has no generic statics",
        );
    }
}

/// `impl Default for Config`: there the trait decides what the functions are.
fn inherent_impl(of_trait: Option<&syn::Path>, errors: &mut Errors) {
    if let Some(path) = of_trait {
        errors.report(
            path,
            "`#[singleton]` goes on an `impl` block without a trait; move it to the one with `fn new`",
        );
    }
}

/// `#[singleton(init = make)] impl Config`: the block already says which function it is.
fn init_on_the_type_only(init: Option<&Callable>, errors: &mut Errors) {
    if let Some(init) = init {
        errors.report(
            init,
            "`init` belongs to `#[singleton]` on the type; on an `impl` block mark the function `#[init]`",
        );
    }
}

/// Without one there is nothing to call, with two the choice would be a guess.
fn one_constructor(model: &Model, candidates: &[Function], errors: &mut Errors) {
    match candidates {
        [_] => {}
        [] => errors.report(
            &model.ty,
            format!(
                "`#[singleton]` finds no constructor; add `fn new() -> Self` to `impl {}` or mark \
                 a function `#[init]`",
                model.name
            ),
        ),
        [first, rest @ ..] => {
            for other in rest {
                errors.report(
                    &other.sig.ident,
                    format!(
                        "`{}` is marked `#[init]` already; keep one of the two",
                        first.sig.ident
                    ),
                );
            }
        }
    }
}

/// `fn new(&self)`.
fn makes_without_an_instance(constructor: &Function, errors: &mut Errors) {
    if let Some(FnArg::Receiver(receiver)) = constructor.sig.inputs.first() {
        errors
            .report(receiver, "the constructor of a singleton has no instance yet; remove `self`");
    }
}

/// `async fn new()`: nothing is there to poll it.
fn not_async(constructor: &Function, errors: &mut Errors) {
    if let Some(token) = &constructor.sig.asyncness {
        errors.report(
            token,
            "the constructor of a singleton cannot be `async`; make it a plain function",
        );
    }
}

/// `unsafe fn new()`: the generated call could not know what it has to uphold.
fn not_unsafe(constructor: &Function, errors: &mut Errors) {
    if let Safety::Unsafe(token) = &constructor.sig.safety {
        errors.report(
            token,
            "the constructor of a singleton cannot be `unsafe`; make it a safe function around the \
             unsafe one",
        );
    }
}

/// `fn new<T>()` and `fn new(text: impl Into<String>)`: nothing says what the type is.
fn constructor_not_generic(constructor: &Function, errors: &mut Errors) {
    let message = "the constructor of a singleton cannot be generic; name the type";
    if let Some(param) = constructor.sig.generics.type_params().next() {
        errors.report(&param.ident, message);
    }
    for input in &constructor.sig.inputs {
        if let FnArg::Typed(parameter) = input {
            if let Type::ImplTrait(ty) = &*parameter.ty {
                errors.report(ty, message);
            }
        }
    }
}
