//! Names of an older edition that are keywords in ours.

use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenStream, TokenTree};

/// Free as names in the edition 2015, which syn does not know.
const NAMES: &[&str] = &["async", "await", "dyn", "try"];

/// What a name follows.
const BEFORE: &[&str] =
    &["const", "enum", "fn", "mod", "static", "struct", "trait", "type", "union"];

/// The item with its names of that kind raw, as `fn r#async()` for `fn async()`: it means the same
/// there, and can be read. `None`: it has none.
pub(crate) fn raw_names(item: TokenStream) -> Option<TokenStream> {
    let mut changed = false;
    let item = raw(item, false, &mut changed);
    changed.then_some(item)
}

/// `of_enum`: the tokens are its variants.
fn raw(tokens: TokenStream, of_enum: bool, changed: &mut bool) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let mut output = Vec::new();
    let (mut is_declared, mut in_function, mut in_enum) = (of_enum, false, false);
    while let Some(token) = tokens.next() {
        let was_declared = std::mem::take(&mut is_declared);
        output.push(match token {
            TokenTree::Ident(word) if NAMES.iter().any(|name| word == name) => {
                let is_name = was_declared || tokens.peek().is_some_and(is_colon);
                *changed |= is_name;
                TokenTree::Ident(if is_name {
                    Ident::new_raw(&word.to_string(), word.span())
                } else {
                    word
                })
            }
            TokenTree::Ident(word) => {
                is_declared = BEFORE.iter().any(|before| word == before);
                in_function |= word == "fn";
                in_enum |= word == "enum";
                TokenTree::Ident(word)
            }
            TokenTree::Group(group) => {
                let is_block = group.delimiter() == Delimiter::Brace;
                // What is done in a function is never read.
                if is_block && std::mem::take(&mut in_function) {
                    TokenTree::Group(group)
                } else {
                    let of_variants = is_block && std::mem::take(&mut in_enum);
                    let inside = raw(group.stream(), of_variants, changed);
                    let mut new = Group::new(group.delimiter(), inside);
                    new.set_span(group.span());
                    // Behind its attributes the name of a variant is still to come.
                    is_declared = of_enum && was_declared;
                    TokenTree::Group(new)
                }
            }
            TokenTree::Punct(punct) => {
                in_function &= punct.as_char() != ';';
                is_declared = of_enum
                    && match punct.as_char() {
                        '#' => was_declared,
                        character => character == ',',
                    };
                TokenTree::Punct(punct)
            }
            literal @ TokenTree::Literal(_) => literal,
        });
    }
    output.into_iter().collect()
}

/// The colon behind the name of a field or a parameter, and not one of two.
fn is_colon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(it) if it.as_char() == ':' && it.spacing() == Spacing::Alone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        let tokens = text.parse().expect("tokens");
        raw_names(tokens).map(|tokens| tokens.to_string())
    }

    fn written(text: &str) -> Option<String> {
        text.parse::<TokenStream>().ok().map(|tokens| tokens.to_string())
    }

    #[test]
    fn names_become_raw_and_keywords_and_bodies_stay() {
        assert_eq!(
            read(
                "impl A { async fn await(try: &dyn B) { async; fn async() {} } fn c(dyn: fn()) ; }"
            ),
            written(
                "impl A { async fn r#await(r#try: &dyn B) { async; fn async() {} } \
                 fn c(r#dyn: fn()) ; }"
            )
        );
        assert_eq!(
            read("struct async { pub await: u8, b: dyn ::C }"),
            written("struct r#async { pub r#await: u8, b: dyn ::C }")
        );
        assert_eq!(
            read("enum A { async, #[b] try(dyn ::C), dyn { await: u8 }, D = async, await = 3 }"),
            written(
                "enum A { r#async, #[b] r#try(dyn ::C), r#dyn { r#await: u8 }, D = async, \
                 r#await = 3 }"
            )
        );
    }

    #[test]
    fn without_such_a_name_nothing_is_changed() {
        assert_eq!(read("async fn a(b: &dyn C) { try: loop {} }"), None);
    }
}
