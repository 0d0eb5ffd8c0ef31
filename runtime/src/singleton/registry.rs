//! The list of all singletons the process knows of.

use std::panic::Location;
use std::time::Duration;

use super::cell::Status;
use super::eager;
use super::order::{self, Known};
use crate::clock;

/// One singleton, as it is at the moment of the question.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SingletonInfo {
    /// In full: `app::settings::Config`.
    pub name: &'static str,
    /// Where `#[singleton]` stands.
    pub declared: &'static Location<'static>,
    /// What has become of it.
    pub status: Status,
    /// Its place in the order of completion, from 1; `None` before that.
    pub order: Option<u32>,
    /// The last run of its initialiser.
    pub init: Option<InitInfo>,
}

/// One run of an initialiser.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct InitInfo {
    /// Who asked first.
    pub caller: &'static Location<'static>,
    /// The name of the thread it ran on, if it has one.
    pub thread: Option<String>,
    /// When it began, since the first moment that was recorded.
    pub began: Duration,
    /// How long it took; zero while it runs.
    pub total: Duration,
    /// Of these, in the initialiser itself and not in those it needed.
    pub own: Duration,
}

/// Lists every `eager` singleton and every one whose initialiser was started, those that were
/// completed first, in that order; a lazy one nobody touched is not known to the process.
///
/// ```
/// use tenure::singleton;
///
/// #[singleton(init = || Answer(42))]
/// struct Answer(u32);
///
/// assert_eq!(Answer::instance().0, 42);
/// let answer = tenure::singletons().into_iter().find(|it| it.name.ends_with("::Answer")).unwrap();
/// assert_eq!(answer.status, tenure::Status::Ready);
/// ```
#[must_use]
pub fn singletons() -> Vec<SingletonInfo> {
    let order = order::lock();
    let mut found: Vec<_> = order::started(&order).map(info).collect();
    found.reverse();
    let untouched = eager::slots().filter(|slot| order::record(slot.entry()).run.is_none());
    found.extend(untouched.map(info));
    drop(order);
    found.sort_by_key(|info| info.order.unwrap_or(u32::MAX));
    found
}

fn info(slot: Known) -> SingletonInfo {
    let entry = slot.entry();
    let record = order::record(entry);
    let init = record.run.as_ref().map(|run| InitInfo {
        caller: run.caller,
        thread: run.thread.name().map(str::to_owned),
        began: clock::since_start(run.began),
        total: clock::duration(run.ticks),
        own: clock::duration(run.ticks.saturating_sub(run.elsewhere)),
    });
    SingletonInfo {
        name: entry.type_name(),
        declared: entry.place(),
        status: entry.status(),
        order: (record.completion != 0).then_some(record.completion),
        init,
    }
}
