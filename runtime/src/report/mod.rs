//! What a process tells about itself: plain data, and where it goes at the end.

pub(crate) mod diff;
mod exit;
mod folded;
pub(crate) mod functions;
mod inittime;
#[cfg(feature = "json")]
mod json;
#[cfg(any(feature = "json", feature = "speedscope"))]
pub(crate) mod json_text;
#[cfg(feature = "instrument")]
mod layout;
#[cfg(feature = "instrument")]
mod lifetimes;
pub(crate) mod say;
pub(crate) mod show;
pub(crate) mod since;
pub(crate) mod sort;
#[cfg(feature = "speedscope")]
mod speedscope;
mod stacks;
mod switch;
#[cfg(feature = "instrument")]
mod table;
#[cfg(feature = "instrument")]
mod terminal;
pub(crate) mod units;
pub(crate) mod violations;

use std::time::Duration;

pub(crate) use exit::arm;
pub(crate) use exit::at_exit;

use functions::{Function, Functions, ThreadTime};
use sort::Sort;

use crate::disposable::disposals::{Disposal, disposals};
use crate::disposable::leak::{Leak, leaks};
use crate::singleton::registry::{SingletonInfo, singletons};

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
    Report {
        singletons: singletons(),
        disposals: disposals(),
        leaks: leaks(),
        functions: recorded(),
    }
}

/// What was recorded: see [`report`]. Its `Display` is the table that is printed at the end.
///
/// ```
/// use tenure::Report;
///
/// let report: Report = tenure::report();
/// eprintln!("{report}");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Report {
    singletons: Vec<SingletonInfo>,
    disposals: Vec<Disposal>,
    leaks: Vec<Leak>,
    functions: Functions,
}

impl Report {
    /// A report of functions that were recorded elsewhere, such as those of a file: it has no paths
    /// of calls, so nothing can be drawn of it. Memory counts as counted when each of them has some.
    ///
    /// ```
    /// use tenure::{Function, Report};
    ///
    /// let report = Report::from_functions(vec![Function::new("app::parse", "src/parse.rs", 12)]);
    /// assert_eq!(report.functions()[0].calls, 0);
    /// ```
    #[must_use]
    pub fn from_functions(mut rows: Vec<Function>) -> Self {
        rows.sort_by(|a, b| Sort::SelfTime.compare(a, b));
        let memory = !rows.is_empty() && rows.iter().all(|row| row.memory.is_some());
        let functions = Functions { rows, memory, ..Functions::default() };
        Report { functions, ..Report::default() }
    }

    /// The singletons, as [`tenure::singletons`](crate::singletons) lists them.
    ///
    /// ```
    /// assert_eq!(tenure::report().singletons().len(), tenure::singletons().len());
    /// ```
    #[must_use]
    pub fn singletons(&self) -> &[SingletonInfo] {
        &self.singletons
    }

    /// The values with a [`Guard`](crate::Guard) that were disposed, by type and place; empty
    /// without the feature `instrument`.
    ///
    /// ```
    /// for disposal in tenure::report().disposals() {
    ///     println!("{} of {}", disposal.count, disposal.type_name);
    /// }
    /// ```
    #[must_use]
    pub fn disposals(&self) -> &[Disposal] {
        &self.disposals
    }

    /// The values that nobody disposed, as [`tenure::leaks`](crate::leaks()) lists them.
    ///
    /// ```
    /// assert!(tenure::report().leaks().is_empty());
    /// ```
    #[must_use]
    pub fn leaks(&self) -> &[Leak] {
        &self.leaks
    }

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

    /// Whether [`tenure::Alloc`](crate::Alloc) is the allocator of the program and counts.
    ///
    /// ```
    /// assert!(!tenure::report().counts_memory(), "a doctest has the allocator of the system");
    /// ```
    #[must_use]
    pub fn counts_memory(&self) -> bool {
        self.functions.memory
    }

    /// What recording one call costs, as it was measured when the program recorded its first one.
    /// The times of the report are without it.
    ///
    /// ```
    /// println!("{:?} a call", tenure::report().overhead());
    /// ```
    #[must_use]
    pub fn overhead(&self) -> Duration {
        self.functions.overhead
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
