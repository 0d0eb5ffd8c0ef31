//! Which functions `TENURE_FILTER` lets through.

/// Globs, each of which lets functions in, or keeps them out if it begins with `!`.
#[derive(Debug)]
pub(super) struct Filter {
    wanted: Vec<Box<str>>,
    unwanted: Vec<Box<str>>,
}

impl Filter {
    pub(super) const KNOWN: &str =
        "globs with `*` and `?`, separated by commas; `!` in front of one leaves functions out";

    pub(super) fn parse(text: &str) -> Option<Self> {
        let (mut wanted, mut unwanted) = (Vec::new(), Vec::new());
        for glob in text.split(',').map(str::trim) {
            let (globs, glob) = match glob.strip_prefix('!') {
                Some(glob) => (&mut unwanted, glob),
                None => (&mut wanted, glob),
            };
            if glob.is_empty() || glob.contains(['!', '[', ']', '{', '}']) {
                return None;
            }
            globs.push(glob.into());
        }
        Some(Filter { wanted, unwanted })
    }

    /// Whether the function of this name is let through.
    pub(super) fn matches(&self, name: &str) -> bool {
        let any = |globs: &[Box<str>]| globs.iter().any(|glob| ends_in(glob, name));
        (self.wanted.is_empty() || any(&self.wanted)) && !any(&self.unwanted)
    }
}

/// Whether the glob matches all of a name, or what stands behind one of its `::`, or behind the `<`
/// of `<Type as Trait>::function`.
fn ends_in(glob: &str, name: &str) -> bool {
    let separators = name.match_indices("::").chain(name.match_indices('<'));
    let starts = separators.map(|(at, separator)| at + separator.len());
    std::iter::once(0)
        .chain(starts)
        .any(|start| matches(glob.as_bytes(), &name.as_bytes()[start..]))
}

/// `*` is any text, `?` any one byte.
fn matches(glob: &[u8], name: &[u8]) -> bool {
    let (mut in_glob, mut in_name) = (0, 0);
    // Where to go on when the rest does not match: behind the last star, one byte later each time.
    let mut retry = None;
    while in_name < name.len() {
        match glob.get(in_glob) {
            Some(b'*') => {
                in_glob += 1;
                retry = Some((in_glob, in_name));
            }
            Some(byte) if *byte == b'?' || *byte == name[in_name] => {
                in_glob += 1;
                in_name += 1;
            }
            _ => {
                let Some((behind_star, from)) = retry else { return false };
                retry = Some((behind_star, from + 1));
                (in_glob, in_name) = (behind_star, from + 1);
            }
        }
    }
    glob[in_glob..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matching(filter: &str) -> Vec<&'static str> {
        const NAMES: [&str; 5] = [
            "app::parse_line",
            "app::db::parse_row",
            "app::db::Pool<_>::open",
            "<app::db::Row as core::fmt::Display>::fmt",
            "main loop",
        ];
        let filter = Filter::parse(filter).expect("a filter");
        NAMES.into_iter().filter(|name| filter.matches(name)).collect()
    }

    #[test]
    fn a_glob_is_the_name_or_its_end_behind_a_module() {
        assert_eq!(matching("parse_*"), ["app::parse_line", "app::db::parse_row"]);
        assert_eq!(matching("app::parse_line"), ["app::parse_line"]);
        assert_eq!(
            matching("db::*"),
            [
                "app::db::parse_row",
                "app::db::Pool<_>::open",
                "<app::db::Row as core::fmt::Display>::fmt"
            ]
        );
        assert_eq!(matching("app::db::Row as *"), ["<app::db::Row as core::fmt::Display>::fmt"]);
        assert_eq!(matching("Pool<_>::open"), ["app::db::Pool<_>::open"]);
        assert_eq!(matching("parse"), [""; 0]);
        assert_eq!(matching("f?t"), ["<app::db::Row as core::fmt::Display>::fmt"]);
        assert_eq!(matching("*loop"), ["main loop"]);
    }

    #[test]
    fn of_several_globs_one_is_enough_and_an_exclamation_mark_leaves_out() {
        assert_eq!(matching("parse_*, fmt").len(), 3);
        assert_eq!(matching("parse_*,!db::*"), ["app::parse_line"]);
        assert_eq!(matching("!app::*"), ["main loop"]);
        assert_eq!(matching("*").len(), 5);
    }

    #[test]
    fn what_is_no_glob_is_refused() {
        for text in ["a,,b", ",", "!", "!!a", "[ab]*", "{a,b}", " "] {
            assert!(Filter::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn stars_try_every_place() {
        assert!(matches(b"*ab*b", b"aabab"));
        assert!(matches(b"a*b*c", b"a b bb c"));
        assert!(!matches(b"*ab*b", b"aaba"));
        assert!(matches(b"**", b""));
    }
}
