//! The parameters of an `async fn`, which its body has to own.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::{Attribute, FnArg, Pat, ReceiverKind, Token, Type};

use crate::support::function::Function;

/// A name that holds something whose drop may be seen.
struct Binding {
    attrs: Vec<Attribute>,
    mutability: Option<Token![mut]>,
    name: Ident,
}

/// The function without the `mut` of its parameters, and what the body has to begin with.
///
/// A parameter that the body captures keeps the lifetimes of the caller, so a `mut` one, which may
/// be set to something that the body owns, becomes a local of the body. All are dropped in the order
/// of a plain `async fn`, the last one first: locals go before what is captured, so what stands
/// behind a `mut` parameter becomes a local, too, and what is captured goes in the order in which
/// it is first mentioned.
pub(super) fn moved_inside(function: &Function, body: &TokenStream) -> (Function, TokenStream) {
    let mut sig = function.sig.clone();
    let mut bindings = Vec::new();
    for input in &mut sig.inputs {
        match input {
            FnArg::Receiver(receiver) if matches!(receiver.kind, ReceiverKind::Reference(..)) => {}
            FnArg::Receiver(receiver) => bindings.push(Binding {
                attrs: Vec::new(),
                mutability: None,
                name: Ident::new("self", receiver.self_token.span),
            }),
            FnArg::Typed(parameter) => {
                let (attrs, inert) = (parameter.attrs.clone(), is_inert(&parameter.ty));
                names(&mut parameter.pat, &mut |mutability, name| {
                    if mutability.is_some() || !inert {
                        bindings.push(Binding { attrs: attrs.clone(), mutability, name });
                    }
                });
            }
        }
    }
    let locals = bindings.iter().position(|binding| binding.mutability.is_some());
    let (captured, locals) = bindings.split_at(locals.unwrap_or(bindings.len()));
    let order = order(captured, body);
    let locals = locals.iter().map(|Binding { attrs, mutability, name }| {
        quote_spanned!(Span::mixed_site()=> #(#attrs)* let #mutability #name = #name;)
    });
    let begin = quote!(#order #(#locals)*);
    if begin.is_empty() {
        return (function.clone(), begin);
    }
    (function.with_sig(sig), begin)
}

/// Mentions what the body captures, if the order matters. What it does not mention stays outside,
/// where the compiler still sees that nobody uses it.
fn order(captured: &[Binding], body: &TokenStream) -> Option<TokenStream> {
    let used = captured.iter().rev().map(|binding| &binding.name);
    let used: Vec<_> = used.filter(|name| mentions(body, name)).collect();
    (used.len() > 1).then(|| quote_spanned!(Span::mixed_site()=> let _ = (#(&#used),*);))
}

/// Whether `name` stands anywhere in `body`, or in a text that may be a format.
fn mentions(body: &TokenStream, name: &Ident) -> bool {
    body.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == *name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        TokenTree::Literal(literal) => literal.to_string().contains(&name.to_string()),
        TokenTree::Punct(_) => false,
    })
}

/// References and numbers: when they are dropped nothing happens.
fn is_inert(ty: &Type) -> bool {
    const INERT: [&str; 17] = [
        "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16",
        "u32", "u64", "u128", "usize", "str",
    ];
    match ty {
        Type::Reference(_) => true,
        Type::Path(ty) => INERT.iter().any(|name| ty.path.is_ident(name)),
        _ => false,
    }
}

/// Takes the `mut` of every name that `pat` binds by value.
fn names(pat: &mut Pat, found: &mut impl FnMut(Option<Token![mut]>, Ident)) {
    match pat {
        Pat::Ident(pat) => {
            if pat.by_ref.is_none() {
                found(pat.mutability.take(), pat.ident.clone());
            }
            if let Some((_, pat)) = &mut pat.subpat {
                names(pat, found);
            }
        }
        Pat::Paren(pat) => names(&mut pat.pat, found),
        Pat::Reference(pat) => names(&mut pat.pat, found),
        Pat::Slice(pat) => pat.elems.iter_mut().for_each(|pat| names(pat, found)),
        Pat::Struct(pat) => pat.fields.iter_mut().for_each(|field| names(&mut field.pat, found)),
        Pat::Tuple(pat) => pat.elems.iter_mut().for_each(|pat| names(pat, found)),
        Pat::TupleStruct(pat) => pat.elems.iter_mut().for_each(|pat| names(pat, found)),
        Pat::Type(pat) => names(&mut pat.pat, found),
        _ => {}
    }
}
