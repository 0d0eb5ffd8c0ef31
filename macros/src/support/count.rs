//! What an option that is a number takes: `1_024`.

use proc_macro2::{Literal, Span, TokenStream};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{LitInt, LitStr, Result};

use super::spelling::compact;
use super::values::Kind;

/// A number, from zero on.
#[derive(Clone, Copy)]
pub(crate) struct Count(u64);

impl Parse for Count {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let literal: LitInt = input.parse()?;
        if !literal.suffix().is_empty() {
            return Err(syn::Error::new_spanned(literal, "expected no suffix"));
        }
        literal.base10_parse().map(Count)
    }
}

impl Kind for Count {
    fn advice(name: &str, tokens: &TokenStream) -> Option<String> {
        let written = compact(tokens);
        let number = |text: &str| syn::parse_str::<LitInt>(text).ok();
        if let Ok(text) = syn::parse2::<LitStr>(tokens.clone()) {
            let inside = text.value();
            number(&inside)?;
            return Some(format!(
                "`{name}` takes no string; remove the quotes: `{name} = {inside}`"
            ));
        }
        if written.strip_prefix('-').is_some_and(|rest| number(rest.trim()).is_some()) {
            return Some(format!(
                "`{name}` cannot be negative; write `{name} = 0` where nothing is allowed"
            ));
        }
        let literal = number(&written)?;
        let digits = literal.base10_digits();
        Some(if digits.parse::<u64>().is_ok() {
            format!("`{name}` takes a number without a type; write `{name} = {digits}`")
        } else {
            format!("`{name}` is too large; it can be up to `{}`", u64::MAX)
        })
    }
}

impl ToTokens for Count {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        literal(self.0).to_tokens(tokens);
    }
}

/// With the thousands apart, as a person would write it.
pub(crate) fn literal(number: u64) -> Literal {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push('_');
        }
        text.push(digit);
    }
    let mut literal: Literal = text.parse().unwrap_or_else(|_| Literal::u64_unsuffixed(number));
    literal.set_span(Span::mixed_site());
    literal
}
