//! Which field is the one that counts.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{GenericArgument, PathArguments, Type};

use super::Role;
use crate::support::owned::plain;

/// What a field of the type `ty` is to the counting of the type `name`.
pub(super) fn role(name: &Ident, ty: &Type) -> Role {
    let Type::Path(path) = plain(ty) else { return around(ty) };
    let Some(last) = path.path.segments.last() else { return around(ty) };
    if last.ident != "Live" {
        return around(ty);
    }
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return Role::Live };
    match arguments.args.first() {
        Some(GenericArgument::Type(counted)) if !is_own(name, counted) => {
            Role::OfOther(Box::new(counted.clone()))
        }
        _ => Role::Live,
    }
}

/// Whether `ty` is written as the type itself is; whether it is, rustc finds out.
fn is_own(name: &Ident, ty: &Type) -> bool {
    match plain(ty) {
        Type::Path(path) if path.qself.is_none() => {
            let last = path.path.segments.last();
            last.is_some_and(|last| last.ident == "Self" || last.ident == *name)
        }
        Type::Infer(_) => true,
        _ => false,
    }
}

fn around(ty: &Type) -> Role {
    if names_live(ty.to_token_stream()) { Role::Around } else { Role::Other }
}

fn names_live(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == "Live",
        TokenTree::Group(group) => names_live(group.stream()),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use quote::format_ident;

    use super::*;

    fn text(ty: &str) -> &'static str {
        match role(&format_ident!("Pool"), &syn::parse_str(ty).expect("a type")) {
            Role::Live => "live",
            Role::OfOther(_) => "of another",
            Role::Around => "around",
            Role::Other => "other",
        }
    }

    #[test]
    fn the_type_may_be_written_in_several_ways() {
        for ty in ["Live<Self>", "tenure::Live<Pool<T>>", "(Live<crate::Pool>)", "Live", "Live<_>"]
        {
            assert_eq!(text(ty), "live", "{ty}");
        }
    }

    #[test]
    fn what_counts_something_else_is_told_apart() {
        let types = ["Live<Other>", "Live<&Self>", "Option<Live<Self>>", "&Live<Self>", "Alive"];
        let expected = ["of another", "of another", "around", "around", "other"];
        assert_eq!(types.map(text), expected);
    }
}
