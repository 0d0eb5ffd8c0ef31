//! Reads one option of a list, and says what cannot be read.

use proc_macro2::TokenTree;
use quote::ToTokens;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{Ident, Token, token};

use super::meant::nearest;
use super::{Entry, Options, elsewhere};
use crate::support::errors::Errors;
use crate::support::spelling;
use crate::support::values::{Value, is_option, skip_to_comma, trailing};

impl Options {
    /// Reads one option and the comma behind it.
    pub(super) fn entry(&mut self, known: &[&str], input: ParseStream<'_>, errors: &mut Errors) {
        // A keyword may be an option: `crate = path`.
        let Ok(name) = input.call(Ident::parse_any) else {
            let token = input.parse::<TokenTree>();
            if matches!(&token, Ok(TokenTree::Punct(comma)) if comma.as_char() == ',') {
                errors.report(&token.ok(), "there is a comma too many; remove it");
                return;
            }
            errors.report(
                &token.map(ToTokens::into_token_stream).unwrap_or_default(),
                format!("expected an option of `{}`; {}", self.attribute, offer(known)),
            );
            skip_to_comma(input);
            return;
        };
        if name != "crate" && !known.iter().any(|known| name == known) {
            // All up to the value may have been meant as the name: `on-drop`, `Config::load`.
            let mut written = name.to_token_stream();
            while !at_end_of_name(input) {
                match input.parse::<Option<Token![::]>>() {
                    Ok(Some(colons)) => colons.to_tokens(&mut written),
                    _ => written.extend(input.parse::<TokenTree>()),
                }
            }
            let mut unreported = Errors::default();
            let value = Value::read(input, "", known, &mut unreported);
            let _one_error_is_enough = unreported.finish();
            skip_to_comma(input);
            let text = written.to_string().replace(' ', "");
            let near = nearest(&text, known);
            if let Some(near) = near {
                self.misspelt.push(Entry { name: Ident::new(near, name.span()), value });
            }
            errors.report(&written, self.unknown(&text, near, known));
            return;
        }
        let value = Value::read(input, &name.to_string(), known, errors);
        if !input.is_empty() && !input.peek(Token![,]) && !is_reported(&value) {
            trailing(input, &format!("`{name}`"), known, errors);
        }
        // Behind a comma that is missing the next one is read all the same.
        if !is_option(input, known) {
            skip_to_comma(input);
        }
        if self.entries.iter().any(|entry| entry.name == name) {
            errors.report(&name, format!("`{name}` is given twice; remove one of the two"));
        } else {
            self.entries.push(Entry { name, value });
        }
    }

    fn unknown(&self, written: &str, near: Option<&str>, known: &[&str]) -> String {
        let advice = match (near, elsewhere::place_of(&self.attribute, written)) {
            (_, Some(place)) => place,
            (Some(near), None) => format!("did you mean `{near}`?"),
            (None, None) => offer(known),
        };
        format!("`{}` has no option `{written}`; {advice}", self.attribute)
    }
}

/// Whether a mistake in the value is or will be reported, so that what follows it is not.
fn is_reported(value: &Value) -> bool {
    matches!(value, Value::Broken | Value::Signed(..))
}

/// Whether the value of an option, its list or the next option follows.
fn at_end_of_name(input: ParseStream<'_>) -> bool {
    let colon = input.peek(Token![:]) && !input.peek(Token![::]);
    let group = input.peek(token::Paren) || input.peek(token::Bracket) || input.peek(token::Brace);
    input.is_empty() || input.peek(Token![,]) || input.peek(Token![=]) || colon || group
}

fn offer(known: &[&str]) -> String {
    match known {
        [] => "it takes only `crate = path`".to_owned(),
        [only] => format!("its only option is `{only}`"),
        known => format!("its options are {}", spelling::list(known)),
    }
}
