//! `#[tracked]`: how many values of a type are alive, and where they were made.

mod check;
mod expand;
mod live;
mod parse;

use proc_macro2::{Ident, Span, TokenStream};
use syn::{Attribute, Generics, Member, Type, Visibility};

use crate::pipeline::Pattern;

pub(crate) const PATTERN: Pattern<parse::Item, Model> = Pattern {
    name: "tracked",
    derive: Some("Tracked"),
    options: &["bare", "weak"],
    helpers: &[],
    read: syn::parse2,
    parse: parse::parse,
    check: check::check,
    expand: expand::expand,
    stub: expand::stub,
};

/// A tracked type as it was declared.
pub(crate) struct Model {
    /// What makes `root` known.
    import: Option<TokenStream>,
    /// The path of the runtime crate.
    root: TokenStream,
    name: Ident,
    vis: Visibility,
    generics: Generics,
    attrs: Vec<Attribute>,
    kind: Kind,
    /// Of a struct the one that it is.
    variants: Vec<Variant>,
    /// The type has functions of these names itself.
    bare: Option<Ident>,
    /// Its values are listed, too.
    weak: Option<Ident>,
}

/// What was declared, with its keyword.
#[derive(Clone, Copy)]
enum Kind {
    Struct,
    Enum,
    Union(Span),
}

/// A struct, or one of the variants of an enum.
struct Variant {
    name: Ident,
    fields: Vec<Field>,
}

/// One field.
struct Field {
    member: Member,
    ty: Type,
    attrs: Vec<Attribute>,
    role: Role,
}

/// What a field is to the counting.
enum Role {
    /// Its type is written `Live<Self>`, or `Live` of what may be another name of it.
    Live,
    /// It counts a type that is another one.
    OfOther(Box<Type>),
    /// There is a `Live` somewhere in its type.
    Around,
    Other,
}
