//! `#[singleton]`: one value per process.

mod check;
mod expand;
mod parse;

use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, Generics, Type, Visibility};

use crate::pipeline::Pattern;
use crate::support::callable::Callable;
use crate::support::function::Function;

pub(crate) const PATTERN: Pattern<parse::Item, Model> = Pattern {
    name: "singleton",
    derive: Some("Singleton"),
    options: &["deps", "dispose", "eager", "init"],
    helpers: &["init"],
    parse: parse::parse,
    check: check::check,
    expand: expand::expand,
    stub: expand::stub,
};

/// A singleton as it was declared.
pub(crate) struct Model {
    /// The path of the runtime crate.
    root: TokenStream,
    name: Ident,
    ty: Type,
    generics: Generics,
    /// Of `instance` and `try_instance`.
    vis: Visibility,
    maker: Maker,
    deps: Vec<Type>,
    dispose: Option<Callable>,
    eager: Option<Ident>,
}

/// Who makes the value.
enum Maker {
    /// Type form: the value of `init`, or `new`.
    Callable(Option<Callable>),
    /// Impl form.
    Constructor {
        /// `fn new` and everything marked `#[init]`.
        candidates: Vec<Function>,
        /// The trait of a trait impl, where no constructor can be.
        of_trait: Option<syn::Path>,
        /// An `init` that is out of place here.
        init: Option<Ident>,
        /// What is marked `#[init]` and is no function.
        misplaced: Vec<Attribute>,
    },
}
