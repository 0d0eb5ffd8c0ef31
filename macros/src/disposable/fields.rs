//! What the `#[dispose]` of a field or a variant says.

use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt as _;
use syn::{Attribute, Generics, Member, Meta, Type};

use super::{Field, Role, Skip};
use crate::support::errors::Errors;
use crate::support::options::Options;
use crate::support::{generics, lints, shape};

/// The options of fields and of variants; the rules tell them apart.
const KNOWN: &[&str] = &["skip", "take", "terminal", "with"];

/// The path of a field of a variant: `Open.socket`, `Open.0`.
pub(super) fn path_in(variant: &Ident, member: &Member) -> String {
    format!("{}.{}", variant.unraw(), shape::name(member))
}

pub(super) fn field(
    parameters: &Generics,
    path: String,
    declared: shape::Field,
    errors: &mut Errors,
) -> Field {
    let shape::Field { member, vis, ty, attrs } = declared;
    let (attrs, rest): (Vec<_>, Vec<_>) =
        attrs.into_iter().partition(|attr| attr.path().is_ident("dispose"));
    let lints = lints::allowed(&rest);
    let docs = rest.into_iter().filter(|attr| attr.path().is_ident("doc")).collect();
    let mut options = options_of(&attrs, errors);
    let parameter = generics::type_parameter(parameters, &ty).cloned();
    // A guard with a `#[dispose]` is a field like any other, which is the way out for other types
    // of that name.
    let role = if attrs.is_empty() && is_named_guard(&ty) { Role::Guard } else { Role::Part };
    Field {
        path,
        member,
        vis,
        docs,
        lints,
        ty,
        role,
        parameter,
        attrs,
        with: options.value("with", "path", errors),
        take: options.value("take", "path", errors),
        skip: skip(&mut options, errors),
        terminal: options.flag("terminal", errors),
    }
}

/// That the variant is the disposed state, and what it does not know.
pub(super) fn of_variant(attrs: &[Attribute], errors: &mut Errors) -> (Option<Ident>, Vec<Ident>) {
    let mut options = options_of(attrs, errors);
    // With a mistake in it, it is still what was meant.
    let meant = options.is_meant("terminal").then(|| attrs.first()?.path().get_ident().cloned());
    let terminal = options.flag("terminal", errors).or(meant.flatten());
    (terminal, options.names())
}

/// The options of the first of `attrs`; more than one is against a rule.
fn options_of(attrs: &[Attribute], errors: &mut Errors) -> Options {
    let tokens = attrs.first().map(|attr| tokens_of(attr, errors)).unwrap_or_default();
    let options = Options::parse("#[dispose]", KNOWN, tokens, errors);
    options.refuse_root("#[disposable]", errors);
    options
}

/// What stands in the parentheses of `attr`, which may be absent.
fn tokens_of(attr: &Attribute, errors: &mut Errors) -> TokenStream {
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

pub(super) fn is_named_guard(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => path.path.segments.last().is_some_and(|last| last.ident == "Guard"),
        Type::Group(group) => is_named_guard(&group.elem),
        Type::Paren(paren) => is_named_guard(&paren.elem),
        _ => false,
    }
}
