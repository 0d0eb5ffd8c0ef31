//! What stands beside a declaration that did not compile.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote_spanned};
use syn::{DeriveInput, Type, Visibility};

use super::Keeping;
use super::expand::reference_of;
use super::parse::{Item, constructors, is_of_the_language, keeping};
use super::{key_type, size, taken};
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
    if !matches!(ty, Type::Path(_) | Type::Group(_)) || is_of_the_language(&ty) {
        return Expansion::Beside(TokenStream::new());
    }
    let (import, root) = options.imported_root();
    let span = Span::mixed_site();
    let private = quote_spanned!(span=> #root::__private);
    let ty = generics::without_elided(&ty);
    let (parameters, _, bounds) = parameters.split_for_impl();
    let bound: Vec<_> = bounds.iter().flat_map(|bounds| &bounds.predicates).collect();
    let is_sized = !matches!(item, Item::Type(it) if size::without(&it.data).is_some());
    let key = Key::meant(options);
    let keeping = match keeping(options.is_meant("thread_local"), options.is_meant("managed")) {
        // With both, `thread_local` and `key`, one of the two has to go.
        Keeping::Thread if !matches!(key, Key::None) => Keeping::Process,
        // Of what has no size there can be nothing but a reference.
        _ if !is_sized => Keeping::Process,
        keeping => keeping,
    };
    let reference = reference_of(keeping, &root, &private);
    let asyncness = is_async.then(|| quote_spanned!(span=> async));
    let lasting = is_async.then(|| quote_spanned!(span=> where Self: 'static));
    let argument = key.parameter(&root, &private);
    let provide = (options.is_meant("provided") && is_sized).then(|| {
        let argument = argument.iter();
        quote_spanned! {span=>
            #vis fn provide(#(#argument,)* _: Self) -> #private::Result<(), Self> {
                #private::never()
            }
        }
    });
    // What the user has by that name is the one that is meant.
    let is_free = |name: &str| match item {
        Item::Type(_) => true,
        Item::Impl(block) => !block.functions().any(|it| taken::has_name(it, name)),
    };
    let dispose = (options.is_meant("managed") && is_free("dispose")).then(|| {
        quote_spanned! {span=>
            #vis fn dispose(#argument) -> #private::Result<(), #root::DisposeError> {
                #private::never()
            }
        }
    });
    // Where the trait cannot say it.
    let is_without_trait = matches!(key, Key::Unknown) || !is_sized;
    let others =
        is_without_trait.then(|| others(&root, &private, &vis, &reference, argument.as_ref()));
    let key = key.declared();
    let declaration = match key {
        _ if !is_sized => TokenStream::new(),
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
    let instance = is_free("instance").then(|| {
        quote_spanned! {span=>
            #vis #asyncness fn instance(#argument) -> #reference #lasting {
                #private::never()
            }
        }
    });
    let try_instance = is_free("try_instance").then(|| {
        quote_spanned! {span=>
            #vis #asyncness fn try_instance(#argument) -> #private::Result<#reference> #lasting {
                #private::never()
            }
        }
    });
    let stub = quote_spanned! {span=>
        impl #parameters #ty #bounds {
            #instance
            #try_instance
            #provide
            #dispose
            #others
        }
        #declaration
    };
    Expansion::Beside(match import {
        None => stub,
        Some(import) => quote_spanned!(span=> const _: () = { #import #stub };),
    })
}

/// What the trait has, as functions of the type.
fn others(
    root: &TokenStream,
    private: &TokenStream,
    vis: &Visibility,
    reference: &TokenStream,
    argument: Option<&TokenStream>,
) -> TokenStream {
    let span = Span::mixed_site();
    let key = argument.iter();
    let with = quote_spanned!(span=> #(#key,)* _: impl #private::FnOnce(&Self) -> Output);
    quote_spanned! {span=>
        #vis fn with<Output>(#with) -> Output {
            #private::never()
        }
        #vis fn peek(#argument) -> #private::Option<#reference> {
            #private::never()
        }
        #vis fn status(#argument) -> #root::Status {
            #private::never()
        }
    }
}

/// What tells the instances apart.
enum Key {
    /// There is only one.
    None,
    Of(Box<Type>),
    /// There is a mistake in it, so nothing can be wrong with its uses.
    Unknown,
}

impl Key {
    fn meant(options: &Options) -> Self {
        match options.meant::<Type>("key") {
            None if options.is_meant("key") => Key::Unknown,
            None => Key::None,
            Some(key) if key_type::mistake(&key).is_some() => Key::Unknown,
            Some(key) => Key::Of(Box::new(key)),
        }
    }

    fn parameter(&self, root: &TokenStream, private: &TokenStream) -> Option<TokenStream> {
        let span = Span::mixed_site();
        match self {
            Key::None => None,
            Key::Of(key) => Some(quote_spanned!(span=> _: impl #root::Lookup<#key>)),
            Key::Unknown => Some(quote_spanned!(span=> _: impl #private::Sized)),
        }
    }

    fn declared(&self) -> Option<TokenStream> {
        match self {
            Key::None => None,
            Key::Of(key) => Some(key.to_token_stream()),
            Key::Unknown => Some(quote_spanned!(Span::mixed_site()=> ())),
        }
    }
}
