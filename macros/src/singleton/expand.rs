//! Model to tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::{DeriveInput, FnArg, Pat, ReturnType, Type, Visibility};

use super::parse::Item;
use super::{Maker, Model};
use crate::pipeline::Expansion;
use crate::support::function::Function;
use crate::support::{docs, generics, spans};

pub(super) fn expand(model: &Model) -> Expansion {
    Expansion::Beside(match &model.maker {
        Maker::Callable(_) => declaration(model, None),
        Maker::Constructor { candidates, .. } => {
            candidates.iter().map(|constructor| declaration(model, Some(constructor))).collect()
        }
    })
}

fn declaration(model: &Model, constructor: Option<&Function>) -> TokenStream {
    let Model { root, name, ty, eager, .. } = model;
    let span = Span::mixed_site();
    let private = quote_spanned!(span=> #root::__private);
    let title = name.unraw().to_string();
    let needs = needs(model, constructor, &private);
    let slot = slot(model, constructor, &private);
    let accessors = accessors(model, &private, &title);
    let eager = eager.as_ref().map(|_| quote_spanned!(span=> #private::eager!(SLOT);));
    let cfgs = constructor.into_iter().flat_map(Function::cfgs);
    quote_spanned! {span=>
        #(#cfgs)*
        const _: () = {
            static NODE: #private::Node = #private::Node::new(#title) #needs;
            static SLOT: #private::Slot<#ty> = #slot;
            #[automatically_derived]
            impl #root::Singleton for #ty {
                type Ref = &'static Self;
                const DECLARED: #private::Declared<Self> = NODE.declared(&SLOT);
            }
            impl #ty {
                #accessors
            }
            #eager
        };
    }
}

/// What users of the type call, so that a mistake in the declaration is the only error.
pub(super) fn stub(item: &Item, root: &TokenStream) -> Expansion {
    let (ty, parameters, vis) = match item {
        Item::Type(DeriveInput { ident, generics, vis, .. }) => {
            (spans::own_type(&spans::own(ident), generics), generics, vis.clone())
        }
        Item::Impl(block) => {
            let vis = Visibility::Public(syn::Token![pub](Span::mixed_site()));
            (Type::clone(&block.header.self_ty), &block.header.generics, vis)
        }
    };
    if !matches!(ty, Type::Path(_) | Type::Group(_)) {
        return Expansion::Beside(TokenStream::new());
    }
    let ty = generics::without_elided(&ty);
    let (parameters, _, bounds) = parameters.split_for_impl();
    let bound = bounds.iter().flat_map(|bounds| &bounds.predicates);
    Expansion::Beside(quote_spanned! {Span::mixed_site()=>
        impl #parameters #ty #bounds {
            #vis fn instance() -> &'static Self {
                #root::__private::never()
            }
            #vis fn try_instance() -> #root::__private::Result<&'static Self> {
                #root::__private::never()
            }
        }
        impl #parameters #root::Singleton for #ty where #ty: 'static, #(#bound),* {
            type Ref = &'static Self;
            const DECLARED: #root::__private::Declared<Self> = #root::__private::Declared::ABSENT;
        }
    })
}

/// The nodes of all singletons that this one needs.
fn needs(
    model: &Model,
    constructor: Option<&Function>,
    private: &TokenStream,
) -> Option<TokenStream> {
    let listed = model.deps.iter().map(|dep| reference(model, dep));
    let types = listed.chain(parameters(model, constructor).into_iter().map(|(_, ty)| ty));
    let nodes: Vec<_> = types.map(|ty| dependency(private, &ty, "NODE")).collect();
    (!nodes.is_empty()).then(|| quote_spanned!(Span::mixed_site()=> .needs(&[#(#nodes),*])))
}

/// The slot with what makes its value and what takes it down. What it asks of the type is reported
/// at the name of the type.
fn slot(model: &Model, constructor: Option<&Function>, private: &TokenStream) -> TokenStream {
    let Model { name, ty, deps, dispose, .. } = model;
    let span = Span::mixed_site();
    let listed = deps.iter().map(|dep| dependency(private, &reference(model, dep), "get"));
    let (arguments, types): (Vec<_>, Vec<_>) = parameters(model, constructor).into_iter().unzip();
    let gets = types.iter().map(|ty| dependency(private, ty, "get"));
    let made = made(model, constructor, private, &arguments);
    let place = spans::located(name);
    let slot = spans::moved(&quote!(NODE.slot), place);
    let slot = quote_spanned! {place=>
        #slot(|| {
            #(#listed()?;)*
            #(let #arguments = #gets()?;)*
            #made
        })
    };
    let dispose = dispose.as_ref().map(|hook| {
        let place = spans::located(hook);
        let call = spans::moved(&quote_spanned!(span=> #private::hook), place);
        let hook = generics::without_self(ty, hook.to_token_stream());
        let call = quote_spanned!(place=> #call(value, #hook));
        quote_spanned!(span=> .dispose(|value| #call))
    });
    quote!(#slot #dispose)
}

fn accessors(model: &Model, private: &TokenStream, title: &str) -> TokenStream {
    let vis = &model.vis;
    let instance = docs::lines(&format!(
        "Returns the one `{title}` of this process, made on first use; panics if it cannot be made."
    ));
    let try_instance = docs::lines(&format!(
        "Returns the one `{title}` of this process, made on first use.\n\n\
         # Errors\n\n\
         The `InitError` that says why it cannot be made."
    ));
    quote_spanned! {Span::mixed_site()=>
        #instance
        #[inline]
        #[track_caller]
        #vis fn instance() -> &'static Self {
            SLOT.instance()
        }
        #try_instance
        #[track_caller]
        #vis fn try_instance() -> #private::Result<&'static Self> {
            SLOT.try_instance()
        }
    }
}

/// The parameters of the constructor, each with a name for its value.
fn parameters(model: &Model, constructor: Option<&Function>) -> Vec<(Ident, TokenStream)> {
    let Some(Function { sig, .. }) = constructor else { return Vec::new() };
    let typed = sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(parameter) => Some(parameter),
        FnArg::Receiver(_) => None,
    });
    let named = typed.enumerate().map(|(index, parameter)| {
        // A leading `_` says that the constructor does not use it; the call does.
        let name = match &*parameter.pat {
            Pat::Ident(pat) => pat.ident.to_string(),
            _ => String::new(),
        };
        let mut name: Ident = syn::parse_str(name.trim_start_matches('_'))
            .unwrap_or_else(|_| format_ident!("dependency_{}", index + 1));
        name.set_span(Span::mixed_site());
        let ty = generics::without_lifetimes(&sig.generics, &parameter.ty);
        (name, generics::without_self(&model.ty, ty))
    });
    named.collect()
}

/// What makes the value. What is wrong with it is reported where it stands: at `init`, at the
/// return type of the constructor, or at the name of the type.
fn made(
    model: &Model,
    constructor: Option<&Function>,
    private: &TokenStream,
    arguments: &[Ident],
) -> TokenStream {
    let Model { name, ty, maker, .. } = model;
    if let Some(Function { sig, .. }) = constructor {
        let place = match &sig.output {
            ReturnType::Default => spans::located(&sig.ident),
            ReturnType::Type(_, ty) => spans::located(ty),
        };
        let (private, name) = (spans::moved(private, place), spans::moved(&sig.ident, place));
        // A type that does not exist is reported once, where it is written.
        return quote_spanned!(place=> #private::made::<#ty>(<#ty>::#name(#(#arguments),*)));
    }
    let init = match maker {
        Maker::Callable(Some(init)) => Some(generics::without_self(ty, init.to_token_stream())),
        _ => None,
    };
    let place = init.as_ref().map_or_else(|| spans::located(name), spans::located);
    let (ty, private) = (spans::moved(ty, place), spans::moved(private, place));
    let init = init.unwrap_or_else(|| quote_spanned!(place=> #ty::new));
    quote_spanned!(place=> #private::make::<#ty, _>(#init))
}

/// `what` of a singleton that this one needs. A type that is no singleton is reported at the type
/// itself, and because every mention of it has that same place, only once.
fn dependency(private: &TokenStream, ty: &TokenStream, what: &str) -> TokenStream {
    let span = spans::located(ty);
    let (private, what) = (spans::moved(private, span), Ident::new(what, span));
    quote_spanned!(span=> <#ty as #private::Dependency>::#what)
}

/// How a type in `deps` would be written as a parameter.
fn reference(model: &Model, ty: &Type) -> TokenStream {
    let span = spans::located(ty);
    let ty = generics::without_self(&model.ty, ty.to_token_stream());
    quote_spanned!(span=> &'static #ty)
}
