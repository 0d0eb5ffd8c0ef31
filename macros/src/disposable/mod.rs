//! `#[disposable]`: taken down on purpose, once, with the errors kept.

mod check;
mod expand;
mod parse;

use proc_macro2::{Ident, Span, TokenStream};
use syn::{Attribute, Generics, LitStr, Member, Type};

use crate::pipeline::Pattern;
use crate::support::callable::Callable;

pub(crate) const PATTERN: Pattern<parse::Item, Model> = Pattern {
    name: "disposable",
    derive: Some("Disposable"),
    options: &[],
    helpers: &["dispose"],
    parse: parse::parse,
    check: check::check,
    expand: expand::expand,
    stub: expand::stub,
};

/// A disposable type as it was declared.
pub(crate) struct Model {
    /// The path of the runtime crate.
    root: TokenStream,
    name: Ident,
    generics: Generics,
    attrs: Vec<Attribute>,
    kind: Kind,
    /// The fields whose type is written `Guard`.
    guards: Vec<Field>,
    /// All others.
    fields: Vec<Field>,
}

/// What was declared, with its keyword.
enum Kind {
    Struct,
    Enum(Span),
    Union(Span),
}

/// One field, and what its `#[dispose]` says.
struct Field {
    member: Member,
    ty: Type,
    /// The type parameter that the type names.
    parameter: Option<Ident>,
    /// Its `#[dispose]`, of which there should be one at most.
    attrs: Vec<Attribute>,
    with: Option<Callable>,
    take: Option<Callable>,
    skip: Option<Skip>,
}

/// `skip`, and why.
struct Skip {
    ident: Ident,
    reason: Option<LitStr>,
}
