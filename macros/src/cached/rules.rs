//! One function a rule: what can be kept.

use proc_macro2::Ident;
use quote::ToTokens as _;
use syn::Type;

use super::Model;
use super::seen::{borrowed, for_all_threads, names_self, of_one_thread, within};
use super::value::{Value, argument, is_named};
use crate::support::errors::Errors;
use crate::support::owned::plain;
use crate::support::spelling::compact;

pub(super) fn returned(model: &Model, errors: &mut Errors) {
    let sig = &model.function.sig;
    let value = Value::of(&sig.output);
    let Some(ty) = value.ty() else {
        // Without a body it is to be put elsewhere, whatever it returns.
        if model.function.body.is_none() {
            return;
        }
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

/// The name of a type that may be another one by that name.
fn alias(ty: &Type) -> Option<&Ident> {
    let known = ["Box", "BTreeMap", "HashMap", "Mutex", "Option", "RwLock", "Vec", "VecDeque"];
    let Type::Path(path) = plain(ty) else { return None };
    let name = path.path.segments.last().map(|last| &last.ident)?;
    known.iter().all(|known| name != known).then_some(name)
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
    } else if let Some(alias) = alias(ty).filter(|_| within(ty, "Arc")) {
        format!(
            "`weak` finds what somebody has, so it is shared; return `Arc<{text}>`, or write \
             `Result` by its own name if `{alias}` is one"
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

pub(super) fn stays(alone: &Ident, advice: &str) -> String {
    let article = if alone == "Rc" { "an" } else { "a" };
    format!("{article} `{alone}` stays on its thread, and a cache serves all; {advice}")
}

pub(super) fn no_self(what: &str) -> String {
    format!("the cache is a static, which knows no `Self`; write {what} by its name")
}
