//! Options and item to model.

use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream};
use syn::{
    Attribute, Data, DataEnum, DataUnion, DeriveInput, Generics, Ident, Meta, Result, Token, Type,
    Visibility,
};

use super::{Field, Kind, Model, Skip};
use crate::support::errors::Errors;
use crate::support::options::Options;
use crate::support::{generics, kinds, shape, spans};

/// Where `#[disposable]` may stand: on any type, so that the rules can say why not on some.
pub(crate) struct Item(pub(super) DeriveInput);

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let ahead = input.fork();
        ahead.call(Attribute::parse_outer)?;
        ahead.parse::<Visibility>()?;
        let is_type = ahead.peek(Token![struct]) || ahead.peek(Token![enum]);
        // `union` is a keyword only in front of a name.
        if is_type || (ahead.peek(Token![union]) && ahead.peek2(Ident)) {
            return input.parse().map(Item);
        }
        let kind = kinds::Kind::expect(input)?;
        let message = format!("`#[disposable]` goes on a struct; {} has no fields", kind.words);
        Err(syn::Error::new(kind.span, message))
    }
}

// The signature is that of every pattern: options are checked by the pipeline.
#[allow(clippy::unnecessary_wraps)]
pub(super) fn parse(options: &mut Options, item: Item, errors: &mut Errors) -> Option<Model> {
    let root = options.root();
    let DeriveInput { attrs, ident, generics, data, .. } = item.0;
    let (kind, declared) = match data {
        Data::Struct(data) => (Kind::Struct, Some(data.fields)),
        Data::Enum(DataEnum { enum_token, .. }) => (Kind::Enum(enum_token.span), None),
        Data::Union(DataUnion { union_token, .. }) => (Kind::Union(union_token.span), None),
    };
    let (guards, fields) = declared
        .into_iter()
        .flat_map(shape::fields)
        .map(|declared| field(&generics, declared, errors))
        .partition(is_guard);
    let name = spans::own(&ident);
    Some(Model { root, name, generics, attrs, kind, guards, fields })
}

/// What the `#[dispose]` of a field says.
fn field(parameters: &Generics, declared: shape::Field, errors: &mut Errors) -> Field {
    let shape::Field { member, ty, mut attrs } = declared;
    attrs.retain(|attr| attr.path().is_ident("dispose"));
    let tokens = attrs.first().map(|attr| options_of(attr, errors)).unwrap_or_default();
    let known = ["skip", "take", "with"];
    let mut options = Options::parse("#[dispose]", &known, tokens, errors);
    options.refuse_root("#[disposable]", errors);
    let parameter = generics::type_parameter(parameters, &ty).cloned();
    Field {
        member,
        ty,
        parameter,
        attrs,
        with: options.value("with", "path", errors),
        take: options.value("take", "path", errors),
        skip: skip(&mut options, errors),
    }
}

/// The options in the parentheses of `attr`, which may be absent.
fn options_of(attr: &Attribute, errors: &mut Errors) -> TokenStream {
    match &attr.meta {
        Meta::Path(_) => TokenStream::new(),
        Meta::List(list) => list.tokens.clone(),
        Meta::NameValue(pair) => {
            errors.report(
                &pair.value,
                "`#[dispose]` takes its options in parentheses; write `#[dispose(with = path)]`",
            );
            TokenStream::new()
        }
    }
}

fn skip(options: &mut Options, errors: &mut Errors) -> Option<Skip> {
    let ident = options.names().into_iter().find(|name| name == "skip")?;
    if options.is_bare("skip") {
        options.flag("skip", errors)?;
        return Some(Skip { ident, reason: None });
    }
    let reason = options.value("skip", "\"the pool owns it\"", errors);
    Some(Skip { ident, reason })
}

/// A field whose type is written `Guard`. One with a `#[dispose]` is a field like any other, which
/// is the way out for other types of that name.
fn is_guard(field: &Field) -> bool {
    field.attrs.is_empty() && is_named_guard(&field.ty)
}

fn is_named_guard(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => path.path.segments.last().is_some_and(|last| last.ident == "Guard"),
        Type::Group(group) => is_named_guard(&group.elem),
        Type::Paren(paren) => is_named_guard(&paren.elem),
        _ => false,
    }
}
