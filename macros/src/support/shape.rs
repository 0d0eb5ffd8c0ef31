//! The fields of a struct.

use syn::ext::IdentExt as _;
use syn::{Attribute, Fields, Index, Member, Type};

/// One field.
pub(crate) struct Field {
    pub(crate) member: Member,
    pub(crate) ty: Type,
    pub(crate) attrs: Vec<Attribute>,
}

/// The fields in order of declaration.
pub(crate) fn fields(fields: Fields) -> impl Iterator<Item = Field> {
    fields.into_iter().zip(0..).map(|(field, index)| Field {
        member: field.ident.map_or(Member::Unnamed(Index::from(index)), Member::Named),
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
