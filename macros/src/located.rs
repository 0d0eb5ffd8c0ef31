//! `located!([place] tokens)`: what a `macro_rules!` wrote, at a place in the code of the user.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::support::spans;

/// The tokens behind the brackets, at the place of those in them. What the user wrote keeps its own.
pub(crate) fn located(tokens: TokenStream) -> TokenStream {
    let mut tokens = tokens.into_iter();
    let Some(place) = tokens.next() else { return TokenStream::new() };
    let place: TokenStream = flat(place).into_iter().collect();
    let place = spans::located(&place);
    tokens.map(|token| at(token, place)).collect()
}

fn at(mut token: TokenTree, place: proc_macro2::Span) -> TokenTree {
    if let TokenTree::Group(group) = &token {
        // A fragment, as `$ty`.
        if group.delimiter() == Delimiter::None {
            return token;
        }
        let inside = group.stream().into_iter().map(|token| at(token, place)).collect();
        token = TokenTree::Group(Group::new(group.delimiter(), inside));
    }
    token.set_span(token.span().located_at(place));
    token
}

/// The tokens in brackets and in fragments: their own brackets stand in the `macro_rules!`.
fn flat(token: TokenTree) -> Vec<TokenTree> {
    match token {
        TokenTree::Group(group) => group
            .stream()
            .into_iter()
            .flat_map(|token| match token {
                TokenTree::Group(group) if group.delimiter() != Delimiter::None => {
                    vec![TokenTree::Group(group)]
                }
                token => flat(token),
            })
            .collect(),
        token => vec![token],
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn the_place_is_taken_away_and_the_rest_stays_as_it_is() {
        let code = quote!([u8] f(1, [a::<B>()]));
        assert_eq!(located(code).to_string(), quote!(f(1, [a::<B>()])).to_string());
    }

    #[test]
    fn nothing_is_nothing() {
        assert!(located(TokenStream::new()).is_empty());
    }
}
