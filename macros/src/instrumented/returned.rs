//! What the return type of a function says about its body.

use syn::{GenericArgument, PathArguments, ReturnType, Type, TypeParamBound, TypePath};

pub(super) use crate::support::returned::declared;
use crate::support::returned::erased;

/// What is there when the function returns.
pub(super) enum Returned {
    Value,
    /// `impl Future`: whatever future the body makes.
    Future,
    /// `Pin<Box<dyn Future>>` or an alias of it, or `Box<dyn Future + Unpin>`.
    Boxed(Boxed),
}

/// A type that hides which future it holds, so that another one may stand in for it.
pub(super) struct Boxed {
    pub(super) ty: Box<Type>,
    /// The function of `Box` that makes it.
    pub(super) constructor: &'static str,
}

fn boxed(ty: &Type, constructor: &'static str) -> Returned {
    Returned::Boxed(Boxed { ty: Box::new(erased(ty)), constructor })
}

/// `future`: the user says that it is one, which an alias does not show.
pub(super) fn of(output: &ReturnType, future: bool) -> Returned {
    let ReturnType::Type(_, ty) = output else { return Returned::Value };
    match bare(ty) {
        Type::ImplTrait(ty) if future || any_future(&ty.bounds) => Returned::Future,
        ty if is_unpinned_box(ty) => boxed(ty, "new"),
        ty if future || is_pinned_box(ty) => boxed(ty, "pin"),
        _ => Returned::Value,
    }
}

fn any_future<'a>(bounds: impl IntoIterator<Item = &'a TypeParamBound>) -> bool {
    any_bound(bounds, "Future")
}

fn any_bound<'a>(bounds: impl IntoIterator<Item = &'a TypeParamBound>, of: &str) -> bool {
    bounds.into_iter().any(|bound| match bound {
        TypeParamBound::Trait(bound) => {
            bound.path.segments.last().is_some_and(|name| name.ident == of)
        }
        _ => false,
    })
}

/// `Pin<Box<dyn Future<..>>>`, by whatever paths.
fn is_pinned_box(ty: &Type) -> bool {
    let object = argument(ty, "Pin").and_then(|ty| argument(ty, "Box"));
    object.is_some_and(|ty| matches!(ty, Type::TraitObject(object) if any_future(&object.bounds)))
}

/// `Box<dyn Future<..> + Unpin>`; without `Unpin` it is no future itself.
fn is_unpinned_box(ty: &Type) -> bool {
    matches!(argument(ty, "Box"), Some(Type::TraitObject(object))
        if any_future(&object.bounds) && any_bound(&object.bounds, "Unpin"))
}

/// `T` of `name<T>`, without the parentheses and invisible groups around it.
fn argument<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    let Type::Path(TypePath { qself: None, path, .. }) = bare(ty) else { return None };
    let last = path.segments.last().filter(|last| last.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first() {
        Some(GenericArgument::Type(ty)) => Some(bare(ty)),
        _ => None,
    }
}

/// A type of a `macro_rules!` arrives in an invisible group.
fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        Type::Paren(paren) => bare(&paren.elem),
        ty => ty,
    }
}

/// Whether the value is likely to be a future itself, by the names that those of std and of the
/// runtimes have; to be sure would take more than a name.
pub(super) fn may_be_future(output: &ReturnType) -> bool {
    const NAMES: [&str; 12] = [
        "Abortable",
        "Box",
        "Delay",
        "Join",
        "Lazy",
        "Pending",
        "Pin",
        "PollFn",
        "Ready",
        "Receiver",
        "Sleep",
        "Timeout",
    ];
    const ENDINGS: [&str; 3] = ["Future", "Handle", "Task"];
    let ReturnType::Type(_, ty) = output else { return false };
    match bare(ty) {
        Type::ImplTrait(ty) => any_future(&ty.bounds),
        Type::Path(TypePath { path, .. }) => path.segments.last().is_some_and(|last| {
            let name = last.ident.to_string();
            NAMES.contains(&name.as_str()) || ENDINGS.iter().any(|ending| name.ends_with(ending))
        }),
        _ => false,
    }
}
