//! What a call allocates: the counters of `Alloc` when it begins, and what has been added when it
//! ends.

#[cfg(feature = "alloc")]
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering::Relaxed};

#[cfg(feature = "alloc")]
pub(super) use crate::alloc::Counters;

/// Stands in for the counters of a thread.
#[cfg(not(feature = "alloc"))]
pub(super) struct Counters;

#[cfg(feature = "alloc")]
pub(super) static UNUSED: &Counters = &crate::alloc::UNUSED;
#[cfg(not(feature = "alloc"))]
pub(super) static UNUSED: &Counters = &Counters;

/// The counters of this thread.
pub(super) fn counters() -> *const Counters {
    #[cfg(feature = "alloc")]
    return Counters::of_this_thread();
    #[cfg(not(feature = "alloc"))]
    UNUSED
}

/// What a call or a thread has allocated.
#[derive(Clone, Copy, Default)]
pub(super) struct Spent {
    pub(super) allocs: u64,
    pub(super) bytes: u64,
    /// What was not freed again; negative where more was freed.
    pub(super) retained: i64,
    /// The most that was there at once, beyond what was there before.
    pub(super) peak: u64,
}

/// The counters at one moment.
#[cfg(feature = "alloc")]
pub(super) struct Mark {
    allocs: AtomicU64,
    bytes: AtomicU64,
    live: AtomicI64,
    peak: AtomicI64,
}

#[cfg(not(feature = "alloc"))]
pub(super) struct Mark;

#[cfg(feature = "alloc")]
impl Mark {
    pub(super) const fn new() -> Self {
        Mark {
            allocs: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            live: AtomicI64::new(0),
            peak: AtomicI64::new(0),
        }
    }

    /// Remembers the counters; from now on they look for the peak of what begins here.
    #[inline]
    pub(super) fn set(&self, counters: &Counters) {
        self.allocs.store(counters.allocs.load(Relaxed), Relaxed);
        self.bytes.store(counters.bytes.load(Relaxed), Relaxed);
        let live = counters.live.load(Relaxed);
        self.live.store(live, Relaxed);
        self.peak.store(counters.peak.load(Relaxed), Relaxed);
        counters.peak.store(live, Relaxed);
    }

    /// What was spent since [`set`](Self::set), if anything; the counters look for the peak of what
    /// is around it again.
    #[inline]
    pub(super) fn unset(&self, counters: &Counters) -> Option<Spent> {
        let spent = self.spent(counters, counters.peak.load(Relaxed));
        let outer = self.peak.load(Relaxed);
        // Without an allocation the inner peak is where it began, and the outer one above it.
        if spent.is_none() || outer > counters.peak.load(Relaxed) {
            counters.peak.store(outer, Relaxed);
        }
        spent
    }

    /// What was spent since [`set`](Self::set), if anything, when the highest count since then
    /// was `peak`.
    #[inline]
    fn spent(&self, counters: &Counters, peak: i64) -> Option<Spent> {
        let allocs = counters.allocs.load(Relaxed).wrapping_sub(self.allocs.load(Relaxed));
        let live = self.live.load(Relaxed);
        let retained = counters.live.load(Relaxed).wrapping_sub(live);
        if allocs == 0 && retained == 0 {
            return None;
        }
        let bytes = counters.bytes.load(Relaxed).wrapping_sub(self.bytes.load(Relaxed));
        // At the beginning the peak was set to what was live.
        let peak = u64::try_from(peak.wrapping_sub(live)).unwrap_or(0);
        Some(Spent { allocs, bytes, retained, peak })
    }

    /// What the open calls with these marks, innermost first, have spent so far.
    pub(super) fn spent_so_far<'a>(
        marks: impl Iterator<Item = &'a Mark>,
        counters: &Counters,
    ) -> impl Iterator<Item = Spent> {
        let mut peak = counters.peak.load(Relaxed);
        marks.map(move |mark| {
            let spent = mark.spent(counters, peak).unwrap_or_default();
            peak = peak.max(mark.peak.load(Relaxed));
            spent
        })
    }
}

// The signatures are those with the feature.
#[cfg(not(feature = "alloc"))]
#[allow(clippy::unused_self)]
impl Mark {
    pub(super) const fn new() -> Self {
        Mark
    }

    #[inline]
    pub(super) fn set(&self, _: &Counters) {}

    #[inline]
    pub(super) fn unset(&self, _: &Counters) -> Option<Spent> {
        None
    }

    pub(super) fn spent_so_far<'a>(
        marks: impl Iterator<Item = &'a Mark>,
        _: &Counters,
    ) -> impl Iterator<Item = Spent> {
        marks.map(|_| Spent::default())
    }
}
