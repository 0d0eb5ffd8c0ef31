//! The bodies of `dispose` and `is_disposed` of an enum.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

use super::expand::nothing;
use super::{Field, Model, Variant};
use crate::support::shape::{self, Style};

/// The names of ours that stand beside those of bound fields.
pub(super) const TAKEN: &[&str] = &["fields", "old", "steps"];

impl Model {
    pub(super) fn of_enum(
        &self,
        root: &TokenStream,
        private: &TokenStream,
    ) -> (TokenStream, TokenStream) {
        match self.terminal() {
            Some(terminal) => self.of_states(terminal, root, private),
            None if self.has_steps() => self.of_alternatives(private),
            None => nothing(private),
        }
    }

    /// With a terminal variant: it takes the place of the value before anything else happens, so
    /// who comes back meanwhile finds nothing to do.
    fn of_states(
        &self,
        terminal: &Variant,
        root: &TokenStream,
        private: &TokenStream,
    ) -> (TokenStream, TokenStream) {
        let span = Span::mixed_site();
        let hook = self.hook("hook_of_enum", &quote_spanned!(span=> old));
        let terminal = terminal.without_fields();
        let (full, empty): (Vec<_>, Vec<_>) =
            self.variants.iter().partition(|variant| !variant.fields.is_empty());
        let full: Vec<_> = full.into_iter().map(|variant| self.taken_apart(variant)).collect();
        let empty = alternatives(&empty, &quote_spanned!(span=> {}));
        let take = match (hook, full.is_empty()) {
            (None, true) => quote_spanned!(span=> |_, _| ()),
            (Some(hook), true) => quote_spanned!(span=> |old, _| { #hook }),
            (None, false) => quote_spanned!(span=> |old, fields| match old { #(#full)* #empty }),
            (Some(hook), false) => quote_spanned! {span=>
                |old, fields| {
                    #hook
                    match old { #(#full)* #empty }
                }
            },
        };
        let dispose = quote_spanned! {span=>
            let steps = &mut #private::Steps::new();
            if !#root::Dispose::is_disposed(self) {
                let old = #private::replace(self, #terminal);
                #private::apart(old, #take);
            }
            steps.finish()
        };
        (dispose, quote_spanned!(span=> #private::matches!(self, #terminal)))
    }

    /// Without one: its state is that of its fields.
    fn of_alternatives(&self, private: &TokenStream) -> (TokenStream, TokenStream) {
        let span = Span::mixed_site();
        let (busy, idle): (Vec<_>, Vec<_>) =
            self.variants.iter().partition(|variant| variant.fields.iter().any(Field::has_step));
        let steps = busy.iter().map(|variant| {
            let pattern = variant.pattern(Field::has_step);
            let steps = self.steps(variant, Field::bound);
            quote_spanned!(span=> #pattern => { #(#steps)* })
        });
        let none = alternatives(&idle, &quote_spanned!(span=> {}));
        let dispose = quote_spanned! {span=>
            let steps = &mut #private::Steps::new();
            match self { #(#steps)* #none }
            steps.finish()
        };
        let states = alike(&busy).into_iter().filter_map(|variants| {
            let fields = &variants.first()?.fields;
            let states = fields.iter().filter_map(|field| field.state(&field.bound(), private));
            let patterns = variants.iter().map(|variant| variant.pattern(Field::has_step));
            Some(quote_spanned!(span=> #(#patterns)|* => #(#states)&&*,))
        });
        let none = alternatives(&idle, &quote_spanned!(span=> true));
        (dispose, quote_spanned!(span=> match self { #(#states)* #none }))
    }

    /// The arm that takes down what was in a variant.
    fn taken_apart(&self, variant: &Variant) -> TokenStream {
        let span = Span::mixed_site();
        let pattern = variant.pattern(|_| true);
        let steps = self.steps(variant, Field::bound);
        let path = shape::text(&variant.name);
        let mut fields = variant.fields.iter().map(|field| {
            let field = field.bound();
            quote_spanned!(span=> fields.take(#field))
        });
        let fields = match (fields.len(), fields.next()) {
            (1, Some(field)) => field,
            (_, field) => {
                let fields = field.into_iter().chain(fields);
                quote_spanned!(span=> (#(#fields),*))
            }
        };
        quote_spanned!(span=> #pattern => { #(#steps)* steps.drop(#path, #fields); })
    }
}

impl Variant {
    /// `Self::Closed`, as a pattern and as a value.
    fn without_fields(&self) -> TokenStream {
        let (span, name) = (Span::mixed_site(), &self.name);
        match self.style {
            Style::Unit => quote_spanned!(span=> Self::#name),
            Style::Named | Style::Tuple => quote_spanned!(span=> Self::#name {}),
        }
    }

    /// The variant with those of its fields bound that are `needed`.
    fn pattern(&self, needed: impl Fn(&Field) -> bool) -> TokenStream {
        let (span, name) = (Span::mixed_site(), &self.name);
        if !self.fields.iter().any(&needed) {
            return match self.style {
                Style::Unit => quote_spanned!(span=> Self::#name),
                Style::Named => quote_spanned!(span=> Self::#name { .. }),
                Style::Tuple => quote_spanned!(span=> Self::#name(..)),
            };
        }
        if self.style == Style::Tuple {
            let fields = self
                .fields
                .iter()
                .map(|field| if needed(field) { field.bound() } else { quote_spanned!(span=> _) });
            return quote_spanned!(span=> Self::#name(#(#fields),*));
        }
        let fields = self.fields.iter().filter(|field| needed(field)).map(Field::pattern);
        let rest = (!self.fields.iter().all(&needed)).then(|| quote_spanned!(span=> ..));
        let fields = fields.chain(rest);
        quote_spanned!(span=> Self::#name { #(#fields),* })
    }
}

/// One arm for all `variants`, of which nothing is needed.
fn alternatives(variants: &[&Variant], value: &TokenStream) -> Option<TokenStream> {
    let span = Span::mixed_site();
    let patterns = variants.iter().map(|variant| variant.pattern(|_| false));
    (!variants.is_empty()).then(|| quote_spanned!(span=> #(#patterns)|* => #value))
}

/// The variants grouped by what is asked of their fields: equal arms are one.
fn alike<'a>(variants: &[&'a Variant]) -> Vec<Vec<&'a Variant>> {
    let asked = |variant: &'a Variant| variant.fields.iter().filter(|field| field.has_step());
    let same = |one: &Field, other: &Field| {
        shape::name(&one.member) == shape::name(&other.member)
            && one.take.is_some() == other.take.is_some()
            && shape::is_same(&one.ty, &other.ty)
    };
    let is_alike = |one: &'a Variant, other: &'a Variant| {
        asked(one).count() == asked(other).count()
            && asked(one).zip(asked(other)).all(|(one, other)| same(one, other))
    };
    let mut groups: Vec<Vec<&Variant>> = Vec::new();
    for &variant in variants {
        let group = groups.iter_mut().find(|group| is_alike(group[0], variant));
        match group {
            Some(group) => group.push(variant),
            None => groups.push(vec![variant]),
        }
    }
    groups
}
