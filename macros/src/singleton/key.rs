//! The parameter of a constructor that is the key.

use quote::ToTokens as _;
use syn::{GenericArgument, Ident, PatType, PathArguments, Type};

use super::Model;
use crate::support::errors::Errors;
use crate::support::function::Function;
use crate::support::owned::plain;
use crate::support::spelling::compact;

/// What is known by name to borrow as something else: clippy advises against `&String`.
const BORROWED: &[(&str, &str)] =
    &[("CString", "CStr"), ("OsString", "OsStr"), ("PathBuf", "Path"), ("String", "str")];

/// Pointers that borrow as what they point to.
const POINTERS: &[&str] = &["Arc", "Box", "Rc"];

/// Whether the parameter is written `&K`, or as a reference to what `K` borrows as.
pub(super) fn is_key(model: &Model, parameter: &PatType) -> bool {
    let Some(key) = &model.key else { return false };
    let Type::Reference(reference) = plain(&parameter.ty) else { return false };
    let (key, wanted) = (plain(key), plain(&reference.elem));
    compact(&wanted.to_token_stream()) == compact(&key.to_token_stream()) || borrows_as(key, wanted)
}

/// Whether the parameter is written `K`.
pub(super) fn is_own_key(model: &Model, parameter: &PatType) -> bool {
    let written = |ty: &Type| compact(&plain(ty).to_token_stream());
    model.key.as_ref().is_some_and(|key| written(key) == written(&parameter.ty))
}

/// Whether the parameter may be the key under another name: `fn new(id: UserId)` with `key = u32`.
pub(super) fn may_be_key(model: &Model, parameter: &PatType) -> bool {
    model.key.is_some() && !matches!(plain(&parameter.ty), Type::Reference(_))
}

/// `fn new(from: &u32, to: &u32)`: there is one key, and both would be it.
pub(super) fn one_key(model: &Model, constructor: &Function, errors: &mut Errors) {
    let is_key = |it: &&PatType| is_key(model, it) || is_own_key(model, it);
    let keys = constructor.parameters().filter(is_key);
    for second in keys.skip(1) {
        errors.report(
            second,
            "the constructor takes the key twice; remove one of the two\
             \n= note: a key of two parts is a tuple or a type of its own",
        );
    }
}

fn borrows_as(key: &Type, wanted: &Type) -> bool {
    let wanted_text = compact(&wanted.to_token_stream());
    match key {
        Type::Reference(key) => compact(&key.elem.to_token_stream()) == wanted_text,
        Type::Path(path) => path.path.segments.last().is_some_and(|segment| {
            let named = |(owned, borrowed): &(&str, &str)| {
                segment.ident == owned && last_name(wanted).is_some_and(|name| name == borrowed)
            };
            let inner = first_argument(&segment.arguments);
            let is_inner = |inner: &Type| compact(&inner.to_token_stream()) == wanted_text;
            BORROWED.iter().any(named)
                || (segment.ident == "Vec" && matches!(wanted, Type::Slice(_)))
                || (POINTERS.iter().any(|it| segment.ident == it) && inner.is_some_and(is_inner))
        }),
        _ => false,
    }
}

fn last_name(ty: &Type) -> Option<&Ident> {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|segment| &segment.ident),
        _ => None,
    }
}

fn first_argument(arguments: &PathArguments) -> Option<&Type> {
    match arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        },
        _ => None,
    }
}
