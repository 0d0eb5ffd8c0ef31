//! The state of one value: whether it was disposed, and where it was made.

use std::fmt;
use std::panic::Location;

use super::collector::quietly;
use super::origin::{Made, Origin};
use super::tally::{self, Count};
use super::{leak, level};

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
    /// Among those that are alive.
    counted: bool,
    created_at: &'static Location<'static>,
    origin: Option<Origin>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum State {
    Live,
    /// Live, and somebody wants to know when that ends.
    Watched,
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
        if level::is_watching() {
            guard.watch();
        }
        guard
    }

    /// A guard for a `const fn` or a `static`, which remembers its caller and nothing else: its
    /// value is not counted among those that are alive, and belongs to no `LeakScope`.
    #[must_use]
    #[track_caller]
    pub const fn const_new() -> Self {
        let created_at = Location::caller();
        Guard { state: State::Live, forgotten: false, counted: false, created_at, origin: None }
    }

    /// Whether the value was disposed, or is being disposed right now.
    #[must_use]
    #[inline]
    pub fn is_disposed(&self) -> bool {
        self.state >= State::Busy
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
        self.settle();
    }

    /// Whether the steps are to run, which happens once.
    #[inline]
    pub(crate) fn begin(&mut self) -> bool {
        match self.state {
            State::Live => {}
            State::Watched => self.unwatch(),
            State::Busy | State::Done => return false,
        }
        self.state = State::Busy;
        true
    }

    /// Nothing is left to be done or reported.
    pub(crate) fn settle(&mut self) {
        if self.begin() {
            self.end();
        }
    }

    /// All steps have run; only what has begun ends.
    #[inline]
    pub(crate) fn end(&mut self) {
        self.state = State::Done;
    }

    /// Nobody disposed the value: what comes now is the work of the fallback.
    pub(crate) fn forget(&mut self) {
        self.forgotten = true;
    }

    pub(crate) fn is_forgotten(&self) -> bool {
        self.forgotten
    }

    /// Whether the value was among those that are counted while they are alive.
    pub(crate) fn was_counted(&self) -> bool {
        self.counted
    }

    /// How the value was made, as far as somebody has asked for that.
    pub(crate) fn take_made(&mut self) -> Made {
        self.origin.take().and_then(Origin::take).unwrap_or_default()
    }

    #[cold]
    fn watch(&mut self) {
        let watch = level::watch();
        if watch & level::ALIVE != 0 {
            tally::count((None, Some(self.created_at)), |entry| entry.add(Count::Alive));
            self.counted = true;
        }
        self.origin = Origin::here(self.created_at, watch);
        if self.counted || self.origin.is_some() {
            self.state = State::Watched;
        }
    }

    /// What is known of a forgotten value is kept for the report, which comes last.
    #[cold]
    fn unwatch(&mut self) {
        if self.counted {
            tally::count((None, Some(self.created_at)), |entry| entry.subtract(Count::Alive));
        }
        if !self.forgotten {
            self.take_made();
        }
    }

    #[cold]
    fn report(&mut self) {
        quietly(|| {
            self.forget();
            self.settle();
            if leak::is_wanted(&Ok(())) {
                leak::record(leak::UNKNOWN_TYPE, Some(self), Ok(()));
            }
        });
    }
}

impl Drop for Guard {
    #[inline]
    fn drop(&mut self) {
        if self.state < State::Busy {
            self.report();
        }
    }
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Guard({:?}, created at {})", self.state, self.created_at)
    }
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
