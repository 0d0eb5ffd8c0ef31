//! One function a rule about fields and variants.

use syn::Attribute;

use super::{Field, Kind, Model, Role, Skip, Variant};
use crate::support::errors::Errors;
use crate::support::shape;

pub(super) fn check(model: &Model, errors: &mut Errors) {
    one_terminal(model, errors);
    for variant in &model.variants {
        one_attribute(&variant.attrs, errors);
        if model.is_enum() {
            options_of_a_variant(variant, errors);
            terminal_is_empty(variant, errors);
        }
        for field in variant.fields.iter().filter(|field| field.role == Role::Part) {
            one_attribute(&field.attrs, errors);
            one_way(field, errors);
            terminal_is_a_variant(model, field, errors);
            marked_if_generic(field, errors);
            reason_says_something(field, errors);
            reason_if_strict(model, field, errors);
            if !model.has_state() {
                knows_whether_it_ran(model, field, errors);
            }
        }
    }
}

/// `#[dispose(with = flush)] #[dispose(skip)]`.
fn one_attribute(attrs: &[Attribute], errors: &mut Errors) {
    for attr in attrs.iter().skip(1) {
        errors.report(
            Attribute::path(attr),
            "`#[dispose]` is given twice; write all options into one",
        );
    }
}

/// `#[dispose(with = flush, skip)]`.
fn one_way(field: &Field, errors: &mut Errors) {
    let Field { with, take, skip, .. } = field;
    let call = match (with, take) {
        (Some(_), Some(take)) => {
            errors.report(
                take,
                "`take` cannot stand beside `with`; keep the one whose function takes this field \
                 down",
            );
            return;
        }
        (Some(_), None) => "with",
        (None, Some(_)) => "take",
        (None, None) => return,
    };
    if let Some(skip) = skip {
        errors.report(
            &skip.ident,
            format!("`skip` cannot stand beside `{call}`; keep one of the two"),
        );
    }
}

/// In generic code nobody can look whether `T` implements `Dispose`, and guessing "no" would
/// forget it in silence.
fn marked_if_generic(field: &Field, errors: &mut Errors) {
    if let (Some(parameter), []) = (&field.parameter, field.attrs.as_slice()) {
        if !shape::owns_nothing(&field.ty) {
            errors.report(
                &field.ty,
                format!(
                    "`{parameter}` may implement `Dispose` or not, so this field needs to say; \
                     write `#[dispose]` and bound the type with `{parameter}: Dispose`, or write \
                     `#[dispose(skip)]`"
                ),
            );
        }
    }
}

/// `#[dispose(skip = "")]`.
fn reason_says_something(field: &Field, errors: &mut Errors) {
    let Some(Skip { reason: Some(reason), .. }) = &field.skip else { return };
    if reason.value().trim().is_empty() {
        errors.report(reason, "the reason of `skip` is empty; say who takes this field down");
    }
}

/// `strict` cannot look into a `T` either.
fn reason_if_strict(model: &Model, field: &Field, errors: &mut Errors) {
    let (Some(_), Some(parameter)) = (&model.strict, &field.parameter) else { return };
    if let Some(Skip { ident, reason: None }) = &field.skip {
        if !shape::owns_nothing(&field.ty) {
            errors.report(
                ident,
                format!(
                    "`strict` cannot tell what `{parameter}` owns, so `skip` needs its reason; \
                     say who takes this field down"
                ),
            );
        }
    }
}

/// A function of the user that runs twice would be a mistake nobody sees.
fn knows_whether_it_ran(model: &Model, field: &Field, errors: &mut Errors) {
    if let Some(with) = &field.with {
        let why = "`with` runs once, and nothing here remembers whether it has";
        model.report_missing_state(with, why, errors);
    }
}

/// What is disposed is in one state.
fn one_terminal(model: &Model, errors: &mut Errors) {
    let mut terminals =
        model.variants.iter().filter_map(|it| Some((&it.name, it.terminal.as_ref()?)));
    let Some((first, _)) = terminals.next() else { return };
    for (_, terminal) in terminals {
        errors.report(
            terminal,
            format!("`{first}` is the terminal variant already; keep one of the two"),
        );
    }
}

/// The terminal variant is put in the place of the others, so it has to be made of nothing.
fn terminal_is_empty(variant: &Variant, errors: &mut Errors) {
    if let (Some(terminal), [_, ..]) = (&variant.terminal, variant.fields.as_slice()) {
        errors.report(
            terminal,
            format!(
                "`{}` has fields, and nothing is left when a value is disposed; mark a variant \
                 without fields",
                variant.name
            ),
        );
    }
}

/// `#[dispose(terminal)]` on a field.
fn terminal_is_a_variant(model: &Model, field: &Field, errors: &mut Errors) {
    let Some(terminal) = &field.terminal else { return };
    let advice = match model.kind {
        Kind::Enum => "mark a variant without fields",
        _ => "the state of a struct is kept by a field `guard: tenure::Guard`",
    };
    errors.report(terminal, format!("`terminal` goes on a variant of an enum; {advice}"));
}

/// `#[dispose(skip)] Closed`.
fn options_of_a_variant(variant: &Variant, errors: &mut Errors) {
    for option in &variant.misplaced {
        errors.report(
            option,
            format!("`{option}` goes on a field; on a variant there is only `terminal`"),
        );
    }
    let is_said = variant.terminal.is_some() || !variant.misplaced.is_empty();
    if let (Some(attr), false) = (variant.attrs.first(), is_said) {
        let is_empty = !matches!(&attr.meta, syn::Meta::List(list) if !list.tokens.is_empty());
        if is_empty {
            errors.report(
                attr.path(),
                "`#[dispose]` goes on a field; on a variant it is `#[dispose(terminal)]`",
            );
        }
    }
}
