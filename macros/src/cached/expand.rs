//! Model to tokens.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{Attribute, FnArg, Pat, PatIdent, Path, ReturnType, Type};

use super::Model;
use super::key::{self, Parameter};
use super::types::{cache_type, is_doubtful, proven_getter, proven_type};
use super::value::Value;
use crate::pipeline::Expansion;
use crate::support::docs;
use crate::support::function::{Body, Function};
use crate::support::{outer, returned, spans};

pub(super) fn expand(model: &Model) -> Expansion {
    let Some(body) = &model.function.body else {
        return Expansion::Beside(TokenStream::new());
    };
    if let Some(place) = model.function.attrs.iter().position(is_scoped) {
        return Expansion::Instead(below(model, place));
    }
    let function = cached(model, body);
    let beside = model.cache.as_ref().map(|path| beside(model, path, &the_static(model)));
    Expansion::Instead(quote!(#beside #function))
}

fn cached(model: &Model, body: &Body) -> TokenStream {
    let Model { import, root, function, .. } = model;
    let span = span(function);
    let is_async = function.sig.asyncness.is_some();
    let awaited = is_async.then(|| quote_spanned!(span=> .await));
    let parameters = key::parameters(function);
    let found = if let Some(key) = &model.key {
        let closure = key::closure(model, key);
        let arguments = arguments(function, &parameters);
        let find = name("find_key", is_async, span);
        let found = asked(model, &find, &quote_spanned!(span=> key(#arguments)));
        quote_spanned! {span=>
            let key = #closure;
            let found = #found #awaited;
        }
    } else {
        let (find, query) = (name("find", is_async, span), key::query(&parameters));
        let found = asked(model, &find, &query);
        quote_spanned!(span=> let found = #found #awaited;)
    };
    let is_result = Value::of(&function.sig.output).is_result();
    let value = if is_result {
        quote_spanned!(span=> #root::__private::Result::Ok(value))
    } else {
        quote_spanned!(span=> value)
    };
    let make = name(if is_result { "try_make" } else { "make" }, is_async, span);
    let body = made(model, body, &parameters);
    renamed(function, &parameters).with_statements(&quote_spanned! {span=>
        #import
        #found
        match found {
            #root::__private::Found::Value(value) => #value,
            #root::__private::Found::Missing(flight) => flight.#make(#body)#awaited,
        }
    })
}

/// What a function uses is disposed at the end of what makes the value, so `#[scoped]` has to be done
/// before there is a cache around that.
fn is_scoped(attr: &Attribute) -> bool {
    attr.path().segments.last().is_some_and(|last| last.ident == "scoped")
}

/// The function with this attribute below the one at `place`.
fn below(model: &Model, place: usize) -> TokenStream {
    let Model { path, function, written, .. } = model;
    let (before, after) = function.attrs.split_at(place + 1);
    let (_, rest) = outer::split(function.to_token_stream());
    let ours = quote_spanned!(Span::mixed_site()=> #[#path::cached(#written)]);
    quote!(#(#before)* #ours #(#after)* #(#rest)*)
}

/// The body, as it makes a value.
fn made(model: &Model, body: &Body, parameters: &[Parameter<'_>]) -> TokenStream {
    let Model { root, function, .. } = model;
    let span = span(function);
    // Items stay in front of what is ours.
    let (items, statements) = body.leading_items();
    let apart = parameters.iter().filter_map(|Parameter { name, pattern, .. }| {
        let pattern = pattern.filter(|pattern| !matches!(pattern, Pat::Wild(_)))?;
        Some(quote_spanned!(span=> let #pattern = #name;))
    });
    let apart: TokenStream = apart.collect();
    let output = &function.sig.output;
    if function.sig.asyncness.is_none() {
        let braces = body.braces(quote!(#items #apart #statements));
        return quote_spanned!(span=> || #output #braces);
    }
    // Without it an early `return` in the body would no longer be coerced to the declared type. As an
    // argument of a function, a type that is not known would be reported in other words once more.
    let early = returned::declared(output).map(|ty| {
        quote_spanned! {Span::mixed_site().located_at(ty.span())=>
            if false {
                let early: #ty = #root::__private::never();
                return early;
            }
        }
    });
    let braces = body.braces(quote!(#items #early #apart #statements));
    quote_spanned!(span=> async #braces)
}

/// What is asked of the cache.
fn asked(model: &Model, find: &Ident, query: &TokenStream) -> TokenStream {
    let span = span(&model.function);
    if let Some(path) = &model.cache {
        // A method is found in the type alone.
        let is_method = model.function.sig.receiver().is_some() && path.get_ident().is_some();
        let this = is_method.then(|| quote_spanned!(span=> Self::));
        // A static knows no `Self`.
        let is_elsewhere = is_method || path.segments.first().is_some_and(|it| it.ident == "Self");
        if is_elsewhere || !is_doubtful(model) {
            return quote_spanned!(span=> #this #path().#find(#query));
        }
        // What cannot be a cache is an error once, and not of each function that it does not have.
        let (ident, ty) = (ident(model), proven_getter(model));
        quote_spanned! {span=> {
            static #ident: #ty = #this #path;
            #ident().#find(#query)
        }}
    } else {
        let (ident, the_static) = (ident(model), the_static(model));
        quote_spanned! {span=> {
            #the_static
            #ident.#find(#query)
        }}
    }
}

/// `static CACHE: ..`, which has to stand in a block: items are seen by the body.
fn the_static(model: &Model) -> TokenStream {
    let Model { root, function, max, weak, ttl, cache, .. } = model;
    let span = span(function);
    let (ident, ty) = (ident(model), proven_type(model));
    let value = Value::of(&function.sig.output);
    // At the type, which is to blame if all of it cannot be kept.
    let last = if let Value::Whole(ty) = value {
        let here = spans::located(ty);
        let root = spans::moved(root, here);
        quote_spanned!(here=> #root::__private::kept!(#ty))
    } else {
        let ty = value.ty();
        quote_spanned!(span=> #root::__private::last!(#ty))
    };
    let made = match (max, weak) {
        (Some(max), Some(_)) => quote_spanned!(span=> weak_with_max(#max)),
        (Some(max), None) => quote_spanned!(span=> new(#max)),
        (None, _) => quote_spanned!(span=> weak()),
    };
    let ttl = ttl.map(|ttl| {
        let (unit, count) = in_a_unit(ttl.0);
        let unit = Ident::new(unit, span);
        quote_spanned!(span=> .ttl(#root::__private::Duration::#unit(#count)))
    });
    let named = cache.as_ref().map(|_| {
        let name = function.sig.ident.unraw().to_string();
        quote_spanned!(span=> .named(#name))
    });
    quote_spanned! {span=>
        static #ident: #ty =
            #root::Cache::#made #ttl .of(|| (), #last) #named;
    }
}

/// The constructor of the longest unit of which `nanos` are a whole number, and that number.
fn in_a_unit(nanos: u64) -> (&'static str, u64) {
    let units = [("from_secs", 1_000_000_000), ("from_millis", 1_000_000), ("from_micros", 1_000)];
    let whole = units.into_iter().find(|(_, unit)| nanos % unit == 0);
    whole.map_or(("from_nanos", nanos), |(name, unit)| (name, nanos / unit))
}

/// The name of the static: an item, which hides what the user's own tokens in it would mean.
fn ident(model: &Model) -> Ident {
    let Model { max, function, .. } = model;
    let (ty, max) = (cache_type(model), max.to_token_stream());
    let inputs = function.sig.inputs.to_token_stream();
    let is_free = |name: &&str| [&ty, &max, &inputs].iter().all(|it| !mentions(it, name));
    let name = ["CACHE", "CACHED", "KEPT"].into_iter().find(is_free).unwrap_or("VALUES");
    Ident::new(name, span(&model.function))
}

fn mentions(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        _ => false,
    })
}

/// The function that gives the cache.
fn beside(model: &Model, path: &Path, the_static: &TokenStream) -> TokenStream {
    let span = span(&model.function);
    let ident = ident(model);
    let import = &model.import;
    let returned = quote_spanned!(span=> &#ident);
    giving(model, path, &quote!(#import #the_static #returned))
}

/// That function with a body.
pub(super) fn giving(model: &Model, path: &Path, body: &TokenStream) -> TokenStream {
    let function = &model.function;
    let span = span(function);
    let Some(name) = path.segments.last().map(|last| &last.ident) else {
        return TokenStream::new();
    };
    // With the place of the user alone rustc would offer to write type parameters behind it.
    let name = spans::written_at(name, span.located_at(name.span()));
    let docs = docs::lines(&format!("The cache of `{}`.", function.sig.ident));
    let (cfgs, vis) = (function.cfgs(), spans::ours(&function.vis));
    let ty = cache_type(model);
    quote_spanned! {span=>
        #(#cfgs)*
        #docs
        #[must_use]
        #vis fn #name() -> &'static #ty {
            #body
        }
    }
}

/// References to `self` and the arguments.
fn arguments(function: &Function, parameters: &[Parameter<'_>]) -> TokenStream {
    let this = function.sig.receiver().map(|receiver| {
        let this = Ident::new("self", receiver.self_token.span);
        if matches!(receiver.kind, syn::ReceiverKind::Reference(..)) {
            this.to_token_stream()
        } else {
            quote_spanned!(Span::mixed_site()=> &#this)
        }
    });
    let arguments = parameters.iter().map(key::borrowed);
    let all = this.into_iter().chain(arguments);
    quote!(#(#all),*)
}

/// The function with a name for each parameter.
fn renamed(function: &Function, parameters: &[Parameter<'_>]) -> Function {
    if parameters.iter().all(|parameter| parameter.pattern.is_none()) {
        return function.clone();
    }
    let mut sig = function.sig.clone();
    let typed = sig.inputs.iter_mut().filter_map(|input| match input {
        FnArg::Typed(parameter) => Some(parameter),
        FnArg::Receiver(_) => None,
    });
    for (parameter, Parameter { name, pattern, .. }) in typed.zip(parameters) {
        if pattern.is_some() {
            *parameter.pat = Pat::Ident(PatIdent {
                attrs: Vec::new(),
                by_ref: None,
                mutability: None,
                ident: name.clone(),
                subpat: None,
            });
        }
    }
    function.with_sig(sig)
}

fn name(plain: &str, is_async: bool, span: Span) -> Ident {
    if is_async { Ident::new(&format!("{plain}_async"), span) } else { Ident::new(plain, span) }
}

/// Our hygiene at the name of the function, whose line a message shows.
pub(super) fn span(function: &Function) -> Span {
    Span::mixed_site().located_at(function.sig.ident.span())
}

/// Whether what is returned is a value of that type.
pub(super) fn returns(output: &ReturnType) -> Option<&Type> {
    match output {
        ReturnType::Type(_, ty) => Some(ty),
        ReturnType::Default => None,
    }
}
