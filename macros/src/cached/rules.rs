//! One function a rule: what is a key, and what can be kept.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{FnArg, PatType, Receiver, ReceiverKind, Type};

use super::value::{Value, argument, is_named};
use super::{Model, key};
use crate::support::errors::Errors;
use crate::support::owned::plain;
use crate::support::spelling::compact;

pub(super) fn parameters(model: &Model, errors: &mut Errors) {
    for input in &model.function.sig.inputs {
        match input {
            FnArg::Receiver(receiver) => receiver_has_a_key(model, receiver, errors),
            FnArg::Typed(parameter) => {
                not_conditional(parameter, errors);
                if !changes(parameter, errors) && !model.is_keyed {
                    is_a_key(model, parameter, errors);
                }
            }
        }
    }
}

/// `#[cached(max = 1)] fn f(&self)`: all values would be taken for one.
fn receiver_has_a_key(model: &Model, receiver: &Receiver, errors: &mut Errors) {
    let is_exclusive = match &receiver.kind {
        ReceiverKind::Reference(_, _, mutability) => mutability.is_some(),
        _ => false,
    };
    if is_exclusive {
        errors.report(
            receiver,
            "a call that changes `self` cannot be answered from a cache; take `&self`, or remove \
             `#[cached]`",
        );
    } else if !model.is_keyed {
        let example = key::example(&model.function);
        let parameters = example.split(" ->").next().unwrap_or_default();
        errors.report(
            &receiver.self_token,
            format!(
                "one cache is shared by every `self`, so say what tells their values apart; write \
                 `key = {parameters} -> Type {{ .. }}`, without `this` if nothing does"
            ),
        );
    }
}

/// `fn f(#[cfg(unix)] a: u32)`: the cache would have to be another one.
fn not_conditional(parameter: &PatType, errors: &mut Errors) {
    if let Some(attr) = parameter.attrs.iter().find(|attr| attr.path().is_ident("cfg")) {
        errors.report(
            attr,
            "a parameter that is not always there makes another key; put the `cfg` on two functions",
        );
    }
}

/// `fn f(a: &mut u32)`
fn changes(parameter: &PatType, errors: &mut Errors) -> bool {
    let Type::Reference(reference) = plain(&parameter.ty) else { return false };
    let is_exclusive = reference.mutability.is_some();
    if is_exclusive {
        errors.report(
            &*parameter.ty,
            "a call that changes its argument cannot be answered from a cache; take `&` or a \
             value, or remove `#[cached]`",
        );
    }
    is_exclusive
}

/// Whether the type of a parameter can be part of a key.
fn is_a_key(model: &Model, parameter: &PatType, errors: &mut Errors) {
    let ty = key::referred(&parameter.ty).unwrap_or(&parameter.ty);
    let example = || key::example(&model.function);
    match plain(ty) {
        Type::ImplTrait(ty) => {
            errors.report(
                ty,
                "`impl Trait` makes the function generic, and its cache is one static for all \
                 types; name the type",
            );
        }
        Type::TraitObject(ty) => {
            errors.report(
                ty,
                format!("a trait object is no key; say what is, with `key = {}`", example()),
            );
        }
        ty if is_named(ty, "f32") || is_named(ty, "f64") => {
            errors.report(
                ty,
                format!(
                    "a `{}` is no key, since not each equals itself; say what is, with `key = {}`",
                    compact(&ty.to_token_stream()),
                    example()
                ),
            );
        }
        ty => {
            if let Some(alone) = of_one_thread(ty.to_token_stream()) {
                let advice = format!("say what tells calls apart, with `key = {}`", example());
                errors.report(&alone, stays(&alone, &advice));
            } else if let Some(borrowed) = borrowed(ty.to_token_stream()) {
                errors.report_at(
                    borrowed,
                    format!(
                        "a key outlives the call, and cannot borrow from it; take a reference to \
                         an owned type, or say what is owned, with `key = {}`",
                        example()
                    ),
                );
            } else if let Some(this) = names_self(ty.to_token_stream()) {
                errors.report_at(this, no_self("the type of the key"));
            }
        }
    }
}

pub(super) fn returned(model: &Model, errors: &mut Errors) {
    let sig = &model.function.sig;
    let value = Value::of(&sig.output);
    let Some(ty) = value.ty() else {
        match super::expand::returns(&sig.output) {
            Some(ty) => errors.report(ty, "there is nothing to keep; return a value"),
            None => errors.report(
                &sig.ident,
                format!("`{}` returns nothing to keep; return a value", sig.ident),
            ),
        }
        return;
    };
    if !owned(ty, errors) {
        return;
    }
    shared(model, ty, errors);
}

/// Whether it can be kept at all.
fn owned(ty: &Type, errors: &mut Errors) -> bool {
    let before = "a future would be kept instead of what it makes; write an `async fn`";
    let tokens = ty.to_token_stream();
    match plain(ty) {
        Type::ImplTrait(inside) => {
            let is_future = compact(&tokens).contains("Future");
            let message = if is_future {
                before
            } else {
                "what is kept has a type; name it, or return a `Box` or an `Arc` of `dyn Trait`"
            };
            errors.report(inside, message);
            return false;
        }
        ty if is_named(ty, "BoxFuture") || is_named(ty, "LocalBoxFuture") => {
            errors.report(ty, before);
            return false;
        }
        ty if argument(ty, "Pin").is_some() && compact(&tokens).contains("Future") => {
            errors.report(ty, before);
            return false;
        }
        _ => {}
    }
    if let Some(alone) = of_one_thread(tokens.clone()) {
        let shared = compact(&for_all_threads(tokens));
        let shared = shared.replace("rc::", "sync::").replace("cell::", "sync::");
        // A `Mutex` is copied only where it is shared.
        let is_bare = is_named(ty, "RefCell");
        let shared = if is_bare { format!("Arc<{shared}>") } else { shared };
        errors.report(&alone, stays(&alone, &format!("return `{shared}`")));
        return false;
    }
    if let Some(borrowed) = borrowed(tokens.clone()) {
        errors.report_at(
            borrowed,
            "a value that is kept cannot borrow from the call that made it; return one that owns, \
             such as `String` or `Arc<T>`",
        );
        return false;
    }
    if let Some(this) = names_self(tokens) {
        errors.report_at(this, no_self("what is kept"));
        return false;
    }
    true
}

/// `#[cached(weak)] fn f() -> String`
fn shared(model: &Model, ty: &Type, errors: &mut Errors) {
    let Some(weak) = &model.weak else { return };
    if argument(ty, "Arc").is_some() {
        return;
    }
    let text = compact(&ty.to_token_stream());
    let message = if let Some(inside) =
        argument(ty, "Option").filter(|it| argument(it, "Arc").is_some())
    {
        let inside = compact(&inside.to_token_stream());
        format!(
            "`weak` finds what somebody has, and nobody has a `None`; return `Result<{inside}, E>`"
        )
    } else {
        format!("`weak` finds what somebody has, so it is shared; return `Arc<{text}>`")
    };
    let place = if model.max.is_some() && !is_named(ty, "Option") {
        format!("{message}, or remove `{weak}`")
    } else {
        message
    };
    errors.report(ty, place);
}

/// What is known to stay on its thread, and what is like it for all.
const ALIKE: [(&str, &str); 2] = [("Rc", "Arc"), ("RefCell", "Mutex")];

fn alike(word: &Ident) -> Option<Ident> {
    let (_, shared) = ALIKE.into_iter().find(|(alone, _)| word == alone)?;
    Some(Ident::new(shared, word.span()))
}

/// The first `Rc<..>` in a type; one that a function is given is none of its values.
fn of_one_thread(tokens: TokenStream) -> Option<Ident> {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let found = match (token, tokens.peek()) {
            (TokenTree::Ident(word), _) if word == "fn" => return None,
            (TokenTree::Ident(word), Some(TokenTree::Punct(next))) if next.as_char() == '<' => {
                alike(&word).is_some().then_some(word)
            }
            (TokenTree::Group(group), _) => of_one_thread(group.stream()),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The type with an `Arc` for every `Rc`.
fn for_all_threads(tokens: TokenStream) -> TokenStream {
    let shared = |token| match token {
        TokenTree::Ident(word) => alike(&word).unwrap_or(word).into(),
        TokenTree::Group(group) => {
            TokenTree::Group(Group::new(group.delimiter(), for_all_threads(group.stream())))
        }
        other => other,
    };
    tokens.into_iter().map(shared).collect()
}

fn stays(alone: &Ident, advice: &str) -> String {
    let article = if alone == "Rc" { "an" } else { "a" };
    format!("{article} `{alone}` stays on its thread, and a cache serves all; {advice}")
}

/// The first lifetime in `tokens` but `'static`, or a reference without one.
fn borrowed(tokens: TokenStream) -> Option<Span> {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let found = match (&token, tokens.peek()) {
            // Of a function that is given one, it borrows nothing.
            (TokenTree::Ident(word), _) if word == "fn" || word == "for" => return None,
            (TokenTree::Punct(tick), Some(TokenTree::Ident(name))) if tick.as_char() == '\'' => {
                (name != "static").then(|| tick.span())
            }
            (TokenTree::Punct(and), next) if and.as_char() == '&' => {
                let named = matches!(next, Some(TokenTree::Punct(it)) if it.as_char() == '\'');
                (!named).then(|| and.span())
            }
            (TokenTree::Group(group), _) => borrowed(group.stream()),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

fn names_self(tokens: TokenStream) -> Option<Span> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(word) if word == "Self" => Some(word.span()),
        TokenTree::Group(group) => names_self(group.stream()),
        _ => None,
    })
}

fn no_self(what: &str) -> String {
    format!("the cache is a static, which knows no `Self`; write {what} by its name")
}
