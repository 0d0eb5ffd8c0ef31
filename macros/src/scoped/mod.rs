//! `#[scoped]`: what a function uses is disposed at its end, whatever that is.

mod check;
mod expand;
mod feature;
mod parse;
mod statements;
mod stub;

use proc_macro2::{Group, Ident, TokenStream};
use syn::token::Await;
use syn::{Attribute, Expr, Pat, Type};

use crate::pipeline::Pattern;
use crate::support::function::Function;

pub(crate) const PATTERN: Pattern<parse::Item, Model> = Pattern {
    name: "scoped",
    derive: None,
    options: &[],
    helpers: &[],
    read: syn::parse2,
    parse: parse::parse,
    check: check::check,
    expand: expand::expand,
    stub: stub::stub,
};

/// A function whose body is read as far as its calls.
pub(crate) struct Model {
    /// What makes `root` known in the body.
    import: Option<TokenStream>,
    root: TokenStream,
    function: Function,
    /// The items that open the body.
    items: TokenStream,
    body: Statements,
}

/// The statements up to the next call in the outermost block, and that with the rest.
#[derive(Default)]
struct Statements {
    before: Vec<Node>,
    next: Option<Box<(Box<Call>, Statements)>>,
}

/// A part of the statements.
enum Node {
    /// Holds no call.
    Plain(TokenStream),
    /// Some call is inside.
    Group(Group, Vec<Node>),
    /// A call that is not in the outermost block, or no statement.
    Call(Box<Call>),
}

/// `using!(..)`, `on_err!(..)` and the others.
struct Call {
    name: Ident,
    place: Place,
    attr: Option<Attribute>,
    kind: Kind,
}

/// Where a call stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Outermost,
    Nested,
    Expression,
}

enum Kind {
    Using(Box<Using>),
    Action(Box<Action>),
    /// `using!` of a value alone.
    Bare(TokenStream),
    /// Reported already.
    Unreadable,
}

/// `let pat: ty = value`, behind an `await` whose disposal is awaited.
struct Using {
    awaits: Option<Await>,
    pat: Pat,
    ty: Option<Type>,
    value: TokenStream,
    /// What a failure is called.
    path: String,
}

/// What is to be run.
struct Action {
    expr: Expr,
    tokens: TokenStream,
}
