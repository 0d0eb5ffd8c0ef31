//! The field that counts the value around it.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::panic::Location;

use super::Tracked;
use super::record::Counted;

/// The field by which [`#[tracked]`](macro@crate::tracked) counts: one value from
/// [`new`](Self::new) until it is dropped, on whichever thread.
///
/// It remembers its caller, so a constructor marked `#[track_caller]` is listed by the place that
/// called it. A clone is a new value, counted where it was cloned; of a derived `Clone` or `Default`
/// that place is the derive. In comparisons and hashes it does not count, and it is `Send` and `Sync`
/// whatever is around it, so all else about the type stays as it was.
///
/// A value that is moved, sent, put into a box or taken out of it stays the same one; one that is
/// forgotten stays alive, since nobody dropped it. Without the feature `track` this has no size and
/// does nothing.
///
/// ```
/// use tenure::{Live, tracked};
///
/// #[tracked]
/// #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
/// struct User {
///     name: String,
///     live: Live<Self>,
/// }
///
/// let user = User { name: "ada".to_owned(), live: Live::new() };
/// assert_eq!(user.clone(), user);
/// # if cfg!(feature = "track") {
/// assert_eq!((User::live().get(), User::total().get()), (Some(1), Some(2)));
/// # }
/// ```
pub struct Live<T: ?Sized> {
    // It has no parameter: dropping it says nothing about a `T`, which may borrow from itself.
    pub(super) counted: Counted,
    of: PhantomData<fn() -> T>,
}

impl<T: ?Sized> Live<T> {
    /// That of a value that is not counted: for a `const fn`, or a `static`, which is never dropped.
    ///
    /// ```
    /// use tenure::{Live, tracked};
    ///
    /// #[tracked]
    /// struct Options {
    ///     live: Live<Self>,
    /// }
    ///
    /// static DEFAULT: Options = Options { live: Live::uncounted() };
    ///
    /// let _borrowed = &DEFAULT;
    /// assert_ne!(Options::live(), 1);
    /// ```
    #[must_use]
    pub const fn uncounted() -> Self {
        Live { counted: Counted::NOT, of: PhantomData }
    }
}

impl<T: Tracked> Live<T> {
    /// That of a new value, which counts from now on; it remembers its caller.
    #[must_use]
    #[track_caller]
    #[inline]
    pub fn new() -> Self {
        Live { counted: Counted::new::<T>(Location::caller()), of: PhantomData }
    }
}

impl<T: ?Sized> Live<T> {
    /// Where the value was made; `None` if it is not counted.
    #[must_use]
    #[inline]
    pub fn made_at(&self) -> Option<&'static Location<'static>> {
        self.counted.made_at()
    }
}

impl<T: Tracked> Clone for Live<T> {
    #[track_caller]
    #[inline]
    fn clone(&self) -> Self {
        Live::new()
    }
}

impl<T: Tracked> Default for Live<T> {
    #[track_caller]
    #[inline]
    fn default() -> Self {
        Live::new()
    }
}

impl<T: ?Sized> PartialEq for Live<T> {
    #[inline]
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T: ?Sized> Eq for Live<T> {}

impl<T: ?Sized> PartialOrd for Live<T> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: ?Sized> Ord for Live<T> {
    #[inline]
    fn cmp(&self, _: &Self) -> Ordering {
        Ordering::Equal
    }
}

impl<T: ?Sized> Hash for Live<T> {
    #[inline]
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl<T: ?Sized> fmt::Debug for Live<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.made_at() {
            Some(place) => write!(f, "Live(made at {place})"),
            None => f.write_str("Live(not counted)"),
        }
    }
}
