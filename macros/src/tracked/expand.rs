//! Model to tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Generics, Member, Visibility, WhereClause, parse_quote_spanned};

use super::parse::Item;
use super::{Kind, Model, Role, Variant};
use crate::pipeline::Expansion;
use crate::support::generics::{self, Head};
use crate::support::options::Options;
use crate::support::{blame, docs, lints, shape, spans};

/// What the functions have of the type that they are of.
struct Functions<'a> {
    root: &'a TokenStream,
    private: &'a TokenStream,
    name: &'a Ident,
    vis: &'a Visibility,
    generics: &'a Generics,
    lints: TokenStream,
}

pub(super) fn expand(model: &Model) -> Expansion {
    let Model { import, root, name, vis, attrs, bare, weak, .. } = model;
    let span = Span::mixed_site();
    let private = quote_spanned!(span=> #root::__private);
    let generics = &with_size(&model.generics, &private);
    let counted_by = model.counted_by();
    let tracked = tracked(
        (root, &private),
        (name, generics),
        &quote_spanned! {span=>
            static DECLARATION: #private::Declaration = #private::Declaration::new();
            &DECLARATION
        },
        &counted_by,
    );
    let functions =
        Functions { root, private: &private, name, vis, generics, lints: lints::allowed(attrs) };
    let counts = bare.is_none().then(|| {
        functions.counts(|name| {
            if name == "snapshot" {
                return quote_spanned!(span=> #root::Snapshot::of::<Self>());
            }
            let name = Ident::new(name, span);
            quote_spanned!(span=> #root::Counts::of::<Self>().#name)
        })
    });
    let listed = weak.as_ref().map(|weak| {
        let Head { parameters, arguments, bounds } = Head::of(generics, &TokenStream::new());
        let bounds = functions.bounds(
            bounds.as_ref(),
            Some(&quote_spanned!(span=> #private::Send + #private::Sync + 'static)),
        );
        let at = span.located_at(weak.span());
        let listed = quote_spanned!(at=> #private::InArc);
        let own = quote_spanned!(at=> #name #arguments);
        let listing = model.listing(&private, at);
        let functions = functions.instances(
            Some(&quote_spanned!(span=> #private::InArc)),
            &quote_spanned!(span=> #private::into_arc(self)),
            &quote_spanned!(span=> #private::instances()),
        );
        quote_spanned! {span=>
            #[automatically_derived]
            impl #parameters #listed for #own #bounds {
                fn listing() -> #private::Listing<Self> {
                    #listing
                }
            }
            #functions
        }
    });
    beside(import.as_ref(), &quote!(#tracked #counts #listed))
}

/// What is counted has a size, which its parameters may leave open.
fn with_size(generics: &Generics, private: &TokenStream) -> Generics {
    let mut generics = generics.clone();
    if generics::may_be_unsized(&generics) {
        let bound = parse_quote_spanned!(Span::mixed_site()=> Self: #private::Sized);
        generics.make_where_clause().predicates.push(bound);
    }
    generics
}

fn beside(import: Option<&TokenStream>, output: &TokenStream) -> Expansion {
    Expansion::Beside(match import {
        None => output.clone(),
        Some(import) => quote_spanned! {Span::mixed_site()=>
            const _: () = {
                #import
                #output
            };
        },
    })
}

/// The implementation of the trait.
fn tracked(
    (root, private): (&TokenStream, &TokenStream),
    (name, generics): (&Ident, &Generics),
    declaration: &TokenStream,
    counted_by: &TokenStream,
) -> TokenStream {
    let Head { parameters, arguments, bounds } = Head::of(generics, &TokenStream::new());
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #parameters #root::Tracked for #name #arguments #bounds {
            fn declaration() -> &'static #private::Declaration {
                #declaration
            }
            fn counted_by(&self) -> &#root::Live<Self> {
                #counted_by
            }
        }
    }
}

impl Model {
    /// The field that counts.
    fn counted_by(&self) -> TokenStream {
        let span = Span::mixed_site();
        if matches!(self.kind, Kind::Enum) {
            let arms = self.variants.iter().filter_map(Variant::arm);
            return quote_spanned!(span=> match self { #(#arms)|* => live_ });
        }
        let live = self.variants.iter().find_map(Variant::live);
        let field = live.map(|live| {
            // Another type of that name is reported at the type.
            let (member, at) = (&live.member, spans::located(&live.ty));
            quote_spanned!(at=> &self.#member)
        });
        field.unwrap_or_default()
    }
}

impl Model {
    /// How the values are listed, which of a generic type its bounds allow; of any other type the
    /// field that does not is reported, and nothing else.
    fn listing(&self, private: &TokenStream, at: Span) -> TokenStream {
        let (name, span) = (&self.name, Span::mixed_site());
        if !self.generics.params.is_empty() {
            return quote_spanned!(span=> #private::Listing::new());
        }
        let (ty, is_quiet) = (spans::own_type(name, &self.generics), blame::is_quiet(&self.attrs));
        let fields = self.variants.iter().flat_map(|variant| &variant.fields);
        let fields: Vec<_> = fields
            .filter(|field| !matches!(field.role, Role::Live))
            .map(|it| blame::field((&it.member, &it.ty, &it.attrs), &ty, is_quiet))
            .collect();
        let fields = (!fields.is_empty()).then(|| quote!(; #(#fields),*));
        let private = spans::moved(private, at);
        quote_spanned! {at=>
            const LISTING: #private::Listing<#ty> = #private::listing!(#ty #fields);
            LISTING
        }
    }
}

impl Variant {
    /// What finds its `Live`.
    fn arm(&self) -> Option<TokenStream> {
        let (name, live) = (&self.name, self.live()?);
        let (span, at) = (Span::mixed_site(), spans::located(&live.ty));
        // A pattern could mean a unit struct of the user that is called `live`.
        let bound = quote_spanned!(at=> live_);
        Some(match &live.member {
            Member::Named(member) => {
                let rest = (self.fields.len() > 1).then(|| quote_spanned!(span=> , ..));
                quote_spanned!(span=> Self::#name { #member: #bound #rest })
            }
            Member::Unnamed(_) => {
                let fields = self.fields.iter().map(|field| {
                    if field.member == live.member { bound.clone() } else { quote!(_) }
                });
                quote_spanned!(span=> Self::#name(#(#fields),*))
            }
        })
    }
}

impl Functions<'_> {
    /// Those that every tracked type has.
    fn counts(&self, body: impl Fn(&str) -> TokenStream) -> TokenStream {
        let Functions { root, name, vis, generics, lints, .. } = self;
        let Head { parameters, arguments, bounds } = Head::of(generics, &TokenStream::new());
        let (span, vis, title) = (Span::mixed_site(), spans::ours(vis), shape::text(name));
        let functions = [
            ("live", format!("How many values of `{title}` are alive.")),
            ("total", format!("How many values of `{title}` were made.")),
            ("peak", format!("How many values of `{title}` were alive at once, at most.")),
            (
                "snapshot",
                format!("The counts of `{title}`, also by the places where they were made."),
            ),
        ];
        let functions = functions.map(|(name, text)| {
            let (docs, body) = (docs::lines(&text), body(name));
            let output = if name == "snapshot" {
                quote_spanned!(span=> #root::Snapshot)
            } else {
                quote_spanned!(span=> #root::Count)
            };
            let name = Ident::new(name, span);
            quote_spanned! {span=>
                #docs
                #[must_use]
                #vis fn #name() -> #output {
                    #body
                }
            }
        });
        quote_spanned! {span=>
            #lints
            impl #parameters #name #arguments #bounds {
                #(#functions)*
            }
        }
    }

    /// Those that a type has whose values are listed.
    fn instances(
        &self,
        asked: Option<&TokenStream>,
        into_arc: &TokenStream,
        instances: &TokenStream,
    ) -> TokenStream {
        let Functions { private, name, vis, generics, lints, .. } = self;
        let Head { parameters, arguments, bounds } = Head::of(generics, &TokenStream::new());
        let bounds = self.bounds(bounds.as_ref(), asked);
        let (span, vis, title) = (Span::mixed_site(), spans::ours(vis), shape::text(name));
        let of_into_arc = docs::lines(&format!(
            "Puts the value into an `Arc`, by which `{title}::instances` finds it."
        ));
        let of_instances = docs::lines(&format!(
            "The values of `{title}` that are alive, in the order of their `into_arc`."
        ));
        quote_spanned! {span=>
            #lints
            impl #parameters #name #arguments #bounds {
                #of_into_arc
                #[must_use]
                #vis fn into_arc(self) -> #private::Arc<Self> {
                    #into_arc
                }
                #of_instances
                #[must_use]
                #vis fn instances() -> #private::Vec<#private::Arc<Self>> {
                    #instances
                }
            }
        }
    }

    /// The bounds of the type, and what is asked of it beside them; without parameters that is known.
    fn bounds(&self, bounds: Option<&WhereClause>, asked: Option<&TokenStream>) -> TokenStream {
        let asked = asked.filter(|_| !self.generics.params.is_empty());
        let Some(asked) = asked else { return quote!(#bounds) };
        let bound: Vec<_> = bounds.iter().flat_map(|it| &it.predicates).collect();
        quote_spanned!(Span::mixed_site()=> where #(#bound,)* Self: #asked)
    }
}

/// What users of the type call, so that a mistake in the declaration is the only error.
pub(super) fn stub(options: &Options, item: &Item) -> Expansion {
    let (import, root) = options.imported_root();
    let span = Span::mixed_site();
    let private = quote_spanned!(span=> #root::__private);
    let name = spans::own(&item.0.ident);
    let (vis, generics) = (&item.0.vis, &with_size(&item.0.generics, &private));
    let never = quote_spanned!(span=> #private::never());
    // What has no size can be none of this.
    let tracked =
        item.has_size().then(|| tracked((&root, &private), (&name, generics), &never, &never));
    let lints = lints::allowed(&item.0.attrs);
    let functions = Functions { root: &root, private: &private, name: &name, vis, generics, lints };
    let is_bare = options.is_meant("bare");
    let counts = (!is_bare).then(|| functions.counts(|_| never.clone()));
    let is_listed = tracked.is_some() && options.is_meant("weak");
    let listed = is_listed.then(|| functions.instances(None, &never, &never));
    beside(import.as_ref(), &quote!(#tracked #counts #listed))
}
