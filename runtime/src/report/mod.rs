//! What a process tells about itself: plain data, and where it goes at the end.

mod exit;
pub(crate) mod functions;
#[cfg(feature = "instrument")]
mod table;

use std::fmt;

#[cfg(feature = "instrument")]
pub(crate) use exit::arm;
pub(crate) use exit::at_exit;

use functions::{Function, Functions, ThreadTime};

/// All that has been recorded up to now, in all threads.
///
/// ```
/// use tenure::instrumented;
///
/// #[instrumented]
/// fn parse(text: &str) -> usize {
///     text.len()
/// }
///
/// parse("one");
/// parse("two");
/// let report = tenure::report();
/// // Without the feature `instrument` nothing is recorded.
/// if let Some(function) = report.functions().iter().find(|row| row.name.ends_with("parse")) {
///     assert_eq!(function.calls, 2);
///     assert!(function.self_time <= function.total_time);
/// }
/// ```
#[must_use]
pub fn report() -> Report {
    Report { functions: recorded() }
}

/// What was recorded: see [`report`]. Its `Display` is the table that is printed at the end.
#[derive(Clone, Debug, Default)]
pub struct Report {
    functions: Functions,
}

impl Report {
    /// The instrumented functions that were called, the one with the most time of its own first.
    ///
    /// ```
    /// for function in tenure::report().functions() {
    ///     println!("{} took {:?}", function.name, function.self_time);
    /// }
    /// ```
    #[must_use]
    pub fn functions(&self) -> &[Function] {
        &self.functions.rows
    }

    /// The threads in which they were called; those that have ended are one entry.
    ///
    /// ```
    /// for thread in tenure::report().threads() {
    ///     println!("{:?} of {:?} in instrumented functions", thread.inside, thread.wall);
    /// }
    /// ```
    #[must_use]
    pub fn threads(&self) -> &[ThreadTime] {
        &self.functions.threads
    }

    /// Whether there is nothing to tell.
    pub(crate) fn is_empty(&self) -> bool {
        self.functions.rows.is_empty()
    }

    /// Whether [`tenure::Alloc`](crate::Alloc) is the allocator of the program and counts.
    ///
    /// ```
    /// assert!(!tenure::report().counts_memory(), "a doctest has the allocator of the system");
    /// ```
    #[must_use]
    pub fn counts_memory(&self) -> bool {
        self.functions.memory
    }

    /// Calls that are in no row, because their thread was ending or there was no memory.
    ///
    /// ```
    /// assert_eq!(tenure::report().unrecorded(), 0);
    /// ```
    #[must_use]
    pub fn unrecorded(&self) -> u64 {
        self.functions.unrecorded
    }
}

#[cfg(feature = "instrument")]
fn recorded() -> Functions {
    crate::instrumented::collect::functions()
}

#[cfg(not(feature = "instrument"))]
fn recorded() -> Functions {
    Functions::default()
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        #[cfg(feature = "instrument")]
        if !self.functions().is_empty() {
            return table::write(self, formatter);
        }
        formatter.write_str("no instrumented function was called\n")
    }
}
