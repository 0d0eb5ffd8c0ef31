//! Model to tokens.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::parse::Item;
use super::parts::Parts;
use super::{Model, Variant};
use crate::pipeline::{Expansion, Mode};
use crate::support::generics::Head;
use crate::support::options::Options;
use crate::support::spans;

pub(super) fn expand(model: &Model) -> Expansion {
    let Model { import, root, .. } = model;
    let span = Span::mixed_site();
    let private = quote_spanned!(span=> #root::__private);
    let parts = model.parts(&private);
    let reasons = model.reasons(&private);
    let disposed = match (model.awaiting(), model.guard()) {
        (Some(_), Some(guard)) => model.awaited(guard, &private),
        _ => model.disposed(&private),
    };
    beside(import.as_ref(), &disposed, parts, &quote!(#(#reasons)*))
}

/// The implementations, and what is named outside of them; what needs `import` stands behind it.
fn beside(
    import: Option<&TokenStream>,
    disposed: &TokenStream,
    parts: Option<Parts>,
    reasons: &TokenStream,
) -> Expansion {
    let (parts, function) = parts.map(|it| (it.declaration, it.function)).unzip();
    Expansion::Beside(match import {
        None => quote!(#disposed #parts #function #reasons),
        Some(import) => quote_spanned! {Span::mixed_site()=>
            const _: () = {
                #import
                #disposed
                #function
                #reasons
            };
            #parts
        },
    })
}

impl Model {
    /// Whether there is anything to do for a value.
    pub(super) fn has_steps(&self) -> bool {
        let fields = self.variants.iter().flat_map(|variant| &variant.fields);
        self.hook.is_some() || fields.into_iter().any(super::Field::has_step)
    }

    /// The implementations of `Dispose` and `Drop`.
    fn disposed(&self, private: &TokenStream) -> TokenStream {
        let Model { root, name, generics, .. } = self;
        let span = Span::mixed_site();
        let (dispose, is_disposed) = if self.is_enum() {
            self.of_enum(root, private)
        } else {
            self.of_struct(root, private)
        };
        // A closure of the user may name a lifetime of the type.
        let Head { parameters, arguments, bounds } = Head::of(generics, &dispose);
        let drop = self.fallback(private).map(|fallback| {
            quote_spanned! {span=>
                #[automatically_derived]
                impl #parameters #private::Drop for #name #arguments #bounds {
                    fn drop(&mut self) {
                        #fallback
                    }
                }
            }
        });
        quote_spanned! {span=>
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
        }
    }

    /// The bodies of `dispose` and `is_disposed`.
    fn of_struct(&self, root: &TokenStream, private: &TokenStream) -> (TokenStream, TokenStream) {
        let span = Span::mixed_site();
        let (exclusive, shared) = (quote_spanned!(span=> &mut), quote_spanned!(span=> &));
        let steps = self
            .variants
            .iter()
            .flat_map(|variant: &Variant| self.steps(variant, |field| field.of_self(&exclusive)));
        if let Some(guard) = self.guard() {
            // Another type of that name is reported at the type.
            let (state, seen) = (guard.of_self(&exclusive), guard.of_self(&shared));
            let hook = self.hook("hook", &quote_spanned!(span=> self));
            let dispose = quote_spanned! {span=>
                let steps = &mut #private::Steps::new();
                if steps.begin::<Self>(#state) {
                    #hook
                    #(#steps)*
                    steps.end::<Self>(#state);
                }
                steps.finish()
            };
            return (dispose, quote_spanned!(span=> #root::Guard::is_disposed(#seen)));
        }
        if !self.has_steps() {
            return nothing(private);
        }
        let fields = self.variants.iter().flat_map(|variant| &variant.fields);
        let states = fields.filter_map(|field| field.state(&field.of_self(&shared), private));
        let dispose = quote_spanned! {span=>
            let steps = &mut #private::Steps::new();
            #(#steps)*
            steps.finish()
        };
        (dispose, quote_spanned!(span=> #(#states)&&*))
    }
}

/// The bodies for a type that has nothing to dispose.
pub(super) fn nothing(private: &TokenStream) -> (TokenStream, TokenStream) {
    let span = Span::mixed_site();
    (quote_spanned!(span=> #private::Outcome::Ok(())), quote_spanned!(span=> true))
}

/// What users of the type call, so that a mistake in the declaration is the only error.
pub(super) fn stub(options: &Options, item: &Item) -> Expansion {
    let (import, root) = options.imported_root();
    let private = quote_spanned!(Span::mixed_site()=> #root::__private);
    let name = spans::own(&item.0.ident);
    let Head { parameters, arguments, bounds } = Head::of(&item.0.generics, &TokenStream::new());
    let parts = super::parts::stub(options, item, &private);
    let is_awaited = options.is_meant("async") || options.is_meant("both");
    // Without the feature there is no such trait.
    let awaited = (is_awaited && crate::ASYNC == Mode::On).then(|| {
        quote_spanned! {Span::mixed_site()=>
            impl #parameters #root::AsyncDispose for #name #arguments #bounds {
                async fn dispose_async(&mut self) -> #private::Outcome {
                    #private::never()
                }
            }
        }
    });
    let disposed = quote_spanned! {Span::mixed_site()=>
        impl #parameters #root::Dispose for #name #arguments #bounds {
            fn dispose(&mut self) -> #private::Outcome {
                #private::never()
            }
            fn is_disposed(&self) -> #private::bool {
                #private::never()
            }
        }
        #awaited
    };
    beside(import.as_ref(), &disposed, parts, &TokenStream::new())
}
