//! Measurements as plain text, which Markdown shows as a table, too.

use std::fmt::{self, Formatter};

use super::comparison::Comparison;
use super::counting;
use super::metrics::Metrics;
use super::remarks;
use super::units::{difference, percent, time};
use crate::report::units::{bytes, number};

/// What is said below a table is wrapped at so many columns.
const WIDEST: usize = 100;

const UNCOUNTED: &str = "n/a";

pub(super) fn write_metrics(metrics: &Metrics, formatter: &mut Formatter<'_>) -> fmt::Result {
    let Metrics { rounds, .. } = metrics;
    writeln!(formatter, "measured in {rounds} rounds, {}\n", build())?;
    let titles = ["code", "time", "± MAD", "p90", "allocs", "bytes", "peak"];
    let times = &metrics.time;
    let mut row = vec![metrics.name.clone(), time(times.median), time(times.mad), time(times.p90)];
    row.extend(memory(metrics));
    draw(formatter, &titles, &[row])?;
    let unknown = metrics.memory.is_none().then(counting::why_unknown);
    lines(formatter, unknown.into_iter().chain(remarks::of_row(metrics)))
}

pub(super) fn write_comparison(
    comparison: &Comparison,
    formatter: &mut Formatter<'_>,
) -> fmt::Result {
    let Comparison { rows, again, limits, counting, .. } = comparison;
    writeln!(
        formatter,
        "compared in {} rounds, {}; noise {}: differences up to {} or {} are none\n",
        comparison.rounds(),
        build(),
        percent(comparison.noise()),
        percent(limits.floor),
        time(limits.resolution)
    )?;
    let titles =
        ["code", "time", "difference", "verdict", "allocs", "bytes", "peak", "alloc ratio"];
    let mut cells = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let paired = comparison.paired(0, place);
        let [against, verdict] = match place {
            0 => ["baseline".to_owned(), String::new()],
            _ => [difference(paired.ratio), comparison.judge(&paired).to_string()],
        };
        let mut line = vec![row.name.clone(), time(row.time.median), against, verdict];
        line.extend(memory(row));
        line.push(allocated(row, &rows[0]));
        cells.push(line);
    }
    let without_memory = |name: String, time: String, against: String, verdict: String| {
        let mut line = vec![name, time, against, verdict];
        line.resize(titles.len(), String::new());
        line
    };
    cells.push(without_memory(
        format!("{} again", rows[0].name),
        String::new(),
        difference(again.ratio),
        comparison.judge(again).to_string(),
    ));
    let empty = time(rows[0].empty);
    cells.push(without_memory("nothing".to_owned(), empty, String::new(), String::new()));
    draw(formatter, &titles, &cells)?;
    lines(formatter, counting.text().into_iter().chain(remarks::of_comparison(comparison)))
}

/// Times of a debug build are not those of the program that is shipped.
fn build() -> &'static str {
    if cfg!(debug_assertions) { "debug build" } else { "release build" }
}

fn memory(row: &Metrics) -> [String; 3] {
    match row.memory {
        Some(memory) => [number(memory.allocs), bytes(memory.bytes), bytes(memory.peak)],
        None => [UNCOUNTED; 3].map(str::to_owned),
    }
}

/// How many times the bytes of the baseline.
fn allocated(row: &Metrics, baseline: &Metrics) -> String {
    let (Some(row), Some(baseline)) = (row.memory, baseline.memory) else {
        return UNCOUNTED.to_owned();
    };
    match (row.bytes, baseline.bytes) {
        (0, 0) => "-".to_owned(),
        (_, 0) => "∞".to_owned(),
        (bytes, of) => {
            format!("{:.2}", super::rounds::as_float(bytes) / super::rounds::as_float(of))
        }
    }
}

fn lines(formatter: &mut Formatter<'_>, lines: impl IntoIterator<Item = String>) -> fmt::Result {
    lines.into_iter().try_for_each(|line| wrapped(formatter, &line))
}

/// Over several lines where it is long, those behind the first indented.
fn wrapped(formatter: &mut Formatter<'_>, text: &str) -> fmt::Result {
    let mut column = 0;
    for word in text.split(' ') {
        let width = word.chars().count();
        column += 1 + width;
        if column == 1 + width {
            column = width;
        } else if column > WIDEST {
            column = 2 + width;
            formatter.write_str("\n  ")?;
        } else {
            formatter.write_str(" ")?;
        }
        formatter.write_str(word)?;
    }
    writeln!(formatter)
}

/// What a name holds must not break its line.
pub(super) fn one_line(name: &str) -> String {
    name.replace(char::is_control, " ")
}

/// Names to the left, and all else to the right.
fn draw(formatter: &mut Formatter<'_>, titles: &[&str], rows: &[Vec<String>]) -> fmt::Result {
    let clean = |cell: &String| one_line(cell).replace('|', "\\|");
    let rows: Vec<Vec<_>> = rows.iter().map(|row| row.iter().map(clean).collect()).collect();
    let width = |place: usize| {
        let cells = rows.iter().map(|row| row[place].chars().count());
        cells.max().unwrap_or_default().max(titles[place].chars().count())
    };
    let widths: Vec<_> = (0..titles.len()).map(width).collect();
    let line = |formatter: &mut Formatter<'_>, cells: &mut dyn Iterator<Item = &str>| {
        for (place, (cell, width)) in cells.zip(&widths).enumerate() {
            if place == 0 {
                write!(formatter, "| {cell:<width$} |")?;
            } else {
                write!(formatter, " {cell:>width$} |")?;
            }
        }
        writeln!(formatter)
    };
    line(formatter, &mut titles.iter().copied())?;
    for (place, width) in widths.iter().enumerate() {
        let dashes = "-".repeat(width + 2);
        write!(formatter, "{}{dashes}|", if place == 0 { "|" } else { "" })?;
    }
    writeln!(formatter)?;
    rows.iter().try_for_each(|row| line(formatter, &mut row.iter().map(String::as_str)))
}
