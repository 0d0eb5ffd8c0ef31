//! Tells a body that breaks off from a whole one.

use proc_macro2::{Delimiter, TokenTree};

/// Words that nothing ends with.
const OPEN: &[&str] = &[
    "as", "const", "else", "enum", "extern", "fn", "for", "if", "impl", "in", "let", "loop",
    "match", "mod", "move", "mut", "pub", "ref", "static", "struct", "trait", "type", "unsafe",
    "use", "where", "while",
];

/// Statements that have a block.
const WITH_BLOCK: &[&str] =
    &["enum", "fn", "for", "if", "impl", "loop", "match", "struct", "trait", "unsafe", "while"];

/// Whether the last statement breaks off: `let a = 1`, `a.`, `if a`.
///
/// Only what no whole body ends with counts. rustc has reported it before an attribute sees it, and
/// would once more, at another place, in braces that are not those of the user.
pub(crate) fn breaks_off(body: &[TokenTree]) -> bool {
    let start = body.iter().rposition(|token| is_punct(token, ";")).map_or(0, |at| at + 1);
    let statement = &body[start..];
    ends_open(statement) || (0..statement.len()).any(|at| begins_and_never_ends(statement, at))
}

/// `a +`, `later!`, `let`, `#[b]`
fn ends_open(statement: &[TokenTree]) -> bool {
    match statement {
        [.., TokenTree::Ident(word)] => is_one_of(word, OPEN),
        // A range may have no end.
        [.., before, last] if is_punct(last, ".") => !is_punct(before, "."),
        // `a as fn() -> !`
        [.., before, last] if is_punct(last, "!") && is_punct(before, ">") => false,
        [.., last] if is_punct(last, "!#$%&*+,-./:<=@^|") => true,
        [.., hash, TokenTree::Group(attr)] => {
            is_punct(hash, "#") && attr.delimiter() == Delimiter::Bracket
        }
        _ => false,
    }
}

/// A statement that begins here and lacks its semicolon, or its block.
fn begins_and_never_ends(statement: &[TokenTree], at: usize) -> bool {
    let TokenTree::Ident(word) = &statement[at] else { return false };
    if !statement[..at].last().is_none_or(is_braces) {
        return false;
    }
    let rest = &statement[at + 1..];
    match word.to_string().as_str() {
        "let" | "type" | "use" => true,
        // No closure.
        "static" | "const" => {
            matches!(rest, [TokenTree::Ident(_), colon, ..] if is_punct(colon, ":"))
        }
        "for" if rest.first().is_some_and(|token| is_punct(token, "<")) => false,
        word => WITH_BLOCK.contains(&word) && !rest.iter().any(is_braces),
    }
}

fn is_one_of(word: &proc_macro2::Ident, words: &[&str]) -> bool {
    words.contains(&word.to_string().as_str())
}

fn is_punct(token: &TokenTree, characters: &str) -> bool {
    matches!(token, TokenTree::Punct(punct) if characters.contains(punct.as_char()))
}

/// In an invisible group there may be some.
fn is_braces(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group)
        if matches!(group.delimiter(), Delimiter::Brace | Delimiter::None))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> bool {
        let tokens: proc_macro2::TokenStream = body.parse().expect("tokens");
        breaks_off(&tokens.into_iter().collect::<Vec<_>>())
    }

    #[test]
    fn what_nothing_ends_with_breaks_off() {
        for body in [
            "a.",
            "a; b.c().",
            "1 +",
            "a =",
            "&",
            "a::",
            "later!",
            "return -",
            "||",
            "a as",
            "if a {} else",
            "unsafe",
            "for a in",
            "async move |a| &",
            "#[allow(a)]",
            "/// a\n",
            "let",
            "fn",
        ] {
            assert!(read(body), "{body}");
        }
    }

    #[test]
    fn a_statement_without_its_end_breaks_off() {
        for body in [
            "let a = 1",
            "let a",
            "a; let b = match c { _ => d }",
            "if a {} let b = c()",
            "type A = B",
            "use a::b",
            "static A: B = C",
            "const A: B = C { d }",
            "if a",
            "match a",
            "while a.b()",
            "loop",
            "struct A",
            "struct A(B)",
            "unsafe",
            "fn a()",
        ] {
            assert!(read(body), "{body}");
        }
    }

    #[test]
    fn a_whole_body_does_not() {
        for body in [
            "",
            "a",
            "a;",
            "let a = 1; a",
            "a..",
            "..",
            "1.",
            "a?",
            "a.b::<C>",
            "a as *const B",
            "return",
            "break 'a",
            "if let A = b { c } else { d }",
            "if a && let B = c { d }",
            "let A = b else { return };",
            "match a { b => c }",
            "for<'a> |b: &'a C| b",
            "const { a }",
            "const fn a() {}",
            "static || a",
            "unsafe { a }",
            "struct A { b: C }",
            "enum A {}",
            "loop { a }.b",
            "a!()",
            "a! {}",
            "{ a } + b",
            "&mut *a",
            "|a| b",
            "#[b] c",
            "r#let",
            "use a;",
            "fn a() {} b",
            "while a {} c(d)",
            "a as fn() -> !",
        ] {
            assert!(!read(body), "{body}");
        }
    }
}
