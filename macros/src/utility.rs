//! `#[utility]`: a type that has only static functions, and no value.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned as _;
use syn::{Data, DeriveInput, FnArg, ItemImpl, Receiver, Result, ReturnType, Type};

use crate::pipeline::{Expansion, Pattern};
use crate::support::errors::Errors;
use crate::support::function::Function;
use crate::support::generics::Head;
use crate::support::lints;
use crate::support::nested::Block;
use crate::support::opening::{Opening, refused};
use crate::support::options::Options;
use crate::support::spans;
use crate::support::spelling::compact;

pub(crate) const PATTERN: Pattern<Item, Model> = Pattern {
    name: "utility",
    derive: None,
    options: &[],
    helpers: &[],
    read: syn::parse2,
    parse,
    check,
    expand,
    stub,
};

/// Where `#[utility]` may stand.
pub(crate) enum Item {
    Type(Box<DeriveInput>),
    Impl(Box<Static>),
}

/// An `impl` block whose functions take no `self`.
pub(crate) struct Static {
    header: ItemImpl,
    block: Block,
}

pub(crate) struct Model {
    /// The path of the runtime crate.
    root: TokenStream,
    item: Item,
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let opening = Opening::of(input)?;
        if opening.is_type() {
            return input.parse().map(|item| Item::Type(Box::new(item)));
        }
        if opening.is_impl() {
            let block: Block = input.parse()?;
            let header = block.header()?;
            return Ok(Item::Impl(Box::new(Static { header, block })));
        }
        Err(refused(input, |kind| {
            format!(
                "`#[utility]` goes on a type or on its `impl` block; {kind} has no values anyway"
            )
        }))
    }
}

// The signature is that of every pattern.
#[allow(clippy::unnecessary_wraps)]
fn parse(options: &mut Options, item: Item, _: &mut Errors) -> Option<Model> {
    Some(Model { root: options.whole(), item })
}

fn check(model: &Model, errors: &mut Errors) {
    match &model.item {
        Item::Type(item) => without_values(item, errors),
        Item::Impl(item) => {
            for function in item.block.functions() {
                let ty = &item.header.self_ty;
                match function.sig.inputs.first() {
                    Some(FnArg::Receiver(receiver)) => without_self(ty, function, receiver, errors),
                    _ => makes_none(ty, function, errors),
                }
            }
        }
    }
}

/// `#[utility] struct Math { a: A }`, `#[utility] enum Math { A }`
fn without_values(item: &DeriveInput, errors: &mut Errors) {
    without_layout(item, errors);
    let name = &item.ident;
    match &item.data {
        Data::Struct(data) => {
            if let Some(field) = data.fields.iter().next() {
                errors.report(
                    field,
                    format!(
                        "there is no `{name}` that could have a field; write `struct {name};`, and \
                         keep state in a `#[singleton]`"
                    ),
                );
            }
        }
        Data::Enum(data) => {
            if let Some(variant) = data.variants.first() {
                errors.report(
                    &variant.ident,
                    format!(
                        "there is no `{name}` that could be `{}`; remove the variants",
                        variant.ident
                    ),
                );
            }
        }
        Data::Union(data) => {
            errors.report(
                &data.union_token,
                format!("a union has a value of each field; write `struct {name};`"),
            );
        }
    }
}

/// `#[utility] #[repr(C)] struct Math;`, `#[utility] #[derive(Default)] struct Math;`
fn without_layout(item: &DeriveInput, errors: &mut Errors) {
    let name = &item.ident;
    for attr in &item.attrs {
        if attr.path().is_ident("repr") {
            errors.report(
                attr.path(),
                format!("there is no `{name}` that `repr` could lay out; remove it"),
            );
        }
        if attr.path().is_ident("derive") {
            // What it cannot read rustc reports.
            let _by_rustc = attr.parse_nested_meta(|derived| {
                if derived.path.segments.last().is_some_and(|last| last.ident == "Default") {
                    errors.report(
                        &derived.path,
                        format!("there is no `{name}` that `Default` could make; remove it"),
                    );
                }
                Ok(())
            });
        }
    }
}

/// `#[utility] impl Math { fn add(&self) {} }`
fn without_self(ty: &Type, function: &Function, receiver: &Receiver, errors: &mut Errors) {
    let (name, ty) = (&function.sig.ident, compact(&ty.to_token_stream()));
    errors.report(
        receiver,
        format!(
            "nobody has a `{ty}` to call `{name}` on; remove the `self`, and call it as \
             `{ty}::{name}(..)`"
        ),
    );
}

/// `#[utility] impl Math { fn new() -> Self { .. } }`
fn makes_none(ty: &Type, function: &Function, errors: &mut Errors) {
    let ReturnType::Type(_, returned) = &function.sig.output else { return };
    let is_own = returned.to_token_stream().to_string() == ty.to_token_stream().to_string();
    let is_self = matches!(&**returned, Type::Path(path) if path.path.is_ident("Self"));
    if is_own || is_self {
        let (name, ty) = (&function.sig.ident, compact(&ty.to_token_stream()));
        errors.report(
            returned,
            format!(
                "there is no `{ty}` that `{name}` could return; remove the function or the type"
            ),
        );
    }
}

fn expand(model: &Model) -> Expansion {
    let Model { root, item } = model;
    match item {
        Item::Type(item) => Expansion::Instead(declared(root, item)),
        Item::Impl(item) => {
            let ty = &item.header.self_ty;
            let span = Span::mixed_site();
            let here = spans::located(ty);
            let (parameters, _, bounds) = item.header.generics.split_for_impl();
            let lints = lints::allowed(&item.header.attrs);
            let proof = quote_spanned!(here=> #root::__private::is_utility::<#ty>());
            // A type with parameters is proven for all of them.
            Expansion::Beside(if item.header.generics.params.is_empty() {
                quote_spanned!(span=> #lints const _: () = #proof;)
            } else {
                quote_spanned! {span=>
                    #lints
                    const _: () = { fn proof #parameters() #bounds { #proof } };
                }
            })
        }
    }
}

/// An enum without variants, which is the one type without values; and that it is one.
fn declared(root: &TokenStream, item: &DeriveInput) -> TokenStream {
    let DeriveInput { attrs, vis, ident, generics, data } = item;
    let (parameters, bounds) = (&generics.params, &generics.where_clause);
    let parameters = (!parameters.is_empty()).then(|| quote!(<#parameters>));
    let keyword = match data {
        Data::Struct(data) => data.struct_token.span(),
        Data::Enum(data) => data.enum_token.span(),
        Data::Union(data) => data.union_token.span(),
    };
    let keyword = quote_spanned!(keyword=> enum);
    let implemented = implemented(root, item);
    quote! {
        #(#attrs)*
        #vis #keyword #ident #parameters #bounds {}
        #implemented
    }
}

fn implemented(root: &TokenStream, item: &DeriveInput) -> TokenStream {
    let Head { parameters, arguments, bounds } = Head::of(&item.generics, &TokenStream::new());
    let name = spans::own(&item.ident);
    // An attribute is warned of it, as a derive is not.
    let is_deprecated = item.attrs.iter().any(|attr| attr.path().is_ident("deprecated"));
    let allowed = is_deprecated.then(|| quote_spanned!(Span::mixed_site()=> #[allow(deprecated)]));
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        #allowed
        impl #parameters #root::Utility for #name #arguments #bounds {}
    }
}

/// The type as it was written, so that who makes one has no second error.
fn stub(options: &Options, item: &Item) -> Expansion {
    Expansion::Beside(match item {
        Item::Type(item) => implemented(&options.whole(), item),
        Item::Impl(_) => TokenStream::new(),
    })
}
