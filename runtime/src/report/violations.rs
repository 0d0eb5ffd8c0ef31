//! The part of a report that says which functions allocated more than they may.

use std::fmt;

use super::Report;
use crate::heap::some;

/// A function that says how much one call may allocate, and calls of it that allocated more:
/// `#[instrumented(max_allocs = 3, max_bytes = 1024)]`.
///
/// A call counts with all that it called on its thread, a future with all its polls; growing counts
/// as one allocation, what is freed is not taken off.
///
/// ```
/// for violation in tenure::report().violations() {
///     println!("{}: {} calls, up to {} bytes", violation.name, violation.calls, violation.bytes);
/// }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Violation {
    /// The path of the function with its type and trait, or what `name = ".."` says.
    pub name: &'static str,
    /// The file it is in, as the compiler was given it.
    pub file: &'static str,
    /// Its line in that file.
    pub line: u32,
    /// How often one call may allocate, if it says so.
    pub max_allocs: Option<u64>,
    /// How many bytes one call may allocate, if it says so.
    pub max_bytes: Option<u64>,
    /// How many calls allocated more.
    pub calls: u64,
    /// The most allocations of one of those calls.
    pub allocs: u64,
    /// The most bytes of one of those calls.
    pub bytes: u64,
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Violation { name, file, line, max_allocs, max_bytes, calls, allocs, bytes } = self;
        let limits = [(*max_allocs, "max_allocs"), (*max_bytes, "max_bytes")];
        let limits =
            limits.into_iter().filter_map(|(most, option)| Some(format!("{option} = {}", most?)));
        write!(
            formatter,
            "`{name}` ({file}:{line}) is `{}`: {} allocated more, up to {} and {}",
            limits.collect::<Vec<_>>().join(", "),
            some(*calls, "call"),
            some(*allocs, "allocation"),
            some(*bytes, "byte"),
        )
    }
}

impl Report {
    /// The functions of which calls allocated more than they may.
    ///
    /// ```
    /// for violation in tenure::report().violations() {
    ///     eprintln!("{violation}");
    /// }
    /// ```
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.functions.violations
    }

    /// Panics with all violations, if there are any.
    #[track_caller]
    pub(crate) fn assert_contracts(&self) {
        let violations: Vec<_> = self.violations().iter().map(ToString::to_string).collect();
        assert!(
            violations.is_empty(),
            "contracts of instrumented functions are broken\n  {}",
            violations.join("\n  ")
        );
    }
}
