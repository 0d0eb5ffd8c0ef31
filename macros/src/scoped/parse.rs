//! The function to model.

use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream};

use super::{Model, Statements, statements};
use crate::support::errors::Errors;
use crate::support::function::Function;
use crate::support::opening::{Opening, refused};
use crate::support::options::Options;

/// The function of the user.
pub(crate) struct Item(pub(super) Function);

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if Opening::of(input)?.is_function() {
            return input.parse().map(Item);
        }
        Err(refused(input, |kind| format!("`#[scoped]` goes on a function, not on {kind}")))
    }
}

// The signature is that of every pattern: options are checked by the pipeline.
#[allow(clippy::unnecessary_wraps)]
pub(super) fn parse(
    options: &mut Options,
    Item(function): Item,
    errors: &mut Errors,
) -> Option<Model> {
    Some(model(options.imported_root(), function, errors))
}

pub(super) fn model(
    (import, root): (Option<TokenStream>, TokenStream),
    function: Function,
    errors: &mut Errors,
) -> Model {
    let (items, body) = match &function.body {
        Some(body) => {
            let (items, rest) = body.leading_items();
            (items, statements::read(rest, errors))
        }
        None => (TokenStream::new(), Statements::default()),
    };
    Model { import, root, function, items, body }
}
