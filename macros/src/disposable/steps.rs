//! The statements that take fields down.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote_spanned};

use syn::Member;

use super::enums::TAKEN;
use super::{Field, Model, Order, Role, Variant};
use crate::support::{shape, spans};

impl Model {
    /// The statement that does the work of the type itself.
    pub(super) fn hook(&self, method: &str, value: &TokenStream) -> Option<TokenStream> {
        let hook = self.hook.as_ref()?;
        // What the function returns is reported at the name of the method.
        let method = Ident::new(method, spans::located(hook));
        Some(quote_spanned!(Span::mixed_site()=> steps.#method(#value, #hook);))
    }

    /// The steps of a variant, in their order; `place` is where a field is, behind a `&mut`.
    pub(super) fn steps(
        &self,
        variant: &Variant,
        place: impl Fn(&Field) -> TokenStream,
    ) -> Vec<TokenStream> {
        let step = |field: &Field| field.step(&place(field));
        let mut steps: Vec<_> = variant.fields.iter().filter_map(step).collect();
        if self.order == Order::Reverse {
            steps.reverse();
        }
        steps
    }
}

impl Field {
    /// `&self.log`, with errors at the type of the field.
    pub(super) fn of_self(&self, reference: &TokenStream) -> TokenStream {
        let member = &self.member;
        let at = spans::located(&self.ty);
        let reference = spans::moved(reference, at);
        quote_spanned!(at=> #reference self.#member)
    }

    /// What a pattern binds the field to, with errors at its type.
    pub(super) fn bound(&self) -> TokenStream {
        let mut binding = shape::binding(&self.member, TAKEN);
        binding.set_span(spans::located(&self.ty));
        binding.into_token_stream()
    }

    /// The field in a pattern.
    pub(super) fn pattern(&self) -> TokenStream {
        let (member, binding) = (&self.member, shape::binding(&self.member, TAKEN));
        match member {
            Member::Named(name) if *name == binding => binding.into_token_stream(),
            _ => quote_spanned!(Span::mixed_site()=> #member: #binding),
        }
    }

    pub(super) fn has_step(&self) -> bool {
        self.step(&TokenStream::new()).is_some()
    }

    /// The statement that takes the field down, which `field` is the `&mut` to.
    fn step(&self, field: &TokenStream) -> Option<TokenStream> {
        let Field { path, ty, role, attrs, with, take, skip, .. } = self;
        let span = Span::mixed_site();
        if *role == Role::Guard {
            return None;
        }
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
            _ => Some(
                quote_spanned!(span=> steps.field(#path, #field).__tenure_dispose_if_disposable();),
            ),
        }
    }

    /// Whether nothing is left to do for the field, which `field` is the `&` to.
    pub(super) fn state(&self, field: &TokenStream, private: &TokenStream) -> Option<TokenStream> {
        let span = Span::mixed_site();
        if !self.has_step() {
            return None;
        }
        if self.take.is_some() {
            return Some(quote_spanned!(span=> #private::State(#field).__tenure_is_taken()));
        }
        // What is not disposable is reported by the step, and only there.
        Some(quote_spanned!(span=> #private::State(#field).__tenure_has_nothing_left()))
    }
}
