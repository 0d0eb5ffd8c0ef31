//! What only rustc can tell of the type, as questions to it: the rules about its traits.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{Attribute, Data, Fields};

use crate::singleton::rules::{self, Rule};
use crate::singleton::{Model, Written};
use crate::support::shape::{self, Field};
use crate::support::{blame, spans};

/// The proof that threads may share the value, with the rules that the type has to keep. What is
/// wrong is reported at the name of the type, or at the field.
pub(super) fn shared(model: &Model, private: &TokenStream) -> TokenStream {
    let place = spans::located(&model.name);
    let (ty, fields) = (&model.ty, fields(model));
    let rules = asked(model).into_iter().map(|rule| format_ident!("{}", rule.name()));
    let is_quiet = blame::is_quiet(written_attrs(model));
    let fields: Vec<_> = fields
        .iter()
        .map(|it| blame::field((&it.member, &it.ty, &it.attrs), ty, is_quiet))
        .collect();
    let fields = (!fields.is_empty()).then(|| quote!(; #(#fields),*));
    let private = spans::moved(private, place);
    quote_spanned!(place=> #private::shared!(#ty #(, #rules)* #fields))
}

/// Where each thread has its value, with the rules that the type has to keep.
pub(super) fn local(model: &Model, private: &TokenStream) -> TokenStream {
    let place = spans::located(&model.name);
    let (ty, asked) = (&model.ty, asked(model));
    let rules = asked.iter().map(|rule| format_ident!("{}", rule.name()));
    let private = spans::moved(private, place);
    quote_spanned!(place=> #private::local!(#ty #(, #rules)*))
}

/// The rules that rustc has to look after.
fn asked(model: &Model) -> Vec<Rule> {
    let mut asked = vec![Rule::Clone, Rule::Default];
    if !rules::is_taken_down(model) {
        asked.push(Rule::Drop);
    }
    asked.retain(|rule| !rules::is_allowed(model, *rule));
    asked
}

fn fields(model: &Model) -> Vec<Field> {
    let Written::Type { data, .. } = &model.written else { return Vec::new() };
    match data.clone() {
        Data::Struct(data) => shape::fields(data.fields).collect(),
        Data::Enum(data) => {
            data.variants.into_iter().flat_map(|variant| shape::fields(variant.fields)).collect()
        }
        Data::Union(data) => shape::fields(Fields::Named(data.fields)).collect(),
    }
}

fn written_attrs(model: &Model) -> &[Attribute] {
    match &model.written {
        Written::Type { attrs, .. } => attrs,
        Written::Impl { .. } => &[],
    }
}
