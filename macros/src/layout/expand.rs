//! Model to tokens.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::DeriveInput;
use syn::ext::IdentExt as _;

use super::{Bytes, Field, Kind, Model, Variant, parse, tail};
use crate::pipeline::Expansion;
use crate::support::generics::Head;
use crate::support::options::Options;
use crate::support::shape::{self, Style};
use crate::support::spans;
use crate::support::spelling::compact;

pub(super) fn expand(model: &Model) -> Expansion {
    let Model { import, root, .. } = model;
    let private = quote_spanned!(Span::mixed_site()=> #root::__private);
    let layout = model.implemented(&private);
    let guards = if model.is_endless { TokenStream::new() } else { model.guards(&private) };
    Expansion::Beside(match import {
        None => quote!(#layout #guards),
        Some(import) => quote_spanned! {Span::mixed_site()=>
            const _: () = {
                #import
                #layout
                #guards
            };
        },
    })
}

/// Beside an error: the layout all the same, which users of the type ask for.
pub(super) fn stub(options: &Options, item: &DeriveInput) -> Expansion {
    expand(&parse::model(options, item.clone(), Vec::new()))
}

/// How the fields of a variant are placed.
pub(super) enum Tag {
    /// There are none.
    Alone,
    /// As `repr(C)`.
    Union(TokenStream),
    /// As `repr(u8)`.
    Struct(TokenStream),
}

impl Model {
    /// The tag of an enum, as far as the language tells.
    pub(super) fn tag(&self, variants: &[Variant]) -> Option<Tag> {
        let span = Span::mixed_site();
        let bytes = self.repr.tag.map(|bytes| match bytes {
            Bytes::Known(bytes) => {
                let bytes = Literal::usize_unsuffixed(bytes);
                quote_spanned!(span=> Bytes(#bytes))
            }
            Bytes::Pointer => quote_spanned!(span=> Pointer),
        });
        if variants.iter().all(|variant| variant.fields.is_empty()) && !self.repr.is_aligned {
            return Some(Tag::Alone);
        }
        match (self.repr.is_c, bytes) {
            // Its own alignment hides that of the union.
            (true, _) if self.repr.is_aligned => None,
            (true, bytes) => Some(Tag::Union(bytes.unwrap_or(quote_spanned!(span=> Int)))),
            (false, Some(bytes)) => Some(Tag::Struct(bytes)),
            (false, None) => None,
        }
    }

    /// The implementation of `Layout`, and what it needs.
    fn implemented(&self, private: &TokenStream) -> TokenStream {
        let Model { root, name, generics, .. } = self;
        let span = Span::mixed_site();
        if self.is_endless {
            return self.of_nothing(private);
        }
        let (constant, of_value) = match &self.kind {
            Kind::Struct(style, fields) => self.of_struct(*style, fields, private),
            Kind::Enum(variants) => self.of_enum(variants, private),
            Kind::Union(fields) => self.of_struct(Style::Named, fields, private),
        };
        let of_value = of_value.map(|body| {
            quote_spanned! {span=>
                fn layout_of_val(&self) -> #root::layout::ValueLayout {
                    #body
                }
            }
        });
        let Head { parameters, arguments, bounds } = Head::of(generics, &constant);
        let tail = self.tail(private);
        // `offset_of!` warns of them, wherever it is written, and those of a deprecated type are.
        let deprecated = match &self.kind {
            Kind::Struct(_, fields) | Kind::Union(fields) => {
                fields.iter().any(|field| field.is_deprecated || self.is_deprecated)
            }
            Kind::Enum(_) => false,
        };
        let allowed = deprecated.then(|| quote_spanned!(span=> #[allow(deprecated)]));
        quote_spanned! {span=>
            #[automatically_derived]
            #allowed
            impl #parameters #root::Layout for #name #arguments #bounds {
                const LAYOUT: &'static #root::TypeLayout = &#constant;
                #of_value
            }
            #tail
        }
    }

    fn of_struct(
        &self,
        style: Style,
        fields: &[Field],
        private: &TokenStream,
    ) -> (TokenStream, Option<TokenStream>) {
        let Model { root, repr, .. } = self;
        let span = Span::mixed_site();
        let (name, repr) = (self.text(), &repr.text);
        let kind = match (&self.kind, style) {
            (Kind::Union(_), _) => quote_spanned!(span=> Union),
            (_, Style::Named) => quote_spanned!(span=> Struct),
            (_, Style::Tuple) => quote_spanned!(span=> Tuple),
            (_, Style::Unit) => quote_spanned!(span=> Unit),
        };
        let kind = quote_spanned!(span=> #root::layout::Kind::#kind);
        let tail = tail::of(self, private);
        let whole = if tail.is_some() {
            quote_spanned!(span=> #private::whole_of!(Self, #name, #kind, #repr))
        } else {
            quote_spanned!(span=> #private::whole::<Self>(#name, #kind, #repr))
        };
        if fields.is_empty() {
            return (whole, None);
        }
        let written = fields.iter().map(|field| match &tail {
            Some((tail, _)) if std::ptr::eq(*tail, field) => field.as_tail(private),
            _ => field.placed(private),
        });
        let constant = quote_spanned! {span=>
            #root::TypeLayout {
                fields: &[#(#written),*],
                ..#whole
            }
        };
        // A field of a packed struct cannot be borrowed.
        let of_value = (tail.is_some() && !self.repr.is_packed).then(|| {
            let (pattern, places) = taken_apart(style, fields, private);
            quote_spanned! {span=>
                let Self #pattern = self;
                #private::value(self, <Self as #root::Layout>::LAYOUT, 0, &[#(#places),*])
            }
        });
        (constant, of_value)
    }

    fn of_enum(
        &self,
        variants: &[Variant],
        private: &TokenStream,
    ) -> (TokenStream, Option<TokenStream>) {
        let Model { root, repr, .. } = self;
        let span = Span::mixed_site();
        let (name, repr) = (self.text(), &repr.text);
        let tag = self.tag(variants);
        let written = variants.iter().map(|variant| {
            let fields = variant.fields.iter().map(|field| field.unplaced(private));
            let fields = quote_spanned!(span=> [#(#fields),*]);
            let fields = match &tag {
                Some(Tag::Union(tag)) if !variant.fields.is_empty() => {
                    quote_spanned!(span=> #private::Tag::#tag.in_union::<Self, _>(#fields))
                }
                Some(Tag::Struct(tag)) if !variant.fields.is_empty() => {
                    quote_spanned!(span=> #private::Tag::#tag.in_struct(#fields))
                }
                _ => fields,
            };
            let name = shape::text(&variant.name);
            quote_spanned!(span=> #root::layout::Variant { name: #name, fields: &#fields })
        });
        let tag = match &tag {
            None => quote_spanned!(span=> Unknown),
            Some(Tag::Alone) => quote_spanned!(span=> Alone),
            Some(Tag::Union(tag) | Tag::Struct(tag)) => tag.clone(),
        };
        let constant = quote_spanned! {span=>
            #root::TypeLayout {
                variants: &[#(#written),*],
                ..#private::Tag::#tag.whole::<Self>(#name, #repr)
            }
        };
        if variants.is_empty() {
            return (constant, Some(quote_spanned!(span=> match *self {})));
        }
        let arms = variants.iter().zip(0..).map(|(variant, index)| {
            let index = Literal::usize_unsuffixed(index);
            let (pattern, places) = taken_apart(variant.style, &variant.fields, private);
            let name = &variant.name;
            quote_spanned! {span=>
                Self::#name #pattern => #private::value(self, <Self as #root::Layout>::LAYOUT, #index, &[#(#places),*]),
            }
        });
        (constant, Some(quote_spanned!(span=> match self { #(#arms)* })))
    }

    /// The name, as it is read.
    pub(super) fn text(&self) -> String {
        self.name.unraw().to_string()
    }

    /// What the last field of a struct is, if it has a size.
    fn tail(&self, private: &TokenStream) -> Option<TokenStream> {
        let (field, bound) = tail::of(self, private)?;
        let bound = bound?;
        let span = Span::mixed_site();
        let constant = field.placed(private);
        let mut generics = self.generics.clone();
        generics.make_where_clause().predicates.push(bound);
        let Head { parameters, arguments, bounds } = Head::of(&generics, &constant);
        let name = &self.name;
        let is_deprecated = field.is_deprecated || self.is_deprecated;
        let allowed = is_deprecated.then(|| quote_spanned!(span=> #[allow(deprecated)]));
        Some(quote_spanned! {span=>
            #[automatically_derived]
            #allowed
            impl #parameters #private::Tail for #name #arguments #bounds {
                const FIELD: #private::Field = #constant;
            }
        })
    }
}

impl Field {
    /// Its type in the tokens of a derive, and in words.
    fn ty(&self) -> (TokenStream, String) {
        (self.named(), compact(&self.ty.to_token_stream()))
    }

    /// With the place of the user alone, so that a type that is not known is reported once, unless a
    /// warning of it may be off where the user wrote it.
    pub(super) fn named(&self) -> TokenStream {
        let ty = self.ty.to_token_stream();
        if self.is_quiet { spans::unwarned(ty) } else { ty }
    }

    fn member(&self) -> TokenStream {
        match &self.member {
            syn::Member::Named(name) => spans::own(name).to_token_stream(),
            syn::Member::Unnamed(index) => index.to_token_stream(),
        }
    }

    fn placed(&self, private: &TokenStream) -> TokenStream {
        let ((ty, text), name, member) = (self.ty(), shape::name(&self.member), self.member());
        quote_spanned! {Span::mixed_site()=>
            #private::field::<#ty>(#name, #text, #private::offset_of!(Self, #member))
        }
    }

    fn unplaced(&self, private: &TokenStream) -> TokenStream {
        let ((ty, text), name) = (self.ty(), shape::name(&self.member));
        quote_spanned!(Span::mixed_site()=> #private::inside::<#ty>(#name, #text))
    }

    fn as_tail(&self, private: &TokenStream) -> TokenStream {
        let ((ty, text), name) = (self.ty(), shape::name(&self.member));
        quote_spanned!(Span::mixed_site()=> #private::tail!(Self, #name, #ty, #text))
    }
}

/// A pattern that borrows each field, and where each of them is.
fn taken_apart(
    style: Style,
    fields: &[Field],
    private: &TokenStream,
) -> (TokenStream, Vec<TokenStream>) {
    let span = Span::mixed_site();
    // A constant or a static of the name of a field would be meant by the name alone.
    let bind = |field: &Field| shape::binding(&field.member, &[&shape::name(&field.member)]);
    let bound: Vec<_> = fields.iter().map(bind).collect();
    let places = bound.iter().map(|name| quote_spanned!(span=> #private::place(#name))).collect();
    let pattern = match style {
        Style::Unit => TokenStream::new(),
        Style::Tuple => quote_spanned!(span=> (#(#bound),*)),
        Style::Named => {
            let names = fields.iter().map(Field::member);
            quote_spanned!(span=> { #(#names: #bound),* })
        }
    };
    (pattern, places)
}
