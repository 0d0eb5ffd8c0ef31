//! Options and item to model.

use std::collections::HashSet;

use syn::parse::{Parse, ParseStream};
use syn::{Data, DataEnum, DataUnion, DeriveInput, Fields, Generics, Ident, Result};

use super::{Field, Kind, Model, Order, Variant, fields};
use crate::support::errors::Errors;
use crate::support::opening::{Opening, refused};
use crate::support::options::Options;
use crate::support::shape::Style;
use crate::support::{shape, spans};

/// Where `#[disposable]` may stand: on any type, so that the rules can say why not on some.
pub(crate) struct Item(pub(super) DeriveInput);

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if Opening::of(input)?.is_type() {
            return input.parse().map(Item);
        }
        Err(refused(input, |kind| {
            format!("`#[disposable]` goes on a struct or an enum; {kind} has no fields")
        }))
    }
}

// The signature is that of every pattern: options are checked by the pipeline.
#[allow(clippy::unnecessary_wraps)]
pub(super) fn parse(options: &mut Options, item: Item, errors: &mut Errors) -> Option<Model> {
    let (import, root) = options.imported_root();
    let DeriveInput { attrs, vis, ident, generics, data } = item.0;
    let name = spans::own(&ident);
    let (kind, variants) = match data {
        Data::Struct(data) => {
            (Kind::Struct, vec![of_struct(&generics, name.clone(), data.fields, errors)])
        }
        Data::Enum(DataEnum { variants, .. }) => {
            let variants = variants.into_iter();
            let variants = variants.map(|variant| of_enum(&generics, variant, errors)).collect();
            (Kind::Enum, variants)
        }
        Data::Union(DataUnion { union_token, .. }) => (Kind::Union(union_token.span), Vec::new()),
    };
    let order = match options.choice("order", &["declared", "reverse"], errors) {
        Some("reverse") => Order::Reverse,
        _ => Order::Declared,
    };
    Some(Model {
        import,
        root,
        name,
        place: ident.span(),
        vis,
        generics,
        attrs,
        kind,
        variants,
        hook: options.value("hook", "path", errors),
        order,
        fallback: options.word("fallback", &["drop", "guard", "none"], errors),
        on_drop: options.word("on_drop", &["dispose", "report", "ignore"], errors),
        strict: options.flag("strict", errors),
        asynchronous: options.flag("async", errors),
        both: options.flag("both", errors),
        into_parts: options.flag("into_parts", errors),
    })
}

pub(super) fn of_struct(
    generics: &Generics,
    name: Ident,
    declared: Fields,
    errors: &mut Errors,
) -> Variant {
    let style = Style::of(&declared);
    let fields = once(declared)
        .map(|field| fields::field(generics, shape::path(&field.member), field, errors))
        .collect();
    Variant { name, style, fields, attrs: Vec::new(), terminal: None, misplaced: Vec::new() }
}

/// The fields, of those with one name the last: rustc takes that one, and reports the others.
fn once(declared: Fields) -> impl Iterator<Item = shape::Field> {
    let mut names = HashSet::new();
    let mut fields: Vec<_> = shape::fields(declared).collect();
    fields.reverse();
    fields.retain(|field| names.insert(shape::path(&field.member)));
    fields.into_iter().rev()
}

fn of_enum(generics: &Generics, declared: syn::Variant, errors: &mut Errors) -> Variant {
    let name = spans::own(&declared.ident);
    let style = Style::of(&declared.fields);
    let fields: Vec<Field> = once(declared.fields)
        .map(|field| {
            let path = fields::path_in(&name, &field.member);
            fields::field(generics, path, field, errors)
        })
        .collect();
    let mut attrs = declared.attrs;
    attrs.retain(|attr| attr.path().is_ident("dispose"));
    let (terminal, misplaced) = fields::of_variant(&attrs, errors);
    Variant { name, style, fields, attrs, terminal, misplaced }
}
