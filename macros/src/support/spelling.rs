//! Words for messages: the name that a misspelt one was meant to be, lists, and code.

use proc_macro2::TokenStream;

/// The name of `known` nearest to `written`, if one is near enough to be what was meant.
///
/// Case, `_` and `-` do not count; a third of the letters may differ, and always one.
pub(crate) fn nearest<'a>(written: &str, known: &[&'a str]) -> Option<&'a str> {
    let written = plain(written);
    let limit = (written.chars().count() / 3).max(1);
    known
        .iter()
        .map(|name| (distance(&written, &plain(name)), *name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}

/// The names as a list for a message: `` `a`, `b` and `c` ``.
pub(crate) fn list(names: &[&str]) -> String {
    joined(names, "and")
}

/// The names as a choice for a message: `` `a`, `b` or `c` ``.
pub(crate) fn either(names: &[&str]) -> String {
    joined(names, "or")
}

fn joined(names: &[&str], last_word: &str) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} {last_word} {last}", rest.join(", ")),
    }
}

/// Tokens as a person would write them; printed by themselves they are full of spaces.
pub(crate) fn compact(tokens: &TokenStream) -> String {
    let text = tokens.to_string();
    // What is long is printed in several lines.
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (wide, narrow) in [
        (" :: ", "::"),
        (" ::", "::"),
        (":: ", "::"),
        (" . ", "."),
        (" , ", ", "),
        (" < ", "<"),
        ("< ", "<"),
        (" >", ">"),
        ("& ", "&"),
        (" !", "!"),
        (" ?", "?"),
        (" ;", ";"),
        (" : ", ": "),
    ] {
        text = text.replace(wide, narrow);
    }
    let mut parts = text.split(" (");
    let mut joined = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        joined.push_str(if is_called(&joined) { "(" } else { " (" });
        joined.push_str(part);
    }
    joined
}

/// Whether parentheses behind `text` belong to it: `f(a)`, `Vec::<A>::new()`, `fn(A) -> (B, C)`.
fn is_called(text: &str) -> bool {
    const WORDS: &[&str] =
        &["as", "const", "dyn", "else", "if", "impl", "in", "match", "move", "mut", "return"];
    let before = text.trim_end_matches(|last: char| last.is_alphanumeric() || last == '_');
    let word = &text[before.len()..];
    match word {
        "" => text.ends_with(['>', '!', '?', ')', ']']) && !text.ends_with("->"),
        word => !(WORDS.contains(&word) || before.ends_with('\'')),
    }
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '_' | '-')).flat_map(char::to_lowercase).collect()
}

/// Damerau-Levenshtein distance (optimal string alignment): swapped neighbours are one edit.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<_>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let substitution = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = substitution.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[&str] = &["crate", "deps", "dispose", "eager", "init"];

    #[test]
    fn a_slip_of_one_letter_is_recognised() {
        assert_eq!(nearest("eagr", KNOWN), Some("eager"));
        assert_eq!(nearest("inti", KNOWN), Some("init"));
        assert_eq!(nearest("Dis-Pose", KNOWN), Some("dispose"));
    }

    #[test]
    fn another_word_is_not() {
        assert_eq!(nearest("lazy", KNOWN), None);
        assert_eq!(nearest("", KNOWN), None);
    }

    #[test]
    fn code_is_shown_as_it_is_written() {
        let tokens = quote::quote!(a::b::<C, D>(&e.f));
        assert_eq!(compact(&tokens), "a::b::<C, D>(&e.f)");
        let tokens = quote::quote!((&'a (), fn(a: A) -> (B, [u8; 4])));
        assert_eq!(compact(&tokens), "(&'a (), fn(a: A) -> (B, [u8; 4]))");
    }

    #[test]
    fn a_list_reads_as_a_sentence() {
        assert_eq!(list(&["a"]), "`a`");
        assert_eq!(list(&["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(either(&["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
