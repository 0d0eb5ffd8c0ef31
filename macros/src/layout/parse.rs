//! Options and item to model.

use quote::ToTokens as _;
use syn::spanned::Spanned as _;
use syn::{Attribute, Data, DeriveInput, Meta};

use super::{Bytes, Field, Guard, Kind, Model, Repr, Rule, Variant, endless};
use crate::support::blame;
use crate::support::errors::Errors;
use crate::support::options::Options;
use crate::support::shape::{self, Style};
use crate::support::spans;
use crate::support::spelling::compact;

/// What a guard can be, with a value as the user could write it.
const NUMBERS: &[(&str, &str)] = &[
    ("size", "48"),
    ("max_size", "64"),
    ("align", "8"),
    ("max_waste", "8"),
    ("max_variant_ratio", "4"),
];

// The signature is that of every pattern: options are checked by the pipeline.
#[allow(clippy::unnecessary_wraps)]
pub(super) fn parse(
    options: &mut Options,
    item: DeriveInput,
    errors: &mut Errors,
) -> Option<Model> {
    let guards = guards(options, errors);
    Some(model(options, item, guards))
}

/// The model of an item with these guards.
pub(super) fn model(options: &Options, item: DeriveInput, guards: Vec<Guard>) -> Model {
    let (import, root) = options.imported_root();
    let DeriveInput { attrs, ident, generics, data, .. } = item;
    let repr = repr(&attrs);
    let is_deprecated = is_deprecated(&attrs);
    let is_quiet = blame::is_quiet(&attrs);
    let mut misplaced: Vec<_> =
        attrs.into_iter().filter(|attr| is_ours(attr) && !has_options(attr)).collect();
    let kind = match data {
        Data::Struct(data) => {
            let style = Style::of(&data.fields);
            Kind::Struct(style, fields(data.fields, is_quiet, &mut misplaced))
        }
        Data::Enum(data) => {
            let mut variant = |declared: syn::Variant| {
                misplaced.extend(declared.attrs.into_iter().filter(is_ours));
                let style = Style::of(&declared.fields);
                let name = spans::own(&declared.ident);
                let fields = fields(declared.fields, is_quiet, &mut misplaced);
                Variant { name, style, fields }
            };
            Kind::Enum(data.variants.into_iter().map(&mut variant).collect())
        }
        Data::Union(data) => {
            Kind::Union(fields(syn::Fields::Named(data.fields), is_quiet, &mut misplaced))
        }
    };
    let is_endless = match &kind {
        Kind::Struct(_, fields) | Kind::Union(fields) => is_endless(fields, &ident),
        Kind::Enum(variants) => variants.iter().any(|it| is_endless(&it.fields, &ident)),
    };
    let name = spans::own(&ident);
    Model { import, root, name, generics, kind, repr, is_deprecated, is_endless, guards, misplaced }
}

fn is_endless(fields: &[Field], name: &syn::Ident) -> bool {
    fields.iter().any(|field| endless::holds(&field.ty, name))
}

fn fields(
    declared: syn::Fields,
    is_quiet_around: bool,
    misplaced: &mut Vec<Attribute>,
) -> Vec<Field> {
    shape::fields(declared)
        .map(|shape::Field { member, ty, attrs, .. }| {
            let is_deprecated = is_deprecated(&attrs);
            let is_quiet = is_quiet_around || blame::is_quiet(&attrs);
            misplaced.extend(attrs.into_iter().filter(is_ours));
            Field { member, ty, is_deprecated, is_quiet }
        })
        .collect()
}

fn is_deprecated(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| attr.path().is_ident("deprecated"))
}

fn is_ours(attr: &Attribute) -> bool {
    attr.path().is_ident("layout")
}

fn has_options(attr: &Attribute) -> bool {
    matches!(&attr.meta, Meta::List(list) if !list.tokens.is_empty())
}

fn guards(options: &mut Options, errors: &mut Errors) -> Vec<Guard> {
    let names = options.names();
    let mut guards = Vec::new();
    for option in names {
        let name = option.to_string();
        let Some((name, example)) = NUMBERS.iter().find(|(number, _)| name == *number) else {
            let rule = match name.as_str() {
                "no_holes" => Rule::NoHoles,
                "niche" => Rule::Niche,
                _ => continue,
            };
            if options.flag(&name, errors).is_some() {
                guards.push(Guard { place: option.span(), option, rule });
            }
            continue;
        };
        let Some(number) = options.value::<super::Number>(name, example, errors) else { continue };
        let place = number.expr.span();
        let rule = match *name {
            "size" => Rule::Size(number),
            "max_size" => Rule::MaxSize(number),
            "align" => Rule::Align(number),
            "max_waste" => Rule::MaxWaste(number),
            _ => Rule::MaxVariantRatio(number),
        };
        guards.push(Guard { option, rule, place });
    }
    guards
}

fn repr(attrs: &[Attribute]) -> Repr {
    let lists = attrs.iter().filter(|attr| attr.path().is_ident("repr"));
    let texts: Vec<_> = lists
        .filter_map(|attr| match &attr.meta {
            Meta::List(list) => Some(compact(&list.tokens.to_token_stream())),
            _ => None,
        })
        .collect();
    let text = texts.join(", ");
    let text = text.trim_end_matches(',').to_owned();
    let words = || text.split(", ");
    let begins = |start: &str| words().any(|word| word.starts_with(start));
    let tag = words().find_map(|word| match word {
        "i8" | "u8" => Some(Bytes::Known(1)),
        "i16" | "u16" => Some(Bytes::Known(2)),
        "i32" | "u32" => Some(Bytes::Known(4)),
        "i64" | "u64" => Some(Bytes::Known(8)),
        "i128" | "u128" => Some(Bytes::Known(16)),
        "isize" | "usize" => Some(Bytes::Pointer),
        _ => None,
    });
    Repr {
        is_c: words().any(|word| word == "C"),
        is_packed: begins("packed"),
        is_aligned: begins("align"),
        tag,
        text: if text.is_empty() { "Rust".to_owned() } else { text },
    }
}
