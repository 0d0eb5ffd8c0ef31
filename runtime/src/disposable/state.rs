//! The state of one value: whether it was disposed, and where it was made.

use std::backtrace::Backtrace;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::panic::Location;

use super::origin::Origin;

/// The field that lets `#[disposable]` run each step once and say where a forgotten value was made.
///
/// It remembers its caller, so a constructor marked `#[track_caller]` is reported by the place
/// that called it. In comparisons and hashes it does not count, and a clone is a new, undisposed
/// guard, so the derives of the struct around it keep their meaning.
///
/// ```
/// use tenure::{Dispose, Guard, disposable};
///
/// #[disposable]
/// #[derive(Debug, Default, Clone, PartialEq, Eq, Hash)]
/// struct Session {
///     #[dispose(with = Vec::clear)]
///     messages: Vec<String>,
///     guard: Guard,
/// }
///
/// let mut session = Session { messages: vec!["hello".to_owned()], guard: Guard::new() };
/// assert_eq!(session.guard.created_at().file(), file!());
/// session.dispose()?;
/// assert!(session.guard.is_disposed());
/// session.clone().close()?; // a clone has its own guard
/// # Ok::<(), tenure::DisposeError>(())
/// ```
pub struct Guard {
    // No atomics: only `&mut self` changes them, and whoever has that is alone.
    state: State,
    forgotten: bool,
    created_at: &'static Location<'static>,
    origin: Option<Origin>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    Live,
    /// The steps are running.
    Busy,
    Done,
}

impl Guard {
    /// A guard of a new value, which remembers its caller; with `TENURE_LEAKS=backtrace` it
    /// remembers the callers of that caller too.
    #[must_use]
    #[track_caller]
    #[inline]
    pub fn new() -> Self {
        let mut guard = Self::const_new();
        guard.origin = Origin::here();
        guard
    }

    /// A guard for a `const fn` or a `static`, which can remember its caller but no backtrace.
    #[must_use]
    #[track_caller]
    pub const fn const_new() -> Self {
        let created_at = Location::caller();
        Guard { state: State::Live, forgotten: false, created_at, origin: None }
    }

    /// Whether the value was disposed, or is being disposed right now.
    #[must_use]
    #[inline]
    pub fn is_disposed(&self) -> bool {
        self.state != State::Live
    }

    /// Where the value was made.
    #[must_use]
    pub fn created_at(&self) -> &'static Location<'static> {
        self.created_at
    }

    /// Whether the steps are to run, which happens once.
    #[inline]
    pub(crate) fn begin(&mut self) -> bool {
        let live = self.state == State::Live;
        if live {
            self.state = State::Busy;
        }
        live
    }

    /// All steps have run.
    #[inline]
    pub(crate) fn end(&mut self) {
        self.state = State::Done;
    }

    /// Nobody disposed the value: what comes now is the work of the fallback.
    pub(crate) fn forget(&mut self) {
        self.forgotten = true;
    }

    #[cfg(feature = "instrument")]
    pub(crate) fn is_forgotten(&self) -> bool {
        self.forgotten
    }

    pub(crate) fn take_backtrace(&mut self) -> Option<Backtrace> {
        self.origin.take().and_then(Origin::take)
    }
}

impl Drop for Guard {
    #[inline]
    fn drop(&mut self) {
        if let Some(origin) = self.origin {
            drop(origin.take());
        }
    }
}

impl Default for Guard {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

/// A new, undisposed guard: the clone of a value is disposed by itself.
impl Clone for Guard {
    #[track_caller]
    fn clone(&self) -> Self {
        Self::new()
    }
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Guard({:?}, created at {})", self.state, self.created_at)
    }
}

/// Always equal: a guard is no part of the value.
impl PartialEq for Guard {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Guard {}

impl PartialOrd for Guard {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Guard {
    fn cmp(&self, _: &Self) -> Ordering {
        Ordering::Equal
    }
}

impl Hash for Guard {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_run_once_also_seen_from_one_of_them() {
        let mut guard = Guard::new();
        assert!(!guard.is_disposed());
        assert!(guard.begin());
        assert!(guard.is_disposed() && !guard.begin());
        guard.end();
        assert!(guard.is_disposed() && !guard.begin());
    }

    #[test]
    fn it_is_no_larger_than_two_words() {
        assert_eq!(size_of::<Guard>(), 2 * size_of::<u64>());
    }
}
