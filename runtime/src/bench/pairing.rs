//! One row against another, by the batches of the same round.

use super::statistics::{confidence, mad, median};

/// How much of the time of one row another takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Paired {
    /// The median of the times of the one, in nanoseconds.
    pub(super) base: f64,
    /// The median of the ratios.
    pub(super) ratio: f64,
    /// Between which bounds that lies, with a probability of 99 %.
    pub(super) interval: (f64, f64),
    /// The median absolute deviation of the ratios, as a part of their median.
    pub(super) scatter: f64,
}

impl Paired {
    /// Of `other` against `base`.
    pub(super) fn of(base: &[f64], other: &[f64]) -> Self {
        let ratios: Vec<f64> = base.iter().zip(other).map(|(base, other)| other / base).collect();
        let ratio = median(&ratios);
        Paired {
            base: median(base),
            ratio,
            interval: confidence(&ratios),
            scatter: mad(&ratios) / ratio,
        }
    }

    /// By how much the row is slower (or, below zero, faster).
    pub(super) fn effect(&self) -> f64 {
        self.ratio - 1.0
    }

    /// How far from one the ratio may be.
    pub(super) fn uncertainty(&self) -> f64 {
        let (low, high) = self.interval;
        (low - 1.0).abs().max((high - 1.0).abs())
    }
}

#[cfg(test)]
mod tests {
    use super::super::order::Order;
    use super::*;

    fn near(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-9 * other.abs()
    }

    #[test]
    fn what_slows_both_rows_of_a_round_changes_nothing() {
        let mut random = Order::new(0, 3);
        for _ in 0..200 {
            let base: Vec<f64> = (0..51).map(|_| 1.0 + random.part()).collect();
            let other: Vec<f64> = (0..51).map(|_| 2.0 + random.part()).collect();
            let quiet = Paired::of(&base, &other);
            let moods: Vec<f64> = (0..51).map(|_| 1.0 + 100.0 * random.part()).collect();
            let slowed = |row: &[f64]| -> Vec<f64> {
                row.iter().zip(&moods).map(|(time, mood)| time * mood).collect()
            };
            let slow = Paired::of(&slowed(&base), &slowed(&other));
            assert!(near(quiet.ratio, slow.ratio) && near(quiet.scatter, slow.scatter));
            assert!(near(quiet.interval.0, slow.interval.0));
            assert!(quiet.interval.0 <= quiet.ratio && quiet.ratio <= quiet.interval.1);
            // The other way round it is the inverse.
            let inverse = Paired::of(&other, &base);
            assert!(near(inverse.ratio, 1.0 / quiet.ratio));
            assert!(near(inverse.interval.0, 1.0 / quiet.interval.1));
        }
    }

    #[test]
    fn a_row_is_itself() {
        let row: Vec<f64> = (1..=11).map(f64::from).collect();
        let itself = Paired::of(&row, &row);
        assert!(near(itself.ratio, 1.0) && itself.scatter == 0.0 && itself.uncertainty() == 0.0);
        assert!(near(itself.base, 6.0));
    }
}
