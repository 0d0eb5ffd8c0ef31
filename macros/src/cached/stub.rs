//! What stands beside a mistake.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

use super::{Model, check, expand, parse};
use crate::pipeline::Expansion;
use crate::support::errors::Errors;
use crate::support::options::Options;

/// The function as it was written, and the one that gives its cache, which others call.
pub(super) fn stub(options: &Options, item: &parse::Item) -> Expansion {
    let parse::Item(function) = item;
    let mut reported = Errors::default();
    let mut meant = options.clone();
    let model = parse::parse(&mut meant, parse::Item(function.clone()), &mut reported);
    let is_well = reported.is_empty();
    let _by_the_pipeline = reported.finish();
    let Some(model) = model.filter(|model| is_well && has_a_cache(model)) else {
        return Expansion::Beside(TokenStream::new());
    };
    let Some(path) = &model.cache else { return Expansion::Beside(TokenStream::new()) };
    let endless = quote_spanned!(Span::mixed_site()=> loop {});
    Expansion::Beside(expand::giving(&model, path, &endless))
}

/// Whether all that is wrong is beside the types of the cache.
fn has_a_cache(model: &Model) -> bool {
    let mut errors = Errors::default();
    check::types(model, &mut errors);
    let is_well = errors.is_empty();
    let _by_the_rules = errors.finish();
    is_well
}
