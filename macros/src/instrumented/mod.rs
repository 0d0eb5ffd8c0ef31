//! `#[instrumented]`: a call recorder in front of every body.

mod check;
mod each;
mod expand;
mod filter;
mod parameters;
mod parse;
mod returned;

use proc_macro2::{Ident, TokenStream};
use syn::LitStr;

use crate::pipeline::Pattern;

pub(crate) const PATTERN: Pattern<each::Item, Model> = Pattern {
    name: "instrumented",
    derive: None,
    options: &["filter", "future", "name", "skip"],
    helpers: &["instrumented(skip)"],
    parse: parse::parse,
    check: check::check,
    expand: expand::expand,
    stub: expand::stub,
};

/// What is to be recorded.
pub(crate) struct Model {
    /// The path of the runtime crate.
    root: TokenStream,
    item: each::Item,
    name: Option<LitStr>,
    filter: Option<filter::Filter>,
    future: Option<Ident>,
    skip: Option<Ident>,
}
