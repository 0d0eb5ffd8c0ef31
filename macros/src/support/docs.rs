//! Doc comments of generated items.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

/// One `#[doc]` attribute a line; prettyplease and rustdoc print them as `///`.
pub(crate) fn lines(text: &str) -> TokenStream {
    text.lines()
        .map(|line| {
            let line = if line.is_empty() { String::new() } else { format!(" {line}") };
            quote_spanned!(Span::mixed_site()=> #[doc = #line])
        })
        .collect()
}
