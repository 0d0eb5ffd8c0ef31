//! `#[tenure::main]`: the process around `main`.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote_spanned};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, ReturnType, Safety};

use crate::pipeline::{Expansion, Pattern};
use crate::support::errors::Errors;
use crate::support::function::Function;
use crate::support::opening::{Opening, refused};
use crate::support::options::Options;
use crate::support::spans;

pub(crate) const PATTERN: Pattern<Item, Model> = Pattern {
    name: "tenure::main",
    derive: None,
    options: &[],
    helpers: &[],
    read: syn::parse2,
    parse,
    check,
    expand,
    stub,
};

/// The `main` of the user.
pub(crate) struct Item(Function);

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if Opening::of(input)?.is_function() {
            return input.parse().map(Item);
        }
        Err(refused(input, |kind| format!("`#[tenure::main]` goes on `fn main`, not on {kind}")))
    }
}

/// What is known of it.
pub(crate) struct Model {
    /// What is in the runtime crate for us.
    private: TokenStream,
    /// Whether the user says where that is.
    has_root: bool,
    function: Function,
}

// The signature is that of every pattern: options are checked by the pipeline.
#[allow(clippy::unnecessary_wraps)]
fn parse(options: &mut Options, Item(function): Item, _: &mut Errors) -> Option<Model> {
    let private = options.private_path().to_token_stream();
    Some(Model { private, has_root: options.has_root(), function })
}

fn check(model: &Model, errors: &mut Errors) {
    // Of another function nothing else is asked.
    if !is_main(model, errors) {
        return;
    }
    without_parameters(model, errors);
    not_generic(model, errors);
    called_like_any_other(model, errors);
    polled_by_someone(model, errors);
}

/// The process begins and ends in `main` and nowhere else.
fn is_main(model: &Model, errors: &mut Errors) -> bool {
    let name = &model.function.sig.ident;
    let is_main = name.unraw() == "main";
    if !is_main {
        errors.report(
            name,
            "`#[tenure::main]` goes on `fn main`; elsewhere write `let _process = tenure::start();`",
        );
    }
    is_main
}

/// `fn main(spawner: Spawner)`.
fn without_parameters(model: &Model, errors: &mut Errors) {
    let inputs = &model.function.sig.inputs;
    if !inputs.is_empty() {
        errors.report(inputs, "`main` takes no parameters; remove them");
    }
}

/// `fn main<T>()`.
fn not_generic(model: &Model, errors: &mut Errors) {
    let generics = &model.function.sig.generics;
    if !generics.params.is_empty() {
        errors.report(&generics.params, "`main` cannot be generic; remove the parameters");
    }
}

/// `unsafe fn main()`, `extern "C" fn main()`.
fn called_like_any_other(model: &Model, errors: &mut Errors) {
    let sig = &model.function.sig;
    if let Safety::Unsafe(token) = &sig.safety {
        errors.report(token, "`main` cannot be `unsafe`; remove the word");
    }
    if let Some(abi) = &sig.abi {
        errors.report(abi, "`main` has no ABI of its own; remove it");
    }
}

/// `async fn main` without the attribute of a runtime.
fn polled_by_someone(model: &Model, errors: &mut Errors) {
    let Function { attrs, sig, .. } = &model.function;
    if let Some(token) = &sig.asyncness {
        let foreign = |attr: &Attribute| !is_built_in(attr);
        if !attrs.iter().any(foreign) {
            errors.report(
                token,
                "nothing polls this `main`; put the attribute of your runtime below \
                 `#[tenure::main]`, for example `#[tokio::main]`",
            );
        }
    }
}

/// Whether an attribute is one of the language or of its tools; a runtime's is none of them.
fn is_built_in(attr: &Attribute) -> bool {
    let tools = ["clippy", "diagnostic", "miri", "rust_analyzer", "rustfmt"];
    let names = [
        "allow",
        "cfg",
        "cold",
        "deny",
        "deprecated",
        "doc",
        "expect",
        "forbid",
        "inline",
        "must_use",
        "track_caller",
        "warn",
    ];
    match attr.path().get_ident() {
        Some(name) => names.iter().any(|known| name == known),
        None => attr
            .path()
            .segments
            .first()
            .is_some_and(|first| tools.iter().any(|known| first.ident == known)),
    }
}

/// The user's `main` stays as it is, inside ours: any return type, any attribute of a runtime.
fn expand(model: &Model) -> Expansion {
    let Model { private, has_root, function } = model;
    let span = Span::mixed_site();
    // What decides whether there is a `main`.
    let cfgs = function.cfgs();
    let name = &function.sig.ident;
    // A type that `main` cannot return is reported where it is written.
    let at = match &function.sig.output {
        ReturnType::Default => span,
        ReturnType::Type(_, ty) => spans::located(ty),
    };
    // A wrong `crate = path` is reported there, and so only once.
    let own = if *has_root { private.clone() } else { spans::moved(private, at) };
    let run = quote_spanned!(at=> #own::run(#name));
    Expansion::Instead(quote_spanned! {span=>
        #(#cfgs)*
        fn #name() -> #private::ExitCode {
            #function
            #run
        }
    })
}

/// rustc has errors of its own for a `main` that is `async` or takes parameters, so such a one is
/// given back inside a `main` that is neither.
fn stub(_: &Options, Item(function): &Item) -> Expansion {
    let name = &function.sig.ident;
    if name.unraw() != "main" {
        return Expansion::Beside(TokenStream::new());
    }
    let span = Span::mixed_site();
    // A generic one cannot be named without saying of which type.
    let used = function.sig.generics.params.is_empty();
    let used = used.then(|| quote_spanned!(span=> let _ = #name;));
    Expansion::Instead(quote_spanned! {span=>
        fn #name() {
            #function
            #used
        }
    })
}
