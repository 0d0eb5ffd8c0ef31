//! The timeline for other programs.

use super::{Timeline, TimelineInit};
use crate::report::json_text::{list, nanos, object, or_null, place, quoted};
use crate::singleton::init_info::InitMemory;
use crate::singleton::run::InitOutcome;

/// Goes up when a key changes its meaning or goes away; a new key is no new version.
const SCHEMA: u32 = 1;

impl Timeline {
    /// The timeline as JSON: an object with `tenure` (`"timeline"`), `schema` (1), `wall_ns`,
    /// `left_out`, `memory_counted`, `threads` (their names, `null` without one) and `inits`. Of
    /// these `thread` and `parent` are places in the lists, numbers have their unit in the key, and
    /// what is not counted is `null`. Needs the feature `json`.
    ///
    /// ```
    /// let json = tenure::timeline().to_json();
    /// assert!(json.starts_with(r#"{"tenure":"timeline","schema":1,"#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let ids = self.threads();
        let of = |id| self.inits.iter().find(|it| it.init.thread_id == id);
        let names = ids.iter().map(|id| of(*id).and_then(|it| it.init.thread.as_deref()));
        let inits = self.inits.iter().map(|it| {
            let thread = ids.iter().position(|id| *id == it.init.thread_id);
            init(it, thread.unwrap_or_default())
        });
        let pairs = [
            ("tenure", quoted("timeline")),
            ("schema", SCHEMA.to_string()),
            ("wall_ns", nanos(self.wall())),
            ("left_out", self.left_out.to_string()),
            ("memory_counted", self.counts_memory().to_string()),
            ("threads", list(names.map(|name| or_null(name.map(quoted))))),
            ("inits", list(inits)),
        ];
        format!("{}\n", object(pairs))
    }
}

fn init(it: &TimelineInit, thread: usize) -> String {
    let TimelineInit { name, declared, eager, budget, parent, init } = it;
    let waits = init.waits.iter().map(|wait| {
        object([
            ("wanted", quoted(wait.wanted)),
            ("began_ns", nanos(wait.began)),
            ("length_ns", nanos(wait.length)),
        ])
    });
    let memory = |of: fn(&InitMemory) -> u64| or_null(init.memory.as_ref().map(of));
    object([
        ("name", quoted(name)),
        ("declared", place(declared)),
        ("asked_for", place(init.caller)),
        ("thread", thread.to_string()),
        ("parent", or_null(*parent)),
        ("eager", eager.to_string()),
        ("attempt", init.attempt.to_string()),
        ("outcome", quoted(outcome(init.outcome))),
        ("began_ns", nanos(init.began)),
        ("total_ns", nanos(init.total)),
        ("self_ns", nanos(init.own)),
        ("nested_ns", nanos(init.nested)),
        ("waited_ns", nanos(init.waited)),
        ("waits", list(waits)),
        ("budget_ns", or_null(budget.map(nanos))),
        ("self_allocs", memory(|memory| memory.self_allocs)),
        ("total_allocs", memory(|memory| memory.total_allocs)),
        ("self_bytes", memory(|memory| memory.self_bytes)),
        ("total_bytes", memory(|memory| memory.total_bytes)),
    ])
}

pub(super) fn outcome(outcome: InitOutcome) -> &'static str {
    match outcome {
        InitOutcome::Running => "running",
        InitOutcome::Made => "made",
        InitOutcome::Failed => "failed",
    }
}
