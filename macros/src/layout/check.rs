//! One function a rule.

use syn::Meta;

use super::{Guard, Kind, Model, Number, Rule};
use crate::support::errors::Errors;

pub(super) fn check(model: &Model, errors: &mut Errors) {
    on_the_type(model, errors);
    of_a_known_type(model, errors);
    of_an_enum(model, errors);
    known_offsets(model, errors);
    power_of_two(model, errors);
    at_least_once(model, errors);
}

/// `struct S { #[layout(size = 4)] a: A }`, and `#[layout]` alone.
fn on_the_type(model: &Model, errors: &mut Errors) {
    for attr in &model.misplaced {
        match &attr.meta {
            Meta::NameValue(assigned) => errors.report(
                &assigned.value,
                "`#[layout]` takes its options in parentheses; write `#[layout(size = 48)]`",
            ),
            Meta::List(list) if !list.tokens.is_empty() => errors.report(
                attr.path(),
                format!(
                    "`#[layout]` stands on the type, not on a part of it; move it above `{}`",
                    model.name
                ),
            ),
            _ => errors.report(
                attr.path(),
                "`#[layout]` says nothing without an option; write `#[layout(max_size = 64)]`, or \
                 remove it",
            ),
        }
    }
}

/// `#[layout(size = 8)] struct Pair<T>(T, T);`: it is as large as its parameters are.
fn of_a_known_type(model: &Model, errors: &mut Errors) {
    let is_generic = model.generics.type_params().next().is_some()
        || model.generics.const_params().next().is_some();
    if let (true, Some(Guard { option, .. })) = (is_generic, model.guards.first()) {
        let name = &model.name;
        let arguments: Vec<_> = model
            .generics
            .params
            .iter()
            .filter_map(|parameter| match parameter {
                syn::GenericParam::Lifetime(_) => None,
                syn::GenericParam::Type(_) => Some("u8"),
                syn::GenericParam::Const(_) => Some("1"),
            })
            .collect();
        let arguments = arguments.join(", ");
        errors.report(
            option,
            format!(
                "`{name}` has a layout for each of its arguments, so `{option}` cannot be checked \
                 here; write `tenure::assert_layout!({name}<{arguments}>, size <= 64);` for those \
                 that matter"
            ),
        );
    }
}

/// `#[layout(max_variant_ratio = 4)] struct S;`
fn of_an_enum(model: &Model, errors: &mut Errors) {
    for Guard { option, rule, .. } in &model.guards {
        if matches!(rule, Rule::MaxVariantRatio(_)) && !matches!(model.kind, Kind::Enum(_)) {
            errors.report(
                option,
                format!(
                    "`{option}` compares the variants of an enum, and there are none; remove it"
                ),
            );
        }
    }
}

/// `#[layout(no_holes)] enum E { A(u8, u32) }`: where its fields lie is known to the compiler alone.
fn known_offsets(model: &Model, errors: &mut Errors) {
    let is_unknown = matches!(&model.kind, Kind::Enum(variants) if model.tag(variants).is_none());
    for Guard { option, rule, .. } in &model.guards {
        if is_unknown && matches!(rule, Rule::MaxWaste(_) | Rule::NoHoles) {
            errors.report(
                option,
                format!(
                    "`{option}` needs to know where fields lie, which stable Rust tells of an enum \
                     with `#[repr(C)]` or `#[repr(u8)]` only; use `max_size` here"
                ),
            );
        }
    }
}

/// `#[layout(align = 3)]`
fn power_of_two(model: &Model, errors: &mut Errors) {
    for Guard { rule, .. } in &model.guards {
        let Rule::Align(Number { expr, digits: Some(digits) }) = rule else { continue };
        if !digits.is_power_of_two() {
            let near = digits.next_power_of_two();
            errors.report(
                expr,
                format!("no type is aligned to {digits} bytes; an alignment is a power of two, as {near}"),
            );
        }
    }
}

/// `#[layout(max_variant_ratio = 0)]`
fn at_least_once(model: &Model, errors: &mut Errors) {
    for Guard { rule, .. } in &model.guards {
        let Kind::Enum(_) = &model.kind else { continue };
        if let Rule::MaxVariantRatio(Number { expr, digits: Some(0) }) = rule {
            errors.report(
                expr,
                "no variant is 0 times as large as another; write a factor, as \
                 `max_variant_ratio = 4`",
            );
        }
    }
}
