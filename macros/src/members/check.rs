//! One function a rule.

use quote::ToTokens as _;
use syn::GenericParam;

use super::{Head, Model};
use crate::support::errors::Errors;
use crate::support::spelling::compact;

pub(super) fn check(model: &Model, errors: &mut Errors) {
    of_one_type(model, errors);
    no_macros(model, errors);
}

/// `#[members] impl<T> Pool<T> { .. }`: what is asked for later is one type.
fn of_one_type(model: &Model, errors: &mut Errors) {
    let Head::Impl(item) = &model.head else { return };
    let parameter = item.generics.params.iter().find_map(|parameter| match parameter {
        GenericParam::Lifetime(_) => None,
        GenericParam::Type(it) => Some(&it.ident),
        GenericParam::Const(it) => Some(&it.ident),
    });
    if let Some(parameter) = parameter {
        let ty = compact(&item.self_ty.to_token_stream());
        errors.report(
            parameter,
            format!(
                "`{ty}` is as many types as there are `{parameter}`, and `members_of!` lists those of \
                 one; put `#[members]` on an `impl` block of one type, or on a trait"
            ),
        );
    }
}

/// `#[members] impl A { functions!(); }`
fn no_macros(model: &Model, errors: &mut Errors) {
    for path in &model.macros {
        let name = compact(&path.to_token_stream());
        errors.report(
            path,
            format!(
                "what `{name}!` declares is not to be seen here; move it to a block without \
                 `#[members]`, or write it out"
            ),
        );
    }
}
