//! Whether the last field of a struct may have no size.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::{Type, WherePredicate};

use super::{Field, Kind, Model};
use crate::support::generics;

/// Types that have a size whatever their arguments are.
const SIZED: &[&str] = &[
    "Arc",
    "BTreeMap",
    "BTreeSet",
    "BinaryHeap",
    "Box",
    "CString",
    "Cow",
    "Duration",
    "HashMap",
    "HashSet",
    "Instant",
    "MaybeUninit",
    "NonNull",
    "OnceCell",
    "OnceLock",
    "Option",
    "OsString",
    "PathBuf",
    "PhantomData",
    "Pin",
    "Rc",
    "Result",
    "String",
    "SystemTime",
    "Vec",
    "VecDeque",
    "Weak",
    "bool",
    "char",
    "f32",
    "f64",
    "i128",
    "i16",
    "i32",
    "i64",
    "i8",
    "isize",
    "u128",
    "u16",
    "u32",
    "u64",
    "u8",
    "usize",
];

/// The last field of a struct that may have no size, and what holds where it has one; without that
/// it never has.
///
/// `str: Sized` by itself would be an error where it does not hold; with a lifetime of its own it is
/// looked at only where it is used.
pub(super) fn of<'a>(
    model: &'a Model,
    private: &TokenStream,
) -> Option<(&'a Field, Option<WherePredicate>)> {
    let Kind::Struct(_, fields) = &model.kind else { return None };
    let field = fields.last()?;
    let ty = &field.ty;
    match ungrouped(ty) {
        Type::Slice(_) | Type::TraitObject(_) => return Some((field, None)),
        Type::Path(path) if path.path.is_ident("str") => return Some((field, None)),
        Type::Path(path) if path.qself.is_none() => {
            let last = &path.path.segments.last()?.ident;
            let is_parameter = model.generics.type_params().any(|it| it.ident == *last);
            let may_be_unsized = generics::may_be_unsized(&model.generics);
            if SIZED.iter().any(|name| last == name) || (is_parameter && !may_be_unsized) {
                return None;
            }
            // What may be anything has no size that is known once for all arguments.
            if is_parameter {
                return Some((field, None));
            }
        }
        Type::Path(_) | Type::Macro(_) => {}
        _ => return None,
    }
    let span = Span::mixed_site();
    let written = field.named();
    let condition = quote_spanned!(span=> for<'tail> #written: #private::Sized);
    Some((field, syn::parse2(condition).ok()))
}

/// The type in parentheses, or in a fragment of a `macro_rules!`.
fn ungrouped(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => ungrouped(&group.elem),
        Type::Paren(paren) => ungrouped(&paren.elem),
        ty => ty,
    }
}
