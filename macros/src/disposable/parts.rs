//! `into_parts`: all fields out of a value, nothing disposed.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote_spanned};
use syn::ext::IdentExt as _;
use syn::{Data, Generics, Member, Visibility};

use super::parse::{self, Item};
use super::{Field, Model, Role, Variant};
use crate::support::errors::Errors;
use crate::support::options::Options;
use crate::support::shape::Style;
use crate::support::{docs, generics, lints, shape, spans};

/// What is written for `into_parts`.
pub(super) struct Parts {
    /// The struct.
    pub(super) declaration: TokenStream,
    /// What gives it out.
    pub(super) function: TokenStream,
}

/// What the parts have of the type that they are of.
struct Whole<'a> {
    name: &'a Ident,
    place: Span,
    vis: &'a Visibility,
    generics: &'a Generics,
    /// The lints that are switched off for it.
    lints: TokenStream,
    declared: &'a Variant,
}

impl Model {
    /// The struct of the parts, and the function that gives them out.
    pub(super) fn parts(&self, private: &TokenStream) -> Option<Parts> {
        self.into_parts.as_ref()?;
        let Model { name, place, vis, generics, attrs, .. } = self;
        let declared = self.variants.first()?;
        let (place, lints) = (*place, lints::allowed(attrs));
        let whole = Whole { name, place, vis, generics, lints, declared };
        let pattern = declared.with(quote_spanned!(Span::mixed_site()=> Self), |field| {
            Some((field.pattern(), field.bound()))
        });
        let value = declared.with(whole.parts().into_token_stream(), |field| {
            let (member, bound) = (&field.member, field.bound());
            let taken = quote_spanned!(Span::mixed_site()=> fields.take(#bound));
            let named = quote_spanned!(Span::mixed_site()=> #member: #taken);
            (field.role == Role::Part).then_some((named, taken))
        });
        let span = Span::mixed_site();
        let types: Vec<_> = declared.fields.iter().map(|field| &field.ty).collect();
        if !generics::names_each(generics, &types) {
            // What no field names cannot be inferred, which would be an error of its own.
            return Some(whole.written(&quote_spanned!(span=> #private::never()), private));
        }
        let value = match self.guard().map(Field::bound) {
            Some(guard) => quote_spanned!(span=> { fields.take(#guard).defuse(); #value }),
            None => value,
        };
        let body = quote_spanned!(span=> #private::apart(self, |#pattern, fields| #value));
        Some(whole.written(&body, private))
    }
}

/// Beside an error: what is called to get at the parts.
pub(super) fn stub(options: &Options, item: &Item, private: &TokenStream) -> Option<Parts> {
    let (Item(item), true) = (item, options.is_meant("into_parts")) else { return None };
    let Data::Struct(data) = &item.data else { return None };
    let mut unreported = Errors::default();
    let name = spans::own(&item.ident);
    let fields = data.fields.clone();
    let declared = parse::of_struct(&item.generics, name.clone(), fields, &mut unreported);
    let _reported_by_the_derive = unreported.finish();
    let (vis, generics) = (&item.vis, &item.generics);
    let lints = lints::allowed(&item.attrs);
    let place = item.ident.span();
    let whole = Whole { name: &name, place, vis, generics, lints, declared: &declared };
    let body = quote_spanned!(Span::mixed_site()=> #private::never());
    Some(whole.written(&body, private))
}

impl Whole<'_> {
    fn parts(&self) -> Ident {
        format_ident!("{}Parts", self.name.unraw(), span = self.place)
    }

    fn written(&self, body: &TokenStream, private: &TokenStream) -> Parts {
        let Whole { name, vis, generics, lints, declared, .. } = self;
        let span = Span::mixed_site();
        let (parts, vis, text) = (self.parts(), spans::ours(vis), shape::text(name));
        let (parameters, arguments, bounds) = generics.split_for_impl();
        let fields = declared.with(TokenStream::new(), |field| {
            let written = field.declaration(self);
            (field.role == Role::Part).then_some((written.clone(), written))
        });
        let with_defaults = (!generics.params.is_empty()).then(|| {
            let parameters = &generics.params;
            quote_spanned!(span=> <#parameters>)
        });
        let fields = match declared.style {
            Style::Named => quote_spanned!(span=> #bounds #fields),
            Style::Tuple | Style::Unit => quote_spanned!(span=> #fields #bounds;),
        };
        let of_parts = docs::lines(&format!(
            "The fields of a [`{text}`], as `{text}::into_parts` gives them out."
        ));
        let of_function = docs::lines(
            "Gives out the fields: nothing is disposed, and nothing reported as forgotten.",
        );
        // Only the last field may be unsized, and then it cannot be given out.
        let last = declared.fields.last().filter(|last| last.parameter.is_some());
        let last = last.filter(|_| generics::may_be_unsized(generics)).map(|last| {
            let ty = &last.ty;
            quote_spanned!(span=> where #ty: #private::Sized)
        });
        let declaration = quote_spanned! {span=>
            #of_parts
            #lints
            #vis struct #parts #with_defaults #fields
        };
        let function = quote_spanned! {span=>
            #lints
            impl #parameters #name #arguments #bounds {
                #of_function
                #[must_use]
                #vis fn into_parts(self) -> #parts #arguments #last {
                    #body
                }
            }
        };
        Parts { declaration, function }
    }
}

impl Variant {
    /// `name`, and behind it the fields as they are written: with their names, or without.
    fn with(
        &self,
        name: TokenStream,
        field: impl Fn(&Field) -> Option<(TokenStream, TokenStream)>,
    ) -> TokenStream {
        let span = Span::mixed_site();
        let fields = self.fields.iter().filter_map(field);
        let (named, bare): (Vec<_>, Vec<_>) = fields.unzip();
        match self.style {
            Style::Named => quote_spanned!(span=> #name { #(#named),* }),
            Style::Tuple => quote_spanned!(span=> #name(#(#bare),*)),
            Style::Unit => name,
        }
    }
}

impl Field {
    /// The field of the parts, as it was declared.
    fn declaration(&self, whole: &Whole<'_>) -> TokenStream {
        let Field { member, vis, ty, lints, .. } = self;
        let span = Span::mixed_site();
        let own = spans::own_type(whole.name, whole.generics);
        let ty = generics::without_self(&own, ty.to_token_stream());
        let docs = match (vis, self.docs.as_slice()) {
            (Visibility::Inherited, _) => TokenStream::new(),
            (_, []) => docs::lines(&format!("The field `{}`.", shape::name(member))),
            (_, docs) => quote_spanned!(span=> #(#docs)*),
        };
        match member {
            Member::Named(name) => {
                let mut name = name.clone();
                name.set_span(span.located_at(name.span()));
                quote_spanned!(span=> #docs #lints #vis #name: #ty)
            }
            Member::Unnamed(_) => quote_spanned!(span=> #docs #lints #vis #ty),
        }
    }
}
