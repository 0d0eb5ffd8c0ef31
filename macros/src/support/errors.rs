//! Collects every mistake of one use of a macro.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::Path;

use super::spans;
use super::spelling::compact;

/// The mistakes found so far; nothing stops at the first one.
#[derive(Default)]
pub(crate) struct Errors {
    found: Vec<Mistake>,
    unknown_helpers: Vec<String>,
}

/// One message, and the first and last token it is about.
struct Mistake {
    start: Span,
    end: Span,
    message: String,
}

impl Errors {
    /// Reports `message` on all of `tokens`.
    pub(crate) fn report(&mut self, tokens: &impl ToTokens, message: impl Into<String>) {
        let mut spans = spans::written(tokens.to_token_stream()).into_iter();
        let start = spans.next().unwrap_or_else(Span::call_site);
        let end = spans.last().unwrap_or(start);
        self.found.push(Mistake { start, end, message: message.into() });
    }

    /// Reports `message` on one span.
    pub(crate) fn report_at(&mut self, span: Span, message: impl Into<String>) {
        self.found.push(Mistake { start: span, end: span, message: message.into() });
    }

    /// Reports `message` on an attribute that was meant as a helper of ours; rustc does not get to
    /// see it, and so has no error of its own.
    pub(crate) fn unknown_helper(&mut self, path: &Path, message: impl Into<String>) {
        self.report(path, message);
        self.unknown_helpers.push(compact(&path.to_token_stream()));
    }

    /// The attributes that were meant as helpers.
    pub(crate) fn unknown_helpers(&self) -> Vec<String> {
        self.unknown_helpers.clone()
    }

    /// Takes over what syn reported.
    pub(crate) fn take(&mut self, error: syn::Error) {
        for error in error {
            self.report_at(error.span(), error.to_string());
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Whether something was reported that is mended by `remedy`.
    pub(crate) fn advise(&self, remedy: &str) -> bool {
        self.found.iter().any(|mistake| mistake.message.ends_with(remedy))
    }

    /// One `compile_error!` for each mistake, in order of discovery.
    pub(crate) fn finish(mut self) -> TokenStream {
        std::mem::take(&mut self.found).iter().map(Mistake::compile_error).collect()
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        debug_assert!(
            self.found.is_empty() || std::thread::panicking(),
            "errors were reported and never finished"
        );
    }
}

impl Mistake {
    /// The user's span says where, ours says how `::core` is resolved: with the user's own span
    /// the path means nothing in a 2015 edition crate and the message would be lost.
    fn compile_error(&self) -> TokenStream {
        let Mistake { start, end, message } = self;
        let start = Span::mixed_site().located_at(*start);
        let end = Span::mixed_site().located_at(*end);
        let body = quote_spanned!(end=> { #message });
        quote_spanned!(start=> ::core::compile_error! #body)
    }
}
