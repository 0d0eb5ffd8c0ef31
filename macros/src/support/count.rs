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
        let number = |text: &str| syn::parse_str::<LitInt>(text).ok();
        let quoted = syn::parse2::<LitStr>(tokens.clone()).ok().map(|text| text.value());
        let is_quoted = quoted.is_some();
        let written = quoted.unwrap_or_else(|| compact(tokens));
        if let Some(amount) = with_unit(name, &written) {
            let wrong = if is_quoted { "no string" } else { "a number without a unit" };
            return Some(format!("`{name}` takes {wrong}; write `{name} = {}`", literal(amount)));
        }
        if is_quoted {
            let number = number(&written).filter(|number| number.base10_parse::<u64>().is_ok())?;
            if !number.suffix().is_empty() {
                let digits = number.base10_digits();
                return Some(format!("`{name}` takes no string; write `{name} = {digits}`"));
            }
            return Some(format!(
                "`{name}` takes no string; remove the quotes: `{name} = {written}`"
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

/// `64 KiB` as a number of bytes, `3k` as a number of anything else.
fn with_unit(name: &str, written: &str) -> Option<u64> {
    let written = written.to_lowercase();
    let end = written.find(|it: char| !it.is_ascii_digit() && it != '_')?;
    let (number, unit) = written.split_at(end);
    let number: u64 = number.replace('_', "").parse().ok()?;
    let unit = unit.trim().trim_start_matches('_');
    let is_of_bytes = unit.ends_with('b') || !name.ends_with("allocs");
    let thousand: u64 = if is_of_bytes { 1_024 } else { 1_000 };
    let power = match unit {
        "b" | "byte" | "bytes" => 0,
        "k" | "ki" | "kb" | "kib" => 1,
        "m" | "mi" | "mb" | "mib" => 2,
        "g" | "gi" | "gb" | "gib" => 3,
        _ => return None,
    };
    number.checked_mul(thousand.pow(power))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn advice(name: &str, written: &str) -> Option<String> {
        let advice = Count::advice(name, &written.parse().expect("tokens"))?;
        let offered = advice.rsplit_once("= ")?.1.trim_end_matches('`').to_owned();
        assert!(syn::parse_str::<Count>(&offered).is_ok(), "`{offered}` is no number: {advice}");
        Some(offered)
    }

    #[test]
    fn what_is_offered_is_a_number() {
        let offers = |name, written, offered: &str| {
            assert_eq!(advice(name, written).as_deref(), Some(offered), "{written}");
        };
        offers("max_bytes", "\"1k\"", "1_024");
        offers("max_bytes", "1k", "1_024");
        offers("max_bytes", "\"64 KiB\"", "65_536");
        offers("max_bytes", "2_MB", "2_097_152");
        offers("max_bytes", "\"10 bytes\"", "10");
        offers("max_allocs", "3k", "3_000");
        offers("max_allocs", "\"3\"", "3");
        offers("max_allocs", "\"3x\"", "3");
        offers("max_allocs", "3u8", "3");
        assert_eq!(advice("max_bytes", "\"99999999999999999999\""), None);
        assert_eq!(advice("max_bytes", "\"many\""), None);
    }
}
