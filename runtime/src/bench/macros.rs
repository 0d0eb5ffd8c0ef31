//! `compare!`, which becomes closures and a call.

/// Compares pieces of code: what they allocate, and how long they take beside the first of them.
///
/// ```
/// # #[global_allocator]
/// # static ALLOC: tenure::Alloc = tenure::Alloc::new();
/// use std::hint::black_box;
/// use tenure::compare;
///
/// let words = ["one", "two", "three"];
/// let comparison = compare! {
///     baseline: "length" => black_box(&words).len(),
///     "joined" => black_box(&words).join(" ").len(),
/// };
/// // As text it is a table.
/// assert!(comparison.to_string().contains("| joined "));
/// assert!(comparison.ratio("joined") > 2.0);
/// ```
///
/// Each expression becomes a closure that borrows what it names, so two rows cannot change one value.
/// What an expression returns is looked at, and dropped in its turn; constants that go in should be
/// hidden from the compiler by [`black_box`](std::hint::black_box). In front of the rows
/// `sampling: ..,` takes a [`Sampling`](crate::Sampling): how long, and how many rounds. By default it
/// is a tenth of a second.
///
/// *Memory* is counted first, one turn at a time and without a clock; the peak is that of one turn:
/// see [`Metrics`](crate::Metrics). Counted is the thread that calls.
///
/// *Time* is taken in rounds. In each of them every row runs a batch of turns, as many as take 50 µs
/// and a thousand steps of the clock, in a new random order, and the baseline runs twice. Compared
/// are the batches of one round, by the median of their ratios, so what slows the machine down slows
/// both. What the verdict means says [`Comparison::verdict`](crate::Comparison::verdict). Of code that
/// takes a nanosecond, the place in memory alone makes a cycle more or less, so a difference of one
/// and a half cycles is none.
///
/// Nothing is counted for the table while time is taken. What the program counts by itself,
/// [`tenure::Alloc`](crate::Alloc) and recorded calls, is part of it and goes on; the table says so,
/// with what it costs, where a row allocates or is recorded.
///
/// It is made for tests and tables. For campaigns over many inputs and releases, with history and
/// plots, criterion and divan are the better tools, and gungraun for instructions; `to_json` is for
/// what should be kept.
///
/// | what | from |
/// |---|---|
/// | ratios of batches taken side by side | Bulej and others, "Duet benchmarking", ICPE 2020 |
/// | random order; equal code that differs by its place | Mytkowicz and others, "Producing wrong data without doing anything obviously wrong", ASPLOS 2009 |
/// | interval of a median by order statistics | Hahn and Meeker, "Statistical intervals", 1991, 5.2 |
/// | median absolute deviation | Hampel, "The influence curve and its role in robust estimation", JASA 69, 1974 |
/// | effect size besides significance | Kalibera and Jones, "Rigorous benchmarking in reasonable time", ISMM 2013 |
///
/// # Panics
///
/// When code of a row does.
#[macro_export]
macro_rules! compare {
    (
        sampling: $sampling:expr,
        baseline: $baseline:expr => $first:expr $(, $name:expr => $code:expr)* $(,)?
    ) => {{
        $crate::__private::checked_rows! { [$baseline] [$first] $([$name] [$code])* }
        $crate::__private::compare(
            $sampling,
            &mut [
                $crate::__private::Candidate::new(
                    $baseline,
                    &mut $crate::__private::task(|| $first),
                ),
                $($crate::__private::Candidate::new(
                    $name,
                    &mut $crate::__private::task(|| $code),
                ),)*
            ],
        )
    }};
    (baseline: $baseline:expr => $first:expr $(, $name:expr => $code:expr)* $(,)?) => {
        $crate::compare! {
            sampling: $crate::Sampling::new(),
            baseline: $baseline => $first $(, $name => $code)*
        }
    };
    ($($rows:tt)*) => {{
        $crate::__private::refused_rows! { $($rows)* }
        $crate::__private::never::<$crate::Comparison>()
    }};
}
