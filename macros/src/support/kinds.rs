//! What kind of item an attribute stands on, in words for a message.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Ident, Result, Token, Visibility, token};

use super::function::Function;
use super::outer;

/// Macros of std that stand for a value or a statement, and never for an item.
const VALUES: &[&str] = &[
    "assert",
    "assert_eq",
    "assert_ne",
    "dbg",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "eprint",
    "eprintln",
    "format",
    "matches",
    "panic",
    "print",
    "println",
    "todo",
    "unimplemented",
    "unreachable",
    "vec",
    "write",
    "writeln",
];

/// The kind of an item and the keyword that says so.
pub(crate) struct Kind {
    pub(crate) words: &'static str,
    pub(crate) span: Span,
}

/// Whether these are the tokens of an item, without its attributes; if not they are a statement or an
/// expression.
pub(crate) fn is_item(tokens: &[TokenTree]) -> bool {
    let read = |input: ParseStream<'_>| {
        let kind = Kind::read(input);
        input.parse::<TokenStream>().map(|_rest| kind)
    };
    // What begins in no known way may be an item of a later edition.
    begins_plainly(tokens)
        || !matches!(
            read.parse2(outer::without_bodies(tokens.iter().cloned().collect())),
            Ok(Ok(None))
        )
}

/// Whether a keyword of items alone comes first, behind words that may stand in front of it: so most
/// items begin, and to read them costs more.
fn begins_plainly(tokens: &[TokenTree]) -> bool {
    for token in tokens {
        match token {
            TokenTree::Ident(word) => match word.to_string().as_str() {
                "enum" | "fn" | "impl" | "mod" | "struct" | "trait" => return true,
                "async" | "const" | "pub" | "unsafe" => {}
                _ => return false,
            },
            // Of `pub(crate)`.
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {}
            _ => return false,
        }
    }
    false
}

impl Kind {
    /// The kind of an item that a macro cannot stand on; reads all of it.
    pub(crate) fn expect(input: ParseStream<'_>) -> Result<Self> {
        let kind = Kind::read(input)?.ok_or_else(|| input.error("expected an item"));
        // What cannot be read has its error already, at the right place.
        input.parse::<TokenStream>()?;
        kind
    }

    /// Reads the words in front of the name of an item; `None`: there is no item.
    pub(crate) fn read(input: ParseStream<'_>) -> Result<Option<Self>> {
        input.call(Attribute::parse_outer)?;
        input.parse::<Visibility>()?;
        let span = input.span();
        if Function::peek(input) {
            return Ok(Some(Kind { words: "a function", span }));
        }
        let is_block = input.peek2(token::Brace) || input.peek2(Token![move]);
        let word = input.call(Ident::parse_any).map(|word| word.to_string()).unwrap_or_default();
        let words = match word.as_str() {
            "const" | "unsafe" | "async" if is_block => return Ok(None),
            "unsafe" | "auto" | "default" | "safe" if input.peek(Ident::peek_any) => {
                return Ok(Kind::read(input)?.map(|kind| Kind { span, ..kind }));
            }
            "struct" | "enum" | "union" => "a type",
            "impl" => "an `impl` block",
            "trait" => "a trait",
            "mod" => "a module",
            "const" => "a constant",
            "static" => "a static",
            "type" => "a type alias",
            "use" => "an import",
            "extern" => "an `extern` item",
            "macro" => "a macro",
            value if VALUES.contains(&value) => return Ok(None),
            _ => return Ok(is_macro_call(input).then_some(Kind { words: "a macro", span })),
        };
        Ok(Some(Kind { words, span }))
    }
}

/// Whether the path that `input` is in ends in `!`.
fn is_macro_call(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    while ahead.peek(Token![::]) {
        let step = ahead.parse::<Token![::]>().and_then(|_| ahead.call(Ident::parse_any));
        if step.is_err() {
            return false;
        }
    }
    ahead.peek(Token![!]) && !ahead.peek(Token![!=])
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    fn words(tokens: TokenStream) -> Option<&'static str> {
        let read = |input: ParseStream<'_>| {
            let kind = Kind::read(input)?;
            input.parse::<TokenStream>()?;
            Ok(kind.map(|kind| kind.words))
        };
        read.parse2(tokens).expect("attributes and a visibility")
    }

    #[test]
    fn modifiers_do_not_hide_the_kind() {
        let function = quote!(
            #[a]
            pub(in b) const unsafe extern "C" fn c() {}
        );
        assert_eq!(words(function), Some("a function"));
        assert_eq!(
            words(quote!(
                pub unsafe auto trait A {}
            )),
            Some("a trait")
        );
        assert_eq!(words(quote!(default impl A {})), Some("an `impl` block"));
        assert_eq!(
            words(quote!(
                unsafe extern "C" {}
            )),
            Some("an `extern` item")
        );
        assert_eq!(words(quote!(::a::b! {})), Some("a macro"));
        assert_eq!(
            words(quote!(
                macro_rules! a {
                    () => {};
                }
            )),
            Some("a macro")
        );
    }

    #[test]
    fn statements_and_expressions_are_no_items() {
        for tokens in [
            quote!(let a = 1;),
            quote!({ a }),
            quote!(unsafe { a }),
            quote!(const { a }),
            quote!(async move { a }),
            quote!(|| a),
            quote!(a + 1),
            quote!(a != 1),
            quote!("a"),
            quote!(if a {}),
            quote!(assert!(a);),
        ] {
            assert!(!is_item(&tokens.clone().into_iter().collect::<Vec<_>>()), "{tokens}");
        }
    }
}
