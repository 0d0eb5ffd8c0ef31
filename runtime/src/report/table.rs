//! Where time and memory went, as tables for people.

use std::fmt::{self, Formatter};
use std::time::Duration;

use super::functions::{Function, Functions, ThreadTime};
use super::layout::{self, Column};
use super::show::ReportTable;
use super::terminal::Terminal;
use super::units::{bytes, number, time};

const TIMES: [Column; 8] = [
    Column::text("function"),
    Column::figure("calls"),
    Column::figure("self"),
    Column::figure("total"),
    Column::figure("p50"),
    Column::figure("p95").or_without(1),
    Column::figure("p99").or_without(2),
    Column::text("place").or_without(3),
];

const MEMORY: [Column; 7] = [
    Column::text("function"),
    Column::figure("allocs self"),
    Column::figure("allocs total").or_without(4),
    Column::figure("bytes self"),
    Column::figure("bytes total").or_without(2),
    Column::figure("peak").or_without(3),
    Column::figure("retained").or_without(1),
];

/// Writes the functions: first their time, then their memory.
pub(super) fn write(
    functions: &Functions,
    how: &ReportTable<'_>,
    terminal: Terminal,
    formatter: &mut Formatter<'_>,
) -> fmt::Result {
    let Functions { rows, threads, overhead, memory, unrecorded, .. } = functions;
    let heading = heading(threads);
    let heading = if terminal.bold { layout::bold(&heading) } else { heading };
    writeln!(formatter, "{heading}\n")?;
    let mut sorted: Vec<&Function> = rows.iter().collect();
    sorted.sort_by(|a, b| how.sort.compare(a, b));
    sorted.truncate(how.limit);
    let times = layout::draw(terminal, &TIMES, sorted.iter().map(|row| time_row(row)));
    writeln!(formatter, "{times}")?;
    // Of a report that was read from a file it is not known.
    if !overhead.is_zero() {
        writeln!(formatter, "recording a call costs {}, which is subtracted", time(*overhead))?;
    }
    if *memory {
        let rows = sorted.iter().filter_map(|row| memory_row(row));
        writeln!(formatter, "\n{}", layout::draw(terminal, &MEMORY, rows))?;
    } else {
        writeln!(formatter, "{}", why_no_memory())?;
    }
    if rows.len() > sorted.len() {
        writeln!(formatter, "{} of {} functions are shown", sorted.len(), rows.len())?;
    }
    if *unrecorded > 0 {
        writeln!(formatter, "{unrecorded} calls of ending threads are in no row")?;
    }
    Ok(())
}

/// How much of the time of how many threads the tables are about.
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

fn time_row(function: &Function) -> Vec<String> {
    let Function { name, file, line, calls, open, cancelled, .. } = function;
    let percentile = |value: Option<Duration>| value.map_or_else(|| "-".to_owned(), time);
    let mut counted = number(*calls);
    if *open > 0 {
        counted = format!("{counted} ({open} open)");
    }
    if *cancelled > 0 {
        counted = format!("{counted} ({cancelled} cancelled)");
    }
    vec![
        layout::name(name),
        counted,
        time(function.self_time),
        time(function.total_time),
        percentile(function.p50),
        percentile(function.p95),
        percentile(function.p99),
        format!("{file}:{line}"),
    ]
}

fn memory_row(function: &Function) -> Option<Vec<String>> {
    let memory = function.memory.as_ref()?;
    let retained = memory.retained_bytes;
    let sign = if retained < 0 { "-" } else { "" };
    Some(vec![
        layout::name(function.name),
        number(memory.self_allocs),
        number(memory.total_allocs),
        bytes(memory.self_bytes),
        bytes(memory.total_bytes),
        bytes(memory.peak_bytes),
        format!("{sign}{}", bytes(retained.unsigned_abs())),
    ])
}
