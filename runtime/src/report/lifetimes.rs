//! What was made, by whom, and what was taken down, as tables for people.

use std::fmt::{self, Formatter};
use std::panic::Location;

use super::layout;
use super::units::{number, time};
use crate::disposable::disposals::Disposal;
use crate::disposable::leak::Leak;
use crate::singleton::cell::Status;
use crate::singleton::registry::SingletonInfo;

/// Writes the singletons in the order in which they were made.
pub(super) fn write_singletons(
    singletons: &[SingletonInfo],
    formatter: &mut Formatter<'_>,
) -> fmt::Result {
    let header = ["singleton", ">made after", ">total", ">self", "asked for at", "thread", "now"];
    let mut table = layout::table(&header);
    table.add_rows(singletons.iter().map(singleton));
    writeln!(formatter, "singletons, in the order in which they were made\n\n{table}\n")
}

fn singleton(info: &SingletonInfo) -> [String; 7] {
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
    [layout::name(name), began, total, own, caller, thread, end(*status).to_owned()]
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
    formatter: &mut Formatter<'_>,
) -> fmt::Result {
    let header = ["value", "made at", ">disposed", ">failed", ">forgotten"];
    let mut table = layout::table(&header);
    let place = |place: Option<&'static Location<'static>>| {
        place.map_or_else(String::new, Location::to_string)
    };
    for Disposal { type_name, created_at, count, failed } in disposals {
        let of_this =
            |leak: &&Leak| leak.type_name == *type_name && leak.created_at == Some(*created_at);
        let forgotten = leaks.iter().filter(of_this).map(|leak| leak.count).sum();
        let row = [*count, *failed, forgotten].map(number);
        let name = [layout::name(type_name), place(Some(created_at))];
        table.add_row(name.into_iter().chain(row));
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
        table.add_row(name.into_iter().chain(row));
    }
    writeln!(formatter, "values with a guard\n\n{table}\n")
}
