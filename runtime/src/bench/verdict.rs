//! What a difference means.

use std::fmt;

use super::pairing::Paired;

/// Differences below that are none, however sure they are.
const SMALLEST: f64 = 0.02;

/// A difference has to be so many times as large as that of a row from itself.
const TIMES_NOISE: f64 = 3.0;

/// A turn that does nothing takes a cycle of the processor. Half as much again is what the place of a
/// loop in memory, or one load more, makes of equal code: a difference that long is nobody's.
const TURNS: f64 = 1.5;

/// Beyond it the ratios say nothing.
const MOST_SCATTER: f64 = 0.10;

/// What can be said of a row beside another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// No difference, or none that is larger than the noise.
    Same,
    /// It takes less time.
    Faster,
    /// It takes more time.
    Slower,
    /// The machine was too busy to tell.
    Noisy,
}

/// What a difference has to exceed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Limits {
    /// As a part of the base.
    pub(super) floor: f64,
    /// In nanoseconds.
    pub(super) resolution: f64,
}

impl Limits {
    /// When a row was so far from itself, and a turn that does nothing takes so many nanoseconds.
    pub(super) fn new(noise: f64, nothing: f64) -> Self {
        Limits { floor: SMALLEST.max(TIMES_NOISE * noise), resolution: TURNS * nothing }
    }
}

impl Verdict {
    pub(super) fn of(paired: &Paired, limits: Limits) -> Self {
        let Paired { base, ratio, interval: (low, high), scatter } = *paired;
        let effect = paired.effect();
        // Written so that what is not a number is noisy. A factor of ten is one, though each ratio
        // be off by a tenth.
        let clear = effect.abs() > TIMES_NOISE * scatter * ratio;
        if !(scatter <= MOST_SCATTER || clear) {
            return Verdict::Noisy;
        }
        if effect.abs() <= limits.floor || effect.abs() * base <= limits.resolution {
            return Verdict::Same;
        }
        if low > 1.0 {
            Verdict::Slower
        } else if high < 1.0 {
            Verdict::Faster
        } else {
            Verdict::Same
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Verdict::Same => "same",
            Verdict::Faster => "faster",
            Verdict::Slower => "slower",
            Verdict::Noisy => "noisy",
        })
    }
}
