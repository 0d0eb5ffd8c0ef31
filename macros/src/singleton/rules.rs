//! The rules that keep a singleton the only one, and those of them that can be allowed to be broken.

use proc_macro2::Ident;
use syn::{Attribute, Data, FnArg, GenericArgument, PathArguments, ReceiverKind, ReturnType, Type};
use syn::{DataEnum, Visibility};

use super::{Keeping, Maker, Model, Written};
use crate::support::errors::Errors;
use crate::support::function::Function;
use crate::support::spelling;

/// A rule that `allow(..)` switches off.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    Clone,
    Default,
    Drop,
    PublicNew,
}

impl Rule {
    const ALL: [Self; 4] = [Rule::Clone, Rule::Default, Rule::Drop, Rule::PublicNew];

    /// As the user writes it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Rule::Clone => "clone",
            Rule::Default => "default",
            Rule::Drop => "drop",
            Rule::PublicNew => "public_new",
        }
    }
}

/// Whether it was meant to be off, in whatever spelling.
pub(super) fn is_allowed(model: &Model, rule: Rule) -> bool {
    let names = Rule::ALL.map(Rule::name);
    let meant = |allowed: &Ident| spelling::nearest(&allowed.to_string(), &names);
    model.allow.iter().any(|allowed| allowed == rule.name() || meant(allowed) == Some(rule.name()))
}

/// Whether something is run when its time is over, so that a `Drop` is not forgotten.
pub(super) fn is_taken_down(model: &Model) -> bool {
    model.dispose.is_some() || model.keeping != Keeping::Process
}

pub(super) fn check(model: &Model, errors: &mut Errors) {
    known(model, errors);
    if is_allowed(model, Rule::PublicNew) {
        return;
    }
    match &model.written {
        Written::Impl { functions } => {
            for function in functions {
                no_public_constructor(model, function, errors);
            }
        }
        // Whoever provides the value has to be able to make it.
        Written::Type { .. } if matches!(model.maker, Maker::Provider) => {}
        Written::Type { attrs, data } => {
            if is_public(&model.vis) && !is_non_exhaustive(attrs) {
                no_public_fields(model, data, errors);
            }
            if let (Data::Enum(data), true) = (data, is_public(&model.vis)) {
                no_public_variant(model, data, errors);
            }
        }
    }
}

/// `allow(clon)`, `allow(clone, clone)`.
fn known(model: &Model, errors: &mut Errors) {
    let names = Rule::ALL.map(Rule::name);
    for (index, rule) in model.allow.iter().enumerate() {
        let written = rule.to_string();
        if !names.contains(&written.as_str()) {
            let advice = match spelling::nearest(&written, &names) {
                _ if written == "copy" => "`clone` allows `Copy` too".to_owned(),
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("its rules are {}", spelling::list(&names)),
            };
            errors.report(rule, format!("`allow` has no rule `{written}`; {advice}"));
        } else if model.allow[..index].contains(rule) {
            errors.report(rule, format!("`{written}` is allowed twice; remove one of the two"));
        }
    }
}

/// `pub fn new() -> Self`, and whatever else gives one to anyone who asks. Inside the crate
/// (`pub(crate)`) its authors may do as they like.
fn no_public_constructor(model: &Model, function: &Function, errors: &mut Errors) {
    let ReturnType::Type(_, output) = &function.sig.output else { return };
    if is_public(&function.vis) && !consumes(function) && gives(output, model) {
        errors.report(
            &function.vis,
            format!(
                "`pub fn {}` lets anyone make a second `{}`; remove `pub`, or add \
                 `allow(public_new)` to `#[singleton]`",
                function.sig.ident, model.name
            ),
        );
    }
}

/// `fn renamed(self) -> Self`: nobody has a singleton by value.
fn consumes(function: &Function) -> bool {
    let first = function.sig.inputs.first();
    matches!(first, Some(FnArg::Receiver(it)) if matches!(it.kind, ReceiverKind::Value))
}

/// Whether a value of `ty` is a new singleton, or holds one: `Self`, `Result<Self, E>`, `Arc<Self>`.
fn gives(ty: &Type, model: &Model) -> bool {
    match ty {
        Type::Group(group) => gives(&group.elem, model),
        Type::Paren(paren) => gives(&paren.elem, model),
        Type::Path(path) if path.qself.is_none() => {
            let Some(last) = path.path.segments.last() else { return false };
            if last.ident == "Self" || last.ident == model.name {
                return true;
            }
            let holders = ["Result", "Option", "Box", "Rc", "Arc"];
            let PathArguments::AngleBracketed(arguments) = &last.arguments else { return false };
            let first = arguments.args.iter().find_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            });
            holders.iter().any(|holder| last.ident == holder)
                && first.is_some_and(|ty| gives(ty, model))
        }
        _ => false,
    }
}

/// `pub struct Config { pub url: String }`, and `pub struct Config;`: anyone who can name it can
/// write one down. In the crate itself `non_exhaustive` does not help, but there it is nobody else's.
fn no_public_fields(model: &Model, data: &Data, errors: &mut Errors) {
    let fields: Vec<_> = match data {
        Data::Struct(data) => data.fields.iter().collect(),
        Data::Union(data) => data.fields.named.iter().collect(),
        Data::Enum(_) => return,
    };
    let name = &model.name;
    match fields.first() {
        None => errors.report(
            name,
            format!(
                "`{name}` has no private field, so anyone can make a second one; give it one, mark \
                 it `#[non_exhaustive]`, or add `allow(public_new)` to `#[singleton]`"
            ),
        ),
        Some(first) if fields.iter().all(|field| is_public(&field.vis)) => errors.report(
            &first.vis,
            format!(
                "all fields of `{name}` are `pub`, so anyone can make a second one; make one \
                 private, mark `{name}` `#[non_exhaustive]`, or add `allow(public_new)` to \
                 `#[singleton]`"
            ),
        ),
        Some(_) => {}
    }
}

/// `pub enum Mode { Fast, Slow }`: variants are as public as their type.
fn no_public_variant(model: &Model, data: &DataEnum, errors: &mut Errors) {
    let open = data.variants.iter().find(|variant| !is_non_exhaustive(&variant.attrs));
    if let Some(variant) = open {
        errors.report(
            &variant.ident,
            format!(
                "the variant `{}` is as public as `{}`, so anyone can make a second one; wrap the \
                 enum in a struct, or add `allow(public_new)` to `#[singleton]`",
                variant.ident, model.name
            ),
        );
    }
}

fn is_public(vis: &Visibility) -> bool {
    matches!(vis, Visibility::Public(_))
}

fn is_non_exhaustive(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| attr.path().is_ident("non_exhaustive"))
}
