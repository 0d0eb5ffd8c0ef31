//! The report for other programs.

use super::Report;
use super::functions::{Function, Memory, ThreadTime};
use super::json_text::{list, nanos, object, or_null, place, quoted};
use super::violations::Violation;
use crate::disposable::disposals::Disposal;
use crate::disposable::leak::Leak;
use crate::singleton::registry::SingletonInfo;

/// Goes up when a key changes its meaning or goes away; a new key is no new version.
const SCHEMA: u32 = 1;

impl Report {
    /// The report as JSON, one object on one line. Needs the feature `json`.
    ///
    /// | key | value |
    /// |---|---|
    /// | `tenure`, `schema` | `"report"` and 1; the number goes up when a key changes its meaning or goes away |
    /// | `memory_counted` | whether [`tenure::Alloc`](crate::Alloc) counts; if not, what it would count is `null` |
    /// | `overhead_ns` | what recording one call costs, which the times are without |
    /// | `unrecorded` | calls that are in no row |
    /// | `functions` | the rows: `name`, `file`, `line`, `calls`, `open`, `cancelled`, `self_ns`, `total_ns`, `waited_ns`, `idle_ns`, `p25_ns`, `p50_ns`, `p75_ns`, `p95_ns`, `p99_ns` (`null` before the first return), `self_allocs`, `total_allocs`, `self_bytes`, `total_bytes`, `peak_bytes`, `retained_bytes`, as in [`Function`] |
    /// | `threads` | `name` (or `null`), `threads`, `current`, `wall_ns`, `inside_ns`, `outside_ns`, `overhead_ns`, as in [`ThreadTime`] |
    /// | `violations` | functions of which calls allocated more than `max_allocs` or `max_bytes` say: `name`, `file`, `line`, `max_allocs`, `max_bytes` (`null`: no limit), `calls`, `allocs`, `bytes`, as in [`Violation`] |
    /// | `singletons` | in the order in which they were made: `name`, `declared`, `status` (`ready`, `empty`, `running`, `failed`, `disposing`, `disposed`), `began_ns`, `total_ns`, `self_ns`, `asked_for` |
    /// | `disposals`, `leaks` | values with a guard: `type`, `made_at`, `count`, `failed` |
    ///
    /// Places are objects of `file`, `line` and `column`. Times are nanoseconds and sizes bytes, as
    /// whole numbers with all their digits; readers whose numbers are floating point ones round what
    /// is beyond 2^53, which is 104 days.
    ///
    /// ```
    /// let json = tenure::report().to_json();
    /// assert!(json.starts_with(r#"{"tenure":"report","schema":1,"#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let pairs = [
            ("tenure", quoted("report")),
            ("schema", SCHEMA.to_string()),
            ("memory_counted", self.counts_memory().to_string()),
            ("overhead_ns", nanos(self.overhead())),
            ("unrecorded", self.unrecorded().to_string()),
            ("functions", list(self.functions().iter().map(function))),
            ("threads", list(self.threads().iter().map(thread))),
            ("violations", list(self.violations().iter().map(violation))),
            ("singletons", list(self.singletons().iter().map(singleton))),
            ("disposals", list(self.disposals().iter().map(disposal))),
            ("leaks", list(self.leaks().iter().map(leak))),
        ];
        format!("{}\n", object(pairs))
    }
}

fn function(function: &Function) -> String {
    let memory = |of: fn(&Memory) -> u64| or_null(function.memory.as_ref().map(of));
    object([
        ("name", quoted(function.name)),
        ("file", quoted(function.file)),
        ("line", function.line.to_string()),
        ("calls", function.calls.to_string()),
        ("open", function.open.to_string()),
        ("cancelled", function.cancelled.to_string()),
        ("self_ns", nanos(function.self_time)),
        ("total_ns", nanos(function.total_time)),
        ("waited_ns", nanos(function.waited)),
        ("idle_ns", nanos(function.idle)),
        ("p25_ns", or_null(function.p25.map(nanos))),
        ("p50_ns", or_null(function.p50.map(nanos))),
        ("p75_ns", or_null(function.p75.map(nanos))),
        ("p95_ns", or_null(function.p95.map(nanos))),
        ("p99_ns", or_null(function.p99.map(nanos))),
        ("self_allocs", memory(|memory| memory.self_allocs)),
        ("total_allocs", memory(|memory| memory.total_allocs)),
        ("self_bytes", memory(|memory| memory.self_bytes)),
        ("total_bytes", memory(|memory| memory.total_bytes)),
        ("peak_bytes", memory(|memory| memory.peak_bytes)),
        ("retained_bytes", or_null(function.memory.map(|memory| memory.retained_bytes))),
    ])
}

fn thread(thread: &ThreadTime) -> String {
    let ThreadTime { name, threads, current, wall, inside, outside, overhead } = thread;
    object([
        ("name", or_null(name.as_deref().map(quoted))),
        ("threads", threads.to_string()),
        ("current", current.to_string()),
        ("wall_ns", nanos(*wall)),
        ("inside_ns", nanos(*inside)),
        ("outside_ns", nanos(*outside)),
        ("overhead_ns", nanos(*overhead)),
    ])
}

fn violation(violation: &Violation) -> String {
    let Violation { name, file, line, max_allocs, max_bytes, calls, allocs, bytes } = violation;
    object([
        ("name", quoted(name)),
        ("file", quoted(file)),
        ("line", line.to_string()),
        ("max_allocs", or_null(max_allocs.as_ref())),
        ("max_bytes", or_null(max_bytes.as_ref())),
        ("calls", calls.to_string()),
        ("allocs", allocs.to_string()),
        ("bytes", bytes.to_string()),
    ])
}

fn singleton(info: &SingletonInfo) -> String {
    let SingletonInfo { name, declared, status, order: _, init } = info;
    let init = init.as_ref();
    object([
        ("name", quoted(name)),
        ("declared", place(declared)),
        ("status", quoted(&format!("{status:?}").to_lowercase())),
        ("began_ns", or_null(init.map(|init| nanos(init.began)))),
        ("total_ns", or_null(init.map(|init| nanos(init.total)))),
        ("self_ns", or_null(init.map(|init| nanos(init.own)))),
        ("asked_for", or_null(init.map(|init| place(init.caller)))),
    ])
}

fn disposal(disposal: &Disposal) -> String {
    let Disposal { type_name, created_at, count, failed } = disposal;
    object([
        ("type", quoted(type_name)),
        ("made_at", place(created_at)),
        ("count", count.to_string()),
        ("failed", failed.to_string()),
    ])
}

fn leak(leak: &Leak) -> String {
    object([
        ("type", quoted(leak.type_name)),
        ("made_at", or_null(leak.created_at.map(place))),
        ("count", leak.count.to_string()),
        ("failed", leak.failed.to_string()),
    ])
}
