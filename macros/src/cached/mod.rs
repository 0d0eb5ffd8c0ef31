//! `#[cached]`: a function that is asked for what it made before.

mod check;
mod expand;
mod feature;
mod key;
mod keys;
mod parse;
mod rules;
mod seen;
mod stub;
mod types;
mod value;

use proc_macro2::{Ident, TokenStream};
use syn::Path;

use self::key::Key;
use self::parse::Max;
use crate::pipeline::Pattern;
use crate::support::durations::Nanos;
use crate::support::function::Function;

pub(crate) const PATTERN: Pattern<parse::Item, Model> = Pattern {
    name: "cached",
    derive: None,
    options: &["cache", "key", "max", "ttl", "weak"],
    helpers: &[],
    read: syn::parse2,
    parse: parse::parse,
    check: check::check,
    expand: expand::expand,
    stub: stub::stub,
};

/// A function, and what becomes of its values.
pub(crate) struct Model {
    /// The path of the runtime crate, in front of a body.
    path: TokenStream,
    /// What makes `root` known in a body.
    import: Option<TokenStream>,
    root: TokenStream,
    function: Function,
    max: Option<Max>,
    weak: Option<Ident>,
    /// Whether one of the two was given, with whatever mistake.
    is_bounded: bool,
    ttl: Option<Nanos>,
    key: Option<Key>,
    /// Whether a `key` was given, with whatever mistake.
    is_keyed: bool,
    /// The function that gives the cache.
    cache: Option<Path>,
    /// The options, for the same attribute at another place.
    written: TokenStream,
}
