//! `#[tenure::main]`: the process around `main`.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::Attribute;
use syn::parse::{Parse, ParseStream};

use crate::pipeline::{Expansion, Pattern};
use crate::support::errors::Errors;
use crate::support::function::Function;
use crate::support::options::Options;

pub(crate) const PATTERN: Pattern<Item, Model> = Pattern {
    name: "tenure::main",
    derive: None,
    options: &[],
    helpers: &[],
    parse,
    check,
    expand,
    stub,
};

/// The `main` of the user.
pub(crate) struct Item(Function);

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.parse().map(Item).map_err(|error| {
            let message = "`#[tenure::main]` goes on `fn main`";
            syn::Error::new(error.span(), message)
        })
    }
}

/// What is known of it.
pub(crate) struct Model {
    root: TokenStream,
    function: Function,
}

// The signature is that of every pattern: options are checked by the pipeline.
#[allow(clippy::unnecessary_wraps)]
fn parse(options: &mut Options, Item(function): Item, _: &mut Errors) -> Option<Model> {
    Some(Model { root: options.root(), function })
}

fn check(model: &Model, errors: &mut Errors) {
    is_main(model, errors);
    without_parameters(model, errors);
    polled_by_someone(model, errors);
}

/// The process begins and ends in `main` and nowhere else.
fn is_main(model: &Model, errors: &mut Errors) {
    let name = &model.function.sig.ident;
    if name != "main" {
        errors.report(
            name,
            "`#[tenure::main]` goes on `fn main`; elsewhere write `let _process = tenure::start();`",
        );
    }
}

/// `fn main(spawner: Spawner)`.
fn without_parameters(model: &Model, errors: &mut Errors) {
    let inputs = &model.function.sig.inputs;
    if !inputs.is_empty() {
        errors.report(inputs, "`main` takes no parameters; remove them");
    }
}

/// `async fn main` without the attribute of a runtime.
fn polled_by_someone(model: &Model, errors: &mut Errors) {
    let Function { attrs, sig, .. } = &model.function;
    if let Some(token) = &sig.asyncness {
        // A runtime's attribute is a path that is none of the built-in ones.
        let built_in = ["allow", "cfg", "deny", "doc", "expect", "warn"];
        let foreign = |attr: &Attribute| !built_in.iter().any(|name| attr.path().is_ident(name));
        if !attrs.iter().any(foreign) {
            errors.report(
                token,
                "nothing polls this `main`; put the attribute of your runtime below \
                 `#[tenure::main]`, for example `#[tokio::main]`",
            );
        }
    }
}

/// The user's `main` stays as it is, inside ours: any return type, any attribute of a runtime.
fn expand(model: &Model) -> Expansion {
    let Model { root, function } = model;
    let span = Span::mixed_site();
    // What decides whether there is a `main`.
    let cfgs = function.attrs.iter().filter(|attr| attr.path().is_ident("cfg"));
    let name = &function.sig.ident;
    Expansion::Instead(quote_spanned! {span=>
        #(#cfgs)*
        fn #name() -> #root::__private::ExitCode {
            #function
            #root::__private::run(#name)
        }
    })
}

/// rustc has errors of its own for a `main` that is `async` or takes parameters, so such a one is
/// given back inside a `main` that is neither.
fn stub(Item(function): &Item, _: &TokenStream) -> Expansion {
    let name = &function.sig.ident;
    if name != "main" {
        return Expansion::Beside(TokenStream::new());
    }
    Expansion::Instead(quote_spanned! {Span::mixed_site()=>
        fn #name() {
            #function
            let _ = #name;
        }
    })
}
