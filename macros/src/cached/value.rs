//! What a function returns, as far as its cache is concerned.

use syn::{GenericArgument, PathArguments, ReturnType, Type, TypePath};

use crate::support::owned::plain;

/// What is kept of what a function returns.
pub(super) enum Value<'a> {
    /// All of it.
    Whole(&'a Type),
    /// What is in `Ok`; an error goes to the caller alone.
    InResult(&'a Type),
    /// Nothing: it returns nothing, or a `Result` without a type.
    Nothing,
}

impl<'a> Value<'a> {
    pub(super) fn of(output: &'a ReturnType) -> Self {
        let ReturnType::Type(_, ty) = output else { return Value::Nothing };
        match plain(ty) {
            Type::Never(_) => Value::Nothing,
            ty if is_unit(ty) => Value::Nothing,
            ty if is_named(ty, "Result") => match argument(ty, "Result") {
                Some(ty) if !is_unit(plain(ty)) => Value::InResult(ty),
                _ => Value::Nothing,
            },
            ty => Value::Whole(ty),
        }
    }

    pub(super) fn ty(&self) -> Option<&'a Type> {
        match self {
            Value::Whole(ty) | Value::InResult(ty) => Some(ty),
            Value::Nothing => None,
        }
    }

    pub(super) fn is_result(&self) -> bool {
        matches!(self, Value::InResult(_))
    }
}

fn is_unit(ty: &Type) -> bool {
    matches!(ty, Type::Tuple(tuple) if tuple.elems.is_empty())
}

/// Whether a type has that name, by whatever path.
pub(super) fn is_named(ty: &Type, name: &str) -> bool {
    let Type::Path(TypePath { qself: None, path, .. }) = plain(ty) else { return false };
    path.segments.last().is_some_and(|last| last.ident == name)
}

/// `T` of `name<T>`, by whatever path.
pub(super) fn argument<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    let Type::Path(TypePath { qself: None, path, .. }) = plain(ty) else { return None };
    let last = path.segments.last().filter(|last| last.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}
