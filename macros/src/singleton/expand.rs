//! Model to tokens.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::{DeriveInput, FnArg, Generics, ReturnType, Type, Visibility, parse_quote_spanned};

use super::parse::Item;
use super::{Maker, Model};
use crate::pipeline::Expansion;
use crate::support::{docs, spans};

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
    let slot = spans::moved(&quote!(NODE.slot), spans::located(name));
    let slot = quote_spanned!(spans::located(name)=> #slot(|| #init));
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
pub(super) fn stub(item: &Item, root: &TokenStream) -> Expansion {
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
    let for_ever: Vec<_> = bounds.iter().flat_map(|bounds| &bounds.predicates).collect();
    Expansion::Beside(quote_spanned! {Span::mixed_site()=>
        impl #parameters #ty #bounds {
            #vis fn instance() -> &'static Self {
                #root::__private::never()
            }
            #vis fn try_instance() -> #root::__private::Result<&'static Self> {
                #root::__private::never()
            }
        }
        impl #parameters #root::Singleton for #ty where #ty: 'static, #(#for_ever),* {
            type Ref = &'static Self;
            const DECLARED: #root::__private::Declared<Self> = #root::__private::Declared::ABSENT;
        }
    })
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

    /// What makes the value. What is wrong with it is reported where it stands: at `init`, at the
    /// return type of the constructor, or at the name of the type.
    fn made(&self, private: &TokenStream, model: &Model, arguments: &[TokenStream]) -> TokenStream {
        let place = match self {
            Maker::Callable(Some(init)) => spans::located(init),
            Maker::Callable(None) => spans::located(&model.name),
            Maker::Constructor { candidates, .. } => {
                candidates.first().map_or_else(Span::mixed_site, |constructor| {
                    match &constructor.sig.output {
                        ReturnType::Default => spans::located(&constructor.sig.ident),
                        ReturnType::Type(_, ty) => spans::located(ty),
                    }
                })
            }
        };
        let (ty, private) = (spans::moved(&model.ty, place), spans::moved(private, place));
        match self {
            Maker::Callable(Some(init)) => {
                quote_spanned!(place=> #private::make::<#ty, _>(#init))
            }
            Maker::Callable(None) => {
                quote_spanned!(place=> #private::make::<#ty, _>(#ty::new))
            }
            Maker::Constructor { candidates, .. } => {
                let name = candidates.first().map(|constructor| &constructor.sig.ident);
                let name = spans::moved(&name, place);
                quote_spanned!(place=> #private::made::<#ty, _>(#ty::#name(#(#arguments),*)))
            }
        }
    }
}

/// `what` of a singleton that this one needs. A type that is no singleton is reported at the type
/// itself, and because every mention of it has that same place, only once.
fn dependency(private: &TokenStream, ty: &Type, what: &TokenStream) -> TokenStream {
    let span = spans::located(ty);
    let private = spans::moved(private, span);
    quote_spanned!(span=> <#ty as #private::Dependency>::#what)
}

/// How a type in `deps` would be written as a parameter.
fn reference(ty: &Type) -> Type {
    let span = spans::located(ty);
    parse_quote_spanned!(span=> &'static #ty)
}
