//! The options of `#[singleton]` that do not go together.

use proc_macro2::Ident;
use syn::Token;

use super::{Keeping, Maker, Model};
use crate::pipeline::Mode;
use crate::support::errors::Errors;
use crate::support::function::Function;

/// Two options, and why they exclude each other.
const EXCLUSIVE: &[(&str, &str, &str)] = &[
    ("thread_local", "eager", "only the thread that starts the process would have its value"),
    ("thread_local", "managed", "the value of a thread is freed with the thread already"),
    ("thread_local", "key", "there is one value for each thread, not for each key"),
    ("eager", "key", "before `main` nobody has named a key yet"),
    ("provided", "init", "a value that is provided is not made"),
    ("provided", "eager", "before `main` nobody has provided the value yet"),
];

/// What an `async` constructor excludes, and why.
const SYNCHRONOUS: &[(&str, &str)] = &[
    ("eager", "before `main` nothing is there to poll it"),
    ("thread_local", "a task may go on on another thread"),
];

pub(super) fn check(model: &Model, errors: &mut Errors) {
    for (one, other, reason) in EXCLUSIVE {
        let misplaced: &[Ident] = match &model.maker {
            Maker::Constructor { misplaced_options, .. } => misplaced_options,
            _ => &[],
        };
        // What does not belong here has its error already.
        if misplaced.iter().any(|option| option == one || option == other) {
            continue;
        }
        exclusive(&model.given, [one, other], reason, errors);
    }
    if let Maker::Constructor { candidates, .. } = &model.maker {
        for token in candidates.iter().filter_map(is_async) {
            for (option, reason) in SYNCHRONOUS {
                synchronous(&model.given, option, token, reason, errors);
            }
        }
    }
    recreates_what_is_managed(model, errors);
}

/// `#[singleton(eager, thread_local)]`: the second one is in the way of the first.
fn exclusive(given: &[Ident], pair: [&str; 2], reason: &str, errors: &mut Errors) {
    let mut found = given.iter().filter(|name| pair.iter().any(|option| *name == option));
    if let (Some(first), Some(second)) = (found.next(), found.next()) {
        errors.report(
            second,
            format!(
                "`{second}` does not go with `{first}`; remove one of the two\n= note: {reason}"
            ),
        );
    }
}

/// `#[singleton(eager)]` on a block with `async fn new`.
fn synchronous(
    given: &[Ident],
    option: &str,
    token: Token![async],
    reason: &str,
    errors: &mut Errors,
) {
    if given.iter().any(|name| name == option) {
        errors.report(
            &token,
            format!(
                "an `async` constructor does not go with `{option}`; remove one of the two\
                 \n= note: {reason}"
            ),
        );
    }
}

/// `#[singleton(recreate)]`: what is never disposed is never made again.
fn recreates_what_is_managed(model: &Model, errors: &mut Errors) {
    if let (Some(recreate), Keeping::Process | Keeping::Thread) = (&model.recreate, model.keeping) {
        errors.report(
            recreate,
            "`recreate` makes anew what was disposed, which only `managed` can; write `managed, recreate`",
        );
    }
}

/// Here and not among the rules of `check`: no program of the tests is without the feature.
///
/// `async fn new()`: most programs have none, and pay nothing for it.
pub(super) fn async_needs_its_feature(constructor: &Function, mode: Mode, errors: &mut Errors) {
    if let (Some(token), Mode::Off) = (&constructor.sig.asyncness, mode) {
        errors.report(
            token,
            "an `async` constructor needs the feature `async` of `tenure`; turn it on, or make it a \
             plain function",
        );
    }
}

pub(super) fn is_async(constructor: &Function) -> Option<Token![async]> {
    constructor.sig.asyncness
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(constructor: &str, mode: Mode) -> String {
        let mut errors = Errors::default();
        let constructor = syn::parse_str(constructor).expect("a function");
        async_needs_its_feature(&constructor, mode, &mut errors);
        errors.finish().to_string()
    }

    #[test]
    fn without_its_feature_an_async_constructor_is_an_error() {
        let message = "an `async` constructor needs the feature `async` of `tenure`; turn it on, \
                       or make it a plain function";
        assert!(said("async fn new() -> Self {}", Mode::Off).contains(message));
        assert_eq!(said("async fn new() -> Self {}", Mode::On), "");
        assert_eq!(said("fn new() -> Self {}", Mode::Off), "");
    }
}
