//! `#[instrumented]` on what holds functions: traits, modules, and what is inside those.

#![allow(clippy::unused_self)]

use tenure::instrumented;

use super::{row, row_in};

/// Whether something was recorded under `name` here.
fn has_row(name: &str) -> bool {
    let name = format!("{}::{name}", module_path!());
    tenure::report().functions().iter().any(|row| row.name == name)
}

#[test]
fn the_functions_of_a_trait_that_have_bodies_are_recorded() {
    #[instrumented]
    trait Shape {
        const SIDES: u32;

        fn area(&self) -> u32;

        fn double(&self) -> u32 {
            2 * self.area()
        }

        async fn later(&self) -> u32 {
            self.area() + Self::SIDES
        }

        #[instrumented(skip)]
        fn left_out(&self) -> u32 {
            3
        }

        fn sized() -> u32
        where
            Self: Sized,
        {
            Self::SIDES
        }
    }

    struct Square(u32);

    impl Shape for Square {
        const SIDES: u32 = 4;

        fn area(&self) -> u32 {
            self.0 * self.0
        }
    }

    let square: &dyn Fn() -> Square = &|| Square(3);
    assert_eq!((square().double(), square().left_out(), Square::sized()), (18, 3, 4));
    assert_eq!(tenure_tests::futures::block_on(square().later()), 13);
    let inside =
        |name| format!("the_functions_of_a_trait_that_have_bodies_are_recorded::Shape::{name}");
    for name in ["double", "later", "sized"] {
        assert_eq!(row(module_path!(), &inside(name)).calls, 1, "{name}");
    }
    assert!(!has_row(&inside("left_out")) && !has_row(&inside("area")));
}

#[instrumented]
mod outer {
    //! Inner docs and attributes stay where they are.
    #![allow(clippy::needless_pass_by_value)]

    pub(super) const START: u32 = if cfg!(test) { 2 } else { 3 };

    pub(super) fn free(text: String) -> usize {
        text.len()
    }

    pub(super) const fn constant() -> u32 {
        START
    }

    #[instrumented(skip)]
    pub(super) fn left_out() -> u32 {
        1
    }

    #[tenure::instrumented(name = "a name of its own")]
    pub(super) fn named() -> u32 {
        2
    }

    pub(super) struct Array<const N: usize = { 1 }>(pub(super) [u32; N]);

    impl Array<{ 1 + 1 }> {
        pub(super) fn sum(&self) -> u32 {
            self.0.iter().sum()
        }
    }

    #[instrumented(skip)]
    impl Array<3> {
        pub(super) fn three(&self) -> u32 {
            self.0[2]
        }
    }

    pub(super) trait Count {
        fn count(&self) -> u32 {
            7
        }
    }

    impl<const N: usize> Count for Array<N> {}

    pub(super) mod inner {
        pub(in super::super) fn deep() -> u32 {
            super::left_out() + 1
        }

        pub(in super::super) mod deeper {
            pub(in super::super::super) async fn deepest() -> u32 {
                5
            }
        }
    }

    #[instrumented(skip)]
    pub(super) mod quiet {
        pub(in super::super) fn whisper() -> u32 {
            6
        }
    }
}

#[test]
fn every_function_of_a_module_is_recorded_however_deep() {
    use outer::Count as _;

    assert_eq!((outer::free("ab".to_owned()), outer::constant(), outer::left_out()), (2, 2, 1));
    assert_eq!((outer::named(), outer::inner::deep(), outer::quiet::whisper()), (2, 2, 6));
    assert_eq!(tenure_tests::futures::block_on(outer::inner::deeper::deepest()), 5);
    assert_eq!((outer::Array([1, 2]).sum(), outer::Array([1, 2, 3]).three()), (3, 3));
    assert_eq!(outer::Array([0]).count(), 7);

    for name in ["free", "inner::deep", "inner::deeper::deepest", "Count::count"] {
        assert_eq!(row(module_path!(), &format!("outer::{name}")).calls, 1, "{name}");
    }
    let report = tenure::report();
    let named = report.functions().iter().find(|row| row.name == "a name of its own");
    assert_eq!(named.expect("a row").calls, 1);
    assert!(report.functions().iter().any(|row| row.name.ends_with("::sum")));
    for name in ["left_out", "constant", "quiet::whisper"] {
        assert!(!has_row(&format!("outer::{name}")), "{name}");
    }
    // Another test has a `three` of its own.
    let three = |name: &str| name.contains("Array") && name.ends_with("::three");
    assert!(!report.functions().iter().any(|row| three(row.name)));
}

#[test]
fn a_condition_says_which_functions_are_skipped() {
    #[instrumented]
    mod conditional {
        use tenure::instrumented;

        #[cfg_attr(all(), instrumented(skip))]
        pub(super) fn skipped() -> u32 {
            1
        }

        #[cfg_attr(any(), instrumented(skip))]
        pub(super) fn recorded() -> u32 {
            2
        }

        #[cfg_attr(all(), must_use, tenure::instrumented(skip), doc = "Is skipped, too.")]
        #[cfg_attr(any(), instrumented(name = "never called"))]
        pub(super) fn skipped_with_more() -> u32 {
            3
        }

        #[cfg_attr(all(), instrumented(name = "called as the condition says"))]
        pub(super) fn named() -> u32 {
            4
        }

        #[cfg_attr(all(), instrumented(skip))]
        pub(super) mod inner {
            pub(in super::super) fn inside() -> u32 {
                5
            }
        }
    }

    assert_eq!((conditional::skipped(), conditional::recorded()), (1, 2));
    assert_eq!((conditional::skipped_with_more(), conditional::named()), (3, 4));
    assert_eq!(conditional::inner::inside(), 5);
    let name = |name| format!("a_condition_says_which_functions_are_skipped::conditional::{name}");
    assert_eq!(row(module_path!(), &name("recorded")).calls, 1);
    for skipped in ["skipped", "skipped_with_more", "inner::inside"] {
        assert!(!has_row(&name(skipped)), "{skipped}");
    }
    let report = tenure::report();
    let named = report.functions().iter().filter(|row| row.name == "called as the condition says");
    assert_eq!(named.map(|row| row.calls).sum::<u64>(), 1);
}

struct Parser;

#[instrumented(filter = "parse_*")]
impl Parser {
    fn parse_text(&self) -> u32 {
        1
    }

    fn r#parse_raw(&self) -> u32 {
        2
    }

    fn print(&self) -> u32 {
        3
    }

    #[instrumented(skip)]
    fn parse_nothing(&self) -> u32 {
        4
    }

    #[instrumented]
    fn chosen(&self) -> u32 {
        5
    }
}

#[instrumented(filter = "?et")]
mod accessors {
    pub(super) struct Cell(pub(super) u32);

    impl Cell {
        pub(super) fn get(&self) -> u32 {
            self.0
        }

        pub(super) fn forget(self) -> u32 {
            self.0
        }
    }
}

#[test]
fn a_filter_chooses_by_name() {
    let results = [
        Parser.parse_text(),
        Parser.parse_raw(),
        Parser.print(),
        Parser.parse_nothing(),
        Parser.chosen(),
    ];
    assert_eq!(results, [1, 2, 3, 4, 5]);
    assert_eq!((accessors::Cell(6).get(), accessors::Cell(7).forget()), (6, 7));
    for name in ["Parser::parse_text", "Parser::parse_raw", "Parser::chosen"] {
        assert_eq!(row(module_path!(), name).calls, 1, "{name}");
    }
    assert_eq!(row(module_path!(), "accessors::Cell::get").calls, 1);
    for name in ["Parser::print", "Parser::parse_nothing", "accessors::Cell::forget"] {
        assert!(!has_row(name), "{name}");
    }
}

#[test]
fn functions_that_a_macro_puts_into_a_block_are_recorded() {
    macro_rules! module {
        ($name:ident { $($item:item)* }) => {
            #[instrumented]
            mod $name {
                $(
                    /// In front of a fragment.
                    $item
                )*
            }
        };
    }
    macro_rules! block {
        ($ty:ty { $($vis:vis fn $name:ident() -> $out:ty $body:block)* }) => {
            #[instrumented]
            impl $ty { $($vis fn $name() -> $out $body)* }
        };
    }

    module! {
        made {
            /// Of its own.
            pub(super) fn one() -> u32 { 1 }

            pub(super) struct Two;

            impl Two { pub(super) fn two(&self) -> u32 { 2 } }
        }
    }
    struct Three;
    block! { Three { pub(crate) fn three() -> u32 { 3 } fn four() -> u32 { 4 } } }

    assert_eq!((made::one(), made::Two.two(), Three::three(), Three::four()), (1, 2, 3, 4));
    let report = tenure::report();
    let inside = |name| format!("functions_that_a_macro_puts_into_a_block_are_recorded::{name}");
    for name in ["made::one", "made::Two::two", "Three::three", "Three::four"] {
        assert_eq!(row_in(&report, module_path!(), &inside(name)).calls, 1, "{name}");
    }
}

#[test]
fn a_method_that_another_attribute_makes_const_is_left_alone() {
    struct Number;

    #[instrumented]
    impl Number {
        #[rustversion::attr(since(1.0), const)]
        fn double(number: u32) -> u32 {
            2 * number
        }

        fn four() -> u32 {
            const FOUR: u32 = Number::double(2);
            FOUR
        }
    }

    assert_eq!(Number::four(), 4);
    let inside = "a_method_that_another_attribute_makes_const_is_left_alone::Number";
    assert!(has_row(&format!("{inside}::four")) && !has_row(&format!("{inside}::double")));
}
