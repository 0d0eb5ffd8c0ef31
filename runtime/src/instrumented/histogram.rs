//! How long calls took: counts in buckets whose width grows with the duration.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use super::word::{self, add, add_one};

/// Each octave, from a power of two to the next, is cut into this many buckets: a bucket is a
/// quarter of its lower bound wide at the most.
const PARTS: usize = 4;

/// One octave for each bit of a `u64` that can be the highest one.
const BUCKETS: usize = u64::BITS as usize * PARTS;

/// Written by one thread at a time, read by any.
pub(super) struct Histogram {
    /// Of all calls but the last one.
    counts: [AtomicU64; BUCKETS],
    /// The ticks of the last call, or [`NONE`]. It is counted with the next one: a store to a place
    /// that the clock has just decided holds up what follows until the clock is read, which takes
    /// as long as reading it.
    last: AtomicU64,
}

/// Longer than any call: forty years.
const NONE: u64 = 1 << 62;

/// Buckets from that of [`NONE`] on, in which nothing is looked for.
const BEYOND: usize = 2 * PARTS;

impl Histogram {
    pub(super) const fn new() -> Self {
        Histogram { counts: [const { AtomicU64::new(0) }; BUCKETS], last: AtomicU64::new(NONE) }
    }

    #[inline(always)]
    pub(super) fn record(&self, ticks: u64) {
        add_one(&self.counts[slot(word::load(&self.last))]);
        word::store(&self.last, ticks);
    }

    pub(super) fn reset(&self) {
        self.counts.iter().for_each(|count| count.store(0, Relaxed));
        self.begin();
    }

    /// Makes zeros what [`new`](Self::new) makes.
    pub(super) fn begin(&self) {
        self.last.store(NONE, Relaxed);
    }

    /// Adds what `other` counted.
    pub(super) fn merge(&self, other: &Histogram) {
        // First: what is counted meanwhile is missed rather than counted twice.
        add(&self.counts[slot(other.last.load(Relaxed))], 1);
        for (count, other) in self.counts.iter().zip(&other.counts) {
            add(count, other.load(Relaxed));
        }
    }

    /// Takes off what was counted before.
    pub(super) fn subtract(&self, before: &Histogram) {
        add(&self.counts[slot(before.last.load(Relaxed))], u64::MAX);
        for (count, before) in self.counts.iter().zip(&before.counts) {
            add(count, 0_u64.wrapping_sub(before.load(Relaxed)));
        }
    }
}

/// The sum of several histograms, from the shortest bucket to the longest.
#[derive(Default)]
pub(super) struct Distribution {
    counts: Vec<u64>,
}

impl Distribution {
    /// Adds what `histogram` knows of so many calls: it is not read beyond them, since of a report
    /// of many threads this is most of the work.
    pub(super) fn add(&mut self, histogram: &Histogram, calls: u64) {
        self.counts.resize(BUCKETS - BEYOND, 0);
        let mut left = calls;
        let last = (slot(histogram.last.load(Relaxed)) + BUCKETS - FIRST) % BUCKETS;
        if let Some(sum) = self.counts.get_mut(last).filter(|_| calls > 0) {
            *sum += 1;
            left -= 1;
        }
        let (behind, first) = histogram.counts.split_at(FIRST);
        for (sum, count) in self.counts.iter_mut().zip(first.iter().chain(behind)) {
            if left == 0 {
                break;
            }
            let count = count.load(Relaxed);
            *sum += count;
            left = left.saturating_sub(count);
        }
    }

    /// The ticks that `percent` of all calls stayed within, with the calls of a bucket spread
    /// evenly over it; `None`: there are no calls.
    pub(super) fn percentile(&self, percent: u64) -> Option<u64> {
        let calls: u64 = self.counts.iter().sum();
        let rank = (u128::from(calls) * u128::from(percent)).div_ceil(100);
        let mut before = 0;
        for (bucket, count) in self.counts.iter().enumerate() {
            let through = before + u128::from(*count);
            if *count > 0 && through >= rank {
                let low = lower_bound(bucket);
                let width = lower_bound(bucket + 1) - low;
                // In the middle of its share of the bucket.
                let inside = width * (2 * (rank - before) - 1) / (2 * u128::from(*count));
                return Some(u64::try_from(low + inside).unwrap_or(u64::MAX));
            }
            before = through;
        }
        None
    }
}

/// Where the bucket of the shortest calls is.
const FIRST: usize = 0x7F * PARTS % BUCKETS;

/// What of the bits of a floating point number is less than a part of an octave.
const SHIFT: u32 = f32::MANTISSA_DIGITS - 1 - PARTS.ilog2();

/// Where the bucket of `ticks` is.
///
/// The bits of a floating point number are the octave and then the parts of it, and making one is a
/// single instruction. Its octaves begin at 127; that many slots before the end are as good as any.
#[inline(always)]
fn slot(ticks: u64) -> usize {
    // More than 63 bits are a hundred years.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_wrap)]
    let part = (ticks as i64 as f32).to_bits() >> SHIFT;
    part as usize % BUCKETS
}

/// The least number of ticks that falls into `bucket`. Zero falls into one of the lowest.
fn lower_bound(bucket: usize) -> u128 {
    let (octave, part) = (bucket / PARTS, bucket % PARTS);
    (((PARTS + part) as u128) << octave).div_ceil(PARTS as u128)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_of_ticks_has_its_bucket() {
        // Beyond these a number that ends just below a bound may be rounded up to it.
        let mut ticks = 1_u64;
        while ticks < 1 << f32::MANTISSA_DIGITS {
            let bucket = (slot(ticks) + BUCKETS - FIRST) % BUCKETS;
            let range = lower_bound(bucket)..lower_bound(bucket + 1);
            assert!(range.contains(&u128::from(ticks)), "{ticks} in {range:?}");
            ticks += ticks / 15 + 1;
        }
    }

    #[test]
    fn percentiles_are_within_a_bucket_of_the_truth() {
        let histogram = Histogram::new();
        let calls = 1..=10_000_u64;
        calls.clone().for_each(|ticks| histogram.record(ticks));
        let mut distribution = Distribution::default();
        distribution.add(&histogram, u64::MAX);
        for percent in [1, 50, 95, 99, 100] {
            let truth = calls.end() * percent / 100;
            let found = distribution.percentile(percent).expect("there are calls");
            assert!(found.abs_diff(truth) <= truth / PARTS as u64, "p{percent}: {found}");
        }
    }

    #[test]
    fn the_longest_and_the_shortest_calls_have_a_place() {
        let histogram = Histogram::new();
        histogram.record(0);
        histogram.record(NONE / 2);
        let mut distribution = Distribution::default();
        distribution.add(&histogram, u64::MAX);
        assert!(distribution.percentile(50).is_some_and(|shortest| shortest < 8));
        assert!(distribution.percentile(100).is_some_and(|longest| longest > NONE / 4));
    }

    #[test]
    fn the_last_call_is_there_before_the_next_one() {
        let histogram = Histogram::new();
        let mut calls = 0;
        for ticks in [100, 1_000, 100] {
            histogram.record(ticks);
            calls += 1;
            let mut distribution = Distribution::default();
            distribution.add(&histogram, calls);
            assert_eq!(distribution.counts.iter().sum::<u64>(), calls);
        }
    }

    #[test]
    fn what_is_taken_off_is_gone() {
        let (all, before) = (Histogram::new(), Histogram::new());
        (0..3).for_each(|_| before.record(100));
        (0..3).for_each(|_| all.record(100));
        all.record(1_000);
        all.subtract(&before);
        let mut distribution = Distribution::default();
        distribution.add(&all, u64::MAX);
        let longest = distribution.percentile(1).expect("there is one call");
        assert_eq!(distribution.counts.iter().sum::<u64>(), 1);
        assert!(longest > 800, "{longest}");
        // One that has recorded nothing takes nothing off.
        all.subtract(&Histogram::new());
        let mut distribution = Distribution::default();
        distribution.add(&all, u64::MAX);
        assert_eq!(distribution.counts.iter().sum::<u64>(), 1);
    }

    #[test]
    fn no_calls_have_no_percentile() {
        assert_eq!(Distribution::default().percentile(50), None);
    }

    #[test]
    fn merged_calls_are_all_there() {
        let (first, second) = (Histogram::new(), Histogram::new());
        (0..3).for_each(|_| first.record(100));
        (0..4).for_each(|_| second.record(1_000));
        first.merge(&second);
        let mut distribution = Distribution::default();
        distribution.add(&first, 3 + 4);
        assert_eq!(distribution.counts.iter().sum::<u64>(), 3 + 4);
    }
}
