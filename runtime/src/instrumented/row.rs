//! One site while its figures are added up.

use std::sync::atomic::Ordering::Relaxed;

use super::collect::not_below_zero;
use super::durations::Durations;
use super::histogram::Distribution;
use super::memory::Spent;
use super::node::{Node, Sum};
use super::overhead;
use super::site::Site;
use crate::clock::Scale;
use crate::report::functions::{Function, Memory};

/// What is known of one site, in all threads.
#[derive(Default)]
pub(super) struct Row {
    calls: u64,
    /// In the thread that is read: calls and parts of calls of futures. No less than its histogram
    /// counts, which knows of a future in the thread that saw its end.
    in_thread: u64,
    open: u64,
    cancelled: u64,
    waited: u64,
    busy: u64,
    /// Of `own`: what recording took.
    overhead: u64,
    /// Less what its callees took; below zero for a moment while open calls are added.
    pub(super) own: Amount,
    total: Amount,
    retained: i64,
    peak: u64,
    distribution: Distribution,
}

/// A [`Sum`] that has been read. Arithmetic wraps: only the end result makes sense.
#[derive(Clone, Copy, Default)]
pub(super) struct Amount {
    pub(super) ticks: u64,
    pub(super) allocs: u64,
    pub(super) bytes: u64,
}

impl Row {
    /// Adds a node of which recording took so many ticks of its own time, and so many of all its
    /// time; what of the node is its own, without them.
    pub(super) fn add_node(&mut self, node: &Node, own_overhead: u64, overhead: u64) -> Amount {
        self.calls = self.calls.wrapping_add(node.calls());
        self.in_thread = self.in_thread.wrapping_add(node.entries.load(Relaxed));
        let all = Amount::of(&node.all, node);
        let callees = Amount { ticks: node.ticks_of_callees(), ..Amount::of(&node.callees, node) };
        let mut own = all;
        own.subtract(callees);
        self.own.add(own);
        self.overhead = self.overhead.wrapping_add(own_overhead);
        self.total.add(all);
        self.total.subtract(Amount::of(&node.nested, node));
        self.total.ticks = self.total.ticks.wrapping_sub(overhead);
        self.retained = self.retained.wrapping_add(node.retained.load(Relaxed));
        self.raise_peak(node.peak.load(Relaxed).max(node.peak_before.load(Relaxed)));
        own.ticks = own.ticks.wrapping_sub(own_overhead);
        own
    }

    /// Adds what the thread knows whose nodes were added last.
    pub(super) fn add_durations(&mut self, durations: &Durations) {
        self.distribution.add(&durations.histogram, std::mem::take(&mut self.in_thread));
        self.cancelled += durations.cancelled.load(Relaxed);
        self.waited += durations.waited.load(Relaxed);
        self.busy += durations.busy.load(Relaxed);
    }

    pub(super) fn raise_peak(&mut self, peak: u64) {
        self.peak = self.peak.max(peak);
    }

    /// Adds what is known of calls that may have begun before those of the nodes.
    pub(super) fn add_all_durations(&mut self, durations: &Durations) {
        self.in_thread = u64::MAX;
        self.add_durations(durations);
    }

    /// Adds so many calls that have not ended, with all they have done so far in the nodes.
    pub(super) fn add_still_open(&mut self, calls: u64) {
        self.open += calls;
    }

    /// Adds a call that has not ended; `nested` is one inside another of the same function.
    pub(super) fn add_open(&mut self, amount: Amount, spent: &Spent, nested: bool) {
        self.open += 1;
        self.own.add(amount);
        if !nested {
            self.total.add(amount);
        }
        self.retained = self.retained.wrapping_add(spent.retained);
        self.peak = self.peak.max(spent.peak);
    }

    pub(super) fn finish(self, site: &'static Site, scale: Scale, counted: bool) -> Function {
        let Row { calls, open, cancelled, waited, busy, overhead: spent, own, total, .. } = self;
        let Row { retained, peak, distribution, .. } = self;
        let duration = |ticks| scale.duration(not_below_zero(ticks));
        // Of one call the percentiles are known exactly, of more to a bucket, which may reach beyond
        // what any call can have taken.
        let (inner, _) = overhead::ticks();
        let total_time = duration(total.ticks);
        let longest = total_time.max(duration(waited));
        let percentile = |percent| match (distribution.percentile(percent), calls) {
            (Some(_), 1) => Some(longest),
            (ticks, _) => ticks.map(|ticks| duration(ticks.saturating_sub(inner)).min(longest)),
        };
        let memory = Memory {
            self_allocs: not_below_zero(own.allocs),
            total_allocs: not_below_zero(total.allocs),
            self_bytes: not_below_zero(own.bytes),
            total_bytes: not_below_zero(total.bytes),
            peak_bytes: peak,
            retained_bytes: retained,
        };
        Function {
            name: site.name(),
            file: site.file(),
            line: site.line(),
            calls,
            open,
            cancelled,
            // Where a call costs less than is taken off for it, that is taken off the time of its
            // caller, too, and less may be left of all the time than of its own.
            self_time: duration(not_below_zero(own.ticks).saturating_sub(spent)).min(total_time),
            total_time,
            waited: duration(waited),
            idle: duration(waited.saturating_sub(busy)),
            p25: percentile(25),
            p50: percentile(50),
            p75: percentile(75),
            p95: percentile(95),
            p99: percentile(99),
            memory: counted.then_some(memory),
        }
    }
}

impl Amount {
    /// A sum over calls of `node`.
    fn of(sum: &Sum, node: &Node) -> Self {
        let Sum { ticks, allocs, bytes } = sum;
        Amount {
            ticks: node.sampling.estimate(node, ticks.load(Relaxed)),
            allocs: allocs.load(Relaxed),
            bytes: bytes.load(Relaxed),
        }
    }

    pub(super) fn add(&mut self, Amount { ticks, allocs, bytes }: Amount) {
        self.ticks = self.ticks.wrapping_add(ticks);
        self.allocs = self.allocs.wrapping_add(allocs);
        self.bytes = self.bytes.wrapping_add(bytes);
    }

    pub(super) fn subtract(&mut self, Amount { ticks, allocs, bytes }: Amount) {
        self.ticks = self.ticks.wrapping_sub(ticks);
        self.allocs = self.allocs.wrapping_sub(allocs);
        self.bytes = self.bytes.wrapping_sub(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instrumented::site::HERE;

    #[test]
    fn a_function_took_no_longer_itself_than_with_all_that_it_called() {
        static SITE: Site = HERE.named("tiny");

        for (own, total) in [(700, 30), (700, 700), (30, 700), (700, 30_u64.wrapping_neg())] {
            let amount = |ticks| Amount { ticks, ..Amount::default() };
            let row = Row { own: amount(own), total: amount(total), ..Row::default() };
            let Function { self_time, total_time, .. } = row.finish(&SITE, Scale::now(), false);
            assert!(self_time <= total_time, "{own} of {total}: {self_time:?} of {total_time:?}");
        }
    }
}
