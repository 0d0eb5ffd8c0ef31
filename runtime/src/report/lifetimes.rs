//! What was made, by whom, and what was taken down, as tables for people.

use std::fmt::{self, Formatter};
use std::panic::Location;

use super::layout::{self, Column};
use super::terminal::Terminal;
use super::units::{number, time};
use crate::disposable::disposals::Disposal;
use crate::disposable::leak::Leak;
use crate::singleton::cell::Status;
use crate::singleton::registry::SingletonInfo;

const SINGLETONS: [Column; 7] = [
    Column::text("singleton"),
    Column::figure("made after").or_without(2),
    Column::figure("total"),
    Column::figure("self").or_without(1),
    Column::text("asked for at"),
    Column::text("thread").or_without(3),
    Column::word("now"),
];

const VALUES: [Column; 5] = [
    Column::text("value"),
    Column::text("made at"),
    Column::figure("disposed"),
    Column::figure("failed"),
    Column::figure("forgotten"),
];

/// Writes the singletons in the order in which they were made.
pub(super) fn write_singletons(
    singletons: &[SingletonInfo],
    terminal: Terminal,
    formatter: &mut Formatter<'_>,
) -> fmt::Result {
    let table = layout::draw(terminal, &SINGLETONS, singletons.iter().map(singleton));
    writeln!(formatter, "singletons, in the order in which they were made\n\n{table}\n")
}

fn singleton(info: &SingletonInfo) -> Vec<String> {
    let SingletonInfo { name, status, init, .. } = info;
    let [began, total, own, caller, thread] = match init {
        None => [const { String::new() }; 5],
        Some(init) => [
            time(init.began),
            time(init.total),
            time(init.own),
            init.caller.to_string(),
            init.thread.clone().unwrap_or_else(|| "an unnamed thread".to_owned()),
        ],
    };
    vec![layout::name(name), began, total, own, caller, thread, end(*status).to_owned()]
}

/// What has become of a singleton.
fn end(status: Status) -> &'static str {
    match status {
        Status::Ready => "there",
        Status::Empty => "not made",
        Status::Running => "being made",
        Status::Failed => "failed",
        Status::Disposing => "being disposed",
        Status::Disposed => "disposed",
    }
}

/// Writes the values that were disposed and those that were forgotten, by type and place.
pub(super) fn write_values(
    disposals: &[Disposal],
    leaks: &[Leak],
    terminal: Terminal,
    formatter: &mut Formatter<'_>,
) -> fmt::Result {
    let mut rows = Vec::new();
    let place = |place: Option<&'static Location<'static>>| {
        place.map_or_else(String::new, Location::to_string)
    };
    for Disposal { type_name, created_at, count, failed } in disposals {
        let of_this =
            |leak: &&Leak| leak.type_name == *type_name && leak.created_at == Some(*created_at);
        let forgotten = leaks.iter().filter(of_this).map(|leak| leak.count).sum();
        let row = [*count, *failed, forgotten].map(number);
        let name = [layout::name(type_name), place(Some(created_at))];
        rows.push(name.into_iter().chain(row).collect());
    }
    let only_forgotten = leaks.iter().filter(|leak| {
        let same = |each: &Disposal| {
            each.type_name == leak.type_name && Some(each.created_at) == leak.created_at
        };
        !disposals.iter().any(same)
    });
    for leak in only_forgotten {
        let row = [0, leak.failed, leak.count].map(number);
        let name = [layout::name(leak.type_name), place(leak.created_at)];
        rows.push(name.into_iter().chain(row).collect());
    }
    let table = layout::draw(terminal, &VALUES, rows);
    writeln!(formatter, "values with a guard\n\n{table}\n")
}
