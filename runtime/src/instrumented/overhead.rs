//! What recording a call costs, measured when the process records its first one.

use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

use super::node::Node;
use super::site::{HERE, Site};
use super::thread::{self, Thread};
use crate::clock;

/// Inside the measured time of the call itself.
static INNER: AtomicU64 = AtomicU64::new(0);

/// In the time of its caller.
static OUTER: AtomicU64 = AtomicU64::new(0);

const ROUNDS: u32 = 32;
const CALLS: u64 = 16;

/// The ticks that one call costs: inside it, and in its caller.
pub(super) fn ticks() -> (u64, u64) {
    (INNER.load(Relaxed), OUTER.load(Relaxed))
}

/// Calls nothing so often that one of the rounds is not disturbed, in a tree that nobody reads. The
/// least of all rounds is taken: a program pays more, where its caches are cold, and what is
/// subtracted from its times should be there.
pub(super) fn measure(scratch: &'static Thread) {
    static SITE: Site = HERE.named("nothing");

    // No filter is about this one.
    SITE.listed.store(true, Relaxed);
    let before = thread::replace(scratch);
    // What the first call finds out is of no interest.
    drop(SITE.enter());
    let (mut inner, mut both) = (u64::MAX, u64::MAX);
    for _ in 0..ROUNDS {
        let ticks = scratch.root().ticks_of_callees();
        let begun = clock::now();
        for _ in 0..CALLS {
            drop(SITE.enter());
        }
        both = both.min(clock::now().saturating_sub(begun) / CALLS);
        inner = inner.min(scratch.root().ticks_of_callees().wrapping_sub(ticks) / CALLS);
    }
    thread::replace(before);
    INNER.store(inner, Relaxed);
    OUTER.store(both.saturating_sub(inner), Relaxed);
}

/// The ticks of recording in the time of `node` itself: inside its calls, and for those that began
/// in it.
pub(super) fn in_itself(node: &Node) -> u64 {
    let (inner, outer) = ticks();
    timed(node) * inner + callees(node) * outer
}

fn timed(node: &Node) -> u64 {
    node.entries.load(Relaxed).saturating_sub(node.sampling.skipped())
}

/// The calls that began in `node`.
fn callees(node: &Node) -> u64 {
    let of = |child: &Node| timed(child).saturating_sub(child.fallen_back_entries.load(Relaxed));
    node.children().map(of).sum::<u64>() + node.entries_elsewhere.load(Relaxed)
}
