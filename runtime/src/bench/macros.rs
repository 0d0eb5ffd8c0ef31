//! `compare!`, and what it says to those who write it in another way.

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
/// println!("{comparison}");
/// assert!(comparison.ratio("joined") > 2.0);
/// ```
///
/// Each expression becomes a closure that borrows what it names. Constants should go through
/// [`black_box`](std::hint::black_box), as they are computed once by the compiler otherwise; what an
/// expression returns is looked at. In front of the rows `sampling: ..,` takes a
/// [`Sampling`](crate::Sampling): how long, and how many rounds. By default that is a tenth of a second.
///
/// *Memory* is counted first, one turn at a time and without a clock: [`Metrics`](crate::Metrics).
/// *Time* is taken in rounds: each row runs a batch of turns, as many as take 50 µs or a thousand
/// steps of the clock, in a new random order each round, and the baseline runs twice. Compared are
/// the batches of one round (the median of their ratios, and its interval of 99 % by order
/// statistics), so what slows the machine down slows both. What the verdict means says
/// [`Comparison::verdict`](crate::Comparison::verdict).
///
/// It is made for tests and tables. For campaigns over many inputs and releases, with history and
/// plots, criterion and divan are the better tools, and gungraun for instructions;
/// [`Comparison::to_json`](crate::Comparison) is for what should be kept.
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
