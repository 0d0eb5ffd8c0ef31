//! `#[disposable]`: taken down on purpose, once, with the errors kept.

mod awaited;
mod awaiting;
mod check;
mod enums;
mod expand;
mod fallback;
mod fields;
mod parse;
mod parts;
mod reasons;
mod rules;
mod steps;

use proc_macro2::{Ident, Span, TokenStream};
use syn::{Attribute, Generics, LitStr, Member, Type, Visibility};

use crate::pipeline::Pattern;
use crate::support::callable::Callable;
use crate::support::choice::Word;
use crate::support::shape::Style;

pub(crate) const PATTERN: Pattern<parse::Item, Model> = Pattern {
    name: "disposable",
    derive: Some("Disposable"),
    options: &["async", "both", "fallback", "hook", "into_parts", "on_drop", "order", "strict"],
    helpers: &["dispose"],
    read: syn::parse2,
    parse: parse::parse,
    check: check::check,
    expand: expand::expand,
    stub: expand::stub,
};

/// A disposable type as it was declared.
pub(crate) struct Model {
    /// What makes `root` known.
    import: Option<TokenStream>,
    /// The path of the runtime crate.
    root: TokenStream,
    name: Ident,
    /// Where the user has written the name. Rustc proposes a parameter behind it for a type that it
    /// does not find; what it says of the same place is one error.
    place: Span,
    vis: Visibility,
    generics: Generics,
    attrs: Vec<Attribute>,
    kind: Kind,
    /// Of a struct the one that it is.
    variants: Vec<Variant>,
    /// What the type itself has to do, before its fields.
    hook: Option<Callable>,
    order: Order,
    /// Who disposes a value that nobody disposed.
    fallback: Option<Word>,
    /// What the `Drop` does that is written with `fallback = drop`.
    on_drop: Option<Word>,
    strict: Option<Ident>,
    /// It is awaited.
    asynchronous: Option<Ident>,
    /// It may be awaited.
    both: Option<Ident>,
    into_parts: Option<Ident>,
}

/// What was declared, with its keyword.
#[derive(Clone, Copy)]
enum Kind {
    Struct,
    Enum,
    Union(Span),
}

/// In which order the fields are disposed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Declared,
    Reverse,
}

/// A struct, or one of the variants of an enum.
struct Variant {
    name: Ident,
    style: Style,
    fields: Vec<Field>,
    /// Its `#[dispose]`, of which there should be one at most.
    attrs: Vec<Attribute>,
    /// That it is the disposed state.
    terminal: Option<Ident>,
    /// Options that belong to a field.
    misplaced: Vec<Ident>,
}

/// One field, and what its `#[dispose]` says.
struct Field {
    /// The name in the errors of its step.
    path: String,
    member: Member,
    vis: Visibility,
    docs: Vec<Attribute>,
    /// The lints that are switched off for it.
    lints: TokenStream,
    ty: Type,
    role: Role,
    /// The type parameter that the type names.
    parameter: Option<Ident>,
    /// Its `#[dispose]`, of which there should be one at most.
    attrs: Vec<Attribute>,
    with: Option<Callable>,
    take: Option<Callable>,
    skip: Option<Skip>,
    /// What belongs to a variant.
    terminal: Option<Ident>,
}

/// What a field is to its value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Its type is written `Guard`.
    Guard,
    Part,
}

/// `skip`, and why.
struct Skip {
    ident: Ident,
    reason: Option<LitStr>,
}
