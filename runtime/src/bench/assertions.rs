//! Assertions about the time of rows, for tests.

use super::comparison::Comparison;
use super::pairing::Paired;
use super::units::{difference, percent, time};
use super::verdict::Verdict;

impl Comparison {
    /// Asserts that two rows take the same time, as [`verdict`](Self::verdict) would say of the one
    /// beside the other.
    ///
    /// ```no_run
    /// # use tenure::compare;
    /// # let numbers = [1, 2, 3];
    /// let comparison = compare! {
    ///     baseline: "sum" => numbers.iter().sum::<u64>(),
    ///     "fold" => numbers.iter().fold(0, |sum, number| sum + number),
    /// };
    /// comparison.assert_same("sum", "fold");
    /// ```
    ///
    /// # Panics
    ///
    /// When they do not, or the machine is too busy to tell, with all figures; and when no row has
    /// such a name.
    #[track_caller]
    pub fn assert_same(&self, one: &str, other: &str) {
        let (base, row) = (self.place(one), self.place(other));
        let paired = self.paired(base, row);
        let verdict = self.judge(&paired);
        assert!(
            verdict == Verdict::Same,
            "`{other}` and `{one}` do not take the same time\n expected: the same, up to {}\n      \
             got: {verdict}: {}",
            percent(self.floor()),
            self.figures(base, row, &paired)
        );
    }

    /// Asserts that a row takes at most so many times as long as the baseline.
    ///
    /// It fails when that is sure: when the whole interval of 99 % lies above the bound.
    ///
    /// ```no_run
    /// # use tenure::compare;
    /// # let numbers = [1, 2, 3];
    /// let comparison = compare! {
    ///     baseline: "slice" => numbers.len(),
    ///     "vector" => numbers.to_vec().len(),
    /// };
    /// comparison.assert_at_most("vector", 200.0);
    /// ```
    ///
    /// # Panics
    ///
    /// When it takes more, with all figures, and when no row has that name.
    #[track_caller]
    pub fn assert_at_most(&self, name: &str, ratio: f64) {
        let row = self.place(name);
        let paired = self.paired(0, row);
        assert!(
            paired.interval.0 <= ratio,
            "`{name}` takes too long\n expected: at most {ratio} times as long as `{}`\n      got: \
             {}",
            self.rows[0].name,
            self.figures(0, row, &paired)
        );
    }

    /// All that is known of two rows.
    fn figures(&self, base: usize, row: usize, paired: &Paired) -> String {
        let Paired { ratio, interval: (low, high), scatter, .. } = paired;
        let [base, row] = [base, row].map(|place| &self.rows[place]);
        format!(
            "{} against {}, {ratio:.3} times ({}), with 99 % between {low:.3} and {high:.3}, scatter \
             {}, noise {}, {} rounds",
            time(row.time.median),
            time(base.time.median),
            difference(*ratio),
            percent(*scatter),
            percent(self.noise()),
            self.rounds()
        )
    }
}
