//! What a thread has allocated and freed, counted by the thread itself.

#[cfg(feature = "alloc")]
use std::cell::Cell;

/// What one thread has allocated since it began.
#[cfg(feature = "alloc")]
#[derive(Clone, Debug)]
#[repr(C)]
pub(crate) struct Counters {
    /// Bytes allocated and bytes freed, together: whatever happens changes it.
    pub(crate) traffic: Cell<u64>,
    /// The highest `live` since somebody set this. Between those that change together: the compiler
    /// would add to both with a vector, which takes more steps.
    pub(crate) peak: Cell<i64>,
    /// Bytes allocated less bytes freed; negative in a thread that frees what others allocated.
    pub(crate) live: Cell<i64>,
    pub(crate) allocs: Cell<u64>,
}

#[cfg(feature = "alloc")]
thread_local! {
    // No destructor and nothing to initialise: usable from the first to the last moment of a
    // thread, and one instruction away.
    static COUNTERS: OfThread = const {
        OfThread {
            counters: Counters::new(),
            #[cfg(feature = "bench")]
            gone: Cell::new(0),
        }
    };
}

/// All that is counted for a thread.
#[cfg(feature = "alloc")]
struct OfThread {
    counters: Counters,
    /// Blocks that were freed, or have become larger ones: one instruction more for whoever asked
    /// for `bench`, and none for others.
    #[cfg(feature = "bench")]
    gone: Cell<u64>,
}

#[cfg(feature = "alloc")]
impl Counters {
    const fn new() -> Self {
        Counters {
            traffic: Cell::new(0),
            peak: Cell::new(0),
            live: Cell::new(0),
            allocs: Cell::new(0),
        }
    }

    /// Bytes allocated.
    fn bytes(&self) -> u64 {
        bytes(self.traffic.get(), self.live.get())
    }

    /// The counters of this thread; they are gone when it has ended.
    #[cfg(feature = "instrument")]
    pub(crate) fn of_this_thread() -> *const Self {
        COUNTERS.with(|of_thread| std::ptr::from_ref(&of_thread.counters))
    }
}

/// The bytes that were allocated where so many were allocated and freed together, and so many are left.
#[cfg(feature = "alloc")]
#[inline]
pub(crate) fn bytes(traffic: u64, live: i64) -> u64 {
    traffic.wrapping_add_signed(live) / 2
}

/// What a thread has allocated up to a moment, or between two; nothing without the feature.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Totals {
    pub(crate) allocs: u64,
    pub(crate) bytes: u64,
}

impl Totals {
    pub(crate) fn of_this_thread() -> Self {
        #[cfg(feature = "alloc")]
        return COUNTERS.with(|OfThread { counters, .. }| Totals {
            allocs: counters.allocs.get(),
            bytes: counters.bytes(),
        });
        #[cfg(not(feature = "alloc"))]
        Totals::default()
    }

    pub(crate) fn since(self, before: Self) -> Self {
        Totals {
            allocs: self.allocs.wrapping_sub(before.allocs),
            bytes: self.bytes.wrapping_sub(before.bytes),
        }
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Totals {
            allocs: self.allocs.wrapping_add(other.allocs),
            bytes: self.bytes.wrapping_add(other.bytes),
        }
    }
}

/// The counters of a thread at one moment.
#[cfg(feature = "bench")]
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Moment {
    pub(crate) totals: Totals,
    pub(crate) gone: u64,
    pub(crate) live: i64,
    pub(crate) peak: i64,
}

#[cfg(feature = "bench")]
impl Moment {
    pub(crate) fn of_this_thread() -> Self {
        #[cfg(feature = "alloc")]
        return COUNTERS.with(|OfThread { counters, gone }| Moment {
            totals: Totals::of_this_thread(),
            gone: gone.get(),
            live: counters.live.get(),
            peak: counters.peak.get(),
        });
        #[cfg(not(feature = "alloc"))]
        Moment::default()
    }
}

/// Has this thread look for a peak above `peak` from now on.
#[cfg(feature = "bench")]
pub(crate) fn set_peak(peak: i64) {
    #[cfg(feature = "alloc")]
    COUNTERS.with(|OfThread { counters, .. }| counters.peak.set(peak));
    #[cfg(not(feature = "alloc"))]
    let _ = peak;
}

#[cfg(feature = "alloc")]
#[inline]
pub(super) fn allocated(size: usize) {
    COUNTERS.with(|OfThread { counters: Counters { traffic, allocs, live, peak }, .. }| {
        allocs.set(allocs.get().wrapping_add(1));
        traffic.set(traffic.get().wrapping_add(size as u64));
        let now = live.get().wrapping_add_unsigned(size as u64);
        live.set(now);
        if now > peak.get() {
            peak.set(now);
        }
    });
}

#[cfg(feature = "alloc")]
#[inline]
pub(super) fn shrunk(size: usize) {
    COUNTERS.with(|OfThread { counters: Counters { traffic, live, .. }, .. }| {
        traffic.set(traffic.get().wrapping_add(size as u64));
        live.set(live.get().wrapping_sub_unsigned(size as u64));
    });
}

#[cfg(not(feature = "alloc"))]
#[inline]
pub(super) fn allocated(_: usize) {}

#[cfg(not(feature = "alloc"))]
#[inline]
pub(super) fn shrunk(_: usize) {}

/// A block is no more.
#[inline]
pub(super) fn gone() {
    #[cfg(all(feature = "alloc", feature = "bench"))]
    COUNTERS.with(|OfThread { gone, .. }| gone.set(gone.get().wrapping_add(1)));
}
