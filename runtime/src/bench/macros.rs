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
    // Rows are taken one by one: `[options] [names so far] [checks of the names] [rows]`.
    (@row $options:tt [$($name:tt)+] $checks:tt $rows:tt) => {
        $crate::compare!(@end $options [$($name)+] $checks $rows)
    };
    (@row $options:tt $names:tt $checks:tt $rows:tt $name:tt => || $($rest:tt)*) => {
        $crate::compare!(@closure $name)
    };
    (@row $options:tt $names:tt $checks:tt $rows:tt $name:tt => move || $($rest:tt)*) => {
        $crate::compare!(@closure $name)
    };
    (
        @row $options:tt [$($before:tt)*] [$($checks:tt)*] [$($rows:tt)*]
        $name:tt => $code:expr $(, $($rest:tt)*)?
    ) => {
        $crate::compare!(@row $options [$($before)* $name] [$($checks)* ([$($before)*] $name)]
            [$($rows)* ($name, $code)] $($($rest)*)?)
    };
    (@row $options:tt $names:tt $checks:tt $rows:tt baseline $($rest:tt)*) => {
        $crate::__private::compile_error!(
            "`compare!` has a second baseline; write `baseline:` in front of the first row only"
        )
    };
    (@row $options:tt $names:tt $checks:tt $rows:tt sampling $($rest:tt)*) => {
        $crate::__private::compile_error!(
            "`sampling` of `compare!` stands behind a row; write it in front of the first one"
        )
    };
    (@row $options:tt $names:tt $checks:tt $rows:tt $name:literal =>) => {
        $crate::compare!(@no_code $name)
    };
    (@row $options:tt $names:tt $checks:tt $rows:tt $name:literal => , $($rest:tt)*) => {
        $crate::compare!(@no_code $name)
    };
    (@row $options:tt $names:tt $checks:tt $rows:tt $name:literal => $($rest:tt)*) => {
        $crate::__private::compile_error!($crate::__private::concat!(
            "no comma behind the code of `", $crate::__private::stringify!($name), "`; write `",
            $crate::__private::stringify!($name), " => code,`"
        ))
    };
    (@row $options:tt $names:tt $checks:tt $rows:tt $($rest:tt)*) => {
        $crate::__private::compile_error!(
            "`compare!` does not know what this row is; write `\"name\" => code,`"
        )
    };

    (@end $options:tt [$name:tt] $checks:tt $rows:tt) => {
        $crate::__private::compile_error!($crate::__private::concat!(
            "`compare!` has nothing to hold against `", $crate::__private::stringify!($name),
            "`; write a second row, or use `measure`"
        ))
    };
    (
        @end [$sampling:expr] $names:tt [$(([$($before:tt)*] $new:tt))+]
        [$(($name:tt, $code:expr))+]
    ) => {{
        $({
            // A name that was there before meets its own arm first.
            macro_rules! new {
                $(($before) => {
                    $crate::__private::compile_error!($crate::__private::concat!(
                        "`compare!` has two rows called `", $crate::__private::stringify!($new),
                        "`; give each its own name"
                    ));
                };)*
                ($new) => {};
            }
            new!($new);
        })+
        $crate::__private::compare(
            $sampling,
            &mut [$($crate::__private::Candidate::new(
                $name,
                &mut $crate::__private::task(|| $code),
            )),+],
        )
    }};

    (@closure $name:tt) => {
        $crate::__private::compile_error!($crate::__private::concat!(
            "the code of `", $crate::__private::stringify!($name),
            "` is a closure that nobody calls; write what is in it, without `||`"
        ))
    };
    (@no_code $name:tt) => {
        $crate::__private::compile_error!($crate::__private::concat!(
            "the row `", $crate::__private::stringify!($name), "` of `compare!` has no code; write `",
            $crate::__private::stringify!($name), " => code,`"
        ))
    };
    (@ $($rest:tt)*) => {
        $crate::__private::compile_error!(
            "`compare!` does not know what this is; write `baseline: \"name\" => code,` and more rows"
        )
    };

    (sampling: $sampling:expr, baseline: $($rows:tt)*) => {
        $crate::compare!(@row [$sampling] [] [] [] $($rows)*)
    };
    (baseline: $($rows:tt)*) => {
        $crate::compare!(@row [$crate::Sampling::new()] [] [] [] $($rows)*)
    };
    () => {
        $crate::__private::compile_error!(
            "`compare!` has no rows; write `baseline: \"name\" => code,` and more rows"
        )
    };
    ($($rest:tt)*) => {
        $crate::__private::compile_error!(
            "`compare!` has no baseline; write `baseline: \"name\" => code,` as its first row"
        )
    };
}
