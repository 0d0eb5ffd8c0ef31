//! Which field of a type is to blame, where only rustc can tell.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, format_ident, quote};
use syn::{Attribute, Member, Type};

use super::{generics, spans};

/// Whether a lint may be off there, which it is not in what we write.
pub(crate) fn is_quiet(attrs: &[Attribute]) -> bool {
    let names = ["allow", "cfg_attr", "deprecated", "expect"];
    attrs.iter().any(|attr| names.iter().any(|name| attr.path().is_ident(name)))
}

/// A field that is to blame if its type is what threads cannot share: `hits(Cell<u32>)`. What
/// becomes of it has the place of the whole field, since it begins and ends as that does.
pub(crate) fn field(
    (member, field, attrs): (&Member, &Type, &[Attribute]),
    ty: &Type,
    is_quiet_around: bool,
) -> TokenStream {
    let written = field.to_token_stream();
    let mut places = written.clone().into_iter().map(|token| token.span());
    let first = places.next().unwrap_or_else(Span::call_site);
    let last = places.last().unwrap_or(first);
    let name = match member {
        Member::Named(name) => name.clone(),
        Member::Unnamed(index) => format_ident!("_{}", index.index, span = first),
    };
    let quiet = is_quiet(attrs) || is_quiet_around;
    // With the place of the user alone, a type that does not exist is reported once.
    let written = if quiet { spans::unwarned(written) } else { written };
    let ty = generics::without_self(ty, written);
    let mut group = Group::new(Delimiter::Parenthesis, ty);
    // Tokens of one hygiene, or else they have no place in common.
    group.set_span(name.span().located_at(last));
    let group = TokenTree::Group(group);
    quote!(#name #group)
}
