//! What an option that is a length of time takes: `"10ms"`.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{LitStr, Result};

use super::count::literal;
use super::spelling::compact;
use super::values::Kind;

/// A length of time, in nanoseconds.
#[derive(Clone, Copy)]
pub(crate) struct Nanos(pub(crate) u64);

const FORMS: &str = "a number and `ns`, `us`, `ms` or `s`, such as";

impl Parse for Nanos {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let text: LitStr = input.parse()?;
        match nanos(&text.value()) {
            Some(nanos) if nanos > 0 => Ok(Nanos(nanos)),
            _ => Err(syn::Error::new_spanned(text, "expected a length of time")),
        }
    }
}

impl Kind for Nanos {
    fn advice(name: &str, tokens: &TokenStream) -> Option<String> {
        let written = compact(tokens);
        let text = syn::parse2::<LitStr>(tokens.clone()).map(|text| text.value());
        if matches!(text.as_deref().map(nanos), Ok(Some(0))) || nanos(&written) == Some(0) {
            return Some(format!(
                "`{name}` cannot be zero, which nothing keeps; write the longest time that is \
                 still good, such as `{name} = \"10ms\"`"
            ));
        }
        if let Some(meant) = text.as_deref().ok().and_then(in_our_units) {
            return Some(format!("`{name}` cannot be `{written}`; write `{name} = \"{meant}\"`"));
        }
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
        literal(self.0).to_tokens(tokens);
    }
}

/// What `10 seconds` and `2min` are.
fn in_our_units(text: &str) -> Option<String> {
    let unit = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = text.split_at(unit);
    let (factor, unit) = match unit.trim().to_lowercase().as_str() {
        "ns" | "nsec" | "nanos" | "nanosecond" | "nanoseconds" => (1, "ns"),
        "us" | "µs" | "usec" | "micros" | "microsecond" | "microseconds" => (1, "us"),
        "ms" | "msec" | "millis" | "millisecond" | "milliseconds" => (1, "ms"),
        "s" | "sec" | "secs" | "second" | "seconds" => (1, "s"),
        "m" | "min" | "mins" | "minute" | "minutes" => (60, "s"),
        "h" | "hour" | "hours" => (3600, "s"),
        _ => return None,
    };
    let meant = match factor {
        1 => format!("{number}{unit}"),
        factor => format!("{}{unit}", number.parse::<u64>().ok()?.checked_mul(factor)?),
    };
    // Else it is the number that is wrong.
    nanos(&meant).filter(|nanos| *nanos > 0).map(|_| meant)
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
    fn a_unit_of_other_people_is_written_in_ours() {
        let texts = ["10 Seconds", "2min", "1.5 MS", "1h"].map(in_our_units);
        let expected = ["10s", "120s", "1.5ms", "3600s"].map(|text| Some(text.to_owned()));
        assert_eq!(texts, expected);
        assert_eq!(["", "3", "1 fortnight", "1.5min", "0s"].map(in_our_units), [const { None }; 5]);
    }

    #[test]
    fn no_time_at_all_is_no_length_of_time() {
        for zero in ["\"0s\"", "\"0.00 ms\""] {
            let tokens: TokenStream = zero.parse().expect("a literal");
            assert!(syn::parse2::<Nanos>(tokens.clone()).is_err());
            let advice = Nanos::advice("budget", &tokens).unwrap_or_default();
            assert!(advice.contains("cannot be zero"), "{advice}");
        }
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(Nanos(10_000_000).to_token_stream().to_string(), "10_000_000");
        assert_eq!(Nanos(7).to_token_stream().to_string(), "7");
    }
}
