//! The state of one value: whether it was disposed, and where it was made.

use std::fmt;
use std::panic::Location;

use super::collector::quietly;
use super::origin::{Making, Origin};
use super::watched::{begun, origin, watched};
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
    created_at: &'static Location<'static>,
    // The state, and above it the number of the origin. No atomic: only `&mut self` changes it, and
    // whoever has that is alone.
    pub(super) made: u64,
}

// Not yet disposed, and of no interest to anybody: what is compared with most is 0.
const LIVE: u64 = 0;
/// Live, and more is known of its making.
pub(super) const WATCHED: u64 = 1;
/// Live, and counted among those that are; maybe watched too.
pub(super) const COUNTED: u64 = 2;
/// The steps are running. From here on no longer live. Forgotten stays until they end.
pub(super) const BUSY: u64 = 4;
const DONE: u64 = 5;
/// Added where nobody disposed the value before it was dropped and somebody wants to know.
pub(super) const FORGOTTEN: u64 = 8;
/// Reported if nobody disposes it. The bit is that of the level, so that a new guard takes it over.
pub(super) const REPORTED: u64 = level::REPORT as u64;
// From the ninth bit on: how far a disposal has come that is awaited.
/// The steps may be awaited, and the disposal dropped before all of them have ended.
pub(super) const AWAITED: u64 = 1 << 8;
/// How far above the state the number of the origin stands.
pub(super) const ORIGIN: u32 = 32;

impl Guard {
    /// A guard of a new value, which remembers its caller; with `TENURE_LEAKS=backtrace` it
    /// remembers the callers of that caller too.
    #[must_use]
    #[track_caller]
    #[inline]
    pub fn new() -> Self {
        let created_at = Location::caller();
        let watch = level::watch_at_once();
        let made = match watch & !level::REPORT {
            0 => watch as u64,
            _ => watched(created_at),
        };
        Guard { created_at, made }
    }

    /// A guard for a `const fn` or a `static`, which remembers its caller and nothing else: its
    /// value is not counted among those that are alive, and belongs to no `LeakScope`.
    #[must_use]
    #[track_caller]
    pub const fn const_new() -> Self {
        Guard { created_at: Location::caller(), made: REPORTED }
    }

    /// Whether the value was disposed, or is being disposed right now.
    #[must_use]
    #[inline]
    pub fn is_disposed(&self) -> bool {
        self.made & BUSY != 0
    }

    /// Where the value was made.
    #[must_use]
    #[inline]
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
        #[cfg(feature = "async")]
        drop(self.abandoned());
        self.settle();
    }

    /// Whether the steps are to run, which happens once; then [`done`](Self::done) follows. Those
    /// of which type, where that is known.
    #[inline]
    pub(super) fn begin(&mut self, type_name: Option<&'static str>) -> bool {
        if self.is_unwatched() {
            self.made = BUSY;
            return true;
        }
        let is_live = !self.is_disposed();
        if is_live {
            self.made = begun(self.created_at, self.made, type_name);
        }
        is_live
    }

    /// All steps have run that were to run.
    #[inline]
    pub(super) fn done(&mut self) {
        self.made = DONE;
    }

    /// Nothing is left to be done or reported.
    #[inline]
    pub(crate) fn settle(&mut self) {
        if self.begin(None) {
            self.done();
        }
    }

    /// Whether the value is live, and nothing more is known of it than its guard knows.
    #[inline]
    fn is_unwatched(&self) -> bool {
        self.made & !REPORTED == LIVE
    }

    /// Whether somebody may want to know if nobody disposes the value.
    #[inline]
    pub(crate) fn is_reported(&self) -> bool {
        self.made != LIVE
    }

    /// What comes now is the work of the fallback, if the value is live.
    #[inline]
    pub(crate) fn forget(&mut self) -> bool {
        if !cfg!(feature = "instrument") && self.is_unwatched() {
            return true; // by the question that `begin` is going to ask
        }
        let is_live = !self.is_disposed();
        if is_live || self.is_awaited() {
            self.made |= FORGOTTEN;
        }
        is_live
    }

    /// What there is to say about the making of the value, until it is disposed.
    #[inline]
    pub(super) fn making(&self) -> Making {
        Making { created_at: self.created_at, origin: self.origin() }
    }

    #[inline]
    pub(super) fn origin(&self) -> Option<Origin> {
        origin(self.made)
    }

    /// Whether a disposal that may be awaited has begun and not ended: it may be dropped half-way.
    #[inline]
    pub(super) fn is_awaited(&self) -> bool {
        cfg!(feature = "async") && self.made & AWAITED != 0
    }

    /// Only asked where disposals are counted.
    #[inline]
    pub(super) fn is_forgotten(&self) -> bool {
        self.made & FORGOTTEN != 0
    }
}

impl Drop for Guard {
    #[inline]
    fn drop(&mut self) {
        if !self.is_disposed() || self.is_awaited() {
            dropped(self.created_at, self.made);
        }
    }
}

/// Nobody disposed the value to its end, and only its guard tells of it. As in `watched`.
#[cold]
extern "C" fn dropped(created_at: &'static Location<'static>, made: u64) {
    quietly(|| {
        let mut guard = Guard { created_at, made };
        #[cfg(feature = "async")]
        guard.dropped_half_way();
        if guard.is_disposed() {
            return;
        }
        let making = guard.making();
        guard.forget();
        guard.settle();
        if leak::is_wanted(&Ok(())) {
            leak::record(leak::UNKNOWN_TYPE, Some(making), Ok(()));
        }
    });
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match self.made & DONE {
            DONE => "Done",
            BUSY => "Busy",
            _ => "Live",
        };
        write!(f, "Guard({state}, created at {})", self.created_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_run_once_also_seen_from_one_of_them() {
        let mut guard = Guard::new();
        assert!(!guard.is_disposed());
        assert!(guard.begin(None));
        assert!(guard.is_disposed() && !guard.begin(None));
        guard.done();
        assert!(guard.is_disposed() && !guard.begin(None));
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
        guard.settle();
        drop(guard);
        assert!(leaks_of_line(line!() - 3).is_empty());
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
