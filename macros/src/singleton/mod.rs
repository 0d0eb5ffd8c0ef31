//! `#[singleton]`: one value per process, per thread or per key.

mod check;
mod combinations;
mod expand;
mod key;
mod key_type;
mod parse;
mod rules;
mod size;
mod stub;
mod taken;

use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, Data, Generics, Type, Visibility};

use crate::pipeline::Pattern;
use crate::support::callable::Callable;
use crate::support::durations::Nanos;
use crate::support::function::Function;

pub(crate) const PATTERN: Pattern<parse::Item, Model> = Pattern {
    name: "singleton",
    derive: Some("Singleton"),
    options: &[
        "allow",
        "budget",
        "deps",
        "dispose",
        "eager",
        "init",
        "key",
        "managed",
        "provided",
        "recreate",
        "retry",
        "thread_local",
    ],
    helpers: &["init"],
    read: syn::parse2,
    parse: parse::parse,
    check: check::check,
    expand: expand::expand,
    stub: stub::stub,
};

/// A singleton as it was declared.
pub(crate) struct Model {
    /// What makes `root` known.
    import: Option<TokenStream>,
    /// The path of the runtime crate.
    root: TokenStream,
    name: Ident,
    ty: Type,
    generics: Generics,
    /// Of `instance` and `try_instance`.
    vis: Visibility,
    maker: Maker,
    /// The names of all options, as they were given.
    given: Vec<Ident>,
    keeping: Keeping,
    /// With a value for each.
    key: Option<Type>,
    recreate: Option<Ident>,
    deps: Vec<Type>,
    dispose: Option<Callable>,
    eager: Option<Ident>,
    /// How long the initialiser may take.
    budget: Option<Nanos>,
    retry: Retry,
    /// The rules that are not to be kept.
    allow: Vec<Ident>,
    written: Written,
}

/// What the next call does after the initialiser returned an error.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Retry {
    /// It runs the initialiser again.
    OnErr,
    /// It gets the first error.
    Never,
}

/// What can be seen of the ways to make a second one.
enum Written {
    /// The type, with its fields.
    Type { attrs: Vec<Attribute>, data: Data },
    /// The functions of the `impl` block.
    Impl { functions: Vec<Function> },
}

/// Where the value lies, and so what `instance` gives.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keeping {
    /// In a static, for ever: `&'static Self`.
    Process,
    /// In each thread: `Rc<Self>`.
    Thread,
    /// On the heap until it is disposed: `Handle<Self>`.
    Managed,
}

/// Who makes the value.
enum Maker {
    /// Type form: the value of `init`, or `new`.
    Callable(Option<Callable>),
    /// Type form: whoever calls `provide`.
    Provider,
    /// Impl form.
    Constructor {
        /// `fn new` and everything marked `#[init]`.
        candidates: Vec<Function>,
        /// The trait of a trait impl, where no constructor can be.
        of_trait: Option<syn::Path>,
        /// The options that are out of place here.
        misplaced_options: Vec<Ident>,
        /// What is marked `#[init]` and is no function.
        misplaced: Vec<Attribute>,
        /// Where there is no constructor: attributes that were meant to be `#[init]`.
        misspelt: Vec<Attribute>,
    },
}
