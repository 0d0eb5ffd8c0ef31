//! What is known of one singleton.

use std::ops::DerefMut;
use std::panic::Location;
use std::sync::PoisonError;

use super::cell::Entry;
use super::circle::Need;
use super::error::InitError;
use super::failed::Failed;
#[cfg(feature = "async")]
use super::future::awaited::Awaited;
use super::order::Known;
use super::run::Run;
use super::stuck::Waiters;

/// What `Order` knows of one singleton.
pub(super) struct Record {
    /// The last run of the initialiser.
    pub(super) run: Option<Run>,
    /// What its initialiser needs at the moment, and where it asked.
    pub(super) needs: Option<Need>,
    /// What it awaits besides, if it is a future.
    #[cfg(feature = "async")]
    pub(super) awaited: Option<Box<Awaited>>,
    /// It is a future that nobody polls at the moment.
    pub(super) idle: bool,
    /// The last walk along the links that came by.
    pub(super) walk: u64,
    /// The runs before it that failed.
    pub(super) failed: Option<Box<Failed>>,
    /// The error that is kept; of one that failed without any, its thread was lost in a fork, where
    /// there was no room for one.
    pub(super) error: Option<Box<InitError>>,
    /// Who waits for it to be made.
    pub(super) waiters: Waiters,
    /// The teardown that disposed it.
    pub(super) disposed: Option<&'static Location<'static>>,
    pub(super) next_started: Option<Known>,
    /// The one that was completed before it, and the one after it; both are on the list still.
    pub(super) next_completed: Option<Known>,
    pub(super) later_completed: Option<Known>,
    /// Its place in the order of completion, from 1; 0 before that.
    pub(super) completion: u32,
}

impl Record {
    pub(super) const fn new() -> Self {
        Record {
            run: None,
            needs: None,
            #[cfg(feature = "async")]
            awaited: None,
            idle: false,
            walk: 0,
            failed: None,
            error: None,
            waiters: Waiters::new(),
            disposed: None,
            next_started: None,
            next_completed: None,
            later_completed: None,
            completion: 0,
        }
    }

    /// Forgets what an ended thread did; the place in the list stays.
    pub(super) fn renew(&mut self) {
        self.needs = None;
        self.error = None;
        self.disposed = None;
        self.completion = 0;
    }

    /// All that its initialiser needs at the moment.
    pub(super) fn all_needs(&self) -> impl Iterator<Item = Need> + '_ {
        #[cfg(feature = "async")]
        let awaited = Awaited::needs(self.awaited.as_deref());
        #[cfg(not(feature = "async"))]
        let awaited = std::iter::empty();
        self.needs.into_iter().chain(awaited)
    }
}

/// Called under the lock of `order` only.
pub(super) fn record(entry: &Entry) -> impl DerefMut<Target = Record> {
    entry.record.lock().unwrap_or_else(PoisonError::into_inner)
}
