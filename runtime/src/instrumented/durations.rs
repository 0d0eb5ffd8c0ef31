//! What one thread knows of one site beyond the paths that lead there.

use std::ptr::{NonNull, null};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use super::contract::Breaches;
use super::histogram::Histogram;
use super::site::Site;
use super::system;
use super::word::add;

/// How long the calls of one site took in one thread, and what became of its futures.
pub(super) struct Durations {
    pub(super) site: *const Site,
    /// The one that the thread made before.
    pub(super) next: *const Durations,
    pub(super) histogram: Histogram,
    /// Futures that were dropped before they were ready.
    pub(super) cancelled: AtomicU64,
    /// From the first poll of each future to its end.
    pub(super) waited: AtomicU64,
    /// What of that it was polled.
    pub(super) busy: AtomicU64,
    pub(super) breaches: Breaches,
}

impl Durations {
    pub(super) const fn new() -> Self {
        Durations {
            site: null(),
            next: null(),
            histogram: Histogram::new(),
            cancelled: AtomicU64::new(0),
            waited: AtomicU64::new(0),
            busy: AtomicU64::new(0),
            breaches: Breaches::new(),
        }
    }

    /// One on the heap. Never on the stack, which may be small and would have it several times where
    /// nothing is optimised.
    pub(super) fn place(site: *const Site, next: *const Durations) -> Option<NonNull<Self>> {
        let place = system::zeros::<Self>(1)?;
        let durations = place.as_ptr();
        // SAFETY: nobody else has it yet. The rest is what `new` makes: counts and pointers of zero.
        unsafe {
            (*durations).site = site;
            (*durations).next = next;
            (*durations).histogram.begin();
        }
        Some(place)
    }

    pub(super) fn reset(&self) {
        self.histogram.reset();
        for count in [&self.cancelled, &self.waited, &self.busy] {
            count.store(0, Relaxed);
        }
        self.breaches.reset();
    }

    /// Takes off what was counted before.
    pub(super) fn subtract(&self, before: &Durations) {
        self.histogram.subtract(&before.histogram);
        let ours = [&self.cancelled, &self.waited, &self.busy];
        let before_us = [&before.cancelled, &before.waited, &before.busy];
        for (count, before) in ours.into_iter().zip(before_us) {
            add(count, 0_u64.wrapping_sub(before.load(Relaxed)));
        }
        self.breaches.subtract(&before.breaches);
    }

    pub(super) fn merge(&self, other: &Durations) {
        self.histogram.merge(&other.histogram);
        add(&self.cancelled, other.cancelled.load(Relaxed));
        add(&self.waited, other.waited.load(Relaxed));
        add(&self.busy, other.busy.load(Relaxed));
        self.breaches.merge(&other.breaches);
    }
}
