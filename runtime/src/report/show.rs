//! How a report is shown as tables.

use std::fmt;

use super::Report;
use super::sort::Sort;

/// The tables of a report, sorted and as wide as you like: see [`Report::table`].
///
/// ```
/// let report = tenure::report();
/// let table: tenure::ReportTable<'_> = report.table().limit(20);
/// eprintln!("{table}");
/// ```
#[derive(Clone, Debug)]
// Without the feature there is nothing to show.
#[cfg_attr(not(feature = "instrument"), allow(dead_code))]
#[must_use = "it is written by its `Display`"]
pub struct ReportTable<'a> {
    report: &'a Report,
    pub(super) sort: Sort,
    /// How many functions are shown.
    pub(super) limit: usize,
    /// In columns; `None` is that of the terminal, and `Some(0)` as wide as it gets.
    width: Option<usize>,
}

impl Report {
    /// The report as tables, to be sorted and shortened; as it stands, it is the `Display` of the
    /// report.
    ///
    /// ```
    /// use tenure::Sort;
    ///
    /// eprintln!("{}", tenure::report().table().sort(Sort::Bytes).limit(20).width(100));
    /// ```
    pub fn table(&self) -> ReportTable<'_> {
        ReportTable { report: self, sort: Sort::SelfTime, limit: usize::MAX, width: None }
    }
}

impl ReportTable<'_> {
    /// What the functions are sorted by; without it their self time.
    ///
    /// ```
    /// eprintln!("{}", tenure::report().table().sort(tenure::Sort::Calls));
    /// ```
    pub fn sort(self, sort: Sort) -> Self {
        ReportTable { sort, ..self }
    }

    /// How many functions are shown at most; without it all. The table says how many there are.
    ///
    /// ```
    /// eprintln!("{}", tenure::report().table().limit(20));
    /// ```
    pub fn limit(self, limit: usize) -> Self {
        ReportTable { limit, ..self }
    }

    /// How many columns of the screen a line has at most, 0 for as many as it takes. Without it that
    /// is what `COLUMNS` says, or the width of the terminal at standard error, if it is one.
    ///
    /// Long names are shortened in the middle; where that would leave too little of them, columns
    /// are left out, and a line says which.
    ///
    /// ```
    /// eprintln!("{}", tenure::report().table().width(100));
    /// ```
    pub fn width(self, columns: usize) -> Self {
        ReportTable { width: Some(columns), ..self }
    }
}

impl fmt::Display for ReportTable<'_> {
    #[cfg(feature = "instrument")]
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        use super::terminal::Terminal;
        use super::{lifetimes, table};

        let Report { singletons, disposals, leaks, functions } = self.report;
        let mut terminal = Terminal::of_stderr();
        if let Some(width) = self.width {
            terminal.width = Some(width).filter(|width| *width > 0);
        }
        if !singletons.is_empty() {
            lifetimes::write_singletons(singletons, terminal, formatter)?;
        }
        if !(disposals.is_empty() && leaks.is_empty()) {
            lifetimes::write_values(disposals, leaks, terminal, formatter)?;
        }
        if !functions.rows.is_empty() {
            table::write(functions, self, terminal, formatter)?;
        }
        if !functions.violations.is_empty() {
            writeln!(formatter, "\nbroken contracts:")?;
            for violation in &functions.violations {
                writeln!(formatter, "  {violation}")?;
            }
        }
        Ok(())
    }

    #[cfg(not(feature = "instrument"))]
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("no report: the feature `instrument` of `tenure` is off\n")
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.table().fmt(formatter)
    }
}
