//! What an option that is a length of time takes: `"10ms"`.

use proc_macro2::{Literal, Span, TokenStream};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{LitStr, Result};

use super::spelling::compact;
use super::values::Kind;

/// A length of time, in nanoseconds.
#[derive(Clone, Copy)]
pub(crate) struct Nanos(u64);

const FORMS: &str = "a number and `ns`, `us`, `ms` or `s`, such as";

impl Parse for Nanos {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let text: LitStr = input.parse()?;
        match nanos(&text.value()) {
            Some(nanos) => Ok(Nanos(nanos)),
            None => Err(syn::Error::new_spanned(text, "expected a length of time")),
        }
    }
}

impl Kind for Nanos {
    fn advice(name: &str, tokens: &TokenStream) -> Option<String> {
        let written = compact(tokens);
        if nanos(&written).is_some() {
            return Some(format!(
                "`{name}` takes a string; put it in quotes: `{name} = \"{written}\"`"
            ));
        }
        Some(format!("`{name}` cannot be `{written}`; write {FORMS} `{name} = \"10ms\"`"))
    }
}

impl ToTokens for Nanos {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        // With the thousands apart, as a person would write it.
        let digits = self.0.to_string();
        let mut text = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index) % 3 == 0 {
                text.push('_');
            }
            text.push(digit);
        }
        let mut literal: Literal = text.parse().unwrap_or_else(|_| Literal::u64_unsuffixed(self.0));
        literal.set_span(Span::mixed_site());
        literal.to_tokens(tokens);
    }
}

/// Of `1.5ms`; `None` if it is no length of time, or too long or too exact for a `u64`.
fn nanos(text: &str) -> Option<u64> {
    let unit = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = text.split_at(unit);
    let digits: u32 = match unit.trim_start() {
        "ns" => 0,
        "us" | "µs" => 3,
        "ms" => 6,
        "s" => 9,
        _ => return None,
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let behind_point = u32::try_from(part.len()).ok()?;
    let part: u64 = match part.trim_end_matches('0') {
        "" if behind_point > 0 => 0,
        kept => {
            let rest = digits.checked_sub(u32::try_from(kept.len()).ok()?)?;
            kept.parse::<u64>().ok()?.checked_mul(10_u64.pow(rest))?
        }
    };
    whole.parse::<u64>().ok()?.checked_mul(10_u64.pow(digits))?.checked_add(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_a_unit_are_a_length_of_time() {
        let texts = ["10ms", "1.5s", "250us", "7ns", "0.25 µs", "2.0ns", "1.50ms"];
        let expected = [10_000_000, 1_500_000_000, 250_000, 7, 250, 2, 1_500_000];
        assert_eq!(texts.map(nanos), expected.map(Some));
    }

    #[test]
    fn anything_else_is_none() {
        let texts = ["", "10", "ms", ".5ms", "5.ms", "1.5ns", "10 minutes", "-1ms", "1.2.3s"];
        assert_eq!(texts.map(nanos), [None; 9]);
        assert_eq!(nanos("99999999999s"), None, "too long");
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(Nanos(10_000_000).to_token_stream().to_string(), "10_000_000");
        assert_eq!(Nanos(7).to_token_stream().to_string(), "7");
    }
}
