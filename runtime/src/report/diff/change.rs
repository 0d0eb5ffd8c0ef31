//! One figure that is not what it was.

use std::time::Duration;

use crate::report::functions::{Function, Memory};

/// A figure that is not what it was.
///
/// ```
/// use tenure::{Figure, Function, Report};
///
/// let report = |calls| {
///     let mut parse = Function::new("app::parse", "src/parse.rs", 12);
///     parse.calls = calls;
///     Report::from_functions(vec![parse])
/// };
/// let diff = Report::diff(&report(4), &report(6));
/// let change = diff.rows()[0].changes[0];
/// assert_eq!((change.figure, change.before, change.after), (Figure::Calls, 4, 6));
/// assert_eq!(change.growth(), Some(0.5));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// Which.
    pub figure: Figure,
    /// What it was, in nanoseconds, bytes, or as a count.
    pub before: i128,
    /// What it is.
    pub after: i128,
}

/// What can be different: see [`Change`].
///
/// ```
/// # let (before, after) = (tenure::report(), tenure::report());
/// use tenure::{Figure, Report};
///
/// for (function, change) in Report::diff(&before, &after).regressions(0.05) {
///     if change.figure == Figure::Time {
///         println!("{function:?} is slower: {} ns instead of {} ns", change.after, change.before);
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Figure {
    /// [`Function::p50`]: the median time of a call.
    Time,
    /// [`Function::calls`].
    Calls,
    /// [`Memory::self_allocs`].
    SelfAllocs,
    /// [`Memory::total_allocs`].
    TotalAllocs,
    /// [`Memory::self_bytes`].
    SelfBytes,
    /// [`Memory::total_bytes`].
    TotalBytes,
    /// [`Memory::peak_bytes`].
    Peak,
    /// [`Memory::retained_bytes`].
    Retained,
}

impl Change {
    fn of(figure: Figure, before: impl Into<i128>, after: impl Into<i128>) -> Option<Self> {
        let change = Change { figure, before: before.into(), after: after.into() };
        (change.before != change.after).then_some(change)
    }

    /// By which part of what it was it has grown, 0.05 for 5 %, negative where it became less;
    /// `None` where it was nothing, or less.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // a share of so many digits is nobody's interest
    pub fn growth(&self) -> Option<f64> {
        let difference = self.after.saturating_sub(self.before);
        (self.before > 0).then(|| difference as f64 / self.before as f64)
    }

    /// Whether it is a cost that has grown by more than `threshold`.
    pub(super) fn is_worse_by(&self, threshold: f64) -> bool {
        let grown = self.growth().is_none_or(|growth| growth > threshold);
        self.figure != Figure::Calls && self.after > self.before && grown
    }
}

/// What is different of a function that is in both reports.
pub(super) fn changes(before: &Function, after: &Function) -> Vec<Change> {
    let mut changes = Vec::from_iter(time(before, after));
    changes.extend(Change::of(Figure::Calls, before.calls, after.calls));
    if let Some((before, after)) = before.memory.as_ref().zip(after.memory.as_ref()) {
        changes.extend(memory(before, after).into_iter().flatten());
    }
    changes
}

fn memory(before: &Memory, after: &Memory) -> [Option<Change>; 6] {
    [
        Change::of(Figure::SelfAllocs, before.self_allocs, after.self_allocs),
        Change::of(Figure::TotalAllocs, before.total_allocs, after.total_allocs),
        Change::of(Figure::SelfBytes, before.self_bytes, after.self_bytes),
        Change::of(Figure::TotalBytes, before.total_bytes, after.total_bytes),
        Change::of(Figure::Peak, before.peak_bytes, after.peak_bytes),
        Change::of(Figure::Retained, before.retained_bytes, after.retained_bytes),
    ]
}

/// What is different of all functions together.
pub(super) fn of_sums(before: &[Function], after: &[Function], counted: bool) -> Vec<Change> {
    let sum = |functions: &[Function], of: fn(&Memory) -> u64| -> i128 {
        functions.iter().filter_map(|it| it.memory.as_ref()).map(|it| i128::from(of(it))).sum()
    };
    let change = |figure, of| Change::of(figure, sum(before, of), sum(after, of));
    let changes = [
        change(Figure::SelfAllocs, |memory| memory.self_allocs),
        change(Figure::SelfBytes, |memory| memory.self_bytes),
    ];
    changes.into_iter().filter(|_| counted).flatten().collect()
}

/// As well as the histogram knows a median: one part of so many.
const RESOLUTION: u128 = 8;

/// About two readings of the clock.
const CLOCK: Duration = Duration::from_nanos(20);

/// Fewer calls than this say nothing about their spread: one that had to wait for the processor
/// takes ten times as long.
const FEW: u64 = 6;

/// The time of a call, if that has changed by more than noise explains: see `Report::diff`.
fn time(before: &Function, after: &Function) -> Option<Change> {
    let ((was, was_around), (is, is_around)) = (median(before)?, median(after)?);
    let difference = was.abs_diff(is);
    let is_clear = before.calls.min(after.calls) >= FEW
        && difference.as_secs_f64() > was_around + is_around
        && difference.as_nanos() * RESOLUTION > was.max(is).as_nanos()
        && difference > CLOCK;
    let nanos = |time: Duration| i128::try_from(time.as_nanos()).unwrap_or(i128::MAX);
    if is_clear { Change::of(Figure::Time, nanos(was), nanos(is)) } else { None }
}

/// The median time of a call, and half of the notch around it, in seconds.
#[allow(clippy::cast_precision_loss)] // of a number of calls the square root needs no last digit
fn median(function: &Function) -> Option<(Duration, f64)> {
    let Function { p25, p50, p75, calls, .. } = function;
    let between = p75.unwrap_or_default().saturating_sub(p25.unwrap_or_default());
    let around = 1.57 * between.as_secs_f64() / (*calls as f64).sqrt();
    Some(((*p50)?, around))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many calls, and the quartiles of their nanoseconds.
    fn function(calls: u64, quartiles: [u64; 3]) -> Function {
        let [p25, p50, p75] = quartiles.map(|nanos| Some(Duration::from_nanos(nanos)));
        Function { calls, p25, p50, p75, ..Function::new("f", "f.rs", 1) }
    }

    fn is_other(before: &Function, after: &Function) -> bool {
        time(before, after).is_some()
    }

    #[test]
    fn a_median_has_moved_when_the_notches_do_not_overlap() {
        // Half notches of 1.57 * 400 / 10 = 62.8: together 125.6, and an eighth of 1_200 is 150.
        let calm = |median: u64| function(100, [median - 200, median, median + 200]);
        assert!(is_other(&calm(1_000), &calm(1_200)));
        assert!(is_other(&calm(1_200), &calm(1_000)), "faster is a change, too");
        // Half notches of 1.57 * 800 / 10 = 125.6: together 251.2.
        let restless = |median: u64| function(100, [median - 400, median, median + 400]);
        assert!(!is_other(&restless(1_000), &restless(1_250)));
        assert!(is_other(&restless(1_000), &restless(1_253)));
    }

    #[test]
    fn less_than_an_eighth_and_less_than_the_clock_is_no_change() {
        let exact = |median: u64| function(1_000_000, [median; 3]);
        assert!(!is_other(&exact(7_000), &exact(8_000)));
        assert!(is_other(&exact(6_999), &exact(8_000)));
        assert!(!is_other(&exact(10), &exact(30)));
        assert!(is_other(&exact(10), &exact(31)));
    }

    #[test]
    fn few_calls_say_nothing() {
        let calls = |calls: u64, median: u64| function(calls, [median; 3]);
        assert!(is_other(&calls(6, 1_000), &calls(6, 9_000)));
        assert!(!is_other(&calls(6, 1_000), &calls(5, 9_000)));
        assert!(!is_other(&calls(5, 1_000), &calls(6, 9_000)));
    }

    #[test]
    fn what_never_returned_took_no_time_that_could_change() {
        let open = Function { calls: 1, ..Function::new("f", "f.rs", 1) };
        assert!(!is_other(&open, &function(6, [1_000; 3])));
    }

    #[test]
    fn what_was_nothing_has_grown_by_more_than_any_part() {
        let change = |before, after| Change { figure: Figure::Peak, before, after };
        assert_eq!(change(0, 1).growth(), None);
        assert!(change(0, 1).is_worse_by(1e9));
        assert!(change(-5, -4).is_worse_by(1e9), "retained bytes may be less than none");
        assert!(change(100, 106).is_worse_by(0.05) && !change(100, 105).is_worse_by(0.05));
        assert!(!change(106, 100).is_worse_by(0.0));
        assert!(!Change { figure: Figure::Calls, ..change(1, 2) }.is_worse_by(0.0));
    }
}
