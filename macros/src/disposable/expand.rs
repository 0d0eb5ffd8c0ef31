//! Model to tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;

use super::parse::Item;
use super::{Field, Model, Skip};
use crate::pipeline::Expansion;
use crate::support::generics::{self, Head};
use crate::support::options::Options;
use crate::support::{shape, spans};

pub(super) fn expand(model: &Model) -> Expansion {
    let Model { root, name, generics, attrs: _, kind: _, guards, fields } = model;
    let span = Span::mixed_site();
    let private = quote_spanned!(span=> #root::__private);
    let reasons = fields.iter().filter_map(|field| field.reason(model, &private));
    let steps: Vec<_> = fields.iter().filter_map(Field::step).collect();
    // A closure of the user may name a lifetime of the struct.
    let Head { parameters, arguments, bounds } =
        Head::of(generics, &steps.iter().cloned().collect());
    let (dispose, is_disposed, fallback) = match guards.first() {
        Some(Field { member, ty, .. }) => {
            // Another type of that name is reported at the type.
            let at = spans::located(ty);
            let guard = quote_spanned!(at=> &mut self.#member);
            let shared = quote_spanned!(at=> &self.#member);
            let of_this = quote_spanned!(at=> &mut this.#member);
            (
                quote_spanned! {span=>
                    let steps = &mut #private::Steps::new();
                    if steps.begin(#guard) {
                        #(#steps)*
                        steps.end::<Self>(#guard);
                    }
                    steps.finish()
                },
                quote_spanned!(span=> #root::Guard::is_disposed(#shared)),
                Some(quote_spanned!(span=> #private::fallback(self, |this| #of_this);)),
            )
        }
        None if steps.is_empty() => (
            quote_spanned!(span=> #private::Steps::new().finish()),
            quote_spanned!(span=> true),
            None,
        ),
        None => {
            let states = fields.iter().filter_map(|field| field.state(&private));
            (
                quote_spanned! {span=>
                    let steps = &mut #private::Steps::new();
                    #(#steps)*
                    steps.finish()
                },
                quote_spanned!(span=> #(#states)&&*),
                Some(quote_spanned!(span=> #private::fallback_without_guard(self);)),
            )
        }
    };
    let drop = fallback.map(|fallback| {
        quote_spanned! {span=>
            #[automatically_derived]
            impl #parameters #private::Drop for #name #arguments #bounds {
                fn drop(&mut self) {
                    #fallback
                }
            }
        }
    });
    Expansion::Beside(quote_spanned! {span=>
        #[automatically_derived]
        impl #parameters #root::Dispose for #name #arguments #bounds {
            fn dispose(&mut self) -> #private::Outcome {
                #dispose
            }
            fn is_disposed(&self) -> #private::bool {
                #is_disposed
            }
        }
        #drop
        #(#reasons)*
    })
}

impl Field {
    /// The statement that takes the field down.
    fn step(&self) -> Option<TokenStream> {
        let Field { member, ty, parameter: _, attrs, with, take, skip } = self;
        let (span, at) = (Span::mixed_site(), spans::located(ty));
        let path = shape::path(member);
        let field = quote_spanned!(at=> &mut self.#member);
        match (with, take, skip) {
            // What the function returns is reported at the name of the method.
            (Some(with), ..) => {
                let method = Ident::new("with", spans::located(with));
                Some(quote_spanned!(span=> steps.#method(#path, #field, #with);))
            }
            (_, Some(take), _) => {
                let method = Ident::new("take", spans::located(take));
                Some(quote_spanned!(span=> steps.#method(#path, #field, #take);))
            }
            (_, _, Some(_)) => None,
            _ if !attrs.is_empty() => Some(quote_spanned!(span=> steps.dispose(#path, #field);)),
            _ if shape::owns_nothing(ty) => None,
            _ => Some(quote_spanned!(span=> steps.field(#path, #field).dispose_if_disposable();)),
        }
    }

    /// Whether nothing is left to do for the field.
    fn state(&self, private: &TokenStream) -> Option<TokenStream> {
        let Field { member, ty, parameter: _, attrs, with: _, take, skip } = self;
        let (span, at) = (Span::mixed_site(), spans::located(ty));
        let field = quote_spanned!(at=> &self.#member);
        match (take, skip) {
            (Some(_), _) => Some(quote_spanned!(span=> #private::State(#field).is_taken())),
            (_, Some(_)) => None,
            _ if attrs.is_empty() && shape::owns_nothing(ty) => None,
            // What is not disposable is reported by the step, and only there.
            _ => Some(quote_spanned!(span=> #private::State(#field).has_nothing_left())),
        }
    }

    /// A disposable field is skipped for a reason only; what cannot be looked at is believed.
    fn reason(&self, model: &Model, private: &TokenStream) -> Option<TokenStream> {
        let Field { member, ty, parameter, attrs: _, with: _, take: _, skip } = self;
        let Some(Skip { ident, reason: None }) = skip else { return None };
        if parameter.is_some() || generics::names_self(ty) {
            return None;
        }
        let ty = spans::unwarned(generics::without_lifetimes(&model.generics, ty));
        let message = format!(
            "the field `{}` implements `Dispose`; say who disposes it: `skip = \"the reason\"`",
            shape::path(member).trim_start_matches('.')
        );
        let at = spans::located(ident);
        let private = spans::moved(private, at);
        Some(quote_spanned!(at=> #private::skipped!(#ty, #message);))
    }
}

/// What users of the type call, so that a mistake in the declaration is the only error.
pub(super) fn stub(options: &Options, item: &Item) -> Expansion {
    let root = options.root();
    let name = spans::own(&item.0.ident);
    let Head { parameters, arguments, bounds } = Head::of(&item.0.generics, &TokenStream::new());
    Expansion::Beside(quote_spanned! {Span::mixed_site()=>
        impl #parameters #root::Dispose for #name #arguments #bounds {
            fn dispose(&mut self) -> #root::__private::Outcome {
                #root::__private::never()
            }
            fn is_disposed(&self) -> #root::__private::bool {
                #root::__private::never()
            }
        }
    })
}
