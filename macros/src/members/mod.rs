//! `#[members]`: what an `impl` block or a trait declares, as data.

mod check;
mod expand;
mod parse;
mod signature;

use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, ItemImpl, ItemTrait};

use crate::pipeline::Pattern;
use crate::support::nested::Block;

pub(crate) const PATTERN: Pattern<parse::Item, Model> = Pattern {
    name: "members",
    derive: None,
    options: &[],
    helpers: &[],
    read: syn::parse2,
    parse: parse::parse,
    check: check::check,
    expand: expand::expand,
    stub: expand::stub,
};

/// A block as it was declared.
pub(crate) struct Model {
    /// What makes `root` known, on an `impl` block.
    import: Option<TokenStream>,
    /// The path of the runtime crate.
    root: TokenStream,
    block: Block,
    head: Head,
    members: Vec<Member>,
    /// What only the compiler can expand.
    macros: Vec<syn::Path>,
}

/// What stands in front of the braces.
enum Head {
    Impl(Box<ItemImpl>),
    Trait(Box<ItemTrait>),
}

/// One item of the block.
struct Member {
    ident: Ident,
    attrs: Vec<Attribute>,
    vis: String,
    kind: Kind,
    /// As it was written, without what it is set to.
    sig: String,
    asyncness: bool,
    unsafety: bool,
    /// A trait sets it.
    is_default: bool,
}

/// How it is used.
enum Kind {
    Const,
    Type,
    Static,
    Ref,
    Mut,
    Own,
    Other(String),
}
