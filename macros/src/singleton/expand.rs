//! Model to tokens.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{DeriveInput, FnArg, Generics, Type, Visibility, parse_quote_spanned};

use super::parse::Item;
use super::{Maker, Model};
use crate::pipeline::Expansion;
use crate::support::docs;

pub(super) fn expand(model: &Model) -> Expansion {
    let Model { root, name, ty, generics: _, vis, maker, deps, dispose, eager } = model;
    let span = Span::mixed_site();
    let private = quote_spanned!(span=> #root::__private);
    let title = name.unraw().to_string();
    let get = quote_spanned!(span=> get()?);
    let parameters = maker.parameters();
    let deps: Vec<Type> = deps.iter().map(reference).collect();
    let nodes: Vec<_> = deps
        .iter()
        .chain(&parameters)
        .map(|ty| dependency(&private, ty, &quote_spanned!(span=> NODE)))
        .collect();
    let needs = (!nodes.is_empty()).then(|| quote_spanned!(span=> .needs(&[#(#nodes),*])));
    let first: Vec<_> = deps.iter().map(|ty| dependency(&private, ty, &get)).collect();
    let arguments: Vec<_> = parameters.iter().map(|ty| dependency(&private, ty, &get)).collect();
    let made = maker.made(&private, model, &arguments);
    let init = if first.is_empty() { made } else { quote_spanned!(span=> { #(#first;)* #made }) };
    // What the slot asks of the type is reported at its name.
    let slot = quote_spanned!(span.located_at(name.span())=> NODE.slot(|| #init));
    let dispose = dispose
        .as_ref()
        .map(|hook| quote_spanned!(span=> .dispose(|value| #private::hook(value, #hook))));
    let eager = eager.as_ref().map(|_| quote_spanned!(span=> #private::eager!(SLOT);));
    let instance_docs = docs::lines(&format!(
        "Returns the one `{title}` of this process, made on first use; panics if it cannot be made."
    ));
    let try_docs = docs::lines(&format!(
        "Returns the one `{title}` of this process, made on first use.\n\n\
         # Errors\n\n\
         The `InitError` that says why it cannot be made."
    ));
    Expansion::Beside(quote_spanned! {span=>
        const _: () = {
            static NODE: #private::Node = #private::Node::new(#title) #needs;
            static SLOT: #private::Slot<#ty> = #slot #dispose;
            #[automatically_derived]
            impl #root::Singleton for #ty {
                type Ref = &'static Self;
                const DECLARED: #private::Declared<Self> = NODE.declared(&SLOT);
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

    /// What makes the value.
    fn made(&self, private: &TokenStream, model: &Model, arguments: &[TokenStream]) -> TokenStream {
        let (ty, span) = (&model.ty, Span::mixed_site().located_at(model.name.span()));
        match self {
            Maker::Callable(Some(init)) => quote_spanned!(span=> #private::make(#init)),
            Maker::Callable(None) => quote_spanned!(span=> #private::make(#ty::new)),
            Maker::Constructor { candidates, .. } => {
                let name = candidates.first().map(|constructor| &constructor.sig.ident);
                quote_spanned!(span=> #private::made(#ty::#name(#(#arguments),*)))
            }
        }
    }
}

/// `what` of a singleton that this one needs. A type that is no singleton is reported at the type
/// itself, and because every mention of it has that same place, only once.
fn dependency(private: &TokenStream, ty: &Type, what: &TokenStream) -> TokenStream {
    let span = Span::mixed_site().located_at(ty.span());
    quote_spanned!(span=> <#ty as #private::Dependency>::#what)
}

/// How a type in `deps` would be written as a parameter.
fn reference(ty: &Type) -> Type {
    let span = Span::mixed_site().located_at(ty.span());
    parse_quote_spanned!(span=> &'static #ty)
}
