//! One function a rule about the type; those about its fields and variants are in `rules.rs`.

use quote::ToTokens;
use syn::Meta;

use super::{Field, Kind, Model, Role, Variant, awaiting, fields, rules};
use crate::support::choice::Word;
use crate::support::errors::Errors;
use crate::support::shape;

pub(super) fn check(model: &Model, errors: &mut Errors) {
    options_on_fields(model, errors);
    if let Kind::Union(span) = model.kind {
        errors.report_at(
            span,
            "`#[disposable]` goes on a struct or an enum; nothing says which field of a union is \
             alive",
        );
        return;
    }
    not_packed(model, errors);
    one_guard(model, errors);
    hook_knows_whether_it_ran(model, errors);
    guard_that_falls_back(model, errors);
    on_drop_has_a_drop(model, errors);
    parts_of_a_struct(model, errors);
    awaiting::check(model, crate::ASYNC, errors);
    rules::check(model, errors);
}

impl Model {
    pub(super) fn is_enum(&self) -> bool {
        matches!(self.kind, Kind::Enum)
    }

    /// The field that keeps the state of a struct.
    pub(super) fn guard(&self) -> Option<&Field> {
        if self.is_enum() { None } else { self.guards().next() }
    }

    /// The variant that is the disposed state of an enum.
    pub(super) fn terminal(&self) -> Option<&Variant> {
        self.variants.iter().find(|variant| variant.terminal.is_some())
    }

    fn guards(&self) -> impl Iterator<Item = &Field> {
        let fields = self.variants.iter().flat_map(|variant| &variant.fields);
        fields.filter(|field| field.role == Role::Guard)
    }

    /// Whether it can be told that steps have run.
    pub(super) fn has_state(&self) -> bool {
        self.guard().is_some() || self.terminal().is_some()
    }

    /// Reports that the type has no state, where the first part is that needs one: more of them are
    /// the same mistake.
    pub(super) fn report_missing_state(
        &self,
        place: &impl ToTokens,
        why: &str,
        errors: &mut Errors,
    ) {
        let remedy = self.missing_state();
        if !errors.advise(&remedy) {
            errors.report(place, format!("{why}; {remedy}"));
        }
    }

    /// What gives the type a state, for messages.
    fn missing_state(&self) -> String {
        if self.is_enum() {
            return "mark the variant that is left behind `#[dispose(terminal)]`".to_owned();
        }
        let fields = self.variants.iter().flat_map(|variant| &variant.fields);
        let mut marked = fields.filter(|field| fields::is_named_guard(&field.ty));
        match marked.next() {
            Some(field) => format!(
                "remove the `#[dispose]` of `{}`, which makes it a field like any other",
                shape::name(&field.member)
            ),
            None => "add a field `guard: tenure::Guard`, made by `Guard::new()`".to_owned(),
        }
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

/// Two guards could not agree on whether the steps have run, and one in a variant is not there in
/// the others.
fn one_guard(model: &Model, errors: &mut Errors) {
    let mut guards = model.guards();
    if model.is_enum() {
        for guard in guards {
            errors.report(
                &guard.ty,
                "the state of an enum is its variant, so it has no guard; remove the field, or \
                 mark another type of that name `#[dispose(skip)]`",
            );
        }
        return;
    }
    let Some(first) = guards.next() else { return };
    for guard in guards {
        errors.report(
            &guard.ty,
            format!(
                "`{}` is the guard already; keep one of the two, or mark another type of that \
                 name `#[dispose(skip)]`",
                shape::name(&first.member)
            ),
        );
    }
}

/// A function of the user that runs twice would be a mistake nobody sees.
fn hook_knows_whether_it_ran(model: &Model, errors: &mut Errors) {
    if let (Some(hook), false) = (&model.hook, model.has_state()) {
        let why = "`hook` runs once, and nothing here remembers whether it has";
        model.report_missing_state(hook, why, errors);
    }
}

/// `fallback = guard` without one.
fn guard_that_falls_back(model: &Model, errors: &mut Errors) {
    let Some(Word { text: "guard", ident }) = &model.fallback else { return };
    if model.is_enum() {
        errors.report(
            ident,
            "an enum has no guard that could report it; write `fallback = drop` or `fallback = \
             none`",
        );
    } else if model.guard().is_none() {
        let why = "there is no guard to report a value that nobody disposed";
        model.report_missing_state(ident, why, errors);
    }
}

/// `on_drop` says what the `Drop` does that only `fallback = drop` writes.
fn on_drop_has_a_drop(model: &Model, errors: &mut Errors) {
    let (Some(on_drop), Some(fallback)) = (&model.on_drop, &model.fallback) else { return };
    match (fallback.text, on_drop.text) {
        ("none", _) => errors.report(
            &on_drop.ident,
            "with `fallback = none` there is no `Drop` that could do this; remove `on_drop`, or \
             write `fallback = drop`",
        ),
        // That is what the guard does.
        ("drop", _) | ("guard", "report") => {}
        _ => errors.report(
            &on_drop.ident,
            "with `fallback = guard` a forgotten value is reported, because the guard reaches no \
             other field; remove `on_drop`, or write `fallback = drop`",
        ),
    }
}

/// The fields of an enum depend on its variant.
fn parts_of_a_struct(model: &Model, errors: &mut Errors) {
    if let (Some(into_parts), true) = (&model.into_parts, model.is_enum()) {
        errors.report(
            into_parts,
            "`into_parts` goes on a struct; with `fallback = none` a `match` takes the fields of \
             an enum out",
        );
    }
}
