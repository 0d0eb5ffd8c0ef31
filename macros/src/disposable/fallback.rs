//! What the `Drop` of a value does that nobody disposed.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

use super::Model;
use crate::support::choice::Word;
use crate::support::spans;

impl Model {
    /// Whether a `Drop` is to be written: not with `fallback = guard` and `fallback = none`.
    pub(super) fn falls_back(&self) -> bool {
        !matches!(self.fallback, Some(Word { text: "guard" | "none", .. }))
    }

    /// The body of `drop`, if there is to be one.
    pub(super) fn fallback(&self, private: &TokenStream) -> Option<TokenStream> {
        let span = Span::mixed_site();
        let on_drop = self.on_drop.as_ref().map_or("dispose", |word| word.text);
        if !self.falls_back() || (self.guard().is_none() && !self.has_steps()) {
            return None;
        }
        let Some(guard) = self.guard() else {
            return match on_drop {
                "dispose" => Some(quote_spanned!(span=> #private::fallback_without_guard(self);)),
                "report" => Some(quote_spanned!(span=> #private::report_without_guard(self);)),
                _ => None,
            };
        };
        let member = &guard.member;
        let at = spans::located(&guard.ty);
        let of_self = quote_spanned!(at=> &mut self.#member);
        let of_this = quote_spanned!(at=> &mut this.#member);
        Some(match on_drop {
            "dispose" => quote_spanned!(span=> #private::fallback(self, |this| #of_this);),
            "report" => quote_spanned!(span=> #private::report::<Self>(#of_self);),
            _ => quote_spanned!(span=> #private::ignore(#of_self);),
        })
    }
}
