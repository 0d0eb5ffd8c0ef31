//! The timeline as the trace viewers of browsers read it.

use std::process;
use std::time::Duration;

use super::json::outcome;
use super::{Timeline, TimelineInit, text};
use crate::report::json_text::{list, object, or_null, quoted};

impl Timeline {
    /// The timeline in the trace event format of Chrome, which <https://ui.perfetto.dev>,
    /// `chrome://tracing` and speedscope open: an event for each run of an initialiser and each wait
    /// of it, on the line of its thread. Its times are microseconds, with the nanoseconds behind the
    /// point. Needs the feature `json`.
    ///
    /// ```
    /// let trace = tenure::timeline().to_chrome_trace();
    /// assert!(trace.starts_with(r#"{"displayTimeUnit":"ns","traceEvents":["#));
    /// ```
    #[must_use]
    pub fn to_chrome_trace(&self) -> String {
        let mut events = Vec::new();
        for (thread, id) in self.threads().into_iter().enumerate() {
            let inits = self.inits.iter().filter(|it| it.init.thread_id == id);
            for (place, it) in inits.enumerate() {
                if place == 0 {
                    events.push(name(thread, &text::thread(&it.init)));
                }
                events.push(run(thread, it));
                events.extend(it.init.waits.iter().map(|wait| {
                    let name = format!("waiting for {}", wait.wanted);
                    event(thread, ("wait", &name), (wait.began, wait.length), None)
                }));
            }
        }
        let pairs = [("displayTimeUnit", quoted("ns")), ("traceEvents", list(events))];
        format!("{}\n", object(pairs))
    }
}

fn run(thread: usize, it: &TimelineInit) -> String {
    let memory = it.init.memory.as_ref();
    let arguments = object([
        ("asked for at", quoted(&it.init.caller.to_string())),
        ("outcome", quoted(outcome(it.init.outcome))),
        ("attempt", it.init.attempt.to_string()),
        ("self_ns", it.init.own.as_nanos().to_string()),
        ("self_bytes", or_null(memory.map(|memory| memory.self_bytes))),
        ("total_bytes", or_null(memory.map(|memory| memory.total_bytes))),
    ]);
    event(thread, ("init", &text::title(it)), (it.init.began, it.init.total), Some(arguments))
}

fn event(
    thread: usize,
    (kind, name): (&str, &str),
    (began, length): (Duration, Duration),
    arguments: Option<String>,
) -> String {
    let pairs = [
        ("name", quoted(name)),
        ("cat", quoted(kind)),
        ("ph", quoted("X")),
        ("ts", micros(began)),
        ("dur", micros(length)),
        ("pid", process::id().to_string()),
        ("tid", thread.to_string()),
    ];
    object(pairs.into_iter().chain(arguments.map(|arguments| ("args", arguments))))
}

/// What a thread is called.
fn name(thread: usize, name: &str) -> String {
    object([
        ("name", quoted("thread_name")),
        ("ph", quoted("M")),
        ("pid", process::id().to_string()),
        ("tid", thread.to_string()),
        ("args", object([("name", quoted(name))])),
    ])
}

/// All nanoseconds, so that what is inside another stays inside.
fn micros(duration: Duration) -> String {
    format!("{}.{:03}", duration.as_micros(), duration.subsec_nanos() % 1000)
}
