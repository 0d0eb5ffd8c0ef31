//! What is known of one singleton.

use std::ops::DerefMut;
use std::panic::Location;
use std::sync::PoisonError;

use super::cell::Entry;
use super::error::InitError;
use super::order::Known;
use super::run::{Failed, Run};
use super::stuck::Waiters;

/// What `Order` knows of one singleton.
pub(super) struct Record {
    /// The last run of the initialiser.
    pub(super) run: Option<Run>,
    /// What its initialiser needs at the moment, and where it asked.
    pub(super) needs: Option<(Known, &'static Location<'static>)>,
    /// The runs that failed.
    pub(super) failed: Option<Box<Failed>>,
    /// The error that is kept.
    pub(super) error: Option<InitError>,
    /// Who waits for it to be made.
    pub(super) waiters: Waiters,
    /// The teardown that disposed it.
    pub(super) disposed: Option<&'static Location<'static>>,
    pub(super) next_started: Option<Known>,
    pub(super) next_completed: Option<Known>,
    /// Its place in the order of completion, from 1; 0 before that.
    pub(super) completion: u32,
}

impl Record {
    pub(super) const fn new() -> Self {
        Record {
            run: None,
            needs: None,
            failed: None,
            error: None,
            waiters: Waiters::new(),
            disposed: None,
            next_started: None,
            next_completed: None,
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
}

/// Called under the lock of `order` only.
pub(super) fn record(entry: &Entry) -> impl DerefMut<Target = Record> {
    entry.record.lock().unwrap_or_else(PoisonError::into_inner)
}
