//! Options and item to model.

use syn::parse::{Parse, ParseStream};
use syn::{Data, DataEnum, DataUnion, DeriveInput, Fields, Ident, Result};

use super::{Field, Kind, Model, Variant, live};
use crate::support::errors::Errors;
use crate::support::opening::{Opening, refused};
use crate::support::options::Options;
use crate::support::owned::owner;
use crate::support::{shape, spans};

/// Where `#[tracked]` may stand: on any type, so that the rules can say why not on some.
pub(crate) struct Item(pub(super) DeriveInput);

impl Item {
    /// Whether its values have one, as far as that can be told.
    pub(super) fn has_size(&self) -> bool {
        let Data::Struct(data) = &self.0.data else { return true };
        data.fields.iter().last().is_none_or(|field| owner(&field.ty).is_none())
    }
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if Opening::of(input)?.is_type() {
            return input.parse().map(Item);
        }
        Err(refused(input, |kind| {
            format!("`#[tracked]` goes on a struct or an enum; {kind} has no values")
        }))
    }
}

// The signature is that of every pattern: options are checked by the pipeline.
#[allow(clippy::unnecessary_wraps)]
pub(super) fn parse(options: &mut Options, item: Item, errors: &mut Errors) -> Option<Model> {
    let (import, root) = options.imported_root();
    let DeriveInput { attrs, vis, ident, generics, data } = item.0;
    let name = spans::own(&ident);
    let variant =
        |of: Ident, fields: Fields| Variant { fields: fields_of(&name, fields), name: of };
    let (kind, variants) = match data {
        Data::Struct(data) => (Kind::Struct, vec![variant(name.clone(), data.fields)]),
        Data::Enum(DataEnum { variants, .. }) => {
            let variants = variants.into_iter().map(|it| variant(spans::own(&it.ident), it.fields));
            (Kind::Enum, variants.collect())
        }
        Data::Union(DataUnion { union_token, .. }) => (Kind::Union(union_token.span), Vec::new()),
    };
    let bare = options.flag("bare", errors);
    let weak = options.flag("weak", errors);
    Some(Model { import, root, name, vis, generics, attrs, kind, variants, bare, weak })
}

fn fields_of(name: &Ident, declared: Fields) -> Vec<Field> {
    shape::fields(declared)
        .map(|shape::Field { member, ty, attrs, .. }| {
            let role = live::role(name, &ty);
            Field { member, ty, attrs, role }
        })
        .collect()
}
