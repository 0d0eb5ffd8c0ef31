//! Reports of what happened between two moments.

use std::fmt;
use std::marker::PhantomData;

#[cfg(feature = "instrument")]
use super::snapshot::Snapshot;
use crate::heap::{self, NOT_INSTALLED, say_that_nothing_is_checked};
use crate::report::functions::Functions;
use crate::report::{Report, report};

/// A time whose report tells what happened in it, in all threads.
///
/// There may be any number of sessions at once, nested or not; none disturbs another, or the report
/// at the end of the process. Started and stopped they cost what a report costs, which is of the
/// function around it: half a microsecond for each path of calls in each thread, 50 ms for a thousand
/// functions in a hundred threads (`tests/process/large_report.rs`). In between they cost nothing.
///
/// What is counted is what happened between the two moments. A call counts for the session in which
/// it began, and its time and memory for the one in which they were spent: of a call that began
/// before, or that has not ended, it is a part. Percentiles, `waited` and `idle` are those of calls
/// and futures that ended in the session; so are peaks, and that of a call that the calling thread
/// has not left yet. Of a call that another thread was in at the beginning or is in at the end, the
/// memory counts where the call ends.
///
/// Of singletons the report has those whose initialiser was started in the session, of disposals and
/// leaks those that happened in it.
///
/// ```
/// use tenure::{Session, instrumented};
///
/// #[instrumented]
/// fn parse(text: &str) -> usize {
///     text.len()
/// }
///
/// parse("one");
/// let session = Session::start();
/// parse("two");
/// let report = session.stop();
/// // Without the feature `instrument` nothing is recorded.
/// if let [function] = report.functions() {
///     assert_eq!(function.calls, 1);
/// }
/// ```
#[must_use = "what happens until it is stopped is what it tells of"]
pub struct Session {
    around: Report,
    #[cfg(feature = "instrument")]
    snapshot: Snapshot,
}

/// A [`Session`] of one thread: what others do at the same time is not in its report, so a test
/// finds what it did itself, however many tests run beside it.
///
/// Disposals and leaks, of which it is not known which thread they are of, are not in its report.
///
/// ```
/// use tenure::Session;
///
/// let session = Session::start_local();
/// std::thread::spawn(|| ()).join().unwrap();
/// assert!(session.stop().functions().is_empty());
/// ```
#[must_use = "what happens until it is stopped is what it tells of"]
pub struct LocalSession {
    session: Session,
    /// It is about the thread that it is on.
    thread: PhantomData<*const ()>,
}

impl Session {
    /// Begins a session of all threads.
    ///
    /// ```
    /// let session = tenure::Session::start();
    /// ```
    pub fn start() -> Self {
        Session {
            around: Report::without_functions(),
            #[cfg(feature = "instrument")]
            snapshot: Snapshot::take(false),
        }
    }

    /// Begins a session of the calling thread.
    ///
    /// ```
    /// let session = tenure::Session::start_local();
    /// ```
    pub fn start_local() -> LocalSession {
        let session = Session {
            around: Report::without_functions(),
            #[cfg(feature = "instrument")]
            snapshot: Snapshot::take(true),
        };
        LocalSession { session, thread: PhantomData }
    }

    /// What happened so far; the session goes on.
    ///
    /// ```
    /// let session = tenure::Session::start();
    /// assert!(session.report().violations().is_empty());
    /// ```
    #[must_use]
    pub fn report(&self) -> Report {
        // First: it is without what the rest allocates.
        let functions = self.functions();
        Report::without_functions().since(&self.around, functions)
    }

    /// Ends the session.
    ///
    /// ```
    /// let report = tenure::Session::start().stop();
    /// assert_eq!(report.functions().len(), 0);
    /// ```
    ///
    /// # Panics
    ///
    /// When calls in the session allocated more than `max_allocs` or `max_bytes` of their
    /// `#[instrumented]` say; [`report`](Self::report) only tells it.
    #[track_caller]
    #[allow(clippy::must_use_candidate)] // whoever only wants to have the contracts checked
    pub fn stop(self) -> Report {
        let report = self.report();
        drop(self);
        checked(report)
    }

    // The signature is that with the feature.
    #[cfg_attr(not(feature = "instrument"), allow(clippy::unused_self))]
    fn functions(&self) -> Functions {
        #[cfg(feature = "instrument")]
        return self.snapshot.since();
        #[cfg(not(feature = "instrument"))]
        Functions::default()
    }
}

impl LocalSession {
    /// What the thread did so far; the session goes on.
    ///
    /// ```
    /// let session = tenure::Session::start_local();
    /// assert!(session.report().violations().is_empty());
    /// ```
    #[must_use]
    pub fn report(&self) -> Report {
        // First: it is without what the rest allocates.
        let functions = self.session.functions();
        Report::without_functions().since_of_this_thread(&self.session.around, functions)
    }

    /// Ends the session.
    ///
    /// ```
    /// let report = tenure::Session::start_local().stop();
    /// assert_eq!(report.functions().len(), 0);
    /// ```
    ///
    /// # Panics
    ///
    /// As [`Session::stop`], for the calls of this thread.
    #[track_caller]
    #[allow(clippy::must_use_candidate)] // whoever only wants to have the contracts checked
    pub fn stop(self) -> Report {
        let report = self.report();
        drop(self);
        checked(report)
    }
}

/// What a session that has ended tells, whose contracts were kept. A panic that is under way has
/// reasons of its own.
#[track_caller]
fn checked(report: Report) -> Report {
    if !std::thread::panicking() {
        report.assert_contracts();
    }
    report
}

impl fmt::Debug for Session {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Session").finish_non_exhaustive()
    }
}

impl fmt::Debug for LocalSession {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("LocalSession").finish_non_exhaustive()
    }
}

/// Panics when any call since the process began, in any thread, allocated more than `max_allocs` or
/// `max_bytes` of its `#[instrumented]` say. [`LocalSession::stop`] asks of one thread, for tests
/// that run beside others.
///
/// Without the features `instrument` and `alloc` nothing is checked; where only the second is
/// missing, standard error says so.
///
/// ```no_run
/// #[global_allocator]
/// static ALLOC: tenure::Alloc = tenure::Alloc::new();
///
/// #[tenure::instrumented(max_allocs = 0)]
/// fn sum(numbers: &[u32]) -> u32 {
///     numbers.iter().sum()
/// }
///
/// sum(&[1, 2, 3]);
/// tenure::assert_contracts();
/// ```
///
/// # Panics
///
/// With all functions of which calls allocated too much, and also when
/// [`tenure::Alloc`](crate::Alloc) is not the allocator of the program: then nobody knows.
#[track_caller]
pub fn assert_contracts() {
    if !cfg!(feature = "instrument") {
        return;
    }
    if !cfg!(feature = "alloc") {
        return say_that_nothing_is_checked("assert_contracts");
    }
    assert!(heap::is_counted(), "contracts cannot be checked\n{NOT_INSTALLED}");
    report().assert_contracts();
}
