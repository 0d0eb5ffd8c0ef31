//! Options whose value is one of a few words.

use proc_macro2::Ident;

use super::errors::Errors;
use super::options::Options;
use super::spelling;

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
        let ident: Ident = self.value(name, &words.join(" | "), errors)?;
        let found = words.iter().copied().find(|known| ident == known);
        if found.is_none() {
            let advice = match spelling::nearest(&ident.to_string(), words) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it can be {}", spelling::either(words)),
            };
            errors.report(&ident, format!("`{name}` cannot be `{ident}`; {advice}"));
        }
        found.map(|text| Word { text, ident })
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    fn error_of(tokens: proc_macro2::TokenStream) -> String {
        let mut errors = Errors::default();
        let mut options = Options::parse("#[test]", &["retry"], tokens, &mut errors);
        let word = options.choice("retry", &["on_err", "never"], &mut errors);
        let file: syn::File = syn::parse2(errors.finish()).expect("errors are items");
        match &file.items[..] {
            [syn::Item::Macro(item)] => {
                assert!(word.is_none());
                item.mac.parse_body::<syn::LitStr>().expect("a message").value()
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
            error_of(quote!(retry = 3)),
            "`retry` cannot be `3`; write `retry = on_err | never`"
        );
    }
}
