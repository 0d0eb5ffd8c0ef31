//! Options and item to model.

use super::Model;
use super::each::Item;
use super::filter::Filter;
use crate::support::errors::Errors;
use crate::support::options::Options;

// The signature is that of every pattern.
#[allow(clippy::unnecessary_wraps)]
pub(super) fn parse(options: &mut Options, item: Item, errors: &mut Errors) -> Option<Model> {
    Some(Model {
        root: options.root(),
        item,
        name: options.value("name", "\"parse\"", errors),
        filter: options.value("filter", "\"parse_*\"", errors).map(Filter::new),
        future: options.flag("future", errors),
        skip: options.flag("skip", errors),
    })
}
