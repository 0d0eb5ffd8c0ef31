//! Which functions of a block are recorded.

use syn::LitStr;

/// A name in which `*` stands for any letters and `?` for one.
pub(crate) struct Filter {
    pub(super) written: LitStr,
    pattern: Vec<char>,
}

impl Filter {
    pub(super) fn new(written: LitStr) -> Self {
        let pattern = written.value().chars().collect();
        Filter { written, pattern }
    }

    pub(super) fn matches(&self, name: &str) -> bool {
        let name: Vec<char> = name.chars().collect();
        let (mut at, mut read) = (0, 0);
        // Where the last `*` stands, and up to where it reaches.
        let mut star = None;
        while read < name.len() {
            match self.pattern.get(at) {
                Some('*') => {
                    star = Some((at, read));
                    at += 1;
                }
                Some(letter) if *letter == '?' || *letter == name[read] => {
                    at += 1;
                    read += 1;
                }
                _ => {
                    let Some((behind, reached)) = star else { return false };
                    star = Some((behind, reached + 1));
                    at = behind + 1;
                    read = reached + 1;
                }
            }
        }
        self.pattern[at..].iter().all(|letter| *letter == '*')
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;

    use super::*;

    fn matches(pattern: &str, name: &str) -> bool {
        Filter::new(LitStr::new(pattern, Span::call_site())).matches(name)
    }

    #[test]
    fn a_star_stands_for_any_letters() {
        assert!(matches("parse_*", "parse_text") && matches("parse_*", "parse_"));
        assert!(matches("*_to_*", "text_to_number_to_text") && matches("*a*b", "aab"));
        assert!(matches("*", "") && matches("**", "a") && matches("a*", "a"));
        assert!(!matches("parse_*", "parse") && !matches("*_to", "to_text") && !matches("", "a"));
    }

    #[test]
    fn a_question_mark_stands_for_one_letter() {
        assert!(matches("gr?n", "gr\u{fc}n") && matches("?*", "a"));
        assert!(!matches("gr?n", "grn") && !matches("?", ""));
    }

    #[test]
    fn without_either_the_name_is_all_there_is() {
        assert!(matches("len", "len") && !matches("len", "length") && !matches("len", "a_len"));
    }
}
