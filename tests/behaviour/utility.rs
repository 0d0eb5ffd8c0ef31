//! Types without values.

use tenure::{Utility, utility};

/// Works with numbers.
#[utility]
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Numbers;

#[utility]
impl Numbers {
    const START: u32 = 1;

    fn add(a: u32, b: u32) -> u32 {
        Self::START + a + b
    }
}

#[utility]
enum Words {}

trait Count {
    fn count(text: &str) -> usize;
}

#[utility]
impl Count for Words {
    fn count(text: &str) -> usize {
        text.split(' ').count()
    }
}

#[test]
fn functions_are_called_of_the_type() {
    assert_eq!((Numbers::add(1, 2), Words::count("a b")), (4, 2));
}

#[test]
fn there_is_no_value() {
    fn is_utility<T: Utility>() -> usize {
        size_of::<Option<T>>()
    }
    // Of an `Option` only `None` is left, which needs no byte to be told from nothing.
    assert_eq!((is_utility::<Numbers>(), is_utility::<Words>()), (0, 0));
    assert_eq!(None::<Numbers>, None);
}

mod deprecated {
    //! Who may name a deprecated type may give it functions.
    #![deny(deprecated)]

    use super::*;

    #[deprecated]
    #[utility]
    struct Old;

    #[utility]
    #[deprecated]
    struct Older<const N: usize>;

    #[utility]
    #[allow(deprecated)]
    impl Old {
        fn one() -> usize {
            1
        }
    }

    #[expect(deprecated)]
    #[utility]
    impl<const N: usize> Older<N> {
        fn two() -> usize {
            N
        }
    }

    #[test]
    #[allow(deprecated)]
    fn a_deprecated_utility_is_called_as_any_other() {
        assert_eq!((Old::one(), Older::<2>::two()), (1, 2));
    }
}
