//! What a layout has to keep to, as constants.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::Ident;

use super::{Guard, Model, Number, Rule};
use crate::support::{generics, spans};

impl Model {
    /// A constant for each guard, so that all that are broken are reported.
    pub(super) fn guards(&self, private: &TokenStream) -> TokenStream {
        let Model { root, name, generics, guards, .. } = self;
        let own = spans::own_type(name, generics);
        let own = generics::without_lifetimes(generics, &own);
        let guards = guards.iter().map(|Guard { rule, place, .. }| {
            let span = Span::mixed_site().located_at(*place);
            let private = spans::moved(private, span);
            let limit = |limit, number: &Number| {
                let expr = &number.expr;
                let limit = Ident::new(limit, span);
                quote_spanned!(span=> #private::Limit::#limit(#expr))
            };
            let guard = match rule {
                Rule::Size(number) => {
                    let limit = limit("Exactly", number);
                    quote_spanned!(span=> Size(#limit))
                }
                Rule::MaxSize(number) => {
                    let limit = limit("AtMost", number);
                    quote_spanned!(span=> Size(#limit))
                }
                Rule::Align(number) => {
                    let limit = limit("Exactly", number);
                    quote_spanned!(span=> Align(#limit))
                }
                Rule::MaxWaste(number) => {
                    let limit = limit("AtMost", number);
                    quote_spanned!(span=> Waste(#limit))
                }
                Rule::MaxVariantRatio(number) => {
                    let expr = &number.expr;
                    quote_spanned!(span=> VariantRatio(#expr))
                }
                Rule::NoHoles => quote_spanned!(span=> NoHoles),
                Rule::Niche => quote_spanned!(span=> Niche),
            };
            // All but the number of the user has one place, so that an error has it, too.
            let (root, own) = (spans::moved(root, span), spans::moved(&own, span));
            quote_spanned! {span=>
                const _: () = <#own as #root::Layout>::LAYOUT.keep(#private::Guard::#guard);
            }
        });
        guards.collect()
    }
}
