//! What must be said about a field, looked up at compile time.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::Token;

use super::{Field, Model, Role, Skip};
use crate::support::{generics, lints, shape, spans};

impl Model {
    pub(super) fn reasons(&self, private: &TokenStream) -> Vec<TokenStream> {
        let fields = self.variants.iter().flat_map(|variant| &variant.fields);
        let reasons = fields.flat_map(|field| {
            [field.reason(self, private), field.account(self, private)].into_iter().flatten()
        });
        reasons.chain(self.single(private)).collect()
    }

    /// Where no `Drop` is written, `Copy` would have the steps run for each copy.
    fn single(&self, private: &TokenStream) -> Option<TokenStream> {
        let Model { name, generics, .. } = self;
        let has_state = self.guard().is_some() || generics.type_params().next().is_some();
        if has_state || !self.has_steps() || self.fallback(private).is_some() {
            return None;
        }
        let message = format!(
            "each copy of `{}` would be disposed; remove `Copy` from its traits",
            shape::text(name)
        );
        let ty = generics::concrete(generics, &spans::own_type(name, generics));
        Some(quote_spanned!(Span::mixed_site()=> #private::single!(#ty, #message);))
    }
}

impl Field {
    /// A disposable field is skipped for a reason only; what cannot be looked at is believed.
    fn reason(&self, model: &Model, private: &TokenStream) -> Option<TokenStream> {
        let Some(Skip { ident, reason: None }) = &self.skip else { return None };
        let ty = self.outside(model)?;
        let message = format!(
            "the field `{}` implements `Dispose`; say who disposes it: `skip = \"the reason\"`",
            self.path.trim_start_matches('.')
        );
        let at = spans::located(ident);
        let private = spans::moved(private, at);
        Some(quote_spanned!(at=> #private::skipped!(#ty, #message);))
    }

    /// With `strict`, nothing but memory is left to its own `Drop` without a word.
    fn account(&self, model: &Model, private: &TokenStream) -> Option<TokenStream> {
        let Field { path, ty, attrs, skip, .. } = self;
        let written = shape::declaration(path, ty);
        let (at, message) = match (&model.strict, skip, attrs.as_slice()) {
            (Some(_), Some(Skip { ident, reason: None }), _) => (
                spans::located(ident),
                format!(
                    "the field `{written}` owns more than memory; say who takes it down: `skip = \
                     \"the reason\"`"
                ),
            ),
            (Some(_), None, []) => (
                spans::located(ty),
                format!(
                    "the field `{written}` owns more than memory, and nothing disposes it; write \
                     `#[dispose(with = path)]` or `#[dispose(skip = \"the reason\")]`"
                ),
            ),
            _ => return None,
        };
        let ty = self.outside(model)?;
        let private = spans::moved(private, at);
        Some(quote_spanned!(at=> #private::accounted!(#ty, #message);))
    }

    /// The type as an item outside of the implementation names it, if it can, in the user's own
    /// tokens: so an unknown type is one error.
    fn outside(&self, model: &Model) -> Option<TokenStream> {
        let Field { ty, role, parameter, lints, .. } = self;
        if parameter.is_some() || *role == Role::Guard || shape::owns_nothing(ty) {
            return None;
        }
        let own = spans::own_type(&model.name, &model.generics);
        let ty = generics::without_self(&own, generics::concrete(&model.generics, ty));
        let of_type = lints::allowed(&model.attrs);
        // Rustc proposes a parameter for what stands in angle brackets, and behind those of the type.
        let is_proposed = model.generics.params.is_empty() && ty.to_string().contains('<');
        let name = Token![_](if is_proposed { model.place } else { Span::mixed_site() });
        Some(quote_spanned!(Span::mixed_site()=> #name: #of_type #lints #ty))
    }
}
