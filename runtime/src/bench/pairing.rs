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
