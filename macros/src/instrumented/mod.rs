//! `#[instrumented]`: a call recorder in front of every body.

mod check;
mod conditional;
mod each;
mod expand;
mod filter;
mod parameters;
mod parse;
mod returned;

use proc_macro2::Ident;
use syn::{LitStr, Path};

use crate::pipeline::Pattern;
use crate::support::count::Count;

pub(crate) const PATTERN: Pattern<each::Item, Model> = Pattern {
    name: "instrumented",
    derive: None,
    options: &["filter", "future", "max_allocs", "max_bytes", "name", "skip"],
    helpers: &["instrumented(skip)"],
    read: each::read,
    parse: parse::parse,
    check: check::check,
    expand: expand::expand,
    stub: expand::stub,
};

/// What one call may allocate at most: the name of the option, and the number.
type Limit = (Ident, Count);

/// What is to be recorded.
pub(crate) struct Model {
    /// The path of the runtime crate.
    root: Path,
    /// What is in there for us.
    private: Path,
    item: each::Item,
    name: Option<LitStr>,
    filter: Option<filter::Filter>,
    future: Option<Ident>,
    max_allocs: Option<Limit>,
    max_bytes: Option<Limit>,
    skip: Option<Ident>,
}
