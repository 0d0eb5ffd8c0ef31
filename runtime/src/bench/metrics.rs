//! What one piece of code takes.

use std::fmt;

use super::memory::{self, Turns};
use super::rounds;
use super::sampling::Sampling;
use super::statistics::{mad, median, percentile};
use super::table;
use super::work::{Work, task};
use crate::heap::usage::HeapUse;

/// Measures what one turn of `code` takes: first its memory, then its time.
///
/// What it returns is dropped within the turn. The figures are in [`Metrics`]; as text it is a table
/// with one row. To compare two pieces of code use [`compare!`](crate::compare): two figures that
/// were taken one after the other say nothing about each other. How long it takes says [`Sampling`];
/// by default a tenth of a second.
///
/// The time is taken of many thousand turns, and code that leaks leaks in all of them: for what may
/// run but once, or only a few times, [`heap_use`](crate::heap_use) counts its memory alone.
///
/// What goes in should be hidden from the compiler by [`black_box`](std::hint::black_box), constants
/// and what the closure has captured by value above all: otherwise it may be computed once, in front
/// of all turns. For campaigns over many inputs and releases, with history and
/// plots, criterion, divan and gungraun are the better tools.
///
/// ```
/// # #[global_allocator]
/// # static ALLOC: tenure::Alloc = tenure::Alloc::new();
/// let metrics = tenure::measure("collect", || (0..100).collect::<Vec<u32>>());
/// assert!(metrics.time.median > 0.0);
/// // Without `tenure::Alloc`, or without the feature `alloc`, memory is `n/a` and never 0.
/// if let Some(memory) = metrics.memory {
///     assert_eq!((memory.allocs, memory.bytes, memory.net), (1, 400, 0));
/// }
/// ```
///
/// # Panics
///
/// When `code` does.
pub fn measure<R>(name: &str, code: impl FnMut() -> R) -> Metrics {
    measured(Sampling::new(), name, code)
}

/// What one turn of some code takes.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Metrics {
    /// As it was given.
    pub name: String,
    /// In nanoseconds.
    pub time: Times,
    /// What one turn does with the heap, behind the first one; the peak is the highest of one turn.
    /// `None`: nobody counts, since [`tenure::Alloc`](crate::Alloc) is not the allocator of the
    /// program or the feature `alloc` is off.
    pub memory: Option<HeapUse>,
    /// What the very first turn did, which may have made what is made once.
    pub first: Option<HeapUse>,
    /// Whether all turns behind the first did the same with the heap.
    pub steady: bool,
    /// How many batches were timed.
    pub rounds: usize,
    /// The turns of each batch.
    pub turns: u64,
    /// The bytes of what the closure captured.
    pub captured: usize,
    /// Whether it takes no longer than to do nothing: the compiler may have left it out.
    pub optimised_away: bool,
    /// The nanoseconds of a turn that does nothing, in the same rounds.
    pub empty: f64,
    /// The smallest time that the clock can tell, in nanoseconds; a batch is at least 1 000 times as
    /// long.
    pub tick: f64,
}

/// What one turn takes, in nanoseconds: each batch of a round gives one value.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Times {
    /// The shortest.
    pub min: f64,
    /// Half of them are shorter.
    pub median: f64,
    /// Nine of ten are shorter.
    pub p90: f64,
    /// The median of how far they are from the median.
    pub mad: f64,
}

impl Times {
    pub(super) fn of(times: &[f64]) -> Self {
        Times {
            min: percentile(times, 0),
            median: median(times),
            p90: percentile(times, 90),
            mad: mad(times),
        }
    }
}

impl Metrics {
    pub(super) fn new(
        name: &str,
        captured: usize,
        memory: Option<Turns>,
        (times, turns): (&[f64], u64),
        (empty, tick): (&[f64], f64),
    ) -> Self {
        Metrics {
            name: name.to_owned(),
            time: Times::of(times),
            memory: memory.map(|memory| memory.usual),
            first: memory.map(|memory| memory.first),
            steady: memory.is_none_or(|memory| memory.steady),
            rounds: times.len(),
            turns,
            captured,
            optimised_away: super::remarks::is_nothing(times, empty),
            empty: median(empty),
            tick,
        }
    }
}

impl fmt::Display for Metrics {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        table::write_metrics(self, formatter)
    }
}

pub(super) fn measured<R>(sampling: Sampling, name: &str, code: impl FnMut() -> R) -> Metrics {
    let (mut work, mut nothing) = (task(code), task(|| ()));
    let captured = work.captured();
    let memory = memory::count(&mut work);
    let rounds = rounds::run(sampling, &mut [&mut work, &mut nothing], &[0, 1]);
    let [times, empty] = rounds.times.as_slice() else { unreachable!("one for each row") };
    Metrics::new(name, captured, memory, (times, rounds.turns[0]), (empty, rounds.tick))
}
