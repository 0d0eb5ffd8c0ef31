//! One function a rule.

use quote::ToTokens;
use syn::{Attribute, FnArg, GenericParam, Ident, Meta, Safety, Type};

use super::parse::is_init;
use super::{Maker, Model, combinations, key, key_type, rules, size, taken};
use crate::support::callable::Callable;
use crate::support::errors::Errors;
use crate::support::function::Function;
use crate::support::generics;
use crate::support::spelling::{self, compact};

pub(super) fn check(model: &Model, errors: &mut Errors) {
    not_generic(model, errors);
    size::check(model, errors);
    key_type::check(model, errors);
    combinations::check(model, errors);
    rules::check(model, errors);
    taken::check(model, errors);
    listed_once(model, errors);
    if let Maker::Callable(Some(init)) = &model.maker {
        says_of_which_type(model, init, errors);
    }
    if let Maker::Constructor { candidates, of_trait, misplaced_options, misplaced, misspelt } =
        &model.maker
    {
        inherent_impl(of_trait.as_ref(), errors);
        belongs_to_the_type(misplaced_options, errors);
        misspelt_helper(misspelt, errors);
        let is_explained = [misplaced, misspelt].iter().any(|attrs| !attrs.is_empty());
        if of_trait.is_none() && misplaced_options.is_empty() && !is_explained {
            one_constructor(model, candidates, errors);
        }
        marked_function(misplaced, errors);
        for constructor in candidates {
            marked_once(constructor, errors);
            makes_without_an_instance(constructor, errors);
            combinations::async_needs_its_feature(constructor, crate::ASYNC, errors);
            not_unsafe(constructor, errors);
            constructor_not_generic(constructor, errors);
            key::one_key(model, constructor, errors);
        }
    }
}

/// `struct Pool<T>` and `impl Pool<'_>`: a static cannot be generic, so all `Pool<_>` would have to share one value.
fn not_generic(model: &Model, errors: &mut Errors) {
    let params = &model.generics.params;
    let elided = generics::elided(&model.ty);
    if !params.is_empty() || elided.is_some() {
        let place = elided.map_or_else(|| params.to_token_stream(), ToTokens::into_token_stream);
        errors.report(
            &place,
            "a singleton cannot be generic; declare a type for each instance\
             \n= note: there is one static for each singleton, and Rust has no generic statics",
        );
    }
}

/// `deps(Config, Config)`.
fn listed_once(model: &Model, errors: &mut Errors) {
    let written = |ty: &Type| compact(&ty.to_token_stream());
    for (index, dep) in model.deps.iter().enumerate() {
        let name = written(dep);
        if model.deps[..index].iter().any(|earlier| written(earlier) == name) {
            errors.report(dep, format!("`{name}` is listed twice; remove one of the two"));
        }
    }
}

/// `init = Default::default`: a `Result` could be meant as well.
fn says_of_which_type(model: &Model, init: &Callable, errors: &mut Errors) {
    let path = compact(&init.to_token_stream());
    if path == "Default::default" || (path.ends_with("::Default::default") && !path.contains('<')) {
        errors.report(
            init,
            format!("`{path}` does not say of which type; write `init = {}::default`", model.name),
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
fn belongs_to_the_type(options: &[Ident], errors: &mut Errors) {
    let Some(first) = options.first() else { return };
    let names: Vec<_> = options.iter().map(Ident::to_string).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let (belong, instead) = match names.as_slice() {
        ["init"] => ("belongs", "on an `impl` block mark the function `#[init]`"),
        [_] => ("belongs", "an `impl` block has a constructor"),
        _ => ("belong", "an `impl` block has a constructor"),
    };
    let names = spelling::list(&names);
    errors.report(first, format!("{names} {belong} to `#[singleton]` on the type; {instead}"));
}

/// Without one there is nothing to call, with two the choice would be a guess; unless each has a
/// `#[cfg]`, of which rustc sees to it that one holds.
fn one_constructor(model: &Model, candidates: &[Function], errors: &mut Errors) {
    match candidates {
        [] => errors.report(
            &model.ty,
            format!(
                "`#[singleton]` finds no constructor; add `fn new() -> Self` to `impl {}` or mark \
                 a function `#[init]`",
                model.name
            ),
        ),
        several if several.iter().all(|it| it.cfgs().next().is_some()) => {}
        [first, rest @ ..] => {
            for other in rest {
                errors.report(
                    &other.sig.ident,
                    format!(
                        "`{}` makes the singleton already; keep one of the two",
                        first.sig.ident
                    ),
                );
            }
        }
    }
}

/// `#[inti] fn load()`.
fn misspelt_helper(misspelt: &[Attribute], errors: &mut Errors) {
    for attr in misspelt {
        let path = attr.path();
        let written = compact(&path.to_token_stream());
        errors
            .unknown_helper(path, format!("`#[{written}]` marks no constructor; write `#[init]`"));
    }
}

/// `#[init] const DEFAULT: Self`.
fn marked_function(misplaced: &[Attribute], errors: &mut Errors) {
    for attr in misplaced {
        errors.report(attr.path(), "`#[init]` goes on the function that makes the singleton");
    }
}

/// `#[init(eager)]`, and `#[init]` twice.
fn marked_once(constructor: &Function, errors: &mut Errors) {
    for (index, attr) in constructor.attrs.iter().filter(|attr| is_init(attr)).enumerate() {
        if index > 0 {
            errors.report(attr.path(), "`#[init]` is given twice; remove one of the two");
        }
        let value = match &attr.meta {
            Meta::Path(_) => continue,
            Meta::List(list) => list.tokens.clone(),
            Meta::NameValue(pair) => pair.value.to_token_stream(),
        };
        let place = if value.is_empty() { attr.path().to_token_stream() } else { value };
        errors.report(
            &place,
            "`#[init]` takes no options; they belong to `#[singleton(..)]` on the block",
        );
    }
}

/// `fn new(&self)`.
fn makes_without_an_instance(constructor: &Function, errors: &mut Errors) {
    if let Some(FnArg::Receiver(receiver)) = constructor.sig.inputs.first() {
        errors
            .report(receiver, "the constructor of a singleton has no instance yet; remove `self`");
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
    for parameter in &constructor.sig.generics.params {
        if !matches!(parameter, GenericParam::Lifetime(_)) {
            errors.report(parameter, message);
        }
    }
    for input in &constructor.sig.inputs {
        if let FnArg::Typed(parameter) = input {
            if let Some(ty) = without_name(&parameter.ty) {
                errors.report(ty, message);
            }
        }
    }
}

/// The `impl Trait` of a parameter.
fn without_name(ty: &Type) -> Option<&Type> {
    match ty {
        Type::ImplTrait(_) => Some(ty),
        Type::Group(group) => without_name(&group.elem),
        Type::Paren(paren) => without_name(&paren.elem),
        Type::Reference(reference) => without_name(&reference.elem),
        _ => None,
    }
}
