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
