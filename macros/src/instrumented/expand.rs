//! Model to tokens.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::each::{self, Item, Treatment};
use super::parameters::Moved;
use super::returned::{Boxed, Returned};
use super::{Model, PATTERN, conditional, parameters, returned};
use crate::pipeline::Expansion;
use crate::support::function::{Body, Function};
use crate::support::helpers;
use crate::support::members::Member;
use crate::support::nested::Block;
use crate::support::options::Options;

pub(super) fn expand(model: &Model) -> Expansion {
    Expansion::Instead(match &model.item {
        Item::Function(function) => recorded(model, function),
        Item::Block(block) => each(model, block),
        Item::Unread(item) => item.clone(),
    })
}

fn each(model: &Model, block: &Block) -> TokenStream {
    block.map(|member| part(model, member))
}

fn part(model: &Model, member: &Member) -> TokenStream {
    if let Some([one, other]) = conditional::alternatives(member) {
        let (one, other) = (part(model, &one), part(model, &other));
        return quote!(#one #other);
    }
    let treatment = match member {
        Member::Function(function) => each::of_function(function, model.filter.as_ref()),
        Member::Block(block) => each::marked(&block.attrs),
        Member::Other(_) => Treatment::Untouched,
    };
    match (treatment, member) {
        (Treatment::Recorded, Member::Function(function)) => recorded(model, function),
        (Treatment::Recorded, Member::Block(block)) => each(model, block),
        (Treatment::Skipped, _) => helpers::strip(member.to_token_stream(), PATTERN.helpers),
        _ => member.to_token_stream(),
    }
}

/// The function is given back as it is, so whoever calls it finds it.
pub(super) fn stub(_: &Options, _: &Item) -> Expansion {
    Expansion::Beside(TokenStream::new())
}

fn recorded(model: &Model, function: &Function) -> TokenStream {
    let body = match &function.body {
        Some(body) if !body.breaks_off => body,
        _ => return function.to_token_stream(),
    };
    if function.sig.asyncness.is_some() {
        return async_body(model, function, body);
    }
    // In a closure `Location::caller()` would be a place of ours.
    if function.attrs.iter().any(|attr| attr.path().is_ident("track_caller")) {
        return sync_body(model, function, body);
    }
    match returned::of(&function.sig.output, model.future.is_some()) {
        Returned::Value => sync_body(model, function, body),
        Returned::Future => future_body(model, function, body, None),
        Returned::Boxed(boxed) => future_body(model, function, body, Some(&boxed)),
    }
}

/// One statement, behind the items that open the body: in front of them it would make clippy's
/// `items_after_statements` fire on the user's own.
fn sync_body(model: &Model, function: &Function, body: &Body) -> TokenStream {
    let (items, statements) = body.leading_items();
    let is_canonical = is_canonical(function, &statements);
    let (site, span) = (site(model, function), span(function));
    // To put even an empty stream into another is a word with the compiler.
    let items = (!items.is_empty()).then_some(items);
    let statements = if statements.is_empty() {
        let mentioned = mentioned(model, function);
        // Clippy takes what opens with an item, in a block or not, for empty as it was: such a function
        // may be `#[inline(always)]`.
        quote_spanned! {span=>
            #items
            {
                #site
                let _call = SITE.enter();
            }
            #mentioned
        }
    } else {
        quote_spanned! {span=>
            #items
            let _call = {
                #site
                SITE.enter()
            };
            #statements
        }
    };
    if is_canonical {
        function.with_own_braces(&statements, span)
    } else {
        function.with_statements(&statements)
    }
}

/// The type parameters of a function that does nothing, which may be there for their bounds alone:
/// without statements clippy does not miss them.
fn mentioned(model: &Model, function: &Function) -> TokenStream {
    let private = &model.private;
    let names = function.sig.generics.type_params().map(|parameter| &parameter.ident);
    quote_spanned!(span(function)=> #(#private::mention::<#names>();)*)
}

/// Whether it is what clippy wants `Clone` of a `Copy` type or `PartialOrd` of an `Ord` one to be: with
/// a statement more, in braces of the user, it would ask for just that.
fn is_canonical(function: &Function, statements: &TokenStream) -> bool {
    let text = || statements.to_string().replace(' ', "");
    if function.sig.ident == "clone" {
        return text() == "*self";
    }
    function.sig.ident == "partial_cmp"
        && ["Some(self.cmp(", "Some(Ord::cmp(self,", "self.cmp("]
            .iter()
            .any(|begin| text().starts_with(begin))
}

/// The body as a future inside the one that `async` makes: a second `async fn` would store it twice.
fn async_body(model: &Model, function: &Function, body: &Body) -> TokenStream {
    let private = &model.private;
    let (items, statements) = body.leading_items();
    let call = call(model, function);
    // Without it an early `return` in the body would no longer be coerced to the declared type. As an
    // argument of a function, a type that is not known would be reported in other words once more.
    let early = returned::declared(&function.sig.output).map(|ty| {
        // The place that rustc names when a value is of another type.
        quote_spanned! {Span::mixed_site().located_at(ty.span())=>
            if false {
                let early: #ty = #private::never();
                return early;
            }
        }
    });
    let Moved { function: head, captured, locals } =
        parameters::moved_inside(function, &statements);
    let begin = quote!(#items #early #captured #locals);
    // The braces of the user: lints look at them, and their edition says when a temporary of the last
    // expression is dropped.
    let inner = if returned::may_be_future(&function.sig.output) {
        // A block that ends in a future is a mistake in the eyes of clippy. The branch is for bodies
        // that never get to the `return`: rustc would say so.
        let statements = body.braces(statements);
        quote_spanned! {Span::mixed_site()=> {
            #begin
            return if false { #private::never() } else #statements;
        }}
    } else if locals.is_some() {
        // In ours, which are of edition 2024, it is dropped before the locals, which it may borrow.
        quote_spanned!(Span::mixed_site()=> { #begin #statements })
    } else {
        body.braces(quote!(#begin #statements)).into()
    };
    head.with_statements(&quote_spanned! {span(function)=>
        #call
        call.future(async move #inner).await
    })
}

/// The body as a function that makes the future. `boxed`: what it has to be boxed as, again.
fn future_body(
    model: &Model,
    function: &Function,
    body: &Body,
    boxed: Option<&Boxed>,
) -> TokenStream {
    let (private, span) = (&model.private, span(function));
    let call = call(model, function);
    let statements = &body.statements;
    let returns = boxed.map(|Boxed { ty, .. }| quote_spanned!(span=> -> #ty));
    let inner = body.braces(statements.clone());
    if let Some(said) = said(model, function) {
        // What is said to be a future and is none is reported where that is said.
        let place = span.located_at(said.span());
        let method = Ident::new(if boxed.is_some() { "pinned" } else { "future" }, place);
        let making = quote_spanned!(span=> call.returning(move || #returns #inner).#method());
        return function.with_statements(&quote!(#call #making));
    }
    let making = quote_spanned!(span=> call.making(move || #returns #inner));
    let making = match boxed {
        Some(Boxed { constructor, .. }) => {
            let constructor = Ident::new(constructor, span);
            quote_spanned!(span=> #private::Box::#constructor(#making))
        }
        None => making,
    };
    function.with_statements(&quote!(#call #making))
}

/// The option `future`, where nothing else says that the function returns one.
fn said<'a>(model: &'a Model, function: &Function) -> Option<&'a Ident> {
    let is_seen = !matches!(returned::of(&function.sig.output, false), Returned::Value);
    model.future.as_ref().filter(|_| !is_seen)
}

/// `static SITE`, which has to stand in a block: items, unlike locals, are seen by the user's code.
fn site(model: &Model, function: &Function) -> TokenStream {
    let Model { private, name, max_allocs, max_bytes, .. } = model;
    let span = span(function);
    let limits = [max_allocs, max_bytes].into_iter().flatten();
    let limits = limits.map(|(name, count)| {
        let name = Ident::new(&name.to_string(), span);
        quote_spanned!(span=> .#name(#count))
    });
    let limits: Vec<_> = limits.collect();
    let ty = if limits.is_empty() {
        quote_spanned!(span=> #private::Site)
    } else {
        quote_spanned!(span=> #private::Contract)
    };
    // The user's own place: of one inside an expansion, rustc would tell the line of the attribute.
    // It counts where a method is called, and the name of a method means the same everywhere.
    let here = function.sig.ident.span();
    let method = Ident::new(if name.is_some() { "named" } else { "site" }, here);
    let mut arguments = Group::new(Delimiter::Parenthesis, name.to_token_stream());
    arguments.set_span(here);
    if name.is_some() {
        return quote_spanned! {span=>
            static SITE: #ty = #private::HERE.#method #arguments #(#limits)*;
        };
    }
    // A closure would do as well as a type, and be a body more for the compiler to check.
    quote_spanned! {span=>
        struct Here;
        static SITE: #ty =
            #private::HERE.#method::<Here> #arguments #(#limits)*;
    }
}

/// The site as a local of the name that it returns.
fn call(model: &Model, function: &Function) -> TokenStream {
    let site = site(model, function);
    quote_spanned! {span(function)=>
        let call = {
            #site
            &SITE
        };
    }
}

/// Our hygiene at the name of the function, whose line the report shows.
fn span(function: &Function) -> Span {
    Span::mixed_site().located_at(function.sig.ident.span())
}
