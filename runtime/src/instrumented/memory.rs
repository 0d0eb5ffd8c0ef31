//! What a call allocates: the counters of `Alloc` when it begins, and what has been added when it
//! ends.

#[cfg(feature = "alloc")]
use std::cell::Cell;

#[cfg(feature = "alloc")]
pub(super) use crate::alloc::Counters;

/// Stands in for the counters of a thread.
#[cfg(not(feature = "alloc"))]
pub(super) struct Counters;

/// The counters of this thread.
pub(super) fn counters() -> *const Counters {
    #[cfg(feature = "alloc")]
    return Counters::of_this_thread();
    #[cfg(not(feature = "alloc"))]
    &raw const COUNTERS
}

#[cfg(not(feature = "alloc"))]
static COUNTERS: Counters = Counters;

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
    allocs: Cell<u64>,
    bytes: Cell<u64>,
    live: Cell<i64>,
    peak: Cell<i64>,
}

#[cfg(not(feature = "alloc"))]
pub(super) struct Mark;

#[cfg(feature = "alloc")]
impl Mark {
    pub(super) const fn new() -> Self {
        Mark { allocs: Cell::new(0), bytes: Cell::new(0), live: Cell::new(0), peak: Cell::new(0) }
    }

    /// Remembers the counters; from now on they look for the peak of what begins here.
    #[inline]
    pub(super) fn set(&self, counters: &Counters) {
        self.allocs.set(counters.allocs.get());
        self.bytes.set(counters.bytes.get());
        let live = counters.live.get();
        self.live.set(live);
        self.peak.set(counters.peak.get());
        counters.peak.set(live);
    }

    /// Whether nothing was allocated or freed since [`set`](Self::set).
    #[inline]
    pub(super) fn is_untouched(&self, counters: &Counters) -> bool {
        self.allocs.get() == counters.allocs.get() && self.live.get() == counters.live.get()
    }

    /// The counters look for the peak of what is around it again. That is the old one: there is no
    /// inner peak.
    #[inline]
    pub(super) fn unset_untouched(&self, counters: &Counters) {
        counters.peak.set(self.peak.get());
    }

    /// What was spent since [`set`](Self::set), if anything; the counters look for the peak of what
    /// is around it again.
    #[inline]
    pub(super) fn unset(&self, counters: &Counters) -> Option<Spent> {
        let spent = self.spent(counters, counters.peak.get());
        counters.peak.set(self.peak.get().max(counters.peak.get()));
        spent
    }

    /// What was spent since [`set`](Self::set), if anything, when the highest count since then
    /// was `peak`.
    #[inline]
    fn spent(&self, counters: &Counters, peak: i64) -> Option<Spent> {
        if self.is_untouched(counters) {
            return None;
        }
        let allocs = counters.allocs.get().wrapping_sub(self.allocs.get());
        let live = self.live.get();
        let retained = counters.live.get().wrapping_sub(live);
        let bytes = counters.bytes.get().wrapping_sub(self.bytes.get());
        // At the beginning the peak was set to what was live.
        let peak = u64::try_from(peak.wrapping_sub(live)).unwrap_or(0);
        Some(Spent { allocs, bytes, retained, peak })
    }

    /// What the open calls with these marks, innermost first, have spent so far.
    pub(super) fn spent_so_far<'a>(
        marks: impl Iterator<Item = &'a Mark>,
        counters: &Counters,
    ) -> impl Iterator<Item = Spent> {
        let mut peak = counters.peak.get();
        marks.map(move |mark| {
            let spent = mark.spent(counters, peak).unwrap_or_default();
            peak = peak.max(mark.peak.get());
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
    pub(super) fn is_untouched(&self, _: &Counters) -> bool {
        true
    }

    #[inline]
    pub(super) fn unset_untouched(&self, _: &Counters) {}

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
