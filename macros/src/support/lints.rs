//! What the user allows on an item, for what is generated beside it.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote_spanned};
use syn::{Attribute, Meta};

/// The lints that `attrs` switch off: with `allow`, or with `expect`, which only the item itself is
/// to meet.
pub(crate) fn allowed<'a>(attrs: impl IntoIterator<Item = &'a Attribute>) -> TokenStream {
    let span = Span::mixed_site();
    let allowed = attrs.into_iter().filter_map(|attr| match &attr.meta {
        Meta::List(_) if attr.path().is_ident("allow") => Some(attr.to_token_stream()),
        Meta::List(list) if attr.path().is_ident("expect") => {
            let lints = &list.tokens;
            Some(quote_spanned!(span=> #[allow(#lints)]))
        }
        _ => None,
    });
    allowed.collect()
}

#[cfg(test)]
mod tests {
    use quote::quote;
    use syn::parse_quote;

    use super::*;

    #[test]
    fn what_switches_a_lint_off_is_kept() {
        let item: syn::DeriveInput = parse_quote! {
            #[allow(a)]
            #[deny(b)]
            #[expect(c, reason = "d")]
            struct E;
        };
        let expected = quote!(#[allow(a)] #[allow(c, reason = "d")]);
        assert_eq!(allowed(&item.attrs).to_string(), expected.to_string());
    }
}
