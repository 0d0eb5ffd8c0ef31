//! Which calls of a node are timed when a budget has no room for all of them.

use std::cell::Cell;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

use super::node::Node;
use super::overhead;
use super::word::{self, add};

/// How many calls are timed before anything is left out.
const FIRST: u64 = 64;

/// The most calls that are left out for one, so that there is something to tell percentiles from.
const LONGEST: u64 = 1 << 10;

/// The turns of one node. Only calls that begin under a budget take part.
pub(super) struct Sampling {
    /// The calls up to the next one that is timed.
    left: AtomicU64,
    /// What `left` was after the last one.
    interval: AtomicU64,
    /// The calls that were not timed, up to the last one that was.
    skipped: AtomicU64,
    timed: Cell<u64>,
    random: Cell<u64>,
}

impl Sampling {
    pub(super) const fn new() -> Self {
        Sampling {
            left: AtomicU64::new(1),
            interval: AtomicU64::new(1),
            skipped: AtomicU64::new(0),
            timed: Cell::new(0),
            random: Cell::new(0x9E37_79B9_7F4A_7C15),
        }
    }

    /// Takes one call; whether it is to be timed.
    #[inline(always)]
    pub(super) fn is_due(&self) -> bool {
        add(&self.left, 0_u64.wrapping_sub(1));
        word::load(&self.left) == 0
    }

    /// Decides how long it will be to the next one, after [`is_due`](Self::is_due) said so; whether
    /// all can be timed. The budget is in thousandths, the cost of recording a call in ticks inside
    /// and outside of it.
    pub(super) fn is_over(&self, node: &Node, budget: u64, cost: (u64, u64)) -> bool {
        add(&self.skipped, self.interval.load(Relaxed).wrapping_sub(1));
        self.go_on_after(1);
        // The calls of a recursion are in each other: they are not of one length, and what the outer
        // ones took says nothing of those that were left out.
        if node.active.get() > 0 {
            return true;
        }
        let timed = self.timed.get() + 1;
        self.timed.set(timed);
        if timed < FIRST {
            return false;
        }
        let mean = self.mean_interval(node, budget, cost);
        if mean > 1 {
            self.go_on_after(1 + self.random() % (2 * mean - 1));
        }
        mean == 1
    }

    fn go_on_after(&self, calls: u64) {
        self.interval.store(calls, Relaxed);
        self.left.store(calls, Relaxed);
    }

    /// So many calls to one that is timed that the timing takes what the budget allows.
    fn mean_interval(&self, node: &Node, budget: u64, (inner, outer): (u64, u64)) -> u64 {
        let timed = node.entries.load(Relaxed).saturating_sub(self.skipped()).max(1);
        let took = (node.all.ticks.load(Relaxed) / timed).saturating_sub(inner).max(1);
        ((inner + outer) * 1_000).div_ceil(took * budget).clamp(1, LONGEST)
    }

    /// The calls that were not timed.
    pub(super) fn skipped(&self) -> u64 {
        let since = self.interval.load(Relaxed).saturating_sub(self.left.load(Relaxed).max(1));
        self.skipped.load(Relaxed) + since
    }

    /// The ticks that all calls took, of which those that were timed took `ticks`.
    pub(super) fn estimate(&self, node: &Node, ticks: u64) -> u64 {
        let skipped = self.skipped();
        if skipped == 0 {
            return ticks;
        }
        let timed = node.entries.load(Relaxed).saturating_sub(skipped).max(1);
        // What is not timed does not pay for it.
        let net = ticks.saturating_sub(timed * overhead::ticks().0);
        let left_out = u128::from(net) * u128::from(skipped) / u128::from(timed);
        ticks.saturating_add(u64::try_from(left_out).unwrap_or(u64::MAX))
    }

    /// Forgets what was skipped.
    pub(super) fn reset(&self) {
        self.skipped.store(0, Relaxed);
        self.interval.store(self.left.load(Relaxed), Relaxed);
    }

    /// Adds those of another thread, which has ended.
    pub(super) fn merge(&self, other: &Self) {
        add(&self.skipped, other.skipped());
    }

    /// Takes off what was skipped before.
    pub(super) fn subtract(&self, before: &Self) {
        add(&self.skipped, 0_u64.wrapping_sub(before.skipped()));
    }

    /// A load that repeats itself would otherwise meet the same call again and again.
    fn random(&self) -> u64 {
        let mut bits = self.random.get();
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        self.random.set(bits);
        bits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALLS: u64 = 1_000_000;

    /// How many of the calls, each of which takes so many ticks, are not timed, and how often the
    /// recorder was told to time them all.
    fn skipped(ticks: u64) -> (u64, u32) {
        let node = Node::root(std::ptr::null());
        let mut over = 0;
        for _ in 0..CALLS {
            if node.sampling.is_due() {
                over += u32::from(node.sampling.is_over(&node, 20, (10, 50)));
                add(&node.all.ticks, ticks);
            }
            add(&node.entries, 1);
        }
        (node.sampling.skipped(), over)
    }

    #[test]
    fn of_short_calls_few_are_timed() {
        let (skipped, over) = skipped(11);
        let timed = CALLS - skipped;
        // The random intervals are evenly spread around the mean.
        assert!(timed.abs_diff(CALLS / LONGEST) < CALLS / LONGEST / 5 + FIRST, "{timed} are timed");
        assert_eq!(over, 0);
    }

    #[test]
    fn the_cost_of_timing_stays_within_the_budget() {
        // Sixty ticks for each that is timed are the fiftieth part of the ten of each call.
        let timed = CALLS - skipped(20).0;
        let right = CALLS / 300;
        assert!(timed.abs_diff(right) < right / 5 + FIRST, "{timed} are timed");
    }

    #[test]
    fn calls_inside_each_other_are_all_timed() {
        let node = Node::root(std::ptr::null());
        assert!(node.sampling.is_due() && !node.sampling.is_over(&node, 20, (10, 50)));
        node.active.set(1);
        assert!(node.sampling.is_due() && node.sampling.is_over(&node, 20, (10, 50)));
        assert_eq!(node.sampling.skipped(), 0);
    }

    #[test]
    fn long_calls_are_all_timed() {
        let (skipped, over) = skipped(4_000);
        assert_eq!(skipped, 0);
        assert!(over > 0);
    }
}
