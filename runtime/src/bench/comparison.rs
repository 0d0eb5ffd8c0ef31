//! Rows that were measured in turns.

use std::fmt;

use super::code::Code;
use super::counting::{Counting, Watch};
use super::memory;
use super::metrics::Metrics;
use super::pairing::Paired;
use super::rounds;
use super::sampling::Sampling;
use super::statistics::median;
use super::table;
use super::verdict::{Limits, MOST_SCATTER, Verdict};
use super::work::{Candidate, Work, task};

/// What [`compare!`](crate::compare) has found: a row for each piece of code, the first of them the
/// one that the others are held against.
///
/// As text it is a table, with what has to be said about it below.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    pub(super) rows: Vec<Metrics>,
    /// For each row the nanoseconds of a turn, round by round.
    pub(super) times: Vec<Vec<f64>>,
    /// For each row where it lies.
    pub(super) codes: Vec<Code>,
    /// The first row against itself.
    pub(super) again: Paired,
    pub(super) limits: Limits,
    pub(super) counting: Counting,
}

impl Comparison {
    /// The rows in the order in which they were written.
    #[must_use]
    pub fn rows(&self) -> &[Metrics] {
        &self.rows
    }

    /// The row of that name.
    #[must_use]
    pub fn row(&self, name: &str) -> Option<&Metrics> {
        self.rows.iter().find(|row| row.name == name)
    }

    /// The one that the others are held against.
    #[must_use]
    pub fn baseline(&self) -> &Metrics {
        &self.rows[0]
    }

    /// How many rounds there were.
    #[must_use]
    pub fn rounds(&self) -> usize {
        self.times[0].len()
    }

    /// How many times as long as the baseline the row takes: the median of the ratios of batches
    /// that were taken in the same round.
    ///
    /// # Panics
    ///
    /// When no row has that name.
    #[must_use]
    #[track_caller]
    pub fn ratio(&self, name: &str) -> f64 {
        self.paired(0, self.place(name)).ratio
    }

    /// Between which bounds the true [`ratio`](Self::ratio) lies, with a probability of 99 %.
    ///
    /// # Panics
    ///
    /// When no row has that name.
    #[must_use]
    #[track_caller]
    pub fn interval(&self, name: &str) -> (f64, f64) {
        self.paired(0, self.place(name)).interval
    }

    /// What the difference between the row and the baseline means.
    ///
    /// It is [`Verdict::Same`] unless the difference is larger than [`floor`](Self::floor) and
    /// [`resolution`](Self::resolution) and the [`interval`](Self::interval) is on one side of 1. Where the ratios scatter by more than 10 %
    /// (the median absolute deviation) it is [`Verdict::Noisy`], unless the whole interval is farther
    /// from 1 than that, or the scatter is less than the resolution.
    ///
    /// # Panics
    ///
    /// When no row has that name.
    #[must_use]
    #[track_caller]
    pub fn verdict(&self, name: &str) -> Verdict {
        self.judge(&self.paired(0, self.place(name)))
    }

    /// Whether the row is the same machine code as the baseline: the same instructions, which read the
    /// same places and call the same. Two loads of different statics are not the same code.
    ///
    /// `None` where nobody can know: in a build with debug assertions, without the feature `dis`, and
    /// where no machine code can be read.
    ///
    /// # Panics
    ///
    /// When no row has that name.
    #[must_use]
    #[track_caller]
    pub fn is_same_code(&self, name: &str) -> Option<bool> {
        self.codes[self.place(name)].is_same(self.codes[0])
    }

    /// Whether the machine had nothing else to do that would spoil the figures: the
    /// [`noise`](Self::noise) is a tenth at most, and no row is [`Verdict::Noisy`].
    ///
    /// ```
    /// # use tenure::{Verdict, compare};
    /// # let numbers = [1, 2, 3];
    /// let comparison = compare! {
    ///     baseline: "slice" => numbers.len(),
    ///     "vector" => numbers.to_vec().len(),
    /// };
    /// if comparison.is_calm() {
    ///     assert_eq!(comparison.verdict("vector"), Verdict::Slower, "{comparison}");
    /// }
    /// ```
    #[must_use]
    pub fn is_calm(&self) -> bool {
        let is_told = |place| self.judge(&self.paired(0, place)) != Verdict::Noisy;
        self.noise() <= MOST_SCATTER && (0..self.rows.len()).all(is_told)
    }

    /// How far the baseline was from itself, as a part of 1: it runs twice in each round, and that is
    /// the bound of the interval that is farther from 1.
    #[must_use]
    pub fn noise(&self) -> f64 {
        self.again.uncertainty()
    }

    /// The smallest difference that counts as one, as a part of 1: 2 %, or three times the
    /// [`noise`](Self::noise).
    #[must_use]
    pub fn floor(&self) -> f64 {
        self.limits.floor
    }

    /// The smallest difference that counts as one, in nanoseconds: one and a half times what a turn
    /// takes that does nothing. Where its code happens to lie makes as much.
    #[must_use]
    pub fn resolution(&self) -> f64 {
        self.limits.resolution
    }

    pub(super) fn paired(&self, base: usize, other: usize) -> Paired {
        Paired::of(&self.times[base], &self.times[other])
    }

    pub(super) fn judge(&self, paired: &Paired) -> Verdict {
        Verdict::of(paired, self.limits)
    }

    #[track_caller]
    pub(super) fn place(&self, name: &str) -> usize {
        let Some(place) = self.rows.iter().position(|row| row.name == name) else {
            let names: Vec<_> = self.rows.iter().map(|row| format!("`{}`", row.name)).collect();
            panic!("no row is called `{name}`; there are {}", names.join(", "));
        };
        place
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        table::write_comparison(self, formatter)
    }
}

/// Measures the rows; the first is the baseline.
pub fn compare(sampling: Sampling, candidates: &mut [Candidate<'_>]) -> Comparison {
    let watch = Watch::begin();
    let memory: Vec<_> = candidates.iter_mut().map(|row| memory::count(&mut *row.work)).collect();
    let counting = watch.end(&memory);
    let codes = candidates.iter().map(|row| Code::of(&*row.work)).collect();
    let heads: Vec<_> = candidates.iter().map(|row| (row.name, row.work.captured())).collect();
    let mut nothing = task(|| ());
    let mut work: Vec<&mut dyn Work> =
        candidates.iter_mut().map(|row| &mut *row.work as &mut dyn Work).collect();
    work.push(&mut nothing);
    // The baseline once more, at the end.
    let plan: Vec<_> = (0..work.len()).chain([0]).collect();
    let mut rounds = rounds::run(sampling, &mut work, &plan);
    let again = rounds.times.pop().unwrap_or_default();
    let empty = rounds.times.pop().unwrap_or_default();
    let times = rounds.times;
    let again = Paired::of(&times[0], &again);
    let rows =
        heads.into_iter().zip(memory).enumerate().map(|(place, ((name, captured), memory))| {
            let times = (times[place].as_slice(), rounds.turns[place]);
            Metrics::new(name, captured, memory, times, (&empty, rounds.tick))
        });
    let rows: Vec<_> = rows.collect();
    let limits = Limits::new(again.uncertainty(), median(&empty));
    Comparison { rows, times, codes, again, limits, counting }
}
