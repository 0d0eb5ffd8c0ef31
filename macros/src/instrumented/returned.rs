//! What the return type of a function says about its body.

use proc_macro2::Span;
use syn::{
    GenericArgument, PathArguments, ReturnType, Type, TypeParamBound, TypePath, parse_quote_spanned,
};

/// What is there when the function returns.
pub(super) enum Returned {
    Value,
    /// `impl Future`: whatever future the body makes.
    Future,
    /// `Pin<Box<dyn Future>>`, or an alias of it.
    Boxed(Box<Type>),
}

/// `future`: the user says that it is one, which an alias does not show.
pub(super) fn of(output: &ReturnType, future: bool) -> Returned {
    let ReturnType::Type(_, ty) = output else { return Returned::Value };
    match ty.as_ref() {
        Type::ImplTrait(ty) if future || any_future(&ty.bounds) => Returned::Future,
        ty if future || is_boxed_future(ty) => Returned::Boxed(Box::new(erased(ty))),
        _ => Returned::Value,
    }
}

fn any_future<'a>(bounds: impl IntoIterator<Item = &'a TypeParamBound>) -> bool {
    bounds.into_iter().any(|bound| match bound {
        TypeParamBound::Trait(bound) => {
            bound.path.segments.last().is_some_and(|name| name.ident == "Future")
        }
        _ => false,
    })
}

/// `Pin<Box<dyn Future<..>>>`, by whatever paths.
fn is_boxed_future(ty: &Type) -> bool {
    match ty {
        Type::TraitObject(object) => any_future(&object.bounds),
        Type::Paren(paren) => is_boxed_future(&paren.elem),
        Type::Path(TypePath { qself: None, path, .. }) => {
            let Some(last) = path.segments.last() else { return false };
            let PathArguments::AngleBracketed(arguments) = &last.arguments else { return false };
            (last.ident == "Pin" || last.ident == "Box")
                && matches!(arguments.args.first(), Some(GenericArgument::Type(ty)) if is_boxed_future(ty))
        }
        _ => false,
    }
}

/// The declared type, as it may be named in the body; `None`: it says nothing.
pub(super) fn declared(output: &ReturnType) -> Option<Type> {
    let ReturnType::Type(_, ty) = output else { return None };
    match erased(ty) {
        Type::Infer(_) | Type::Never(_) => None,
        Type::Tuple(tuple) if tuple.elems.is_empty() => None,
        ty => Some(ty),
    }
}

/// With `_` for every `impl Trait`, which may not be written in a body.
fn erased(ty: &Type) -> Type {
    let mut ty = ty.clone();
    erase(&mut ty);
    ty
}

fn erase(ty: &mut Type) {
    match ty {
        Type::ImplTrait(_) => *ty = parse_quote_spanned!(Span::mixed_site()=> _),
        Type::Array(array) => erase(&mut array.elem),
        Type::Group(group) => erase(&mut group.elem),
        Type::Paren(paren) => erase(&mut paren.elem),
        Type::Reference(reference) => erase(&mut reference.elem),
        Type::Slice(slice) => erase(&mut slice.elem),
        Type::Tuple(tuple) => tuple.elems.iter_mut().for_each(erase),
        Type::Path(path) => {
            for segment in &mut path.path.segments {
                let PathArguments::AngleBracketed(arguments) = &mut segment.arguments else {
                    continue;
                };
                for argument in &mut arguments.args {
                    if let GenericArgument::Type(ty) = argument {
                        erase(ty);
                    }
                }
            }
        }
        _ => {}
    }
}
