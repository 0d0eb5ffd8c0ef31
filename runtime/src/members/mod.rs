//! What the blocks of a type declare.

pub(crate) mod block;
mod list;

use std::fmt;

pub use self::list::{Members, Origin, Provided};

/// One item of an `impl` block or a trait, as [`#[members]`](macro@crate::members) lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name.
    pub name: &'static str,
    /// How it is used.
    pub kind: MemberKind,
    /// Its declaration in one line, without attributes, visibility and body.
    pub sig: &'static str,
    /// `pub`, `pub(crate)`; empty where nothing is written.
    pub vis: &'static str,
    /// Whether it is an `async fn`.
    pub asyncness: bool,
    /// Whether it is an `unsafe fn`.
    pub unsafety: bool,
    /// Whether a trait sets it, so that an implementation need not.
    pub is_default: bool,
    /// Its documentation.
    pub doc: &'static str,
    /// What its `#[deprecated]` says, if it has one.
    pub deprecated: Option<&'static str>,
    /// Where it is declared.
    pub file: &'static str,
    /// Where it is declared.
    pub line: u32,
}

/// How a member is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberKind {
    /// A constant.
    Const,
    /// A type.
    Type,
    /// A function without `self`, called as `Config::new()`.
    Static,
    /// A method of `&self`.
    Ref,
    /// A method of `&mut self`.
    Mut,
    /// A method of `self`, which it consumes.
    Own,
    /// A method of another `self`, as `Box<Self>`.
    Other(&'static str),
}

impl fmt::Display for MemberKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            MemberKind::Const => "const",
            MemberKind::Type => "type",
            MemberKind::Static => "static",
            MemberKind::Ref => "&self",
            MemberKind::Mut => "&mut self",
            MemberKind::Own => "self",
            MemberKind::Other(ty) => return formatter.pad(&format!("self: {ty}")),
        };
        formatter.pad(text)
    }
}
