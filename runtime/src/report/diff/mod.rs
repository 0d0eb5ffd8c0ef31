//! What is different between two reports.

mod change;
mod pairs;
mod text;

use std::cmp::Reverse;
use std::time::Duration;

pub use change::{Change, Figure};

use super::Report;
use super::functions::Function;

/// What is different between two reports: see [`Report::diff`]. Its `Display` is a table for the
/// screen.
///
/// ```
/// use tenure::{Diff, Report};
///
/// let before = tenure::report();
/// let diff: Diff = Report::diff(&before, &tenure::report());
/// println!("{diff}");
/// ```
#[derive(Clone, Debug)]
pub struct Diff {
    rows: Vec<DiffRow>,
    total: Vec<Change>,
    /// How many functions were compared.
    compared: usize,
    /// Whether both reports counted memory.
    memory: bool,
}

/// A function that is in one of two reports only, or not the same in both.
///
/// ```
/// use tenure::{Function, Report};
///
/// let after = Report::from_functions(vec![Function::new("app::parse", "src/parse.rs", 12)]);
/// let diff = Report::diff(&Report::from_functions(Vec::new()), &after);
/// let row = &diff.rows()[0];
/// assert!(row.before.is_none() && row.after.is_some() && row.changes.is_empty());
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DiffRow {
    /// As it was; `None`: the function is new.
    pub before: Option<Function>,
    /// As it is; `None`: the function is gone.
    pub after: Option<Function>,
    /// What is different; nothing for a function that is new or gone.
    pub changes: Vec<Change>,
}

impl Report {
    /// Compares two reports of the same program, such as one from before a change of its source and
    /// one from after it.
    ///
    /// Functions are the same when they have the same name and file, whatever their line; of those
    /// that share both, the first is the same as the first. One whose file was moved is found by its
    /// name.
    ///
    /// Counts and sizes are exact, so every difference is one. Times are not: the time of a call has
    /// changed only if its median has, and by more than noise explains. That is when
    ///
    /// - the notches around the two medians, 1.57 times the distance between the quartiles over the
    ///   square root of the number of calls, do not overlap (`McGill`, Tukey, Larsen: *Variations of
    ///   Box Plots*, 1978: medians that differ at a level of about 5 %), and
    /// - they differ by more than an eighth, which is as well as the histogram knows them, and by
    ///   more than 20 ns, about what it costs to read the clock twice, and
    /// - there are at least 6 calls in both: fewer say nothing about their spread.
    ///
    /// A machine that is slower as a whole looks like a change; compare runs on one machine.
    ///
    /// ```
    /// use tenure::{Function, Memory, Report};
    ///
    /// let mut parse = Function::new("app::parse", "src/parse.rs", 12);
    /// (parse.calls, parse.memory) = (1, Some(Memory::default()));
    /// let before = Report::from_functions(vec![parse.clone()]);
    /// parse.memory.as_mut().unwrap().self_bytes = 100;
    /// let after = Report::from_functions(vec![parse]);
    ///
    /// let diff = Report::diff(&before, &after);
    /// assert_eq!(diff.rows()[0].name(), "app::parse");
    /// assert!(diff.regressions(0.05).next().is_some());
    /// assert!(Report::diff(&before, &before).is_empty());
    /// ```
    #[must_use]
    pub fn diff(before: &Report, after: &Report) -> Diff {
        // A report without functions says nothing about memory.
        let counts = |it: &Report| it.counts_memory() || it.functions().is_empty();
        let memory = counts(before) && counts(after);
        let pairs = pairs::pairs(before.functions(), after.functions());
        let compared = pairs.len();
        let rows = pairs.into_iter().map(|(before, after)| DiffRow {
            changes: before
                .zip(after)
                .map_or_else(Vec::new, |(before, after)| change::changes(before, after)),
            before: before.cloned(),
            after: after.cloned(),
        });
        let is_other =
            |row: &DiffRow| row.before.is_none() || row.after.is_none() || !row.changes.is_empty();
        let mut rows: Vec<_> = rows.filter(is_other).collect();
        rows.sort_by_cached_key(|row| (Reverse(row.weight()), row.name()));
        let total = change::of_sums(before.functions(), after.functions(), memory);
        Diff { rows, total, compared, memory }
    }
}

impl Diff {
    /// What is different, that with the largest effect first: on the self time, where that has
    /// changed by more than noise, then on the bytes, on the allocations and on the calls.
    ///
    /// ```
    /// # let (before, after) = (tenure::report(), tenure::report());
    /// for row in tenure::Report::diff(&before, &after).rows() {
    ///     println!("{}: {:?}", row.name(), row.changes);
    /// }
    /// ```
    #[must_use]
    pub fn rows(&self) -> &[DiffRow] {
        &self.rows
    }

    /// What is different in the sums of all functions, of allocations and bytes of their own.
    ///
    /// ```
    /// # let (before, after) = (tenure::report(), tenure::report());
    /// for change in tenure::Report::diff(&before, &after).total() {
    ///     println!("{:?}: {} instead of {}", change.figure, change.after, change.before);
    /// }
    /// ```
    #[must_use]
    pub fn total(&self) -> &[Change] {
        &self.total
    }

    /// Whether nothing is different, as far as can be told.
    ///
    /// ```
    /// let report = tenure::report();
    /// assert!(tenure::Report::diff(&report, &report).is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What got worse by more than `threshold`, such as 0.05 for 5 %, with the name of the function,
    /// or none where it is about the sums of all: the time of a call, allocations, bytes, peak or
    /// retained bytes. More calls alone are no regression, and a function that is new is one only by
    /// what it adds to the sums.
    ///
    /// ```
    /// # let (before, after) = (tenure::report(), tenure::report());
    /// let diff = tenure::Report::diff(&before, &after);
    /// assert_eq!(diff.regressions(0.05).count(), 0, "{diff}");
    /// ```
    pub fn regressions(&self, threshold: f64) -> impl Iterator<Item = (Option<&str>, &Change)> {
        let of = |row: &'_ DiffRow| row.name();
        let rows = self
            .rows
            .iter()
            .flat_map(move |row| row.changes.iter().map(move |change| (Some(of(row)), change)));
        let all = rows.chain(self.total.iter().map(|change| (None, change)));
        all.filter(move |(_, change)| change.is_worse_by(threshold))
    }
}

impl DiffRow {
    /// The name of the function, as it is now.
    ///
    /// ```
    /// # let (before, after) = (tenure::report(), tenure::report());
    /// let diff = tenure::Report::diff(&before, &after);
    /// let names: Vec<_> = diff.rows().iter().map(|row| row.name()).collect();
    /// ```
    #[must_use]
    pub fn name(&self) -> &'static str {
        let either = self.after.as_ref().or(self.before.as_ref());
        either.map_or("", |function| function.name)
    }

    /// How much the difference matters.
    fn weight(&self) -> (Duration, u64, u64, u64) {
        let [before, after] = [&self.before, &self.after];
        let of = |function: &Option<Function>| {
            let memory = function.as_ref().and_then(|function| function.memory);
            let memory = memory.unwrap_or_default();
            let time = function.as_ref().map(|function| (function.self_time, function.calls));
            (time.unwrap_or_default(), memory.self_bytes, memory.self_allocs)
        };
        let ((was, was_called), bytes_were, allocs_were) = of(before);
        let ((is, is_called), bytes_are, allocs_are) = of(after);
        let in_one_only = before.is_none() || after.is_none();
        let in_time = self.changes.iter().any(|change| change.figure == Figure::Time);
        let time = if in_one_only || in_time { was.abs_diff(is) } else { Duration::ZERO };
        let bytes = bytes_were.abs_diff(bytes_are);
        (time, bytes, allocs_were.abs_diff(allocs_are), was_called.abs_diff(is_called))
    }
}
