//! What a piece of code allocates, held against what it may.

use std::fmt;

use super::counted::{NOT_INSTALLED, is_counted, say_that_nothing_is_checked};
use super::some;
use crate::alloc::Totals;
use crate::instrumented;

/// Asserts how often a closure allocates, and gives back what it returns.
///
/// In front of the number stands `==`, `<=`, `<`, `>=` or `>`; behind the closure there is room for
/// a message, as in [`assert!`]. Counted are the allocations of the thread that runs the closure, so
/// tests that run side by side do not disturb each other. A reallocation that grows is one; to free
/// is none.
///
/// Only [`tenure::Alloc`](crate::Alloc) can count: with another `#[global_allocator]` the assertion
/// fails and says so. Without the feature `alloc` nothing is asserted; the first assertion says
/// that on standard error.
///
/// ```no_run
/// #[global_allocator]
/// static ALLOC: tenure::Alloc = tenure::Alloc::new();
///
/// let words = tenure::assert_allocs!(<= 3, || "one two three".split(' ').collect::<Vec<_>>());
/// tenure::assert_allocs!(== 1, || Box::new(1), "of {} words", words.len());
/// ```
///
/// # Panics
///
/// When the closure allocates as often as it should not, with both numbers and the bytes.
#[macro_export]
macro_rules! assert_allocs {
    (== $($rest:tt)+) => { $crate::assert_allocs!(@ Exactly $($rest)+) };
    (<= $($rest:tt)+) => { $crate::assert_allocs!(@ AtMost $($rest)+) };
    (< $($rest:tt)+) => { $crate::assert_allocs!(@ LessThan $($rest)+) };
    (>= $($rest:tt)+) => { $crate::assert_allocs!(@ AtLeast $($rest)+) };
    (> $($rest:tt)+) => { $crate::assert_allocs!(@ MoreThan $($rest)+) };
    (@ $bound:ident $count:expr, $code:expr $(,)?) => {
        $crate::assert_allocs!(@ $bound $count, $code, "")
    };
    (@ $bound:ident $count:expr, $code:expr, $($message:tt)+) => {
        $crate::__private::allocations($crate::__private::Bound::$bound($count), $code)
            .or_refuse(|| $crate::__private::format!($($message)+))
    };
    ($($other:tt)*) => {
        $crate::__private::compile_error!(
            "`assert_allocs!` compares with a number; write `assert_allocs!(<= 3, || ..)`, or `==`, \
             `<`, `>=` or `>`"
        )
    };
}

/// Asserts that a closure does not allocate, and gives back what it returns:
/// [`assert_allocs!(== 0, ..)`](crate::assert_allocs).
///
/// ```no_run
/// #[global_allocator]
/// static ALLOC: tenure::Alloc = tenure::Alloc::new();
///
/// let numbers = [1, 2, 3];
/// assert_eq!(tenure::assert_no_alloc!(|| numbers.iter().sum::<u32>()), 6);
/// ```
///
/// # Panics
///
/// When the closure allocates, with the number of allocations and bytes.
#[macro_export]
macro_rules! assert_no_alloc {
    ($($code:tt)+) => { $crate::assert_allocs!(== 0, $($code)+) };
    () => {
        $crate::__private::compile_error!(
            "`assert_no_alloc!` needs what it is about; write `assert_no_alloc!(|| ..)`"
        )
    };
}

/// What a number of allocations has to be.
#[derive(Clone, Copy, Debug)]
pub enum Bound {
    /// `==`
    Exactly(u64),
    /// `<=`
    AtMost(u64),
    /// `<`
    LessThan(u64),
    /// `>=`
    AtLeast(u64),
    /// `>`
    MoreThan(u64),
}

/// What a closure returned, and what it allocated for it.
#[derive(Clone, Copy, Debug)]
pub struct Counted<R> {
    value: R,
    bound: Bound,
    totals: Totals,
}

/// Runs `code` and counts.
///
/// The macro binds nothing to a name: a constant or a static of that name would be meant instead.
pub fn allocations<R>(bound: Bound, code: impl FnOnce() -> R) -> Counted<R> {
    // What is done once, by whoever comes first, is not of the code.
    is_counted();
    instrumented::prepare();
    let before = Totals::of_this_thread();
    let value = code();
    Counted { value, bound, totals: Totals::of_this_thread().since(before) }
}

impl<R> Counted<R> {
    /// The value, if it was made with as many allocations as it should be, or nobody can know it and
    /// was meant to.
    ///
    /// # Panics
    ///
    /// If not, with all that is known.
    #[track_caller]
    pub fn or_refuse(self, message: impl FnOnce() -> String) -> R {
        if !keep(self.totals, self.bound) {
            refuse(self.totals, self.bound, &message());
        }
        self.value
    }
}

fn keep(Totals { allocs, .. }: Totals, bound: Bound) -> bool {
    if !cfg!(feature = "alloc") {
        say_that_nothing_is_checked("assert_allocs!");
        return true;
    }
    is_counted()
        && match bound {
            Bound::Exactly(count) => allocs == count,
            Bound::AtMost(count) => allocs <= count,
            Bound::LessThan(count) => allocs < count,
            Bound::AtLeast(count) => allocs >= count,
            Bound::MoreThan(count) => allocs > count,
        }
}

#[cold]
#[track_caller]
fn refuse(Totals { allocs, bytes }: Totals, bound: Bound, message: &str) -> ! {
    let colon = if message.is_empty() { "" } else { ": " };
    assert!(is_counted(), "allocations cannot be asserted{colon}{message}\n{NOT_INSTALLED}");
    panic!(
        "wrong number of allocations{colon}{message}\n expected: {bound}\n      got: {}, {}",
        some(allocs, "allocation"),
        some(bytes, "byte")
    );
}

impl fmt::Display for Bound {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (words, count) = match self {
            Bound::Exactly(0) => return formatter.write_str("none"),
            Bound::Exactly(count) => ("", count),
            Bound::AtMost(count) => ("at most ", count),
            Bound::LessThan(count) => ("less than ", count),
            Bound::AtLeast(count) => ("at least ", count),
            Bound::MoreThan(count) => ("more than ", count),
        };
        write!(formatter, "{words}{}", some(*count, "allocation"))
    }
}
