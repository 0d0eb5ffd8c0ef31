//! What a call allocates: the counters of `Alloc` when it begins, and what has been added when it
//! ends.

use std::cell::Cell;
#[cfg(feature = "alloc")]
use std::mem::offset_of;

use super::word;

#[cfg(feature = "alloc")]
pub(super) use crate::alloc::Counters;

/// Stands in for the counters of a thread.
#[cfg(not(feature = "alloc"))]
#[derive(Clone)]
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

/// What they say now, of the calling thread.
pub(super) fn counters_now() -> Counters {
    // SAFETY: the counters of the calling thread are there as long as it runs.
    unsafe { &*counters() }.clone()
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
#[repr(C)]
pub(super) struct Mark {
    /// Allocations and bytes; without the feature only the timing.
    allocated: Cell<[u64; 2]>,
    #[cfg(feature = "alloc")]
    live: Cell<i64>,
    #[cfg(feature = "alloc")]
    peak: Cell<i64>,
}

/// How the time of a call is taken, where it is not the counter of the processor at both ends.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
pub(super) enum Timing {
    Counter = 0,
    /// By the clock of the system.
    System = SYSTEM,
    /// Not at all: the budget has no room for it.
    Left = LEFT,
}

/// Beside the allocations of a mark, of which no thread will ever see so many: it is never equal to
/// the counters then, so that the end of a call asks once for all that is out of the ordinary.
const SYSTEM: u64 = 1 << 63;
const LEFT: u64 = 1 << 62;
const ALLOCS: u64 = LEFT - 1;

impl Mark {
    #[inline(always)]
    pub(super) fn set_timing(&self, timing: Timing) {
        let [allocs, bytes] = self.allocated.get();
        self.allocated.set([allocs | timing as u64, bytes]);
    }

    #[inline(always)]
    pub(super) fn timing(&self) -> Timing {
        match word::get(&self.allocated)[0] & !ALLOCS {
            0 => Timing::Counter,
            LEFT => Timing::Left,
            _ => Timing::System,
        }
    }
}

/// The cells of a [`Mark`] or of [`Counters`], both of this thread, for one step: each cell would be
/// several calls in a debug build.
#[cfg(feature = "alloc")]
#[repr(C)]
struct Counts {
    allocated: [u64; 2],
    /// As bits: it is only compared.
    live: u64,
    peak: u64,
}

#[cfg(feature = "alloc")]
const _: () = assert!(
    size_of::<Mark>() == size_of::<Counts>()
        && size_of::<Counters>() == size_of::<Counts>()
        && offset_of!(Mark, live) == offset_of!(Counts, live)
        && offset_of!(Counters, live) == offset_of!(Counts, live)
        && offset_of!(Mark, peak) == offset_of!(Counts, peak)
        && offset_of!(Counters, peak) == offset_of!(Counts, peak)
);

#[cfg(feature = "alloc")]
#[expect(clippy::transmute_ptr_to_ref, reason = "a debug build checks every pointer in a cast")]
impl Counts {
    /// # Safety
    /// It is one of the two, of the calling thread, and not used otherwise as long as this is.
    #[inline(always)]
    unsafe fn of<'a, T>(cells: *const T) -> &'a mut Self {
        // SAFETY: the layout is checked above; the caller says the rest.
        unsafe { std::mem::transmute::<*const T, &'a mut Self>(cells) }
    }
}

#[cfg(feature = "alloc")]
impl Mark {
    pub(super) const fn new() -> Self {
        Mark { allocated: Cell::new([0; 2]), live: Cell::new(0), peak: Cell::new(0) }
    }

    /// Remembers the counters; from now on they look for the peak of what begins here.
    #[inline(always)]
    pub(super) fn set(&self, counters: &Counters, timing: Timing) {
        // SAFETY: this thread has both, and nothing else is done with them here.
        let mark = unsafe { Counts::of(self) };
        // SAFETY: as above.
        let now = unsafe { Counts::of(counters) };
        // At once: the processor would wait for a part of it that is changed afterwards.
        mark.allocated = [now.allocated[0] | timing as u64, now.allocated[1]];
        mark.live = now.live;
        mark.peak = now.peak;
        now.peak = mark.live;
    }

    /// Whether nothing was allocated or freed since [`set`](Self::set), and the timing is that of
    /// the counter.
    #[inline(always)]
    pub(super) fn is_ordinary(&self, counters: &Counters) -> bool {
        // SAFETY: this thread has both, and nothing else is done with them here.
        let mark = unsafe { Counts::of(self) };
        // SAFETY: as above.
        let now = unsafe { Counts::of(counters) };
        (mark.allocated[0] ^ now.allocated[0]) | (mark.live ^ now.live) == 0
    }

    /// Whether nothing was allocated or freed since [`set`](Self::set), in a call whose time is left
    /// out.
    #[inline(always)]
    pub(super) fn is_left_untouched(&self, counters: &Counters) -> bool {
        // SAFETY: this thread has both, and nothing else is done with them here.
        let mark = unsafe { Counts::of(self) };
        // SAFETY: as above.
        let now = unsafe { Counts::of(counters) };
        (mark.allocated[0] ^ now.allocated[0] ^ LEFT) | (mark.live ^ now.live) == 0
    }

    /// The counters look for the peak of what is around it again. That is the old one: there is no
    /// inner peak.
    #[inline(always)]
    pub(super) fn unset_untouched(&self, counters: &Counters) {
        // SAFETY: this thread has both, and nothing else is done with them here.
        unsafe { Counts::of(counters).peak = Counts::of(self).peak };
    }

    /// What was spent since [`set`](Self::set), if anything; the counters look for the peak of what
    /// is around it again.
    #[inline(always)]
    pub(super) fn unset(&self, counters: &Counters) -> Option<Spent> {
        let spent = self.spent(counters, counters.peak.get());
        counters.peak.set(self.peak.get().max(counters.peak.get()));
        spent
    }

    /// What was spent since [`set`](Self::set), if anything, when the highest count since then
    /// was `peak`.
    #[inline(always)]
    fn spent(&self, counters: &Counters, peak: i64) -> Option<Spent> {
        let ([allocs, bytes], live) = (self.allocated.get(), self.live.get());
        let [allocs_now, bytes_now] = counters.allocated.get();
        let allocs = allocs_now.wrapping_sub(allocs & ALLOCS);
        let retained = counters.live.get().wrapping_sub(live);
        if allocs == 0 && retained == 0 {
            return None;
        }
        // At the beginning the peak was set to what was live.
        let peak = u64::try_from(peak.wrapping_sub(live)).unwrap_or(0);
        Some(Spent { allocs, bytes: bytes_now.wrapping_sub(bytes), retained, peak })
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
        Mark { allocated: Cell::new([0; 2]) }
    }

    #[inline(always)]
    pub(super) fn set(&self, _: &Counters, timing: Timing) {
        self.allocated.set([timing as u64, 0]);
    }

    #[inline(always)]
    pub(super) fn is_ordinary(&self, _: &Counters) -> bool {
        self.allocated.get()[0] == 0
    }

    #[inline(always)]
    pub(super) fn is_left_untouched(&self, _: &Counters) -> bool {
        self.allocated.get()[0] == LEFT
    }

    #[inline(always)]
    pub(super) fn unset_untouched(&self, _: &Counters) {}

    #[inline(always)]
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
