//! Options whose value is one of a few words.

use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, LitStr, Result};

use super::errors::Errors;
use super::options::Options;
use super::spelling::{self, compact};
use super::values::Kind;

/// Whatever stands there, to be judged as a word.
struct Written(TokenStream);

impl Parse for Written {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        input.parse().map(Written)
    }
}

impl Kind for Written {}

/// One of the words that an option can take, as the user wrote it.
pub(crate) struct Word {
    pub(crate) text: &'static str,
    pub(crate) ident: Ident,
}

impl Options {
    /// Takes an option whose value is one of a few `words`, the first of which is the default.
    pub(crate) fn choice(
        &mut self,
        name: &str,
        words: &[&'static str],
        errors: &mut Errors,
    ) -> Option<&'static str> {
        self.word(name, words, errors).map(|word| word.text)
    }

    /// As [`choice`](Self::choice), for messages about the word.
    pub(crate) fn word(
        &mut self,
        name: &str,
        words: &[&'static str],
        errors: &mut Errors,
    ) -> Option<Word> {
        let example = words.first().copied().unwrap_or_default();
        let Written(written) = self.value(name, example, errors)?;
        let quoted: Option<LitStr> = syn::parse2(written.clone()).ok();
        let is_quoted = quoted.is_some();
        let word = quoted.map_or_else(|| compact(&written), |quoted| quoted.value());
        let found = words.iter().copied().find(|known| word == *known);
        match (found, is_quoted) {
            (Some(text), false) => {
                return syn::parse2(written).ok().map(|ident| Word { text, ident });
            }
            (Some(found), true) => errors.report(
                &written,
                format!("`{name}` takes no string; remove the quotes: `{name} = {found}`"),
            ),
            (None, _) => {
                let advice = match spelling::nearest(&word, words) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("it can be {}", spelling::either(words)),
                };
                errors.report(&written, format!("`{name}` cannot be `{word}`; {advice}"));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    fn error_of(tokens: TokenStream) -> String {
        let mut errors = Errors::default();
        let mut options = Options::parse("#[test]", &["retry"], tokens, &mut errors);
        let word = options.choice("retry", &["on_err", "never"], &mut errors);
        let file: syn::File = syn::parse2(errors.finish()).expect("errors are items");
        match &file.items[..] {
            [syn::Item::Macro(item)] => {
                assert!(word.is_none());
                item.mac.parse_body::<LitStr>().expect("a message").value()
            }
            _ => word.unwrap_or_default().to_owned(),
        }
    }

    #[test]
    fn a_word_that_is_no_choice_shows_the_choices() {
        assert_eq!(error_of(quote!(retry = never)), "never");
        assert_eq!(
            error_of(quote!(retry = nevr)),
            "`retry` cannot be `nevr`; did you mean `never`?"
        );
        assert_eq!(
            error_of(quote!(retry = sometimes)),
            "`retry` cannot be `sometimes`; it can be `on_err` or `never`"
        );
        assert_eq!(
            error_of(quote!(retry = "never")),
            "`retry` takes no string; remove the quotes: `retry = never`"
        );
        assert_eq!(
            error_of(quote!(retry = "on_error")),
            "`retry` cannot be `on_error`; did you mean `on_err`?"
        );
        assert_eq!(error_of(quote!(retry)), "`retry` needs a value; write `retry = on_err`");
        assert_eq!(
            error_of(quote!(retry = 3)),
            "`retry` cannot be `3`; it can be `on_err` or `never`"
        );
    }
}
