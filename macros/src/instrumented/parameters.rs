//! The parameters of an `async fn`, which its body has to own.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Attribute, FnArg, Ident, Pat, Token, Type};

use crate::support::function::Function;

/// The function without the `mut` of its parameters, and the statements that bind those anew.
///
/// A parameter that the body captures keeps the lifetimes of the caller, so `mut` ones that are
/// set to something the body owns have to be locals of the body. Those behind the first are bound
/// anew, too: locals are dropped in the reverse order of their declaration, and before what is
/// captured, so all are dropped in the order of a plain `async fn`.
pub(super) fn moved_inside(function: &Function) -> (Function, TokenStream) {
    let mut sig = function.sig.clone();
    let mut bindings = Vec::new();
    for input in &mut sig.inputs {
        let FnArg::Typed(parameter) = input else { continue };
        let attrs = parameter.attrs.clone();
        let is_reference = matches!(*parameter.ty, Type::Reference(_));
        names(&mut parameter.pat, &mut |mutability, ident| {
            // When a reference is dropped nothing happens.
            if mutability.is_some() || !is_reference {
                bindings.push(Binding { attrs: attrs.clone(), mutability, ident });
            }
        });
    }
    let first = bindings.iter().position(|binding| binding.mutability.is_some());
    let Some(first) = first else { return (function.clone(), TokenStream::new()) };
    let span = Span::mixed_site();
    let statements = bindings.iter().skip(first).map(|Binding { attrs, mutability, ident }| {
        quote_spanned!(span=> #(#attrs)* let #mutability #ident = #ident;)
    });
    (function.with_sig(sig), quote!(#(#statements)*))
}

struct Binding {
    attrs: Vec<Attribute>,
    mutability: Option<Token![mut]>,
    ident: Ident,
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
