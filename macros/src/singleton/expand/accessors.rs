//! The functions that a singleton gets.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

use super::reference_of;
use crate::singleton::combinations::is_async;
use crate::singleton::{Keeping, Maker, Model};
use crate::support::function::Function;
use crate::support::{docs, spans};

pub(super) fn of(
    model: &Model,
    constructor: Option<&Function>,
    private: &TokenStream,
    title: &str,
) -> TokenStream {
    let Model { root, vis, keeping, key, maker, .. } = model;
    let span = Span::mixed_site();
    let vis = spans::ours(vis);
    let reference = reference_of(*keeping, root, private);
    let parameter = key.as_ref().map(|key| quote_spanned!(span=> key: impl #root::Lookup<#key>));
    let argument = key.as_ref().map(|_| quote_spanned!(span=> key));
    let which = which(model, title);
    let is_async = constructor.is_some_and(|it| is_async(it).is_some());
    let (instance_type, try_instance_type, suffix) = if is_async {
        (
            quote_spanned!(span=> #root::Instance<#reference>),
            quote_spanned!(span=> #root::TryInstance<#reference>),
            "_async",
        )
    } else {
        (reference.clone(), quote_spanned!(span=> #private::Result<#reference>), "")
    };
    let [call, try_call] = ["instance", "try_instance"]
        .map(|name| proc_macro2::Ident::new(&format!("{name}{suffix}"), span));
    let does = if is_async { "Awaits" } else { "Returns" };
    let instance =
        docs::lines(&format!("{does} {which}, made on first use; panics if it cannot be made."));
    let try_instance = docs::lines(&format!(
        "{does} {which}, made on first use.\n\n\
         # Errors\n\n\
         The `InitError` that says why it cannot be made."
    ));
    let provide = matches!(maker, Maker::Provider).then(|| provide(model, private, title));
    let dispose = (*keeping == Keeping::Managed).then(|| dispose(model, private, title));
    // Rustc and clippy can see that nothing but the `Rc` comes of it.
    let must_use = (*keeping == Keeping::Thread).then(|| quote_spanned!(span=> #[must_use]));
    quote_spanned! {span=>
        #instance
        #must_use
        #[inline]
        #[track_caller]
        #vis fn instance(#parameter) -> #instance_type {
            SLOT_.#call(#argument)
        }
        #try_instance
        #[track_caller]
        #vis fn try_instance(#parameter) -> #try_instance_type {
            SLOT_.#try_call(#argument)
        }
        #provide
        #dispose
    }
}

/// `the one `Config` of this process`, for the docs.
fn which(model: &Model, title: &str) -> String {
    let of = match (model.keeping, &model.key) {
        (Keeping::Thread, _) => format!("the one `{title}` of this thread"),
        (_, Some(_)) => format!("the one `{title}` of `key`"),
        (_, None) => format!("the one `{title}` of this process"),
    };
    if model.keeping == Keeping::Managed { format!("a handle to {of}") } else { of }
}

fn provide(model: &Model, private: &TokenStream, title: &str) -> TokenStream {
    let root = &model.root;
    let vis = spans::ours(&model.vis);
    let span = Span::mixed_site();
    let docs = docs::lines(&format!(
        "Provides {}, once and before its first use.\n\n\
         # Errors\n\n\
         `value` itself, if there is one already.",
        which(model, title).trim_start_matches("a handle to ")
    ));
    let (parameter, argument) = match &model.key {
        Some(key) => (
            Some(quote_spanned!(span=> key: impl #root::Lookup<#key>,)),
            Some(quote_spanned!(span=> key,)),
        ),
        None => (None, None),
    };
    quote_spanned! {span=>
        #docs
        #[track_caller]
        #vis fn provide(#parameter value: Self) -> #private::Result<(), Self> {
            SLOT_.provide(#argument value)
        }
    }
}

fn dispose(model: &Model, private: &TokenStream, title: &str) -> TokenStream {
    let Model { root, key, .. } = model;
    let vis = spans::ours(&model.vis);
    let span = Span::mixed_site();
    let docs = docs::lines(&format!(
        "Disposes {}: gives out no new handle, waits for the last one, and frees it.\n\n\
         # Errors\n\n\
         What failed; or the place where a handle was taken that did not come back in time.",
        which(model, title).trim_start_matches("a handle to ")
    ));
    let parameter = key.as_ref().map(|key| quote_spanned!(span=> key: impl #root::Lookup<#key>));
    let argument = key.as_ref().map(|_| quote_spanned!(span=> key));
    quote_spanned! {span=>
        #docs
        #[track_caller]
        #vis fn dispose(#parameter) -> #private::Result<(), #root::DisposeError> {
            SLOT_.free(#argument)
        }
    }
}
