//! What is different, for people.

use std::fmt::{self, Formatter, Write as _};
use std::time::Duration;

use super::{Change, Diff, DiffRow, Figure};
use crate::report::functions::Function;
use crate::report::units::{bytes, number, time};

/// The titles of the columns.
const TITLES: [&str; 5] = ["function", "figure", "before", "after", "change"];

impl Diff {
    /// The differences as a table in Markdown, for a comment on a pull request.
    ///
    /// ```
    /// let report = tenure::report();
    /// let diff = tenure::Report::diff(&report, &report);
    /// assert!(diff.to_markdown().starts_with("no difference in "));
    /// ```
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut text = format!("{}\n", self.summary());
        if !self.is_empty() {
            let line = |cells: [&str; 5]| format!("| {} |\n", cells.join(" | "));
            text.push('\n');
            text.push_str(&line(TITLES));
            text.push_str("|---|---|---:|---:|---:|\n");
            for [name, figure, before, after, change] in self.cells() {
                let name = if name.is_empty() { name } else { format!("`{}`", code(&name)) };
                text.push_str(&line([&name, &figure, &before, &after, &change]));
            }
        }
        text
    }

    fn summary(&self) -> String {
        let functions = if self.compared == 1 { "function" } else { "functions" };
        let all = format!("{} {functions}", number(self.compared as u64));
        let mut text = match self.rows.len() {
            0 => format!("no difference in {all}"),
            some => format!("{} of {all} changed", number(some as u64)),
        };
        if !self.memory {
            text.push_str("; memory was not counted in both reports and is not compared");
        }
        text
    }

    /// A line for each change: the name of the function in the first of its lines.
    fn cells(&self) -> Vec<[String; 5]> {
        let mut cells: Vec<_> = self.rows.iter().flat_map(row).collect();
        cells.extend(changes("all functions", &self.total));
        cells
    }
}

fn row(row: &DiffRow) -> Vec<[String; 5]> {
    let name = row.name();
    match (&row.before, &row.after) {
        (Some(_), Some(_)) => changes(name, &row.changes),
        (before, after) => {
            let change = if before.is_none() { "new" } else { "gone" };
            let cell =
                |function: &Option<Function>| function.as_ref().map_or_else(String::new, whole);
            vec![[name.to_owned(), "all".to_owned(), cell(before), cell(after), change.to_owned()]]
        }
    }
}

/// All that is of interest of a function that is new or gone.
fn whole(function: &Function) -> String {
    let calls = if function.calls == 1 { "call" } else { "calls" };
    let mut text = format!("{} {calls}, {}", number(function.calls), time(function.self_time));
    if let Some(memory) = &function.memory {
        let _always = write!(text, ", {}", bytes(memory.self_bytes));
    }
    text
}

fn changes(name: &str, changes: &[Change]) -> Vec<[String; 5]> {
    let line = |(place, change): (usize, &Change)| {
        let name = if place == 0 { name } else { "" };
        let Change { figure, before, after } = *change;
        let growth = change.growth().map_or_else(String::new, |it| format!("{:+.1} %", it * 100.0));
        let (before, after) = (value(figure, before), value(figure, after));
        [name.to_owned(), title(figure).to_owned(), before, after, growth]
    };
    changes.iter().enumerate().map(line).collect()
}

fn title(figure: Figure) -> &'static str {
    match figure {
        Figure::Time => "p50",
        Figure::Calls => "calls",
        Figure::SelfAllocs => "allocs self",
        Figure::TotalAllocs => "allocs total",
        Figure::SelfBytes => "bytes self",
        Figure::TotalBytes => "bytes total",
        Figure::Peak => "peak",
        Figure::Retained => "retained",
    }
}

/// Counts and sizes with all digits, since they are exact.
fn value(figure: Figure, value: i128) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let size = u64::try_from(value.unsigned_abs()).unwrap_or(u64::MAX);
    let text = match figure {
        Figure::Time => time(Duration::from_nanos(size)),
        Figure::Calls | Figure::SelfAllocs | Figure::TotalAllocs => number(size),
        Figure::SelfBytes | Figure::TotalBytes | Figure::Peak | Figure::Retained => {
            format!("{} B", number(size))
        }
    };
    format!("{sign}{text}")
}

/// In a cell of a table of Markdown also a `|` inside of code would end it.
fn code(text: &str) -> String {
    text.replace('|', "\\|")
}

impl fmt::Display for Diff {
    #[cfg(feature = "instrument")]
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        use crate::report::layout::{self, Column};
        use crate::report::terminal::Terminal;

        const COLUMNS: [Column; 5] = [
            Column::text(TITLES[0]),
            Column::word(TITLES[1]),
            Column::figure(TITLES[2]),
            Column::figure(TITLES[3]),
            Column::figure(TITLES[4]),
        ];
        writeln!(formatter, "{}", self.summary())?;
        if self.is_empty() {
            return Ok(());
        }
        let rows = self.cells().into_iter().map(Vec::from);
        writeln!(formatter, "\n{}", layout::draw(Terminal::of_stderr(), &COLUMNS, rows))
    }

    #[cfg(not(feature = "instrument"))]
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.to_markdown())
    }
}
