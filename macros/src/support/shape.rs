//! The fields of a struct or of a variant.

use proc_macro2::{Ident, Span};
use quote::{ToTokens as _, format_ident};
use syn::ext::IdentExt as _;
use syn::{Attribute, Fields, Index, Member, Type, Visibility};

use super::{spans, spelling};

/// One field.
pub(crate) struct Field {
    pub(crate) member: Member,
    pub(crate) vis: Visibility,
    pub(crate) ty: Type,
    pub(crate) attrs: Vec<Attribute>,
}

/// How fields are written: `{ a: A }`, `(A)`, or not at all.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Named,
    Tuple,
    Unit,
}

impl Style {
    pub(crate) fn of(fields: &Fields) -> Self {
        match fields {
            Fields::Named(_) => Style::Named,
            Fields::Unnamed(_) => Style::Tuple,
            Fields::Unit => Style::Unit,
        }
    }
}

/// The fields in order of declaration.
pub(crate) fn fields(fields: Fields) -> impl Iterator<Item = Field> {
    fields.into_iter().zip(0..).map(|(field, index)| Field {
        member: field.ident.map_or(Member::Unnamed(Index::from(index)), Member::Named),
        vis: field.vis,
        ty: field.ty,
        attrs: field.attrs,
    })
}

/// The name of a field in a path of fields: `log`, and `.0` in a tuple.
pub(crate) fn path(member: &Member) -> String {
    match member {
        Member::Named(ident) => ident.unraw().to_string(),
        Member::Unnamed(index) => format!(".{}", index.index),
    }
}

/// The name of a field in a sentence: `log`, and `0` in a tuple.
pub(crate) fn name(member: &Member) -> String {
    path(member).trim_start_matches('.').to_owned()
}

/// The name of a variant, as it is read.
pub(crate) fn text(name: &Ident) -> String {
    name.unraw().to_string()
}

/// Whether two types are written alike.
pub(crate) fn is_same(one: &Type, other: &Type) -> bool {
    one.to_token_stream().to_string() == other.to_token_stream().to_string()
}

/// A field in a sentence: `log: BufWriter<File>`.
pub(crate) fn declaration(path: &str, ty: &Type) -> String {
    let name = path.trim_start_matches('.');
    format!("{name}: {}", spelling::compact(&ty.to_token_stream()))
}

/// What a pattern binds a field to. Names of the user do not see it, and `taken` are names of ours.
pub(crate) fn binding(member: &Member, taken: &[&str]) -> Ident {
    match member {
        Member::Named(ident) if taken.contains(&ident.unraw().to_string().as_str()) => {
            format_ident!("field_{}", ident.unraw(), span = Span::mixed_site())
        }
        Member::Named(ident) => spans::written_at(ident, Span::mixed_site()),
        Member::Unnamed(index) => {
            format_ident!("field_{}", index.index, span = Span::mixed_site())
        }
    }
}

/// Whether a value of `ty` owns nothing, whatever its parameters are: a reference, a pointer, a
/// marker.
pub(crate) fn owns_nothing(ty: &Type) -> bool {
    match ty {
        Type::FnPtr(_) | Type::Never(_) | Type::Ptr(_) | Type::Reference(_) => true,
        Type::Group(group) => owns_nothing(&group.elem),
        Type::Paren(paren) => owns_nothing(&paren.elem),
        Type::Path(path) => {
            path.path.segments.last().is_some_and(|last| last.ident == "PhantomData")
        }
        _ => false,
    }
}
