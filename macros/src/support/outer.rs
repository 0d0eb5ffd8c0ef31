//! The outside of an item. To parse a token stream is to copy it down to the last token, so what
//! needs only the outside looks at nothing else.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The attributes in front of an item, and the rest.
pub(crate) fn split(item: TokenStream) -> (TokenStream, TokenStream) {
    let mut attrs = TokenStream::new();
    let mut tokens = item.into_iter().peekable();
    while let Some(hash) = tokens.next_if(|token| is_punct(token, '#')) {
        attrs.extend([hash].into_iter().chain(tokens.next_if(is_bracket)));
    }
    (attrs, tokens.collect())
}

/// The attributes `#![..]` at the start of a body, and the rest.
pub(crate) fn split_inner(body: TokenStream) -> (TokenStream, TokenStream) {
    let mut attrs = TokenStream::new();
    let mut rest: Vec<TokenTree> = body.into_iter().collect();
    while let [hash, mark, brackets, ..] = rest.as_slice() {
        if !(is_punct(hash, '#') && is_punct(mark, '!') && is_bracket(brackets)) {
            break;
        }
        attrs.extend(rest.drain(..3));
    }
    (attrs, rest.into_iter().collect())
}

/// The item with nothing between its braces.
pub(crate) fn without_bodies(item: TokenStream) -> TokenStream {
    let empty = |token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
            let mut empty = Group::new(Delimiter::Brace, TokenStream::new());
            empty.set_span(group.span());
            TokenTree::Group(empty)
        }
        other => other,
    };
    item.into_iter().map(empty).collect()
}

/// Whether a type is already what becomes of it: no condition is left to be looked up, no attribute
/// may be a macro, and no lint is off that a derive would not meet.
pub(crate) fn is_settled(item: &TokenStream) -> bool {
    let known = ["derive", "doc", "must_use", "repr"];
    let (attrs, rest) = split(item.clone());
    let mut attrs = attrs.into_iter().filter_map(|token| match token {
        TokenTree::Group(group) => Some(group.stream().into_iter().next()),
        _ => None,
    });
    let is_known = |first: Option<TokenTree>| match first {
        Some(TokenTree::Ident(name)) => known.iter().any(|it| name == it),
        _ => false,
    };
    attrs.all(is_known) && !names_any(&["allow", "cfg", "cfg_attr", "expect"], rest)
}

fn names_any(words: &[&str], tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(word) => words.iter().any(|it| word == it),
        TokenTree::Group(group) => names_any(words, group.stream()),
        _ => false,
    })
}

fn is_punct(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}

fn is_bracket(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket)
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn attributes_end_where_the_item_begins() {
        let (attrs, rest) = split(quote!(
            #[a]
            #[b(c)]
            pub fn d() {
                #[e]
                f
            }
        ));
        assert_eq!(attrs.to_string(), quote!(#[a] #[b(c)]).to_string());
        assert_eq!(
            rest.to_string(),
            quote!(
                pub fn d() {
                    #[e]
                    f
                }
            )
            .to_string()
        );
    }

    #[test]
    fn a_type_is_settled_if_no_attribute_can_change_it() {
        assert!(is_settled(&quote!(
            #[derive(A)]
            #[doc = "b"]
            pub struct C {
                #[d]
                e: F,
            }
        )));
        assert!(!is_settled(&quote!(
            #[cfg_attr(a, b)]
            struct C;
        )));
        assert!(!is_settled(&quote!(
            #[repr(C)]
            #[a]
            struct C;
        )));
        assert!(!is_settled(&quote!(
            #[allow(a)]
            struct C;
        )));
        assert!(!is_settled(&quote!(
            struct C(D, #[cfg(e)] F);
        )));
        assert!(!is_settled(&quote!(
            enum C {
                D {
                    #[cfg_attr(e, f)]
                    g: H,
                },
            }
        )));
    }

    #[test]
    fn inner_attributes_end_where_the_statements_begin() {
        let (attrs, rest) = split_inner(quote!(#![a] #![b(c)] #[d] [e]; #![f]));
        assert_eq!(attrs.to_string(), quote!(#![a] #![b(c)]).to_string());
        assert_eq!(rest.to_string(), quote!(#[d] [e]; #![f]).to_string());
    }

    #[test]
    fn braces_are_emptied_and_parentheses_are_not() {
        let item = without_bodies(quote!(
            pub(crate) fn a(b: C) -> D
            where
                E<{ 1 }>: F,
            {
                g
            }
        ));
        let empty = quote!(
            pub(crate) fn a(b: C) -> D
            where
                E<{}>: F,
            {
            }
        );
        assert_eq!(item.to_string(), empty.to_string());
    }
}
