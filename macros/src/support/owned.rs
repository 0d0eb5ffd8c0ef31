//! Types without a size, and what to write for one that owns.

use quote::ToTokens as _;
use syn::{PathArguments, Type};

use super::spelling::compact;

/// What owns a value of a type that has no size of its own, where that can be seen: `String` for
/// `str`. A `Path` may be one of the user's, so only `path::Path` is known.
pub(crate) fn owner(ty: &Type) -> Option<String> {
    match plain(ty) {
        Type::Slice(slice) => Some(format!("Vec<{}>", compact(&slice.elem.to_token_stream()))),
        Type::TraitObject(object) => Some(format!("Box<{}>", compact(&object.to_token_stream()))),
        Type::Path(path) if path.qself.is_none() => {
            let is_plain =
                path.path.segments.iter().all(|it| matches!(it.arguments, PathArguments::None));
            let names = path.path.segments.iter().map(|segment| segment.ident.to_string());
            let names: Vec<_> = names.collect();
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            let (last, modules) = names.split_last()?;
            let owner = match (*last, modules) {
                _ if !is_plain => return None,
                ("str", []) => "String",
                ("CStr", _) => "std::ffi::CString",
                ("OsStr", _) => "std::ffi::OsString",
                ("Path", [.., "path"]) => "std::path::PathBuf",
                _ => return None,
            };
            Some(owner.to_owned())
        }
        _ => None,
    }
}

/// Without the invisible groups and the parentheses around it.
pub(crate) fn plain(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => plain(&group.elem),
        Type::Paren(paren) => plain(&paren.elem),
        _ => ty,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_size_has_an_owner() {
        let owner = |text: &str| owner(&syn::parse_str(text).expect("a type"));
        let borrowed = ["str", "[u8]", "dyn Send", "CStr", "std::path::Path"];
        let expected =
            ["String", "Vec<u8>", "Box<dyn Send>", "std::ffi::CString", "std::path::PathBuf"];
        assert_eq!(borrowed.map(owner), expected.map(|text| Some(text.to_owned())));
        assert_eq!(
            ["Path", "String", "&str", "my::str", "[u8; 2]"].map(owner),
            [const { None }; 5]
        );
    }
}
