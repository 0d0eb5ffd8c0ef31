//! Options and item to model.

use super::each::Item;
use super::filter::Filter;
use super::{Limit, Model};
use crate::support::errors::Errors;
use crate::support::options::Options;

// The signature is that of every pattern.
#[allow(clippy::unnecessary_wraps)]
pub(super) fn parse(options: &mut Options, item: Item, errors: &mut Errors) -> Option<Model> {
    Some(Model {
        root: options.root_path(),
        private: options.private_path(),
        item,
        name: options.value("name", "\"parse\"", errors),
        filter: options.value("filter", "\"parse_*\"", errors).map(Filter::new),
        max_allocs: limit("max_allocs", "3", options, errors),
        max_bytes: limit("max_bytes", "1_024", options, errors),
        future: options.flag("future", errors),
        skip: options.flag("skip", errors),
    })
}

fn limit(name: &str, example: &str, options: &mut Options, errors: &mut Errors) -> Option<Limit> {
    let mut names = options.names().into_iter();
    let ident = names.find(|ident| ident == name)?;
    Some((ident, options.value(name, example, errors)?))
}
