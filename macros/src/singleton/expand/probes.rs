//! What only rustc can tell of the type, as questions to it: the rules about its traits.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::{Attribute, Data, Fields, Member};

use crate::singleton::rules::{self, Rule};
use crate::singleton::{Model, Written};
use crate::support::shape::{self, Field};
use crate::support::{generics, spans};

/// The proof that threads may share the value, with the rules that the type has to keep. What is
/// wrong is reported at the name of the type, or at the field.
pub(super) fn shared(model: &Model, private: &TokenStream) -> TokenStream {
    let place = spans::located(&model.name);
    let (ty, fields) = (&model.ty, fields(model));
    let rules = asked(model).into_iter().map(|rule| format_ident!("{}", rule.name()));
    let fields: Vec<_> = fields.iter().map(|field| blamed(model, field)).collect();
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

/// Whether a lint may be off there, which it is not in what we write.
fn is_quiet(attrs: &[Attribute]) -> bool {
    let names = ["allow", "cfg_attr", "deprecated", "expect"];
    attrs.iter().any(|attr| names.iter().any(|name| attr.path().is_ident(name)))
}

/// A field that is to blame if its type is what threads cannot share: `hits(Cell<u32>)`. What
/// becomes of it has the place of the whole field, since it begins and ends as that does.
fn blamed(model: &Model, field: &Field) -> TokenStream {
    let written = field.ty.to_token_stream();
    let mut places = written.clone().into_iter().map(|token| token.span());
    let first = places.next().unwrap_or_else(Span::call_site);
    let last = places.last().unwrap_or(first);
    let name = match &field.member {
        Member::Named(name) => name.clone(),
        Member::Unnamed(index) => format_ident!("_{}", index.index, span = first),
    };
    let quiet = is_quiet(&field.attrs) || is_quiet(written_attrs(model));
    // With the place of the user alone, a type that does not exist is reported once.
    let written = if quiet { spans::unwarned(written) } else { written };
    let ty = generics::without_self(&model.ty, written);
    let mut group = Group::new(Delimiter::Parenthesis, ty);
    // Tokens of one hygiene, or else they have no place in common.
    group.set_span(name.span().located_at(last));
    let group = TokenTree::Group(group);
    quote!(#name #group)
}
