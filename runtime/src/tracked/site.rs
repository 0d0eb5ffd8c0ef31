//! The counters of one place where values of one type are made.

use std::panic::Location;
use std::ptr;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};

use super::record::Record;
use super::snapshot::TrackedSite;
use crate::disposable::chain::Link;

/// One place where values of one type are made.
pub(super) struct Site {
    pub(super) record: &'static Record,
    pub(super) made_at: &'static Location<'static>,
    made: AtomicU64,
    dropped: AtomicU64,
    /// How many finalizers wait for values of this place.
    pub(super) finalizers: AtomicU64,
    pub(super) next: Link<Site>,
}

/// How many lists of sites a record has.
pub(super) const LISTS: usize = 8;

impl Site {
    pub(super) fn new(record: &'static Record, made_at: &'static Location<'static>) -> Self {
        let [made, dropped, finalizers] = [const { AtomicU64::new(0) }; 3];
        Site { record, made_at, made, dropped, finalizers, next: Link::new() }
    }

    /// A value is made; gives back how many were made before.
    #[inline]
    pub(super) fn came(&self) -> u64 {
        self.made.fetch_add(1, Relaxed)
    }

    /// A value is dropped.
    #[inline]
    pub(super) fn went(&self) {
        // Release: who sees it go sees it come.
        self.dropped.fetch_add(1, Release);
    }

    pub(super) fn total(&self) -> u64 {
        self.made.load(Relaxed)
    }

    pub(super) fn row(&'static self) -> TrackedSite {
        // Acquire pairs with `went`: in this order no more have gone than come.
        let dropped = self.dropped.load(Acquire);
        let total = self.total();
        TrackedSite { made_at: self.made_at, live: total - dropped, total }
    }
}

/// Places are 24 bytes apart, or more.
#[inline]
pub(super) fn list_of(made_at: &'static Location<'static>) -> usize {
    (ptr::from_ref(made_at).addr() / 8).wrapping_mul(0x9E37_79B9) >> 16 & (LISTS - 1)
}
