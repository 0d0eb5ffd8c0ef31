//! Options and item to model.

use syn::parse::{Parse, ParseStream};
use syn::{Attribute, ImplItem, Result, TraitItem};

use super::{Head, Member, Model, signature};
use crate::support::errors::Errors;
use crate::support::members::Member as Part;
use crate::support::nested::Block;
use crate::support::opening::{Opening, refused};
use crate::support::options::Options;

/// Where `#[members]` may stand.
pub(crate) struct Item {
    pub(super) block: Block,
    pub(super) head: Head,
}

impl Clone for Head {
    fn clone(&self) -> Self {
        match self {
            Head::Impl(item) => Head::Impl(item.clone()),
            Head::Trait(item) => Head::Trait(item.clone()),
        }
    }
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let opening = Opening::of(input)?;
        if opening.is_impl() || opening.is_trait() {
            let block: Block = input.parse()?;
            let head = if block.keyword == "impl" {
                Head::Impl(Box::new(block.header()?))
            } else {
                Head::Trait(Box::new(block.header()?))
            };
            return Ok(Item { block, head });
        }
        Err(refused(input, |kind| {
            format!("`#[members]` goes on an `impl` block or a trait; {kind} has no members")
        }))
    }
}

// The signature is that of every pattern.
#[allow(clippy::unnecessary_wraps)]
pub(super) fn parse(options: &mut Options, item: Item, errors: &mut Errors) -> Option<Model> {
    let Item { block, head } = item;
    let (import, root) = match head {
        Head::Impl(_) => options.imported_root(),
        Head::Trait(_) => (None, options.whole()),
    };
    let (mut members, mut macros) = (Vec::new(), Vec::new());
    for part in block.members() {
        match (part, &head) {
            (Part::Function(function), _) => {
                members.push(signature::of_function(function, matches!(head, Head::Trait(_))));
            }
            (Part::Other(tokens), Head::Impl(_)) => match syn::parse2(tokens.clone()) {
                Ok(ImplItem::Const(item)) => members.push(signature::of_impl_const(item)),
                Ok(ImplItem::Type(item)) => members.push(signature::of_impl_type(item)),
                Ok(ImplItem::Macro(item)) => macros.push(item.mac.path),
                Ok(_) => {}
                Err(error) => errors.take(error),
            },
            (Part::Other(tokens), Head::Trait(_)) => match syn::parse2(tokens.clone()) {
                Ok(TraitItem::Const(item)) => members.push(signature::of_trait_const(item)),
                Ok(TraitItem::Type(item)) => members.push(signature::of_trait_type(item)),
                Ok(TraitItem::Macro(item)) => macros.push(item.mac.path),
                Ok(_) => {}
                Err(error) => errors.take(error),
            },
            (Part::Block(_), _) => {}
        }
    }
    Some(Model { import, root, block, head, members, macros })
}

impl Member {
    /// What decides whether it is there.
    pub(super) fn cfgs(&self) -> impl Iterator<Item = &Attribute> {
        self.attrs.iter().filter(|attr| attr.path().is_ident("cfg"))
    }
}
