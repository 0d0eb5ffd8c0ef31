//! The text of JSON values, without `serde_json`: in the dependencies of a program its `PartialEq`
//! implementations take the types away that a test has the compiler infer.

use std::fmt::Write as _;
#[cfg(feature = "json")]
use std::panic::Location;
#[cfg(feature = "json")]
use std::time::Duration;

/// In quotes, with what JSON wants escaped; all else stands as it is, in UTF-8.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\0'..='\u{1f}' => {
                let _always = write!(quoted, "\\u{:04x}", u32::from(character));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// A value, or `null` in the place of none.
#[cfg(feature = "json")]
pub(crate) fn or_null<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "null".to_owned(), |value| value.to_string())
}

/// All digits: readers whose numbers are floating point ones, as those of JavaScript, round what is
/// beyond 2^53 nanoseconds, 104 days.
#[cfg(feature = "json")]
pub(crate) fn nanos(duration: Duration) -> String {
    duration.as_nanos().to_string()
}

pub(crate) fn list(values: impl IntoIterator<Item = String>) -> String {
    let values: Vec<_> = values.into_iter().collect();
    format!("[{}]", values.join(","))
}

pub(crate) fn object<'a>(pairs: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let pairs: Vec<_> =
        pairs.into_iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
    format!("{{{}}}", pairs.join(","))
}

#[cfg(feature = "json")]
pub(crate) fn place(place: &Location<'_>) -> String {
    object([
        ("file", quoted(place.file())),
        ("line", place.line().to_string()),
        ("column", place.column().to_string()),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_string_is_escaped() {
        assert_eq!(quoted("a\"b\\c\nd"), r#""a\"b\\c\u000ad""#);
    }

    #[test]
    fn other_letters_than_those_of_ascii_stay() {
        assert_eq!(quoted("größe 解析 🦀\u{7f}"), "\"größe 解析 🦀\u{7f}\"");
    }
}
