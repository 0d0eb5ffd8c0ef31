//! `crate = path`: where the runtime crate is.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::{Path, PathSegment, Result, Token};

use super::{Errors, Options};
use crate::support::spans;
use crate::support::values::Kind;

/// What `crate` takes: a path in which nothing is generic.
pub(super) struct Crate(pub(super) Path);

impl Kind for Crate {}

impl Parse for Crate {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        Path::parse_mod_style(input).map(Crate)
    }
}

impl Options {
    /// The path of the runtime crate: `::tenure`, or what `crate = path` says.
    pub(crate) fn root(&self) -> TokenStream {
        self.root_path().to_token_stream()
    }

    /// The same, for where it is written so often that a stream in a stream costs too much.
    pub(crate) fn root_path(&self) -> Path {
        let span = Span::mixed_site();
        let default = || Path {
            leading_colon: Some(Token![::](span)),
            segments: [PathSegment::from(Ident::new("tenure", span))].into_iter().collect(),
        };
        self.root.clone().unwrap_or_else(default)
    }

    /// The path of what generated code names in there. Of a crate that is not ours, rustc says so at
    /// `crate = path`.
    pub(crate) fn private_path(&self) -> Path {
        let mut path = self.root_path();
        path.segments.push(Ident::new("__private", self.place()).into());
        path
    }

    /// The place of the crate: the last name of `crate = path`.
    pub(crate) fn place(&self) -> Span {
        let last = self.root.as_ref().and_then(|path| path.segments.last());
        last.map_or_else(Span::mixed_site, |last| spans::located(&last.ident))
    }

    /// The path of the runtime crate, where more than its private names are named: all of it by way
    /// of them, so that a wrong one is one error.
    pub(crate) fn whole(&self) -> TokenStream {
        if !self.has_root() {
            return self.root();
        }
        let (private, span) = (self.private_path(), self.place());
        quote_spanned!(span=> #private::tenure)
    }

    /// Whether the user says where it is.
    pub(crate) fn has_root(&self) -> bool {
        self.root.is_some()
    }

    /// An import that gives the crate at `crate = path` a name, and the path of the crate with it. A
    /// path that is wrong is one error at the import, and at each use of it one more.
    pub(crate) fn imported_root(&self) -> (Option<TokenStream>, TokenStream) {
        let Some(path) = &self.root else { return (None, self.root()) };
        let span = Span::mixed_site();
        let inside = quote_spanned!(self.place()=> ::__private::tenure);
        let import = quote_spanned!(span=> use #path #inside as tenure_;);
        (Some(import), quote_spanned!(span=> tenure_))
    }

    /// Reports `crate` on a part of an item, which has the root of the whole.
    pub(crate) fn refuse_root(&self, owner: &str, errors: &mut Errors) {
        if let Some(path) = &self.root {
            errors.report(path, format!("`crate` belongs to `{owner}`; write it there"));
        }
    }
}
