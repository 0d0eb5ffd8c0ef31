//! `#[cfg_attr(.., instrumented(..))]` on a part of a block: whether it holds nobody knows yet.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{Attribute, Meta};

use super::each;
use crate::support::conditional::Conditional;
use crate::support::members::Member;
use crate::support::outer;

/// The member as it is where the condition holds, and as it is elsewhere; the compiler takes one of
/// the two. `None`: it has no such attribute.
pub(super) fn alternatives(member: &Member) -> Option<[Member; 2]> {
    let attrs = match member {
        Member::Function(function) => &function.attrs,
        Member::Block(block) => &block.attrs,
        Member::Other(_) => return None,
    };
    let read = |attr| Some((attr, ours(attr)?));
    let (attr, Conditional { condition, attributes }) = attrs.iter().find_map(read)?;
    let (_, rest) = outer::split(member.to_token_stream());
    let with = |instead: TokenStream| {
        let attrs = attrs.iter().map(|other| {
            if std::ptr::eq(other, attr) { instead.clone() } else { other.to_token_stream() }
        });
        syn::parse2(quote!(#(#attrs)* #(#rest)*)).ok()
    };
    Some([
        with(quote!(#[cfg(#condition)] #(#[#attributes])*))?,
        with(quote!(#[cfg(not(#condition))]))?,
    ])
}

/// What is in `#[cfg_attr(..)]`, if `instrumented` is.
fn ours(attr: &Attribute) -> Option<Conditional> {
    if !attr.path().is_ident("cfg_attr") {
        return None;
    }
    let conditional = Conditional::read(attr.meta.to_token_stream())?;
    let is_ours = |attribute: &TokenStream| {
        syn::parse2::<Meta>(attribute.clone()).is_ok_and(|meta| each::is_ours(meta.path()))
    };
    conditional.attributes.iter().any(is_ours).then_some(conditional)
}
