//! How long calls took: counts in buckets whose width grows with the duration.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// Each octave, from a power of two to the next, is cut into this many buckets: a bucket is an
/// eighth of its lower bound wide at the most.
const PARTS: usize = 8;
const PARTS_BITS: u32 = PARTS.ilog2();

/// One octave for each bit of a `u64` that can be the highest one; the ticks below eight share the first.
const BUCKETS: usize = (u64::BITS - PARTS_BITS) as usize * PARTS;

/// Written by one thread at a time, read by any.
pub(super) struct Histogram {
    counts: [AtomicU32; BUCKETS],
}

impl Histogram {
    pub(super) const fn new() -> Self {
        Histogram { counts: [const { AtomicU32::new(0) }; BUCKETS] }
    }

    #[inline]
    pub(super) fn record(&self, ticks: u64) {
        let count = &self.counts[bucket(ticks)];
        let raised = count.load(Relaxed).wrapping_add(1);
        if raised == 0 {
            self.halve();
        } else {
            count.store(raised, Relaxed);
        }
    }

    /// After four milliards of calls in one bucket: the shape stays, and later calls weigh double.
    #[cold]
    #[inline(never)]
    fn halve(&self) {
        for count in &self.counts {
            count.store(count.load(Relaxed) / 2, Relaxed);
        }
    }

    /// Adds what `other` counted.
    pub(super) fn merge(&self, other: &Histogram) {
        for (count, other) in self.counts.iter().zip(&other.counts) {
            let mut added = count.load(Relaxed).checked_add(other.load(Relaxed));
            while added.is_none() {
                self.halve();
                added = count.load(Relaxed).checked_add(other.load(Relaxed) / 2);
            }
            count.store(added.unwrap_or(u32::MAX), Relaxed);
        }
    }
}

/// The sum of several histograms.
pub(super) struct Distribution {
    counts: Box<[u64]>,
}

impl Default for Distribution {
    fn default() -> Self {
        Distribution { counts: vec![0; BUCKETS].into() }
    }
}

impl Distribution {
    pub(super) fn add(&mut self, histogram: &Histogram) {
        for (sum, count) in self.counts.iter_mut().zip(&histogram.counts) {
            *sum += u64::from(count.load(Relaxed));
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

#[inline]
fn bucket(ticks: u64) -> usize {
    let ticks = ticks.max(PARTS as u64);
    let octave = u64::BITS - 1 - PARTS_BITS - ticks.leading_zeros();
    // The highest bit is still in it, which makes it count one octave more.
    let part = ticks >> octave;
    #[allow(clippy::cast_possible_truncation)] // less than twice as many as there are parts
    let part = part as usize;
    octave as usize * PARTS + part - PARTS
}

/// The least number of ticks that falls into `bucket`, but for the first, which has less, too.
fn lower_bound(bucket: usize) -> u128 {
    let (octave, part) = (bucket / PARTS, bucket % PARTS);
    ((PARTS + part) as u128) << octave
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_of_ticks_has_its_bucket() {
        let mut ticks = 8_u64;
        while let Some(next) = ticks.checked_add(ticks / 5 + 1) {
            let bucket = bucket(ticks);
            let range = lower_bound(bucket)..lower_bound(bucket + 1);
            assert!(range.contains(&u128::from(ticks)), "{ticks} in {range:?}");
            ticks = next;
        }
        assert_eq!(bucket(0), 0);
        assert_eq!(bucket(u64::MAX), BUCKETS - 1);
    }

    #[test]
    fn percentiles_are_within_a_bucket_of_the_truth() {
        let histogram = Histogram::new();
        let calls = 1..=10_000_u64;
        calls.clone().for_each(|ticks| histogram.record(ticks));
        let mut distribution = Distribution::default();
        distribution.add(&histogram);
        for percent in [1, 50, 95, 99, 100] {
            let truth = calls.end() * percent / 100;
            let found = distribution.percentile(percent).expect("there are calls");
            assert!(found.abs_diff(truth) <= truth / PARTS as u64, "p{percent}: {found}");
        }
    }

    #[test]
    fn no_calls_have_no_percentile() {
        assert_eq!(Distribution::default().percentile(50), None);
    }

    #[test]
    fn a_full_bucket_keeps_the_shape() {
        let histogram = Histogram::new();
        histogram.counts[bucket(100)].store(u32::MAX, Relaxed);
        histogram.counts[bucket(10_000)].store(u32::MAX / 2, Relaxed);
        histogram.record(100);
        let mut distribution = Distribution::default();
        distribution.add(&histogram);
        let median = distribution.percentile(50).expect("there are calls");
        assert!((96..=112).contains(&median), "{median}");
    }

    #[test]
    fn merging_two_full_buckets_keeps_both() {
        let (first, second) = (Histogram::new(), Histogram::new());
        first.counts[bucket(100)].store(u32::MAX, Relaxed);
        second.counts[bucket(100)].store(u32::MAX, Relaxed);
        first.merge(&second);
        assert!(first.counts[bucket(100)].load(Relaxed) > u32::MAX - 4);
    }
}
