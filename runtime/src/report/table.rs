//! Where time and memory went, as tables for people.

use std::fmt::{self, Formatter};
use std::time::Duration;

use super::functions::{Function, Functions, ThreadTime};
use super::layout;
use super::units::{bytes, number, time};

/// Writes the functions: first their time, then their memory.
pub(super) fn write(functions: &Functions, formatter: &mut Formatter<'_>) -> fmt::Result {
    let Functions { rows, threads, memory, unrecorded } = functions;
    writeln!(formatter, "{}\n", heading(threads))?;
    let header = ["function", ">calls", ">self", ">total", ">p50", ">p95", ">p99", "place"];
    let mut times = layout::table(&header);
    times.add_rows(rows.iter().map(time_row));
    writeln!(formatter, "{times}")?;
    if *memory {
        let header =
            ["function", ">allocs self", ">total", ">bytes self", ">total", ">peak", ">retained"];
        let mut memory = layout::table(&header);
        memory.add_rows(rows.iter().filter_map(memory_row));
        writeln!(formatter, "\n{memory}")?;
    } else {
        writeln!(formatter, "{}", why_no_memory())?;
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

fn time_row(function: &Function) -> [String; 8] {
    let Function { name, file, line, calls, open, cancelled, .. } = function;
    let percentile = |value: Option<Duration>| value.map_or_else(|| "-".to_owned(), time);
    let mut counted = number(*calls);
    if *open > 0 {
        counted = format!("{counted} ({open} open)");
    }
    if *cancelled > 0 {
        counted = format!("{counted} ({cancelled} cancelled)");
    }
    [
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

fn memory_row(function: &Function) -> Option<[String; 7]> {
    let memory = function.memory.as_ref()?;
    let retained = memory.retained_bytes;
    let sign = if retained < 0 { "-" } else { "" };
    Some([
        layout::name(function.name),
        number(memory.self_allocs),
        number(memory.total_allocs),
        bytes(memory.self_bytes),
        bytes(memory.total_bytes),
        bytes(memory.peak_bytes),
        format!("{sign}{}", bytes(retained.unsigned_abs())),
    ])
}
