//! The list of all singletons the process knows of.

use std::panic::Location;
use std::time::Duration;

use super::cell::{Entry, Status};
use super::circle::is_same;
use super::eager;
use super::failed::Failed;
use super::init_info::{InitInfo, Reading};
use super::order::{self, Known};

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

/// Lists every `eager` singleton and every one whose initialiser was started, those that were
/// completed first, in that order; a lazy one nobody touched is not known to the process. One that
/// is `thread_local` is there once for each thread that has it, and no longer when that has ended.
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
    let (reading, order) = Reading::now();
    let known = order::started(&order).filter(|slot| slot.is_listed());
    let mut found: Vec<_> = known.map(|slot| info(slot, reading)).collect();
    found.reverse();
    let untouched = eager::slots().filter(|slot| order::record(slot.entry()).run.is_none());
    found.extend(untouched.map(|slot| info(slot, reading)));
    drop(order);
    found.sort_by_key(|info| info.order.unwrap_or(u32::MAX));
    found
}

fn info(slot: Known, reading: Reading) -> SingletonInfo {
    let entry = slot.entry();
    let record = order::record(entry);
    SingletonInfo {
        name: entry.type_name(),
        declared: entry.place(),
        status: entry.status(),
        order: (record.completion != 0).then_some(record.completion),
        init: record.run.as_ref().map(|run| reading.info(run)),
    }
}

/// One run of an initialiser, and which one it is.
pub(crate) struct Recorded {
    pub(crate) id: RunId,
    /// The run that asked for this one.
    pub(crate) parent: Option<RunId>,
    pub(crate) name: &'static str,
    pub(crate) declared: &'static Location<'static>,
    pub(crate) eager: bool,
    pub(crate) budget: Option<Duration>,
    pub(crate) init: InitInfo,
}

/// The address of a slot, and the number of the attempt.
pub(crate) type RunId = (usize, u32);

fn id(entry: &Entry, attempt: u32) -> RunId {
    (std::ptr::from_ref(entry).addr(), attempt)
}

/// The runs of all initialisers: of each singleton the last one, and before it those that failed.
pub(crate) fn runs() -> Vec<Recorded> {
    let eager: Vec<_> = eager::slots().collect();
    let (reading, order) = Reading::now();
    let mut found = Vec::new();
    for slot in order::started(&order) {
        let entry = slot.entry();
        let record = order::record(entry);
        let Some(last) = &record.run else { continue };
        let earlier = Failed::runs(record.failed.as_deref());
        let earlier = earlier.filter(|run| run.attempt != last.attempt);
        found.extend(std::iter::once(last).chain(earlier).map(|run| Recorded {
            id: id(entry, run.attempt),
            parent: run.parent.map(|(parent, attempt)| id(parent, attempt)),
            name: entry.type_name(),
            declared: entry.place(),
            eager: eager.iter().any(|other| is_same(*other, slot)),
            budget: entry.budget(),
            init: reading.info(run),
        }));
    }
    drop(order);
    found
}
