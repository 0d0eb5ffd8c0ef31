//! The options `async` and `both`: disposals that may be awaited.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;

use super::{Field, Model, Order, Role};
use crate::support::callable::Callable;
use crate::support::generics::Head;
use crate::support::{shape, spans};

/// How a step is written: awaited, or where nothing can be awaited.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tense {
    Later,
    Now,
}

impl Model {
    /// The option because of which the value may be awaited.
    pub(super) fn awaiting(&self) -> Option<&Ident> {
        self.both.as_ref().or(self.asynchronous.as_ref())
    }

    /// The implementations of `AsyncDispose`, `Dispose` and `Drop`.
    pub(super) fn awaited(&self, guard: &Field, private: &TokenStream) -> TokenStream {
        let Model { root, name, generics, .. } = self;
        let span = Span::mixed_site();
        let later = self.pass(guard, Tense::Later, private);
        let now = self.pass(guard, Tense::Now, private);
        // A closure of the user may name a lifetime of the type.
        let Head { parameters, arguments, bounds } = Head::of(generics, &later);
        let member = &guard.member;
        let at = spans::located(&guard.ty);
        let of_this = quote_spanned!(at=> &mut this.#member);
        let seen = quote_spanned!(at=> &self.#member);
        let dispose = self.both.is_some().then(|| {
            quote_spanned! {span=>
                #[automatically_derived]
                impl #parameters #root::Dispose for #name #arguments #bounds {
                    fn dispose(&mut self) -> #private::Outcome {
                        #now
                    }
                    fn is_disposed(&self) -> #private::bool {
                        #private::is_over(#seen)
                    }
                }
            }
        });
        let drop = self.falls_back().then(|| {
            let on_drop = self.on_drop.as_ref().map_or("dispose", |word| word.text);
            let body = match (on_drop, &self.both) {
                ("dispose", Some(_)) => quote_spanned! {span=>
                    #private::fallback_awaited(self, |this| #of_this, #root::Dispose::dispose);
                },
                ("dispose", None) => quote_spanned! {span=>
                    #private::fallback_awaited(self, |this| #of_this, |this| {
                        #now
                    });
                },
                ("report", _) => {
                    let of_self = quote_spanned!(at=> &mut self.#member);
                    quote_spanned!(span=> #private::report_awaited::<Self>(#of_self);)
                }
                _ => {
                    let of_self = quote_spanned!(at=> &mut self.#member);
                    quote_spanned!(span=> #private::ignore_awaited(#of_self);)
                }
            };
            quote_spanned! {span=>
                #[automatically_derived]
                impl #parameters #private::Drop for #name #arguments #bounds {
                    fn drop(&mut self) {
                        #body
                    }
                }
            }
        });
        quote_spanned! {span=>
            #[automatically_derived]
            impl #parameters #root::AsyncDispose for #name #arguments #bounds {
                async fn dispose_async(&mut self) -> #private::Outcome {
                    #later
                }
            }
            #dispose
            #drop
        }
    }

    /// All steps, in their order, of those that are left.
    fn pass(&self, guard: &Field, tense: Tense, private: &TokenStream) -> TokenStream {
        let span = Span::mixed_site();
        let this = self.place(tense);
        let state = guard.behind(&this);
        let fields = self.variants.iter().flat_map(|variant| &variant.fields);
        let mut steps: Vec<_> =
            fields.filter_map(|field| field.awaited(&this, tense, private)).collect();
        if self.order == Order::Reverse {
            steps.reverse();
        }
        let hook = self.hook.as_ref().map(|hook| {
            step(
                "hook",
                spans::located(hook),
                tense,
                &this,
                &outcome(hook, &called(private), tense, private),
            )
        });
        let steps = hook.into_iter().chain(steps);
        quote_spanned! {span=>
            let steps = &mut #private::AwaitedSteps::new();
            if steps.begin::<Self>(#state) {
                #(
                    if steps.next(#state) {
                        #steps
                    }
                )*
                steps.end::<Self>(#state);
            }
            steps.finish()
        }
    }

    /// The value: in the `Drop` of one that can only be awaited it is the parameter of a closure.
    fn place(&self, tense: Tense) -> TokenStream {
        let span = Span::mixed_site();
        if tense == Tense::Now && self.both.is_none() {
            quote_spanned!(span=> this)
        } else {
            quote_spanned!(span=> self)
        }
    }
}

impl Field {
    /// `&mut self.log`, with errors at the type of the field.
    fn behind(&self, value: &TokenStream) -> TokenStream {
        let member = &self.member;
        let at = spans::located(&self.ty);
        quote_spanned!(at=> &mut #value.#member)
    }

    /// The statement that takes the field down.
    fn awaited(
        &self,
        value: &TokenStream,
        tense: Tense,
        private: &TokenStream,
    ) -> Option<TokenStream> {
        let Field { path, ty, role, attrs, with, take, skip, .. } = self;
        let span = Span::mixed_site();
        if *role == Role::Guard {
            return None;
        }
        let field = self.behind(value);
        let arguments = quote_spanned!(span=> #path, #field);
        let way = |question: &str| {
            let question = Ident::new(&format!("__tenure_{question}"), span);
            // That the field is not disposable is reported at its type.
            let value = Ident::new("field", spans::located(ty));
            match tense {
                Tense::Later => {
                    quote_spanned!(span=> #private::Way::of(field).#question().start(#value))
                }
                Tense::Now => {
                    quote_spanned!(span=> #private::Rest::of(field).#question().at_once(#value))
                }
            }
        };
        match (with, take, skip) {
            (Some(with), ..) => Some(step(
                "field",
                spans::located(with),
                tense,
                &arguments,
                &outcome(with, &called(private), tense, private),
            )),
            (_, Some(take), _) => Some(step(
                "take",
                spans::located(take),
                tense,
                &arguments,
                &outcome(take, &given(private), tense, private),
            )),
            (_, _, Some(_)) => None,
            _ if !attrs.is_empty() => Some(step("field", span, tense, &arguments, &way("marked"))),
            _ if shape::owns_nothing(ty) => None,
            _ => Some(step("field", span, tense, &arguments, &way("found"))),
        }
    }
}

/// `steps.field("log", &mut self.log, |field| ..).await;`
fn step(
    method: &str,
    at: Span,
    tense: Tense,
    arguments: &TokenStream,
    body: &TokenStream,
) -> TokenStream {
    let span = Span::mixed_site();
    match tense {
        Tense::Later => {
            // What a future of the user is ready with is reported there, for the call and for its
            // statement: two errors in one place are one.
            let method = Ident::new(method, at);
            quote_spanned!(at=> steps.#method(#arguments, |field| #body).await;)
        }
        Tense::Now => {
            let method = Ident::new(&format!("{method}_at_once"), span);
            quote_spanned!(span=> steps.#method(#arguments, |field| #body);)
        }
    }
}

/// What a function of the user returns, be it a future or not.
fn outcome(
    function: &Callable,
    call: &TokenStream,
    tense: Tense,
    private: &TokenStream,
) -> TokenStream {
    let span = Span::mixed_site();
    // What the function returns is reported where it is named.
    let value = Ident::new("result", spans::located(function));
    let start = quote_spanned! {span=>
        let result = #call(field, #function);
    };
    let found = quote_spanned!(span=> result.__tenure_found().result(#value));
    match tense {
        Tense::Later => quote_spanned!(span=> { #start #found }),
        Tense::Now => quote_spanned! {span=>
            {
                #start
                let future = #found;
                #private::Ended::of(&future).__tenure_ended().end(future)
            }
        },
    }
}

/// What calls a function with a reference.
fn called(private: &TokenStream) -> TokenStream {
    quote_spanned!(Span::mixed_site()=> #private::call)
}

/// What calls a function with a value.
fn given(private: &TokenStream) -> TokenStream {
    quote_spanned!(Span::mixed_site()=> #private::give)
}
