//! Model to tokens.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{DeriveInput, FnArg, Generics, Type, Visibility};

use super::parse::Item;
use super::{Maker, Model};
use crate::pipeline::Expansion;
use crate::support::docs;

pub(super) fn expand(model: &Model) -> Expansion {
    let Model { root, name, ty, generics: _, vis, maker, deps, dispose, eager } = model;
    let span = Span::mixed_site();
    let private = quote_spanned!(span=> #root::__private);
    let title = name.unraw().to_string();
    let parameters = maker.parameters();
    let nodes = edges(&private, deps, &parameters, &quote_spanned!(span=> NODE));
    let gets = edges(&private, &[], &parameters, &quote_spanned!(span=> get()?));
    let require =
        deps.iter().map(|dep| quote_spanned!(located(dep)=> #private::require::<#dep>()?;));
    let call = maker.call(model, &gets);
    let make = quote_spanned!(span=> #private::made(#call));
    let init = if deps.is_empty() { make } else { quote_spanned!(span=> { #(#require)* #make }) };
    let dispose = dispose.as_ref().map(|hook| {
        let hook = if hook.is_closure() { quote!((#hook)) } else { quote!(#hook) };
        quote_spanned!(span=> .dispose(|this| #private::outcome(#hook(this))))
    });
    let eager = eager.as_ref().map(|_| quote_spanned!(span=> #private::eager!(SLOT);));
    let instance_docs = docs::lines(&format!(
        "Returns the one `{title}` of this process, made on first use; panics if it cannot be made."
    ));
    let try_docs = docs::lines(&format!(
        "Returns the one `{title}` of this process, made on first use.\n\
         # Errors\n\
         The `InitError` that says why it cannot be made."
    ));
    Expansion::Beside(quote_spanned! {span=>
        const _: () = {
            static NODE: #private::Node = #private::Node::new(#title, &[#(#nodes),*]);
            static SLOT: #private::Slot<#ty> = #private::Slot::new(&NODE, || #init) #dispose;
            #[automatically_derived]
            impl #root::Singleton for #ty {
                type Ref = &'static Self;
                const DECLARED: #private::Declared<Self> = #private::Declared::new(&NODE, &SLOT);
            }
            impl #ty {
                #instance_docs
                #[inline]
                #[track_caller]
                #vis fn instance() -> &'static Self {
                    SLOT.instance()
                }
                #try_docs
                #[track_caller]
                #vis fn try_instance() -> #private::Result<&'static Self> {
                    SLOT.try_instance()
                }
            }
            #eager
        };
    })
}

/// What users of the type call, so that a mistake in the declaration is the only error.
pub(super) fn stub(item: &Item, root: &TokenStream) -> TokenStream {
    let (ty, generics, vis) = match item {
        Item::Type(DeriveInput { ident, generics, vis, .. }) => {
            let (_, arguments, _) = generics.split_for_impl();
            (quote!(#ident #arguments), generics, vis.clone())
        }
        Item::Impl(block) => {
            let vis = Visibility::Public(syn::Token![pub](Span::mixed_site()));
            (block.header.self_ty.to_token_stream(), &block.header.generics, vis)
        }
    };
    let (parameters, _, bounds) = Generics::split_for_impl(generics);
    quote_spanned! {Span::mixed_site()=>
        impl #parameters #ty #bounds {
            #vis fn instance() -> &'static Self {
                #root::__private::never()
            }
            #vis fn try_instance() -> #root::__private::Result<&'static Self> {
                #root::__private::never()
            }
        }
    }
}

impl Maker {
    /// The types that the constructor takes.
    fn parameters(&self) -> Vec<Type> {
        let Maker::Constructor { candidates, .. } = self else { return Vec::new() };
        let inputs = candidates.iter().flat_map(|constructor| &constructor.sig.inputs);
        inputs
            .filter_map(|input| match input {
                FnArg::Typed(parameter) => Some(Type::clone(&parameter.ty)),
                FnArg::Receiver(_) => None,
            })
            .collect()
    }

    /// The call that makes the value.
    fn call(&self, model: &Model, arguments: &[TokenStream]) -> TokenStream {
        let (ty, span) = (&model.ty, Span::mixed_site().located_at(model.name.span()));
        match self {
            Maker::Callable(Some(init)) if init.is_closure() => quote_spanned!(span=> (#init)()),
            Maker::Callable(Some(init)) => quote_spanned!(span=> #init()),
            Maker::Callable(None) => quote_spanned!(span=> #ty::new()),
            Maker::Constructor { candidates, .. } => {
                let name = candidates.first().map(|constructor| &constructor.sig.ident);
                quote_spanned!(span=> #ty::#name(#(#arguments),*))
            }
        }
    }
}

/// `what` of each singleton that this one needs: of the types in `deps`, then of the parameters.
/// A type that is no singleton is reported at the type itself, and because every mention of it
/// has that same place, only once.
fn edges(
    private: &TokenStream,
    deps: &[Type],
    parameters: &[Type],
    what: &TokenStream,
) -> Vec<TokenStream> {
    let of_type = deps
        .iter()
        .map(|dep| quote_spanned!(located(dep)=> <&'static #dep as #private::Dependency>::#what));
    let of_parameter = parameters.iter().map(|parameter| {
        quote_spanned!(located(parameter)=> <#parameter as #private::Dependency>::#what)
    });
    of_type.chain(of_parameter).collect()
}

/// Our hygiene at the user's place.
fn located(ty: &Type) -> Span {
    Span::mixed_site().located_at(ty.span())
}
