//! What stands beside a declaration that did not compile.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::{DeriveInput, Type, Visibility};

use super::Keeping;
use super::expand::reference_of;
use super::parse::{Item, constructors, keeping};
use crate::pipeline::Expansion;
use crate::support::options::Options;
use crate::support::{generics, spans};

/// What users of the type call, so that a mistake in the declaration is the only error.
pub(super) fn stub(options: &Options, item: &Item) -> Expansion {
    let (ty, parameters, vis, is_async) = match item {
        Item::Type(DeriveInput { ident, generics, vis, .. }) => {
            (spans::own_type(&spans::own(ident), generics), generics, vis.clone(), false)
        }
        Item::Impl(block) => {
            let vis = Visibility::Public(syn::Token![pub](Span::mixed_site()));
            let is_async = constructors(block).iter().any(|it| it.sig.asyncness.is_some());
            (Type::clone(&block.header.self_ty), &block.header.generics, vis, is_async)
        }
    };
    if !matches!(ty, Type::Path(_) | Type::Group(_)) {
        return Expansion::Beside(TokenStream::new());
    }
    let root = options.root();
    let key: Option<Type> = options.meant("key");
    let keeping = keeping(options.is_meant("thread_local"), options.is_meant("managed"));
    let is_provided = options.is_meant("provided");

    let span = Span::mixed_site();
    let private = quote_spanned!(span=> #root::__private);
    let ty = generics::without_elided(&ty);
    let (parameters, _, bounds) = parameters.split_for_impl();
    let bound: Vec<_> = bounds.iter().flat_map(|bounds| &bounds.predicates).collect();
    // With both, `thread_local` and `key`, one of the two has to go.
    let keeping = match (&key, keeping) {
        (Some(_), Keeping::Thread) => Keeping::Process,
        _ => keeping,
    };
    let reference = reference_of(keeping, &root, &private);
    let asyncness = is_async.then(|| quote_spanned!(span=> async));
    let lasting = is_async.then(|| quote_spanned!(span=> where Self: 'static));
    let argument = key.as_ref().map(|key| quote_spanned!(span=> _: impl #root::Lookup<#key>));
    let provide = is_provided.then(|| {
        let argument = argument.iter();
        quote_spanned! {span=>
            #vis fn provide(#(#argument,)* _: Self) -> #private::Result<(), Self> {
                #private::never()
            }
        }
    });
    let dispose = (keeping == Keeping::Managed).then(|| {
        quote_spanned! {span=>
            #vis fn dispose(#argument) -> #private::Result<(), #root::DisposeError> {
                #private::never()
            }
        }
    });
    let declaration = match &key {
        None => quote_spanned! {span=>
            impl #parameters #root::Singleton for #ty where #ty: 'static, #(#bound),* {
                type Ref = #reference;
                const DECLARED: #private::Declared<Self> = #private::Declared::ABSENT;
            }
        },
        Some(key) => quote_spanned! {span=>
            impl #parameters #root::KeyedSingleton for #ty where #ty: 'static, #(#bound),* {
                type Key = #key;
                type Ref = #reference;
                const DECLARED: #private::KeyedDeclared<Self> = #private::KeyedDeclared::ABSENT;
            }
        },
    };
    Expansion::Beside(quote_spanned! {span=>
        impl #parameters #ty #bounds {
            #vis #asyncness fn instance(#argument) -> #reference #lasting {
                #private::never()
            }
            #vis #asyncness fn try_instance(#argument) -> #private::Result<#reference> #lasting {
                #private::never()
            }
            #provide
            #dispose
        }
        #declaration
    })
}
