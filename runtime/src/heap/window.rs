//! What the calling thread does with the heap between two moments.

use super::is_counted;
use super::usage::HeapUse;
use crate::alloc::{Moment, set_peak};
use crate::instrumented;

/// Counts from [`open`](Self::open) to [`close`](Self::close); windows of one thread lie in each
/// other, as calls do.
#[derive(Debug)]
#[must_use = "what is counted is told by `close`"]
pub(crate) struct Window {
    began: Moment,
}

impl Window {
    pub(crate) fn open() -> Self {
        // What is done once, by whoever comes first, does not belong into the window.
        is_counted();
        instrumented::prepare();
        let began = Moment::of_this_thread();
        set_peak(began.live);
        Window { began }
    }

    /// `None`: nobody counts in this program.
    pub(crate) fn close(self) -> Option<HeapUse> {
        let (began, now) = (&self.began, Moment::of_this_thread());
        let totals = now.totals.since(began.totals);
        let gone = now.gone.wrapping_sub(began.gone);
        is_counted().then(|| HeapUse {
            allocs: totals.allocs,
            bytes: totals.bytes,
            peak: u64::try_from(now.peak.wrapping_sub(began.live)).unwrap_or(0),
            net: now.live.wrapping_sub(began.live),
            net_blocks: 0_i64.wrapping_add_unsigned(totals.allocs).wrapping_sub_unsigned(gone),
        })
    }
}

impl Drop for Window {
    /// What is around the window goes on with its own peak, also when what is counted panics.
    fn drop(&mut self) {
        set_peak(self.began.peak.max(Moment::of_this_thread().peak));
    }
}
