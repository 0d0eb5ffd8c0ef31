//! `#[derive(Layout)]`: where the bytes of a type are, and what its layout has to keep to.

mod check;
mod endless;
mod expand;
mod guards;
mod parse;
mod tail;
mod value;

use proc_macro2::{Ident, Span, TokenStream};
use syn::{Attribute, Generics, Member, Type};

use self::value::Number;
use crate::pipeline::Pattern;
use crate::support::shape::Style;

pub(crate) const PATTERN: Pattern<syn::DeriveInput, Model> = Pattern {
    name: "layout",
    derive: None,
    options: &["align", "max_size", "max_variant_ratio", "max_waste", "niche", "no_holes", "size"],
    helpers: &[],
    read: syn::parse2,
    parse: parse::parse,
    check: check::check,
    expand: expand::expand,
    stub: expand::stub,
};

/// A type as it was declared.
pub(crate) struct Model {
    /// What makes `root` known.
    import: Option<TokenStream>,
    /// The path of the runtime crate.
    root: TokenStream,
    name: Ident,
    generics: Generics,
    kind: Kind,
    repr: Repr,
    is_deprecated: bool,
    /// Whether it holds a value of its own type, so that nothing can be known of its size.
    is_endless: bool,
    guards: Vec<Guard>,
    /// `#[layout]` where it says nothing: without options, or not on the type.
    misplaced: Vec<Attribute>,
}

/// What was declared.
enum Kind {
    Struct(Style, Vec<Field>),
    Enum(Vec<Variant>),
    Union(Vec<Field>),
}

struct Field {
    member: Member,
    ty: Type,
    is_deprecated: bool,
    /// Whether a lint may be off for it.
    is_quiet: bool,
}

struct Variant {
    name: Ident,
    style: Style,
    fields: Vec<Field>,
}

/// What the `#[repr(..)]` of the type say.
struct Repr {
    text: String,
    is_c: bool,
    is_packed: bool,
    is_aligned: bool,
    /// The type of the tag of an enum.
    tag: Option<Bytes>,
}

/// The size of a number.
#[derive(Clone, Copy)]
enum Bytes {
    Known(usize),
    /// As large as a pointer.
    Pointer,
}

/// What has to hold.
struct Guard {
    option: Ident,
    rule: Rule,
    /// Where it is reported that it does not.
    place: Span,
}

enum Rule {
    Size(Number),
    MaxSize(Number),
    Align(Number),
    MaxWaste(Number),
    MaxVariantRatio(Number),
    NoHoles,
    Niche,
}
