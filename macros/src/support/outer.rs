//! The outside of an item. To parse a token stream is to copy it down to the last token, so what
//! needs only the outside looks at nothing else.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The attributes in front of an item, and the rest.
pub(crate) fn split(item: TokenStream) -> (Vec<TokenTree>, Vec<TokenTree>) {
    let mut attrs = Vec::new();
    let mut tokens = item.into_iter().peekable();
    while let Some(hash) = tokens.next_if(|token| is_punct(token, '#')) {
        attrs.push(hash);
        attrs.extend(tokens.next_if(is_bracket));
    }
    (attrs, tokens.collect())
}

/// Whether `token` is a group in which `word` stands; groups inside are not looked into.
pub(crate) fn holds(token: &TokenTree, word: &str) -> bool {
    let TokenTree::Group(group) = token else { return false };
    group.stream().into_iter().any(|token| matches!(token, TokenTree::Ident(it) if it == word))
}

/// The attributes `#![..]` at the start of a body, the rest, and the tokens of that.
pub(crate) fn split_inner(body: TokenStream) -> (TokenStream, TokenStream, Vec<TokenTree>) {
    let mut attrs = TokenStream::new();
    let mut rest: Vec<TokenTree> = body.clone().into_iter().collect();
    // Most bodies begin otherwise, and to put them together anew costs more.
    if !rest.first().is_some_and(|token| is_punct(token, '#')) {
        return (attrs, body, rest);
    }
    while let [hash, mark, brackets, ..] = rest.as_slice() {
        if !(is_punct(hash, '#') && is_punct(mark, '!') && is_bracket(brackets)) {
            break;
        }
        attrs.extend(rest.drain(..3));
    }
    (attrs, rest.iter().cloned().collect(), rest)
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

/// All in front of the body of a function with nothing between the parentheses behind its name; of an
/// `async` one with its parameters. `None`: there is no `fn`.
pub(crate) fn without_parameters(head: &[TokenTree]) -> Option<TokenStream> {
    let is_word = |token: &TokenTree, word| matches!(token, TokenTree::Ident(it) if it == word);
    let keyword = head.iter().position(|token| is_word(token, "fn"))?;
    if head[..keyword].iter().any(|token| is_word(token, "async")) {
        return Some(head.iter().cloned().collect());
    }
    // Between the angle brackets of generics stand parentheses, too: `<F: Fn(A) -> B>`.
    let mut angles = 0_u32;
    let mut arrow = false;
    let parameters = head[keyword..].iter().position(|token| {
        match token {
            TokenTree::Group(group) => {
                return angles == 0 && group.delimiter() == Delimiter::Parenthesis;
            }
            TokenTree::Punct(punct) if punct.as_char() == '<' => angles += 1,
            TokenTree::Punct(punct) if punct.as_char() == '>' && !arrow => {
                angles = angles.saturating_sub(1);
            }
            _ => {}
        }
        arrow = is_punct(token, '-');
        false
    })?;
    let (before, behind) = head.split_at(keyword + parameters);
    let empty = behind.first().map(|token| {
        let mut empty = Group::new(Delimiter::Parenthesis, TokenStream::new());
        empty.set_span(token.span());
        TokenTree::Group(empty)
    });
    Some(before.iter().cloned().chain(empty).chain(behind.iter().skip(1).cloned()).collect())
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

fn names_any(words: &[&str], tokens: impl IntoIterator<Item = TokenTree>) -> bool {
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
        assert_eq!(quote!(#(#attrs)*).to_string(), quote!(#[a] #[b(c)]).to_string());
        assert_eq!(
            quote!(#(#rest)*).to_string(),
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
        let (attrs, rest, tokens) = split_inner(quote!(#![a] #![b(c)] #[d] [e]; #![f]));
        assert_eq!(tokens.first().map(ToString::to_string), Some("#".to_owned()));
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

    #[test]
    fn parameters_are_found_behind_generics() {
        let read = |tokens: TokenStream| {
            let head: Vec<_> = tokens.into_iter().collect();
            without_parameters(&head).map(|head| head.to_string())
        };
        let expected = |tokens: TokenStream| Some(tokens.to_string());
        assert_eq!(
            read(quote!(pub(crate) fn a<B: Fn(C) -> D<E>, const F: usize>(g: B) -> (H, I))),
            expected(quote!(pub(crate) fn a<B: Fn(C) -> D<E>, const F: usize>() -> (H, I)))
        );
        // The arrow closes nothing.
        assert_eq!(
            read(quote!(fn a<B: Fn(C) -> D, E: Fn(F)>(g: B))),
            expected(quote!(fn a<B: Fn(C) -> D, E: Fn(F)>()))
        );
        assert_eq!(read(quote!(fn a(&self, b: fn(C)))), expected(quote!(fn a())));
        let with = quote!(async unsafe fn a(b: C));
        assert_eq!(read(with.clone()), expected(with));
        assert_eq!(read(quote!(impl A for (B, C))), None);
    }
}
