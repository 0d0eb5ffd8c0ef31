//! One site while its figures are added up.

use std::sync::atomic::Ordering::Relaxed;

use super::collect::not_below_zero;
use super::durations::Durations;
use super::histogram::Distribution;
use super::memory::Spent;
use super::node::{Node, Sum};
use super::site::Site;
use crate::clock::Scale;
use crate::report::functions::{Function, Memory};

/// What is known of one site, in all threads.
#[derive(Default)]
pub(super) struct Row {
    calls: u64,
    /// Of these, those of the thread that is read.
    in_thread: u64,
    open: u64,
    cancelled: u64,
    waited: u64,
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
    /// Adds a node; what of that is its own.
    pub(super) fn add_node(&mut self, node: &Node) -> Amount {
        let calls = node.calls.load(Relaxed);
        self.calls = self.calls.wrapping_add(calls);
        self.in_thread = self.in_thread.wrapping_add(calls);
        let all = Amount::of(&node.all);
        let mut own = all;
        own.subtract(Amount { ticks: node.ticks_of_callees(), ..Amount::of(&node.callees) });
        self.own.add(own);
        self.total.add(all);
        self.total.subtract(Amount::of(&node.nested));
        self.retained = self.retained.wrapping_add(node.retained.load(Relaxed));
        self.peak = self.peak.max(node.peak.load(Relaxed));
        own
    }

    /// Adds what the thread knows whose nodes were added last.
    pub(super) fn add_durations(&mut self, durations: &Durations) {
        self.distribution.add(&durations.histogram, std::mem::take(&mut self.in_thread));
        self.cancelled += durations.cancelled.load(Relaxed);
        self.waited += durations.waited.load(Relaxed);
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
        let Row {
            calls, open, cancelled, waited, own, total, retained, peak, distribution, ..
        } = self;
        let duration = |ticks| scale.duration(not_below_zero(ticks));
        // Of one call the percentiles are known exactly, of more to a bucket, which may reach beyond
        // what any call can have taken.
        let longest = duration(total.ticks).max(duration(waited));
        let percentile = |percent| match (distribution.percentile(percent), calls) {
            (Some(_), 1) => Some(longest),
            (ticks, _) => ticks.map(|ticks| duration(ticks).min(longest)),
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
            self_time: duration(own.ticks),
            total_time: duration(total.ticks),
            waited: duration(waited),
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
    fn of(sum: &Sum) -> Self {
        let Sum { ticks, allocs, bytes } = sum;
        Amount {
            ticks: ticks.load(Relaxed),
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
