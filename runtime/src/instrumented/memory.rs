//! What a call allocates: the counters of `Alloc` when it begins, and what has been added when it
//! ends.

use std::cell::Cell;
#[cfg(feature = "alloc")]
use std::mem::offset_of;

use super::word;

#[cfg(feature = "alloc")]
use crate::alloc;
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
    /// With the timing; without the feature only that.
    traffic: Cell<u64>,
    #[cfg(feature = "alloc")]
    peak: Cell<i64>,
    #[cfg(feature = "alloc")]
    live: Cell<i64>,
    #[cfg(feature = "alloc")]
    allocs: Cell<u64>,
}

/// How the time of a call is taken, where it is not the counter of the processor at both ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Timing {
    Counter,
    /// By the clock of the system.
    System,
    /// Not at all: the budget has no room for it.
    Left,
}

/// The highest bits of a traffic: no thread will ever see so much.
const SYSTEM: u64 = 1 << 63;
const TIMING: u64 = 0b11 << 62;

impl Timing {
    /// Says it in the traffic of a mark, which is never that of the counters then: the end of a call
    /// asks once for all that is out of the ordinary.
    #[inline(always)]
    const fn on(self, traffic: u64) -> u64 {
        match self {
            Timing::Counter => traffic,
            Timing::System => traffic | SYSTEM,
            // All bits, which takes one step.
            Timing::Left => !traffic,
        }
    }

    /// And what [`on`](Self::on) said it in.
    #[inline(always)]
    const fn of(marked: u64) -> (Self, u64) {
        match marked & TIMING {
            0 => (Timing::Counter, marked),
            SYSTEM => (Timing::System, marked & !TIMING),
            _ => (Timing::Left, !marked),
        }
    }
}

/// What the end of a call finds [changed](Mark::changed) where nothing was allocated or freed.
pub(super) const NOTHING: u64 = 0;

/// The same in a call whose time is left out.
pub(super) const NOTHING_BUT_LEFT: u64 = u64::MAX;

impl Mark {
    #[inline(always)]
    pub(super) fn set_timing(&self, timing: Timing) {
        self.traffic.set(timing.on(self.traffic.get()));
    }

    #[inline(always)]
    pub(super) fn timing(&self) -> Timing {
        Timing::of(word::get(&self.traffic)).0
    }
}

/// The cells of a [`Mark`] or of [`Counters`], both of this thread, for one step: each cell would be
/// several calls in a debug build.
#[cfg(feature = "alloc")]
#[derive(Clone, Copy)]
#[repr(C)]
struct Counts {
    traffic: u64,
    peak: i64,
    live: i64,
    allocs: u64,
}

#[cfg(feature = "alloc")]
const _: () = assert!(
    size_of::<Mark>() == size_of::<Counts>()
        && size_of::<Counters>() == size_of::<Counts>()
        && offset_of!(Mark, traffic) == offset_of!(Counts, traffic)
        && offset_of!(Counters, traffic) == offset_of!(Counts, traffic)
        && offset_of!(Mark, allocs) == offset_of!(Counts, allocs)
        && offset_of!(Counters, allocs) == offset_of!(Counts, allocs)
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
    /// Remembers the counters; from now on they look for the peak of what begins here.
    #[inline(always)]
    pub(super) fn set(&self, counters: &Counters) {
        // SAFETY: this thread has both, and nothing else is done with them here.
        let now = unsafe { Counts::of(counters) };
        // SAFETY: as above.
        unsafe { *Counts::of(self) = *now };
        now.peak = now.live;
    }

    /// The same for a call whose time is left out. Word by word: of two that are copied in one step the
    /// processor waits for the one that the last call has just stored. In [`set`](Self::set) it waits
    /// for the clock meanwhile.
    #[inline(always)]
    pub(super) fn set_left(&self, counters: &Counters) {
        // SAFETY: this thread has both, and nothing else is done with them here.
        let now = unsafe { Counts::of(counters) };
        // SAFETY: as above.
        let mark = unsafe { Counts::of(self) };
        mark.traffic = Timing::Left.on(now.traffic);
        mark.peak = now.peak;
        // Not loaded twice: the mark could be the counters, for all that the compiler knows.
        let live = now.live;
        mark.live = live;
        mark.allocs = now.allocs;
        now.peak = live;
    }

    /// What is not as [`set`](Self::set) found it.
    #[inline(always)]
    pub(super) fn changed(&self, counters: &Counters) -> u64 {
        // SAFETY: this thread has both, and nothing else is done with them here.
        unsafe { Counts::of(self).traffic ^ Counts::of(counters).traffic }
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
        let (before, live) = (Timing::of(self.traffic.get()).1, self.live.get());
        let traffic = counters.traffic.get().wrapping_sub(before);
        if traffic == 0 {
            return None;
        }
        let allocs = counters.allocs.get().wrapping_sub(self.allocs.get());
        let retained = counters.live.get().wrapping_sub(live);
        // At the beginning the peak was set to what was live.
        let peak = u64::try_from(peak.wrapping_sub(live)).unwrap_or(0);
        Some(Spent { allocs, bytes: alloc::bytes(traffic, retained), retained, peak })
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
    #[inline(always)]
    pub(super) fn set(&self, _: &Counters) {
        word::set(&self.traffic, 0);
    }

    #[inline(always)]
    pub(super) fn set_left(&self, _: &Counters) {
        word::set(&self.traffic, NOTHING_BUT_LEFT);
    }

    #[inline(always)]
    pub(super) fn changed(&self, _: &Counters) -> u64 {
        word::get(&self.traffic)
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
