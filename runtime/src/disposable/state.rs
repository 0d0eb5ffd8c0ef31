//! The state of one value: whether it was disposed, and where it was made.

use std::backtrace::Backtrace;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::panic::Location;

use super::collector::quietly;
use super::leak;
use super::origin::Origin;

/// The field that lets `#[disposable]` run each step once and say where a forgotten value was made.
///
/// It remembers its caller, so a constructor marked `#[track_caller]` is reported by the place
/// that called it. In comparisons and hashes it does not count, and a clone is a new, undisposed
/// guard, so the derives of the struct around it keep their meaning.
///
/// A guard that is dropped while its value is not disposed is reported as a [`Leak`](crate::Leak).
/// Usually the `Drop` of the value disposed it before, with a report of its own; what is left are
/// values without a `Drop`, those that were taken apart, and constructors that give up: there make
/// the guard last. [`defuse`](Self::defuse) keeps it silent.
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

    /// Drops the guard without a report: its value was taken apart, and somebody else takes care
    /// of the parts.
    ///
    /// ```
    /// use tenure::Guard;
    ///
    /// struct Session {
    ///     messages: Vec<String>,
    ///     guard: Guard,
    /// }
    ///
    /// let session = Session { messages: Vec::new(), guard: Guard::new() };
    /// let Session { messages, guard } = session;
    /// guard.defuse();
    /// assert!(messages.is_empty() && tenure::leaks().is_empty());
    /// ```
    pub fn defuse(mut self) {
        self.end();
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
        if self.state == State::Live || self.origin.is_some() {
            dropped(self);
        }
    }
}

#[cold]
fn dropped(guard: &mut Guard) {
    quietly(|| {
        if guard.state == State::Live && leak::is_wanted(&Ok(())) {
            leak::record("a value", Some(guard), Ok(()));
        }
        drop(guard.take_backtrace());
    });
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

    /// The leaks of this line; nothing else is made on it.
    fn leaks_of_line(line: u32) -> Vec<leak::Leak> {
        let here = |place: &Location<'_>| place.file() == file!() && place.line() == line;
        leak::leaks().into_iter().filter(|leak| leak.created_at.is_some_and(here)).collect()
    }

    #[test]
    fn a_live_guard_reports_its_value_when_it_is_dropped() {
        drop(Guard::new());
        let leaks = leaks_of_line(line!() - 1);
        let [leak] = leaks.as_slice() else { panic!("{leaks:?}") };
        assert_eq!((leak.type_name, leak.count), ("a value", 1));
    }

    #[test]
    fn a_guard_is_silent_once_its_value_is_disposed() {
        let mut guard = Guard::new();
        assert!(guard.begin());
        guard.end();
        drop(guard);
        assert!(leaks_of_line(line!() - 4).is_empty());
    }

    #[test]
    fn a_defused_guard_is_silent() {
        Guard::new().defuse();
        assert!(leaks_of_line(line!() - 1).is_empty());
    }

    #[test]
    fn it_is_no_larger_than_two_words() {
        assert_eq!(size_of::<Guard>(), 2 * size_of::<u64>());
    }
}
