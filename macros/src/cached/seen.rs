//! What can be seen of a type in its tokens: of an alias nothing.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::Type;

use super::value::{argument, is_named};
use crate::support::owned::plain;

/// Whether a type is one that can be a key and can be kept, whatever else is.
pub(super) fn is_sure(ty: &Type) -> bool {
    let names = [
        "bool", "char", "i8", "i16", "i32", "i64", "i128", "isize", "str", "String", "u8", "u16",
        "u32", "u64", "u128", "usize",
    ];
    match plain(ty) {
        Type::Array(array) => is_sure(&array.elem),
        Type::Tuple(tuple) => tuple.elems.iter().all(is_sure),
        Type::Path(it) => {
            let inside = ["Arc", "Box", "Option", "Vec"].iter().find_map(|name| argument(ty, name));
            inside.is_some_and(is_sure) || names.iter().any(|name| it.path.is_ident(name))
        }
        _ => false,
    }
}

/// What is known to stay on its thread, and what is like it for all.
const ALIKE: [(&str, &str); 2] = [("Rc", "Arc"), ("RefCell", "Mutex")];

/// The type, if it is a number of which not each equals itself.
pub(super) fn float(ty: &Type) -> Option<&Type> {
    let ty = plain(ty);
    (is_named(ty, "f32") || is_named(ty, "f64")).then_some(ty)
}

fn alike(word: &Ident) -> Option<Ident> {
    let (_, shared) = ALIKE.into_iter().find(|(alone, _)| word == alone)?;
    Some(Ident::new(shared, word.span()))
}

/// The first `Rc<..>` in a type; one that a function is given is none of its values.
pub(super) fn of_one_thread(tokens: TokenStream) -> Option<Ident> {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let found = match (token, tokens.peek()) {
            (TokenTree::Ident(word), _) if word == "fn" => return None,
            (TokenTree::Ident(word), Some(TokenTree::Punct(next))) if next.as_char() == '<' => {
                alike(&word).is_some().then_some(word)
            }
            (TokenTree::Group(group), _) => of_one_thread(group.stream()),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The type with an `Arc` for every `Rc`.
pub(super) fn for_all_threads(tokens: TokenStream) -> TokenStream {
    let shared = |token| match token {
        TokenTree::Ident(word) => alike(&word).unwrap_or(word).into(),
        TokenTree::Group(group) => {
            TokenTree::Group(Group::new(group.delimiter(), for_all_threads(group.stream())))
        }
        other => other,
    };
    tokens.into_iter().map(shared).collect()
}

/// The first lifetime in `tokens` but `'static`, or a reference without one.
pub(super) fn borrowed(tokens: TokenStream) -> Option<Span> {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let found = match (&token, tokens.peek()) {
            // Of a function that is given one, it borrows nothing.
            (TokenTree::Ident(word), _) if word == "fn" || word == "for" => return None,
            (TokenTree::Punct(tick), Some(TokenTree::Ident(name))) if tick.as_char() == '\'' => {
                (name != "static").then(|| tick.span())
            }
            (TokenTree::Punct(and), next) if and.as_char() == '&' => {
                let named = matches!(next, Some(TokenTree::Punct(it)) if it.as_char() == '\'');
                (!named).then(|| and.span())
            }
            (TokenTree::Group(group), _) => borrowed(group.stream()),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

pub(super) fn names_self(tokens: TokenStream) -> Option<Span> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(word) if word == "Self" => Some(word.span()),
        TokenTree::Group(group) => names_self(group.stream()),
        _ => None,
    })
}

/// Whether a type has an argument of that name, at whatever depth.
pub(super) fn within(ty: &Type, name: &str) -> bool {
    let mut tokens = ty.to_token_stream().into_iter();
    tokens.any(|token| matches!(token, TokenTree::Ident(word) if word == name))
}
