//! The state of one value: whether it was disposed, and where it was made.

use std::fmt;
use std::panic::Location;

use super::collector::quietly;
use super::origin::{Making, Origin};
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
    created_at: &'static Location<'static>,
    // No atomic: only `&mut self` changes it, and whoever has that is alone. As large as it is so
    // that a guard is made and moved in two registers.
    pub(super) state: u32,
    pub(super) origin: Option<Origin>,
}

// Not yet disposed, and of no interest to anybody: what is compared with most is 0.
const LIVE: u32 = 0;
/// Live, and more is known of its making.
const WATCHED: u32 = 1;
/// Live, and counted among those that are; maybe watched too.
const COUNTED: u32 = 2;
/// The steps are running. From here on no longer live.
const BUSY: u32 = 4;
const DONE: u32 = 5;
/// Added where nobody disposed the value before it was dropped and somebody wants to know.
const FORGOTTEN: u32 = 8;
// From the ninth bit on: how far a disposal has come that is awaited.

/// What became of a guard that was told that the steps are to run.
pub(super) enum Begun {
    /// They are to run.
    Live,
    /// They are to run, and the value was among those that are counted while they are alive.
    Counted,
    /// They run or have run already.
    Not,
}

impl Guard {
    /// A guard of a new value, which remembers its caller; with `TENURE_LEAKS=backtrace` it
    /// remembers the callers of that caller too.
    #[must_use]
    #[track_caller]
    #[inline]
    pub fn new() -> Self {
        let created_at = Location::caller();
        let (state, origin) = if level::is_watching() { watched(created_at) } else { (LIVE, None) };
        Guard { created_at, state, origin }
    }

    /// A guard for a `const fn` or a `static`, which remembers its caller and nothing else: its
    /// value is not counted among those that are alive, and belongs to no `LeakScope`.
    #[must_use]
    #[track_caller]
    pub const fn const_new() -> Self {
        Guard { created_at: Location::caller(), state: LIVE, origin: None }
    }

    /// Whether the value was disposed, or is being disposed right now.
    #[must_use]
    #[inline]
    pub fn is_disposed(&self) -> bool {
        self.state & BUSY != 0
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

    /// Whether the steps are to run, which happens once; then [`done`](Self::done) follows.
    #[inline]
    pub(super) fn begin(&mut self) -> Begun {
        if self.state != LIVE {
            return self.begin_watched();
        }
        self.state = BUSY;
        Begun::Live
    }

    #[cold]
    fn begin_watched(&mut self) -> Begun {
        let state = self.state;
        if state & BUSY != 0 {
            return Begun::Not;
        }
        self.state = BUSY | state & FORGOTTEN;
        self.origin = unwatched(self.created_at, state, self.origin);
        if state & COUNTED == 0 { Begun::Live } else { Begun::Counted }
    }

    #[cold]
    fn dropped(&mut self) {
        #[cfg(feature = "async")]
        self.dropped_half_way();
        if self.is_disposed() {
            return;
        }
        quietly(|| {
            self.state |= FORGOTTEN;
            self.settle();
            if leak::is_wanted(&Ok(())) {
                leak::record(leak::UNKNOWN_TYPE, Some(self.take_making()), Ok(()));
            }
        });
    }

    /// All steps have run that were to run.
    #[inline]
    pub(super) fn done(&mut self) {
        self.state = DONE;
    }

    /// Nothing is left to be done or reported.
    #[inline]
    pub(crate) fn settle(&mut self) {
        if !matches!(self.begin(), Begun::Not) {
            self.done();
        }
    }

    /// Nobody disposed the value: what comes now is the work of the fallback.
    #[inline]
    pub(crate) fn forget(&mut self) {
        if cfg!(feature = "instrument") || self.state != LIVE {
            self.state |= FORGOTTEN;
        }
    }

    /// Only asked where disposals are counted.
    #[inline]
    pub(super) fn is_forgotten(&self) -> bool {
        self.state & FORGOTTEN != 0
    }

    /// What there is to say about the making of a forgotten value.
    #[inline]
    pub(super) fn take_making(&mut self) -> Making {
        Making { created_at: self.created_at, origin: self.origin.take() }
    }
}

impl Drop for Guard {
    #[inline]
    fn drop(&mut self) {
        if self.state != DONE {
            self.dropped();
        }
    }
}

/// The state and the origin of a value of which somebody wants to know more.
#[cold]
fn watched(created_at: &'static Location<'static>) -> (u32, Option<Origin>) {
    let watch = level::watch();
    let origin = Origin::here(created_at, watch);
    if watch & level::ALIVE != 0 {
        tally::count((None, Some(created_at)), |entry| entry.add(Count::Alive));
        return (COUNTED, origin);
    }
    (if origin.is_some() { WATCHED } else { LIVE }, origin)
}

/// The value is no longer alive. Its origin, which is left to a report that comes last.
fn unwatched(
    created_at: &'static Location<'static>,
    state: u32,
    origin: Option<Origin>,
) -> Option<Origin> {
    if state & COUNTED != 0 {
        tally::count((None, Some(created_at)), |entry| entry.subtract(Count::Alive));
    }
    if state & FORGOTTEN != 0 {
        return origin;
    }
    drop(origin.and_then(Origin::take));
    None
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match self.state & !FORGOTTEN {
            DONE => "Done",
            state if state & BUSY != 0 => "Busy",
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
        assert!(!matches!(guard.begin(), Begun::Not));
        assert!(guard.is_disposed() && matches!(guard.begin(), Begun::Not));
        guard.done();
        assert!(guard.is_disposed() && matches!(guard.begin(), Begun::Not));
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
