//! The report as a table for people.

use std::fmt::{self, Formatter};
use std::io::{IsTerminal as _, stderr};
use std::time::Duration;

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};

use super::Report;
use super::functions::{Function, Functions, Memory, ThreadTime};

/// Writes the functions of `report`.
pub(super) fn write(report: &Report, formatter: &mut Formatter<'_>) -> fmt::Result {
    let Functions { rows, threads, memory, unrecorded } = &report.functions;
    writeln!(formatter, "{}", heading(threads))?;
    let mut table = Table::new();
    if stderr().is_terminal() {
        table.load_preset(presets::UTF8_BORDERS_ONLY);
        if let Some(columns) = columns() {
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(columns);
        }
    } else {
        table.load_preset(presets::ASCII_MARKDOWN);
    }
    let mut header = vec!["function", "calls", "self", "total", "p50", "p95", "p99"];
    if *memory {
        header.extend(["allocs", "of total", "bytes", "of total", "peak", "retained"]);
    }
    header.push("place");
    table.set_header(header);
    for function in rows {
        table.add_row(row(function));
    }
    let last = table.column_count() - 1;
    for (index, column) in table.column_iter_mut().enumerate() {
        if index != 0 && index != last {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    writeln!(formatter, "{table}")?;
    if !memory {
        writeln!(formatter, "{}", why_no_memory())?;
    }
    if *unrecorded > 0 {
        writeln!(formatter, "{unrecorded} calls of ending threads are in no row")?;
    }
    Ok(())
}

/// How much of the time of how many threads the table is about.
fn heading(threads: &[ThreadTime]) -> String {
    let sum = |part: fn(&ThreadTime) -> Duration| threads.iter().map(part).sum::<Duration>();
    let count: u64 = threads.iter().map(|thread| thread.threads).sum();
    let (inside, wall) = (sum(|thread| thread.inside), sum(|thread| thread.wall));
    let of = if count == 1 { "1 thread".to_owned() } else { format!("{count} threads") };
    format!("instrumented functions: {} of {} in {of}", time(inside), time(wall))
}

fn why_no_memory() -> &'static str {
    if cfg!(feature = "alloc") {
        "no allocations: `tenure::Alloc` is not the `#[global_allocator]` of this program"
    } else {
        "no allocations: the feature `alloc` of `tenure` is off"
    }
}

fn row(function: &Function) -> Vec<Cell> {
    let Function { name, file, line, calls, open, cancelled, .. } = function;
    let percentile = |value: Option<Duration>| value.map_or_else(|| "-".to_owned(), time);
    let mut counted = number(*calls);
    if *open > 0 {
        counted = format!("{counted} ({open} open)");
    }
    if *cancelled > 0 {
        counted = format!("{counted} ({cancelled} cancelled)");
    }
    let mut cells = vec![
        (*name).to_owned(),
        counted,
        time(function.self_time),
        time(function.total_time),
        percentile(function.p50),
        percentile(function.p95),
        percentile(function.p99),
    ];
    if let Some(memory) = &function.memory {
        let Memory {
            self_allocs,
            total_allocs,
            self_bytes,
            total_bytes,
            peak_bytes,
            retained_bytes,
        } = memory;
        let sign = if *retained_bytes < 0 { "-" } else { "" };
        cells.extend([
            number(*self_allocs),
            number(*total_allocs),
            bytes(*self_bytes),
            bytes(*total_bytes),
            bytes(*peak_bytes),
            format!("{sign}{}", bytes(retained_bytes.unsigned_abs())),
        ]);
    }
    cells.push(format!("{file}:{line}"));
    cells.into_iter().map(Cell::new).collect()
}

/// The width of the terminal, where the shell says it.
fn columns() -> Option<u16> {
    std::env::var("COLUMNS").ok()?.trim().parse().ok().filter(|columns| *columns > 0)
}

/// With the thousands apart: `12_345`.
fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push('_');
        }
        text.push(digit);
    }
    text
}

/// Three digits and a unit: `1.23 ms`.
fn time(duration: Duration) -> String {
    let nanos = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
    scaled(nanos, 1000, &["ns", "µs", "ms", "s"])
}

/// Three digits and a unit: `1.23 KiB`.
fn bytes(bytes: u64) -> String {
    scaled(bytes, 1024, &["B", "KiB", "MiB", "GiB", "TiB"])
}

fn scaled(amount: u64, step: u64, units: &[&str]) -> String {
    let mut unit = 1_u64;
    let mut rest = units.iter();
    let mut name = rest.next().copied().unwrap_or_default();
    // The next unit is taken as soon as three digits in front of the point would be exceeded.
    while amount / unit >= 1000 {
        let Some(next) = rest.next() else { break };
        name = next;
        unit = unit.saturating_mul(step);
    }
    if unit == 1 {
        return format!("{amount} {name}");
    }
    let hundredths = u128::from(amount) * 100 / u128::from(unit);
    let (whole, part) = (hundredths / 100, hundredths % 100);
    match whole {
        0..10 => format!("{whole}.{part:02} {name}"),
        10..100 => format!("{whole}.{} {name}", part / 10),
        _ => format!("{whole} {name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes_have_three_digits() {
        let times = [0, 999, 1_000, 12_345, 123_456, 999_999, 1_500_000_000, 3_600_000_000_000];
        assert_eq!(
            times.map(|nanos| time(Duration::from_nanos(nanos))),
            ["0 ns", "999 ns", "1.00 µs", "12.3 µs", "123 µs", "999 µs", "1.50 s", "3600 s"]
        );
        assert_eq!(
            [0, 999, 1_000, 1_024, 2_000_000, 1 << 40].map(bytes),
            ["0 B", "999 B", "0.97 KiB", "1.00 KiB", "1.90 MiB", "1.00 TiB"]
        );
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([7, 1_000, 1_234_567].map(number), ["7", "1_000", "1_234_567"]);
    }
}
