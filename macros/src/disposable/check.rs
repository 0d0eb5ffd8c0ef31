//! One function a rule.

use syn::{Attribute, Meta};

use super::{Field, Kind, Model};
use crate::support::errors::Errors;
use crate::support::shape;

pub(super) fn check(model: &Model, errors: &mut Errors) {
    is_struct(model, errors);
    not_packed(model, errors);
    options_on_fields(model, errors);
    one_guard(model, errors);
    for field in &model.fields {
        one_attribute(field, errors);
        one_way(field, errors);
        marked_if_generic(field, errors);
        if model.guards.is_empty() {
            knows_whether_it_ran(field, errors);
        }
    }
}

/// `enum Connection { Open(Socket), Closed }`.
fn is_struct(model: &Model, errors: &mut Errors) {
    match model.kind {
        Kind::Struct => {}
        Kind::Enum(span) => errors.report_at(
            span,
            "`#[disposable]` goes on a struct; make the enum a field of one, or implement \
             `Dispose` by hand",
        ),
        Kind::Union(span) => errors.report_at(
            span,
            "`#[disposable]` goes on a struct; nothing says which field of a union is alive",
        ),
    }
}

/// `#[repr(packed)]`: there are no references to such fields, so nothing could be called on them.
fn not_packed(model: &Model, errors: &mut Errors) {
    for attr in model.attrs.iter().filter(|attr| attr.path().is_ident("repr")) {
        let Meta::List(list) = &attr.meta else { continue };
        let words = list.tokens.clone().into_iter();
        if let Some(packed) = words.into_iter().find(|word| word.to_string() == "packed") {
            errors.report(
                &packed,
                "the fields of a packed struct cannot be disposed, because they cannot be \
                 referred to; remove `packed`",
            );
        }
    }
}

/// `#[dispose(skip)] struct Server`.
fn options_on_fields(model: &Model, errors: &mut Errors) {
    for attr in model.attrs.iter().filter(|attr| attr.path().is_ident("dispose")) {
        errors.report(
            attr.path(),
            "`#[dispose]` goes on a field; options of the type go into `#[disposable(..)]`",
        );
    }
}

/// Two guards could not agree on whether the steps have run.
fn one_guard(model: &Model, errors: &mut Errors) {
    let Some((first, more)) = model.guards.split_first() else { return };
    for guard in more {
        errors.report(
            &guard.ty,
            format!(
                "`{}` is the guard already; keep one of the two, or mark another type of that \
                 name `#[dispose(skip)]`",
                shape::path(&first.member).trim_start_matches('.')
            ),
        );
    }
}

/// `#[dispose(with = flush)] #[dispose(skip)]`.
fn one_attribute(field: &Field, errors: &mut Errors) {
    for attr in field.attrs.iter().skip(1) {
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
                     write `#[dispose]` and bound the struct with `{parameter}: Dispose`, or \
                     write `#[dispose(skip)]`"
                ),
            );
        }
    }
}

/// A function of the user that runs twice would be a mistake nobody sees.
fn knows_whether_it_ran(field: &Field, errors: &mut Errors) {
    if let Some(with) = &field.with {
        errors.report(
            with,
            "`with` runs once, and nothing here remembers whether it has; add a field \
             `guard: tenure::Guard`, made by `Guard::new()`",
        );
    }
}
