//! What the blocks of a type declare.
#![allow(dead_code)] // what is declared is looked at, and not used
#![allow(clippy::boxed_local, clippy::needless_arbitrary_self_type)] // all ways to write it are looked at
#![allow(clippy::unused_async, clippy::unused_self)] // bodies are not

use tenure::members::{MemberKind, Members, Origin};
use tenure::{members, members_of};

struct Config(u32);

#[members]
impl Config {
    /// How many.
    ///
    /// Not more.
    pub(crate) const LIMIT: u32 = 8;
    const FIRST_LINE: u32 = line!();
    fn new() -> Self {
        Config(Self::LIMIT)
    }
    #[deprecated(note = "call `new`")]
    pub(crate) async fn load<T: Clone>(&mut self, values: &[T]) -> Result<usize, ()> {
        self.0 = 0;
        Ok(values.len())
    }
    #[cfg(any())]
    fn gone(&self) -> Missing {}
    #[cfg(any(unix, windows))]
    fn there(self: &Self) {}
    fn own(mut self) {
        self.0 = 1;
    }
    fn boxed(self: Box<Self>) {}
    #[deprecated]
    #[allow(unsafe_code)]
    unsafe fn r#move(self: &mut Self) {}
}

#[members]
impl Config {
    fn of_another_block() {}
}

#[members]
trait Greet {
    const TIMES: u32 = 1;
    type Word: ToString;
    fn name(&self) -> Self::Word;
    fn greet(&self) -> String {
        self.name().to_string()
    }
    fn shout(&self) -> String {
        self.greet().to_uppercase()
    }
}

#[members]
impl Greet for Config {
    type Word = &'static str;
    fn name(&self) -> Self::Word {
        "config"
    }
    fn shout(&self) -> String {
        "CONFIG".into()
    }
}

/// Its block has no `#[members]`.
impl Greet for u8 {
    type Word = u8;
    fn name(&self) -> u8 {
        *self
    }
}

#[members]
impl std::fmt::Display for Config {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.0)
    }
}

fn kinds(members: &Members) -> Vec<(&'static str, MemberKind)> {
    members.iter().map(|it| (it.name, it.kind)).collect()
}

#[test]
fn every_block_of_the_type_is_listed() {
    let expected = [
        ("LIMIT", MemberKind::Const),
        ("FIRST_LINE", MemberKind::Const),
        ("new", MemberKind::Static),
        ("load", MemberKind::Mut),
        ("there", MemberKind::Ref),
        ("own", MemberKind::Own),
        ("boxed", MemberKind::Other("Box<Self>")),
        ("move", MemberKind::Mut),
        ("of_another_block", MemberKind::Static),
        ("Word", MemberKind::Type),
        ("name", MemberKind::Ref),
        ("shout", MemberKind::Ref),
        ("fmt", MemberKind::Ref),
    ];
    assert_eq!(kinds(&members_of!(Config)), expected);
    assert!(members_of!(String).iter().next().is_none());
}

#[test]
fn a_member_knows_its_declaration() {
    let members = members_of!(Config);
    let load = members.get("load").unwrap();
    assert_eq!(load.sig, "async fn load<T: Clone>(&mut self, values: &[T]) -> Result<usize, ()>");
    assert_eq!((load.vis, load.asyncness, load.unsafety), ("pub(crate)", true, false));
    assert_eq!((load.deprecated, load.provided_by), (Some("call `new`"), "impl Config"));
    let limit = members.get("LIMIT").unwrap();
    assert_eq!((limit.sig, limit.doc), ("const LIMIT: u32", "How many.\n\nNot more."));
    assert_eq!((limit.file, limit.deprecated), (file!(), None));
    let moved = members.get("move").unwrap();
    assert!(moved.unsafety && moved.deprecated == Some(""));
    assert_eq!(members.get("Word").unwrap().sig, "type Word = &'static str");
    assert_eq!(members.get("FIRST_LINE").unwrap().line, Config::FIRST_LINE);
}

#[test]
fn what_a_trait_provides_is_told_from_what_is_overridden() {
    let members = members_of!(Config, Greet);
    let of = |name| members.get(name).map(|it| (it.provided_by, it.origin, it.is_default)).unwrap();
    assert_eq!(of("new"), ("impl Config", Origin::Inherent, false));
    assert_eq!(of("name"), ("impl Greet for Config", Origin::Implements, false));
    assert_eq!(of("shout"), ("impl Greet for Config", Origin::Overrides, false));
    assert_eq!(of("greet"), ("trait Greet", Origin::Default, true));
    assert_eq!(of("TIMES"), ("trait Greet", Origin::Default, true));
    assert_eq!(of("fmt"), ("impl std::fmt::Display for Config", Origin::Implements, false));
    // Without the trait nobody knows that it has a default.
    assert_eq!(members_of!(Config).get("shout").unwrap().origin, Origin::Implements);
    assert!(members_of!(u8, Greet).iter().all(|it| it.origin == Origin::Declared));
    assert_eq!(members_of!(u8, Greet).iter().count(), 5);
}

#[test]
fn the_table_names_the_block_that_defines_each() {
    let table = members_of!(Config, Greet).to_string();
    let lines: Vec<_> = table.lines().collect();
    assert!(lines[0].ends_with("members::Config"), "{table}");
    let has = |line: &str| {
        lines.iter().any(|it| {
            it.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).eq(line.split("  "))
        })
    };
    assert!(has("static  new  impl Config  fn new() -> Self"), "{table}");
    assert!(
        has("&self  shout  impl Greet for Config (overrides)  fn shout(&self) -> String"),
        "{table}"
    );
    assert!(has("&self  greet  trait Greet (default)  fn greet(&self) -> String"), "{table}");
}

#[test]
fn a_type_of_which_nothing_is_known_says_what_to_do() {
    let members = members_of!(Vec<Config>);
    assert_eq!(members.iter().count(), 0);
    let (name, advice) =
        members.to_string().split_once('\n').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    assert!(name.ends_with("members::Config>"), "{name}");
    assert_eq!(advice, "none is known; put `#[members]` on an `impl` block of it, or name a trait");
}

mod namesake {
    //! Two traits of one name.

    use super::*;

    mod other {
        use super::*;

        #[members]
        pub(super) trait Open {
            fn text(&self) -> String {
                String::new()
            }
        }
    }

    #[members]
    trait Open {
        fn number(&self) -> u32 {
            0
        }
    }

    struct Both;

    #[members]
    impl Open for Both {
        fn number(&self) -> u32 {
            1
        }
    }

    impl other::Open for Both {}

    #[test]
    fn a_block_is_not_of_another_trait_of_that_name() {
        let members = members_of!(Both, other::Open);
        assert_eq!(members.get("number").unwrap().origin, Origin::Implements);
        assert_eq!(members.get("text").unwrap().origin, Origin::Declared);
        assert_eq!(members_of!(Both, Open).get("number").unwrap().origin, Origin::Overrides);
    }
}

mod deprecated {
    //! Who may name a deprecated type may list its members.
    #![deny(deprecated)]

    use super::*;

    #[deprecated]
    struct Old;

    #[members]
    #[allow(deprecated)]
    impl Old {
        fn one() {}
    }

    #[expect(deprecated)]
    #[members]
    impl Old {
        fn two() {}
    }

    #[test]
    #[allow(deprecated)]
    fn the_blocks_of_a_deprecated_type_are_listed() {
        assert_eq!(members_of!(Old).iter().map(|it| it.name).collect::<Vec<_>>(), ["one", "two"]);
    }
}

mod traits {
    //! Traits that stay what they are.

    use super::*;

    #[members]
    pub(super) trait Open {
        fn number(&self) -> u32;
    }

    struct Number(u32);

    #[members]
    impl Open for Number {
        fn number(&self) -> u32 {
            self.0
        }
    }

    #[members]
    trait With<T> {
        fn with(&self, value: T) -> T;
    }

    #[members]
    impl With<u8> for Number {
        fn with(&self, value: u8) -> u8 {
            value
        }
    }

    #[test]
    fn a_dyn_type_stays_one() {
        let value: &dyn Open = &Number(3);
        assert_eq!(value.number(), 3);
        assert_eq!(
            members_of!(Number, With<u8>).get("with").unwrap().sig,
            "fn with(&self, value: u8) -> u8"
        );
    }

    struct Lines<'a>(&'a str);

    #[members]
    impl<'a> Lines<'a> {
        fn first(&self) -> Option<&'a str> {
            self.0.lines().next()
        }
    }

    #[members]
    impl Iterator for Lines<'_> {
        type Item = u8;
        fn next(&mut self) -> Option<u8> {
            None
        }
    }

    #[test]
    fn lifetimes_are_no_difference() {
        assert_eq!(members_of!(Lines<'_>).iter().count(), 3);
        assert_eq!(members_of!(Lines<'static>).get("first").unwrap().provided_by, "impl Lines<'a>");
        assert_eq!(Lines("a\nb").first(), Some("a"));
        assert!(Lines("a").next().is_none());
    }
}
