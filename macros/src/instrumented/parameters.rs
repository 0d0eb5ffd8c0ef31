//! The parameters of an `async fn`, which its body has to own.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Attribute, FnArg, Pat, PatType, ReceiverKind, Token, Type, parse_quote};

use crate::support::function::Function;

/// What an `async fn` becomes so that its body owns its parameters.
pub(super) struct Moved {
    pub(super) function: Function,
    pub(super) captured: Option<TokenStream>,
    pub(super) locals: Option<TokenStream>,
}

/// A name that holds something whose drop may be seen.
struct Binding {
    attrs: Vec<Attribute>,
    name: Ident,
    /// Whether the body, or nobody, may see it; what is neither is reported as unused.
    used: bool,
}

/// The function without the `mut` of its parameters, what its body captures in order, and locals.
///
/// A parameter that the body captures keeps the lifetimes of the caller, so a `mut` one, which may
/// be set to something that the body owns, becomes a local of the body. All are dropped in the order
/// of a plain `async fn`, the last one first: locals go before what is captured, so what stands
/// behind one becomes one, too, and what is captured goes in the order in which it is first
/// mentioned. A pattern that leaves some of its value where it is moves inside with all of it.
pub(super) fn moved_inside(function: &Function, body: &TokenStream) -> Moved {
    let mut sig = function.sig.clone();
    let (mut captured, mut locals) = (Vec::new(), Vec::new());
    // Whether something whose drop may be seen is a local already.
    let mut behind = false;
    // Whether there is one in front.
    let mut follows = false;
    for (index, input) in sig.inputs.iter_mut().enumerate() {
        match input {
            FnArg::Receiver(receiver) if matches!(receiver.kind, ReceiverKind::Reference(..)) => {}
            FnArg::Receiver(receiver) => {
                follows = true;
                captured.push(Binding {
                    attrs: Vec::new(),
                    name: Ident::new("self", receiver.self_token.span),
                    used: mentions(body, "self"),
                });
            }
            FnArg::Typed(PatType { attrs, pat, ty, .. }) => {
                let inert = is_inert(ty);
                let unseen = name_unseen(pat, index, body);
                if follows && !inert && leaves_some(pat) {
                    let whole = format_ident!("argument{index}", span = Span::mixed_site());
                    let pat = std::mem::replace(&mut **pat, parse_quote!(#whole));
                    let mutable = pat.to_token_stream().to_string().contains("ref mut ");
                    let mutability = mutable.then(<Token![mut]>::default);
                    behind = true;
                    locals.push(quote_spanned! {Span::mixed_site()=>
                        #(#attrs)* let #mutability #whole = #whole;
                        #(#attrs)* let #pat = #whole;
                    });
                    continue;
                }
                follows |= !inert;
                names(pat, &mut |mutability, name| {
                    let used = unseen || mentions(body, &name.to_string());
                    let unused = !used && captured.iter().any(|binding: &Binding| binding.used);
                    let local = mutability.is_some() || (!inert && (behind || unused));
                    let (attrs, name) = (attrs.clone(), name.clone());
                    if local {
                        behind |= !inert;
                        let mutability = mutability.take();
                        locals.push(quote_spanned! {Span::mixed_site()=>
                            #(#attrs)* let #mutability #name = #name;
                        });
                    } else if !inert {
                        captured.push(Binding { attrs, name, used });
                    }
                });
            }
        }
    }
    let captured = order(&captured);
    let locals = locals.into_iter().reduce(|first, second| quote!(#first #second));
    if captured.is_none() && locals.is_none() {
        return Moved { function: function.clone(), captured, locals };
    }
    Moved { function: function.with_sig(sig), captured, locals }
}

/// Mentions what the body captures, if the order matters. A first one that it does not mention stays
/// outside, where the compiler still sees that nobody uses it.
fn order(captured: &[Binding]) -> Option<TokenStream> {
    let used: Vec<_> = captured.iter().rev().filter(|binding| binding.used).collect();
    if used.len() < 2 {
        return None;
    }
    let names = used.iter().map(|binding| &binding.name);
    if used.iter().all(|binding| binding.attrs.is_empty()) {
        return Some(quote_spanned!(Span::mixed_site()=> let _ = (#(&#names),*);));
    }
    // One of them may be under a `cfg`.
    let attrs = used.iter().map(|Binding { attrs, .. }| quote!(#(#attrs)*));
    Some(quote_spanned!(Span::mixed_site()=> #(#attrs let _ = &#names;)*))
}

/// Gives a name of ours to a parameter that the body cannot or does not name and nobody is told of:
/// `_` or `_guard`. `false`: it has another one.
fn name_unseen(pat: &mut Pat, index: usize, body: &TokenStream) -> bool {
    match pat {
        Pat::Wild(wild) => {
            let span = Span::mixed_site().located_at(wild.underscore_token.span());
            let name = format_ident!("_unnamed{index}", span = span);
            *pat = parse_quote!(#name);
            true
        }
        Pat::Ident(pat) if pat.ident.to_string().starts_with('_') && pat.subpat.is_none() => {
            let unseen = pat.by_ref.is_none() && !mentions(body, &pat.ident.to_string());
            if unseen {
                pat.ident.set_span(Span::mixed_site().located_at(pat.ident.span()));
            }
            unseen
        }
        _ => false,
    }
}

/// Whether `name` stands anywhere in `body`, or in a text that may be a format.
fn mentions(body: &TokenStream, name: &str) -> bool {
    body.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        TokenTree::Literal(literal) => literal.to_string().contains(name),
        TokenTree::Punct(_) => false,
    })
}

/// References, numbers, and tuples and arrays of such: when they are dropped nothing happens.
fn is_inert(ty: &Type) -> bool {
    const INERT: [&str; 17] = [
        "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16",
        "u32", "u64", "u128", "usize", "str",
    ];
    match ty {
        Type::Reference(_) => true,
        Type::Array(ty) => is_inert(&ty.elem),
        Type::Tuple(ty) => ty.elems.iter().all(is_inert),
        Type::Path(ty) => INERT.iter().any(|name| ty.path.is_ident(name)),
        _ => false,
    }
}

/// Whether `pat` does not bind all of the value by name: `(first, _)`, `Point { x, .. }`, `ref whole`.
fn leaves_some(pat: &Pat) -> bool {
    match pat {
        Pat::Ident(pat) => pat.by_ref.is_some(),
        Pat::Paren(pat) => leaves_some(&pat.pat),
        Pat::Slice(pat) => pat.elems.iter().any(leaves_some),
        Pat::Struct(pat) => {
            pat.rest.is_some() || pat.fields.iter().any(|field| leaves_some(&field.pat))
        }
        Pat::Tuple(pat) => pat.elems.iter().any(leaves_some),
        Pat::TupleStruct(pat) => pat.elems.iter().any(leaves_some),
        Pat::Type(pat) => leaves_some(&pat.pat),
        _ => true,
    }
}

/// Every name that `pat` binds by value, and its `mut`.
fn names(pat: &mut Pat, found: &mut impl FnMut(&mut Option<Token![mut]>, &Ident)) {
    match pat {
        Pat::Ident(pat) => {
            if pat.by_ref.is_none() {
                found(&mut pat.mutability, &pat.ident);
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
