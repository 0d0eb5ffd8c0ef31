//! One function a rule.

use quote::ToTokens as _;
use syn::{Meta, Type};

use super::{Field, Kind, Model, Role, Variant};
use crate::support::errors::Errors;
use crate::support::owned::owner;
use crate::support::shape;
use crate::support::spelling::compact;

pub(super) fn check(model: &Model, errors: &mut Errors) {
    if let Kind::Union(span) = model.kind {
        errors.report_at(
            span,
            "`#[tracked]` goes on a struct or an enum; a field of a union is never dropped, and \
             so would never stop counting",
        );
        return;
    }
    not_packed(model, errors);
    has_size(model, errors);
    for variant in &model.variants {
        of_its_own_type(model, variant, errors);
        one_live(model, variant, errors);
    }
    has_values(model, errors);
}

impl Variant {
    /// The field that counts, as far as it can be told.
    pub(super) fn live(&self) -> Option<&Field> {
        self.fields.iter().find(|field| matches!(field.role, Role::Live))
    }

    /// The field without a size, and what owns such a value. Only the last one may be such.
    fn without_size(&self) -> Option<(&Type, String)> {
        let ty = &self.fields.last()?.ty;
        Some((ty, owner(ty)?))
    }
}

/// `#[repr(packed)]`: there are no references to such fields.
fn not_packed(model: &Model, errors: &mut Errors) {
    for attr in model.attrs.iter().filter(|attr| attr.path().is_ident("repr")) {
        let Meta::List(list) = &attr.meta else { continue };
        let mut words = list.tokens.clone().into_iter();
        if let Some(packed) = words.find(|word| word.to_string() == "packed") {
            errors.report(
                &packed,
                "the values of a packed struct cannot be tracked, because their `Live` cannot be \
                 referred to; remove `packed`",
            );
        }
    }
}

/// `struct Text(Live<Self>, str)`: nothing could make such a value.
fn has_size(model: &Model, errors: &mut Errors) {
    let (Kind::Struct, Some(variant)) = (model.kind, model.variants.first()) else { return };
    let Some((ty, owner)) = variant.without_size() else { return };
    errors.report(
        ty,
        format!(
            "`{}` has no size, so none of its values could be counted; write `{owner}` for `{}`",
            shape::text(&model.name),
            text(ty)
        ),
    );
}

/// `live: Live<Other>` would count the values of another type, `Option<Live<Self>>` only some.
fn of_its_own_type(model: &Model, variant: &Variant, errors: &mut Errors) {
    for field in &variant.fields {
        match &field.role {
            Role::OfOther(counted) => errors.report(
                counted,
                format!(
                    "this counts `{}`, and not the `{}` around it; write `Live<Self>`",
                    text(counted),
                    shape::text(&model.name)
                ),
            ),
            // Beside a field that counts it is a field like any other.
            Role::Around if variant.live().is_none() => errors.report(
                &field.ty,
                format!(
                    "`{}` does not count, because the `Live` is only a part of it; write \
                     `Live<Self>`",
                    text(&field.ty)
                ),
            ),
            _ => {}
        }
    }
}

/// Without a `Live` nothing counts, and with two of them each value would count twice.
fn one_live(model: &Model, variant: &Variant, errors: &mut Errors) {
    let mut found = variant.fields.iter().filter(|field| matches!(field.role, Role::Live));
    let Some(first) = found.next() else {
        // What stands in its place was reported.
        if variant.fields.iter().all(|field| matches!(field.role, Role::Other)) {
            missing(model, variant, errors);
        }
        return;
    };
    for field in found {
        errors.report(
            &field.ty,
            format!(
                "`{}` counts already; remove one of the two, or each value counts twice",
                shape::name(&first.member)
            ),
        );
    }
}

fn missing(model: &Model, variant: &Variant, errors: &mut Errors) {
    let is_taken = |name: &str| variant.fields.iter().any(|it| shape::path(&it.member) == name);
    let name = if is_taken("live") { "counted" } else { "live" };
    let is_tuple = variant.fields.iter().any(|it| shape::path(&it.member).starts_with('.'));
    let field = if is_tuple {
        "tenure::Live<Self>".to_owned()
    } else {
        format!("{name}: tenure::Live<Self>")
    };
    let message = match model.kind {
        Kind::Enum => format!(
            "a value that is `{}` would not count; add a field `{field}` to each variant, made by \
             `Live::new()`",
            shape::text(&variant.name)
        ),
        Kind::Struct | Kind::Union(_) => format!(
            "there is nothing that counts the values; add a field `{field}`, made by `Live::new()`"
        ),
    };
    errors.report(&variant.name, message);
}

/// `enum Never {}`.
fn has_values(model: &Model, errors: &mut Errors) {
    if matches!(model.kind, Kind::Enum) && model.variants.is_empty() {
        errors.report(
            &model.name,
            "there are no values of an enum without variants; remove `#[tracked]`",
        );
    }
}

fn text(ty: &Type) -> String {
    compact(&ty.to_token_stream())
}
