//! A number of values, where they are counted.

use std::cmp::Ordering;
use std::fmt;

use super::Tracked;
use super::record::Declaration;

/// A number of values, or *not tracked*.
///
/// It compares with numbers and prints like one. Where nothing is counted it is equal to no number,
/// least of all to 0, so that a test for leaks fails rather than pass unseen: without the feature
/// `track`, and of a type of which no value was made before
/// [`set_tracking(false)`](crate::set_tracking).
///
/// ```
/// use tenure::{Live, tracked};
///
/// #[tracked]
/// struct Session {
///     live: Live<Self>,
/// }
///
/// let _session = Session { live: Live::new() };
/// let count = Session::live();
/// match count.get() {
///     Some(number) => assert!(number == 1 && count == 1 && count < 2),
///     None => assert!(count != 0 && count.to_string() == "not tracked"),
/// }
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Count(Option<u64>);

impl Count {
    #[cfg(feature = "track")]
    pub(super) const fn of(number: u64) -> Self {
        Count(Some(number))
    }

    /// The number; `None` where nothing is counted.
    #[must_use]
    pub const fn get(self) -> Option<u64> {
        self.0
    }
}

/// What is counted of one type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// How many values are alive.
    pub live: Count,
    /// How many were made, ever.
    pub total: Count,
    /// How many were alive at once, at most.
    pub peak: Count,
}

impl Counts {
    pub(super) const NOT_TRACKED: Counts =
        Counts { live: Count(None), total: Count(None), peak: Count(None) };

    /// The counts of `T`, as its own functions tell them.
    #[must_use]
    pub fn of<T: Tracked>() -> Self {
        Declaration::counts::<T>()
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(number) => fmt::Display::fmt(&number, f),
            None => f.pad("not tracked"),
        }
    }
}

impl fmt::Debug for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// With whatever type a number happens to have; `i32` is what a literal has.
macro_rules! compared {
    ($($number:ty)*) => {
        $(
            impl PartialEq<$number> for Count {
                fn eq(&self, other: &$number) -> bool {
                    self.partial_cmp(other) == Some(Ordering::Equal)
                }
            }

            impl PartialOrd<$number> for Count {
                fn partial_cmp(&self, other: &$number) -> Option<Ordering> {
                    Some(i128::from(self.0?).cmp(&i128::try_from(*other).ok()?))
                }
            }
        )*
    };
}

compared!(i32 i64 u32 u64 usize);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_tracked_is_no_number() {
        let absent = Counts::NOT_TRACKED.live;
        assert!(absent != 0 && absent != 0_usize && absent.partial_cmp(&0).is_none());
        assert_eq!(format!("{absent:>12}|{absent:?}"), " not tracked|not tracked");
    }

    #[test]
    fn a_count_compares_with_numbers_of_all_types() {
        let count = Count(Some(3));
        assert_eq!(count, 3);
        assert!(count == 3_u64 && count == 3_usize && count > 2 && count < 4_u32 && count > -1);
        assert_eq!(format!("{count:>3}"), "  3");
    }
}
