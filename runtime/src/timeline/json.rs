//! The timeline for other programs.

use std::fmt::Write as _;
use std::panic::Location;
use std::time::Duration;

use super::{Timeline, TimelineInit};
use crate::singleton::init_info::InitMemory;
use crate::singleton::run::InitOutcome;

/// Goes up when a key changes its meaning or goes away; a new key is no new version.
const VERSION: u32 = 1;

impl Timeline {
    /// The timeline as JSON, of version 1: an object with `version`, `wall_ns`, `left_out`,
    /// `memory_counted`, `threads` (their names, `null` without one) and `inits`. Of these `thread`
    /// and `parent` are places in the lists, numbers have their unit in the key, and what is not
    /// counted is `null`. Needs the feature `json`.
    ///
    /// ```
    /// let json = tenure::timeline().to_json();
    /// assert!(json.starts_with(r#"{"version":1,"#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let ids = self.threads();
        let of = |id| self.inits.iter().find(|it| it.init.thread_id == id);
        let names = ids.iter().map(|id| of(*id).and_then(|it| it.init.thread.as_deref()));
        let threads: Vec<_> = names.map(|name| name.map_or("null".to_owned(), string)).collect();
        let inits: Vec<_> = self
            .inits
            .iter()
            .map(|it| {
                let thread = ids.iter().position(|id| *id == it.init.thread_id);
                object(it, thread.unwrap_or_default())
            })
            .collect();
        format!(
            "{{\"version\":{VERSION},\"wall_ns\":{},\"left_out\":{},\"memory_counted\":{},\
             \"threads\":[{}],\"inits\":[{}]}}\n",
            self.wall().as_nanos(),
            self.left_out,
            self.counts_memory(),
            threads.join(","),
            inits.join(",")
        )
    }
}

fn object(it: &TimelineInit, thread: usize) -> String {
    let TimelineInit { name, declared, eager, budget, parent, init } = it;
    let outcome = match init.outcome {
        InitOutcome::Running => "running",
        InitOutcome::Made => "made",
        InitOutcome::Failed => "failed",
    };
    let waits = init.waits.iter().map(|wait| {
        let (wanted, began, length) = (string(wait.wanted), nanos(wait.began), nanos(wait.length));
        format!("{{\"wanted\":{wanted},\"began_ns\":{began},\"length_ns\":{length}}}")
    });
    let memory = |of: fn(&InitMemory) -> u64| number(init.memory.as_ref().map(of));
    let pairs = [
        ("name", string(name)),
        ("declared", place(declared)),
        ("asked_for", place(init.caller)),
        ("thread", thread.to_string()),
        ("parent", number(*parent)),
        ("eager", eager.to_string()),
        ("attempt", init.attempt.to_string()),
        ("outcome", string(outcome)),
        ("began_ns", nanos(init.began)),
        ("total_ns", nanos(init.total)),
        ("self_ns", nanos(init.own)),
        ("nested_ns", nanos(init.nested)),
        ("waited_ns", nanos(init.waited)),
        ("waits", format!("[{}]", waits.collect::<Vec<_>>().join(","))),
        ("budget_ns", number(budget.map(nanos))),
        ("self_allocs", memory(|memory| memory.self_allocs)),
        ("total_allocs", memory(|memory| memory.total_allocs)),
        ("self_bytes", memory(|memory| memory.self_bytes)),
        ("total_bytes", memory(|memory| memory.total_bytes)),
    ];
    let pairs = pairs.map(|(key, value)| format!("\"{key}\":{value}"));
    format!("{{{}}}", pairs.join(","))
}

fn place(place: &Location<'_>) -> String {
    let (file, line, column) = (string(place.file()), place.line(), place.column());
    format!("{{\"file\":{file},\"line\":{line},\"column\":{column}}}")
}

fn nanos(duration: Duration) -> String {
    duration.as_nanos().to_string()
}

fn number<T: ToString>(number: Option<T>) -> String {
    number.map_or("null".to_owned(), |number| number.to_string())
}

/// In quotes, with what JSON wants escaped.
fn string(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\0'..='\u{1f}' => {
                let _always = write!(quoted, "\\u{:04x}", u32::from(character));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_string_is_escaped() {
        assert_eq!(string("a\"b\\c\nd"), r#""a\"b\\c\u000ad""#);
    }
}
