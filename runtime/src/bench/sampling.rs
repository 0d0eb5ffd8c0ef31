//! How long and how often things are measured.

use std::time::Duration;

use super::metrics::{Metrics, measured};

/// How long and how often [`measure`](crate::measure) and [`compare!`](crate::compare) run what they
/// measure.
///
/// ```
/// use std::time::Duration;
/// use tenure::{Sampling, compare};
///
/// let sampling = Sampling::new().time(Duration::from_millis(50)).rounds(101);
/// let text = "a,b,c";
/// let comparison = compare! {
///     sampling: sampling,
///     baseline: "split" => text.split(',').count(),
///     "bytes" => text.bytes().filter(|byte| *byte == b',').count() + 1,
/// };
/// assert!(comparison.rounds() <= 101);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Sampling {
    pub(super) time: Duration,
    pub(super) rounds: usize,
}

impl Sampling {
    /// A tenth of a second in all, and at most 301 rounds.
    pub const fn new() -> Self {
        Sampling { time: Duration::from_millis(100), rounds: 301 }
    }

    /// How long the phase of the time may take, for all rows together. Code that takes long takes as
    /// long as eleven rounds do.
    pub const fn time(self, time: Duration) -> Self {
        Sampling { time, ..self }
    }

    /// How many rounds there are at most: from 11 to 1 000. More rounds, surer figures.
    pub const fn rounds(self, rounds: usize) -> Self {
        let rounds = if rounds > MOST_ROUNDS { MOST_ROUNDS } else { rounds };
        Sampling { rounds: if rounds < FEWEST_ROUNDS { FEWEST_ROUNDS } else { rounds }, ..self }
    }

    /// [`measure`](crate::measure), as long as this says.
    pub fn measure<R>(self, name: &str, code: impl FnMut() -> R) -> Metrics {
        measured(self, name, code)
    }
}

/// With fewer than eight nothing can be said of a median.
pub(super) const FEWEST_ROUNDS: usize = 11;

/// Beyond it 2^-rounds is no number any more.
const MOST_ROUNDS: usize = 1_000;

impl Default for Sampling {
    fn default() -> Self {
        Sampling::new()
    }
}
