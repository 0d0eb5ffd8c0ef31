//! How names, threads and places are written in every text.

use std::panic::Location;
use std::time::Duration;

use super::TimelineInit;
use crate::report::units;
use crate::singleton::init_info::InitInfo;
use crate::singleton::run::InitOutcome;

/// The name, with what is not as usual: `app::Config (attempt 2, failed)`.
pub(super) fn title(it: &TimelineInit) -> String {
    let attempt = (it.init.attempt > 1).then(|| format!("attempt {}", it.init.attempt));
    let outcome = match it.init.outcome {
        InitOutcome::Made => None,
        InitOutcome::Failed => Some("failed".to_owned()),
        InitOutcome::Running => Some("still running".to_owned()),
    };
    let notes: Vec<_> = attempt.into_iter().chain(outcome).collect();
    if notes.is_empty() {
        it.name.to_owned()
    } else {
        format!("{} ({})", it.name, notes.join(", "))
    }
}

/// The name of a thread, shortened so that it fits into every text.
pub(super) fn thread(init: &InitInfo) -> String {
    match &init.thread {
        Some(name) => format!("thread {}", end_of(name, 50)),
        None => format!("unnamed thread {}", number(&format!("{:?}", init.thread_id))),
    }
}

/// `7` of `ThreadId(7)`.
fn number(id: &str) -> String {
    id.chars().filter(char::is_ascii_digit).collect()
}

/// The last part of `text`, of at most `width` columns: the beginning of a path says the least.
pub(super) fn end_of(text: &str, width: usize) -> String {
    let length = text.chars().count();
    if length <= width {
        return text.to_owned();
    }
    let end: String = text.chars().skip(length + 1 - width).collect();
    format!("…{end}")
}

/// How `width` columns are shared by the names, of which the longest is so long, and the places
/// behind them.
pub(super) fn columns(longest: usize, width: usize) -> (usize, usize) {
    let names = longest.clamp("singleton".len(), width * 3 / 5);
    (names, width - names - 1)
}

pub(super) fn place(place: &Location<'_>, width: usize) -> String {
    end_of(&place.to_string(), width)
}

/// A time, or a dash in place of none.
pub(super) fn time(duration: Duration) -> String {
    if duration.is_zero() { "-".to_owned() } else { units::time(duration) }
}
