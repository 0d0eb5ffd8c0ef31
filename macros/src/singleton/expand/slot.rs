//! The statics behind a singleton: what it needs, and the slot for its value.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::{ReturnType, Type};

use super::parameter::{KEY, Parameter, given, parameters};
use super::probes;
use crate::singleton::combinations::is_async;
use crate::singleton::{Keeping, Maker, Model, Retry};
use crate::support::function::Function;
use crate::support::{generics, spans};

/// The node with the nodes of all singletons that this one needs.
pub(super) fn node(
    model: &Model,
    constructor: Option<&Function>,
    private: &TokenStream,
    title: &str,
) -> TokenStream {
    let span = Span::mixed_site();
    let listed = model.deps.iter().map(|dep| listed(model, private, dep, "NODE"));
    let parameters = parameters(model, constructor);
    let needed = parameters.iter().filter(|parameter| parameter.may_be_needed());
    let nodes = needed.filter_map(|it| given(model, private, it, ["NODE", "NODE"]));
    let nodes: Vec<_> = listed.chain(nodes).collect();
    let needs = (!nodes.is_empty()).then(|| quote_spanned!(span=> .needs(&[#(#nodes),*])));
    let per_thread =
        (model.keeping == Keeping::Thread).then(|| quote_spanned!(span=> .per_thread()));
    let asynchronous =
        constructor.and_then(is_async).map(|_token| quote_spanned!(span=> .asynchronous()));
    let budget = model.budget.map(|nanos| quote_spanned!(span=> .budget(#nanos)));
    let keep_errors = (model.retry == Retry::Never).then(|| quote_spanned!(span=> .keep_errors()));
    quote_spanned! {span=>
        static NODE_: #private::Node =
            #private::Node::new(#title) #per_thread #asynchronous #keep_errors #needs #budget;
    }
}

/// The slot with what makes its value and what takes it down. What it asks of the type is reported
/// at the name of the type.
pub(super) fn statics(
    model: &Model,
    constructor: Option<&Function>,
    private: &TokenStream,
) -> TokenStream {
    let Model { root, name, ty, keeping, key, recreate, .. } = model;
    let span = Span::mixed_site();
    let is_async = constructor.is_some_and(|it| is_async(it).is_some());
    let init = init(model, constructor, private);
    let kind = match (keeping, key) {
        (Keeping::Process, None) => "slot",
        (Keeping::Process, Some(_)) => "keyed",
        (Keeping::Thread, _) => "init",
        (Keeping::Managed, None) => "managed",
        (Keeping::Managed, Some(_)) => "managed_keyed",
    };
    let how = match (&model.maker, is_async) {
        (Maker::Provider, _) => "_provided",
        (_, true) => "_async",
        (_, false) => "",
    };
    let place = spans::located(name);
    let node = spans::moved(&quote!(NODE_), place);
    let node = if *keeping == Keeping::Thread {
        let local = probes::local(model, private);
        quote_spanned!(place=> #node.__local(#local))
    } else {
        // A value that all threads share comes with the proof that they may.
        let shared = probes::shared(model, private);
        quote_spanned!(place=> #node.__of(#shared))
    };
    let method = format_ident!("{kind}{how}", span = place);
    // What is freed can be disposed for good.
    let last =
        (*keeping == Keeping::Managed).then(|| quote_spanned!(place=> #private::last!(#ty),));
    let slot = quote_spanned!(place=> #node.#method(#last #init));
    let named = key.as_ref().map(|key| quote_spanned!(span=> .named(#private::text!(#key))));
    let dispose = dispose(model, private);
    let recreate = recreate.as_ref().map(|_| quote_spanned!(span=> .recreate()));
    let slot_type = match (keeping, key) {
        (Keeping::Process, None) => quote_spanned!(span=> #private::Slot<#ty>),
        (Keeping::Thread, None) => quote_spanned!(span=> #private::LocalSlot<#ty>),
        (Keeping::Managed, None) => quote_spanned!(span=> #private::ManagedSlot<#ty>),
        (Keeping::Managed, Some(key)) => {
            quote_spanned!(span=> #private::Keyed<#key, #root::Handle<#ty>>)
        }
        (_, Some(key)) => quote_spanned!(span=> #private::Keyed<#key, &'static #ty>),
    };
    quote_spanned! {span=>
        static SLOT_: #slot_type = #slot #named #dispose #recreate;
    }
}

/// What makes the value: a closure that gets the dependencies first.
fn init(model: &Model, constructor: Option<&Function>, private: &TokenStream) -> TokenStream {
    let Model { name, deps, key, .. } = model;
    let place = spans::located(name);
    let is_async = constructor.is_some_and(|it| is_async(it).is_some());
    // A future that is not `Send` is reported at the constructor.
    let started = constructor.map_or(place, |it| spans::located(&it.sig.ident));
    // Of an `async` constructor the dependencies may be `async` as well.
    let (get, of, wait) = if is_async {
        ("get_async", "of_async", Some(quote_spanned!(place=> .await)))
    } else {
        ("get", "of", None)
    };
    let listed = deps.iter().map(|dep| listed(model, private, dep, get));
    let parameters = parameters(model, constructor);
    let gets = parameters.iter().filter_map(|parameter| {
        let (name, get) = (&parameter.name, given(model, private, parameter, [get, of])?);
        let of = parameter.is_of_key().then(|| {
            let (key, borrow) = (Ident::new(KEY, place), is_async.then(|| quote!(&)));
            quote_spanned!(place=> #borrow #key)
        });
        Some(quote_spanned!(place=> let #name = #get(#of) #wait?;))
    });
    let arguments: Vec<_> = parameters.iter().map(|parameter| parameter.name.clone()).collect();
    let made = made(model, constructor, private, &arguments);
    let steps = quote_spanned! {place=>
        #(#listed() #wait?;)*
        #(#gets)*
        #made
    };
    let argument = key.as_ref().map(|key| {
        let used = match &model.maker {
            Maker::Callable(_) => true,
            Maker::Provider => false,
            Maker::Constructor { .. } => parameters.iter().any(Parameter::is_of_key),
        };
        let name = Ident::new(if used { KEY } else { "_key" }, Span::mixed_site());
        if is_async { quote!(#name: #key) } else { quote!(#name: &#key) }
    });
    if is_async {
        let private = spans::moved(private, started);
        let future = quote_spanned!(started=> #private::Box::pin(async move { #steps }));
        quote_spanned!(place=> |#argument| #future)
    } else {
        quote_spanned!(place=> |#argument| { #steps })
    }
}

/// The hook of the teardown.
fn dispose(model: &Model, private: &TokenStream) -> Option<TokenStream> {
    let span = Span::mixed_site();
    let hook = model.dispose.as_ref()?;
    let place = spans::located(hook);
    let call = spans::moved(&quote_spanned!(span=> #private::hook), place);
    let hook = generics::without_self(&model.ty, hook.to_token_stream());
    let call = quote_spanned!(place=> #call(value, #hook));
    Some(quote_spanned!(span=> .dispose(|value| #call)))
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
        // An async constructor gets a key of its own, since its future outlives the call.
        let borrow = sig.asyncness.and(Some(quote_spanned!(place=> &)));
        let arguments = arguments.iter().map(|name| match &borrow {
            Some(borrow) if name == KEY && model.key.is_some() => quote!(#borrow #name),
            _ => name.to_token_stream(),
        });
        let wait = sig.asyncness.map(|_token| quote_spanned!(place=> .await));
        let (private, name) = (spans::moved(private, place), spans::moved(&sig.ident, place));
        // A type that does not exist is reported once, where it is written.
        return quote_spanned! {place=>
            #private::made::<#ty>(<#ty>::#name(#(#arguments),*) #wait)
        };
    }
    let init = match maker {
        Maker::Callable(Some(init)) => Some(generics::without_self(ty, init.to_token_stream())),
        Maker::Provider => return quote_spanned!(Span::mixed_site()=> #private::Result::Ok(())),
        _ => None,
    };
    let is_closure = matches!(maker, Maker::Callable(Some(init)) if init.is_closure());
    // Of what never returns rustc could not tell what it would have been.
    let diverges = matches!(maker, Maker::Callable(Some(init)) if init.diverges());
    let place = init.as_ref().map_or_else(|| spans::located(name), spans::located);
    let (ty, private) = (spans::moved(ty, place), spans::moved(private, place));
    let init = init.unwrap_or_else(|| quote_spanned!(place=> #ty::new));
    let returned = if diverges { ty.clone() } else { quote_spanned!(place=> _) };
    if model.key.is_some() {
        let key = Ident::new(KEY, place);
        // A path is called here, so that `&String` becomes the `&str` that it takes.
        return if is_closure {
            quote_spanned!(place=> #private::make_with::<#ty, _, #returned>(#key, #init))
        } else {
            quote_spanned!(place=> #private::made::<#ty>(#init(#key)))
        };
    }
    quote_spanned!(place=> #private::make::<#ty, #returned>(#init))
}

/// The same of a type in `deps`.
fn listed(model: &Model, private: &TokenStream, ty: &Type, what: &str) -> TokenStream {
    let span = spans::located(ty);
    let (private, what) = (spans::moved(private, span), Ident::new(what, span));
    let ty = generics::without_self(&model.ty, ty.to_token_stream());
    quote_spanned!(span=> <#ty as #private::Listed>::#what)
}
