//! One function a rule.

use syn::ReturnType;

use super::Model;
use super::each::Item;
use crate::support::errors::Errors;
use crate::support::function::Function;

pub(super) fn check(model: &Model, errors: &mut Errors) {
    skip_inside_a_block(model, errors);
    not_nameless(model, errors);
    match &model.item {
        Item::Function(function) => {
            not_const(function, errors);
            with_body(function, errors);
            future_of_a_plain_function(model, function, errors);
        }
        Item::Impl(_) => options_of_one_function(model, errors),
    }
}

/// `#[instrumented(skip)] fn f() {}` outside an instrumented block.
fn skip_inside_a_block(model: &Model, errors: &mut Errors) {
    if let Some(skip) = &model.skip {
        errors.report(
            skip,
            "`skip` stands alone, on a function of an instrumented `impl` block: write \
             `#[instrumented(skip)]` there, elsewhere remove the attribute",
        );
    }
}

/// `#[instrumented(name = "")]`: its row could not be told from others.
fn not_nameless(model: &Model, errors: &mut Errors) {
    if let Some(name) = model.name.as_ref().filter(|name| name.value().trim().is_empty()) {
        errors.report(name, "`name` is empty; say what the report is to call the function");
    }
}

/// The compiler may run it, and there is nothing to record into.
fn not_const(function: &Function, errors: &mut Errors) {
    if let Some(token) = &function.sig.constness {
        errors.report(
            token,
            "a `const fn` cannot record its calls; remove `const` or `#[instrumented]`",
        );
    }
}

/// `trait T { #[instrumented] fn f(); }`
fn with_body(function: &Function, errors: &mut Errors) {
    if function.body.is_none() {
        errors.report(
            &function.sig.ident,
            format!(
                "`{}` has no body to record; put `#[instrumented]` on its implementations",
                function.sig.ident
            ),
        );
    }
}

/// `#[instrumented(future)] async fn f() {}`, or a function that returns nothing.
fn future_of_a_plain_function(model: &Model, function: &Function, errors: &mut Errors) {
    if let (Some(future), Some(_)) = (&model.future, &function.sig.asyncness) {
        errors.report(
            future,
            "`future` is for functions that return one and are not `async`; remove it",
        );
    } else if let (Some(future), ReturnType::Default) = (&model.future, &function.sig.output) {
        errors.report(future, "`future` is for functions that return one; remove it");
    }
}

/// `#[instrumented(name = "x")] impl A {}`
fn options_of_one_function(model: &Model, errors: &mut Errors) {
    if let Some(name) = &model.name {
        errors.report(
            name,
            "`name` belongs to one function; write `#[instrumented(name = ..)]` in front of that",
        );
    }
    if let Some(future) = &model.future {
        errors.report(
            future,
            "`future` belongs to one function; write `#[instrumented(future)]` in front of that",
        );
    }
}
