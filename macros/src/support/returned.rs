//! The declared type of a function, where its body names it.

use proc_macro2::{Ident, Span};
use syn::{GenericArgument, PathArguments, ReturnType, Type, parse_quote_spanned};

/// The declared type, as it may be named in the body; `None`: it says nothing.
pub(crate) fn declared(output: &ReturnType) -> Option<Type> {
    let ReturnType::Type(_, ty) = output else { return None };
    match erased(ty) {
        Type::Infer(_) | Type::Never(_) => None,
        Type::Tuple(tuple) if tuple.elems.is_empty() => None,
        ty => Some(ty),
    }
}

/// With `_` for every `impl Trait`, which may not be written in a body, and without the lifetimes
/// that can be left out: clippy would count them as needed.
pub(crate) fn erased(ty: &Type) -> Type {
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
        Type::Reference(reference) => {
            reference.lifetime.take_if(|lifetime| lifetime.ident != "static");
            erase(&mut reference.elem);
        }
        Type::Slice(slice) => erase(&mut slice.elem),
        Type::Tuple(tuple) => tuple.elems.iter_mut().for_each(erase),
        Type::Path(path) => {
            for segment in &mut path.path.segments {
                let PathArguments::AngleBracketed(arguments) = &mut segment.arguments else {
                    continue;
                };
                for argument in &mut arguments.args {
                    match argument {
                        GenericArgument::Type(ty) => erase(ty),
                        GenericArgument::Lifetime(lifetime) if lifetime.ident != "static" => {
                            lifetime.ident = Ident::new("_", lifetime.ident.span());
                        }
                        _ => {}
                    }
                }
            }
        }
        _ => {}
    }
}
