//! The failed runs of a singleton before its last one.

use std::panic::Location;

use super::order::{self, Known, Order, Record, record};
use super::run::{InitOutcome, Run};
use crate::sync::MutexGuard;

/// The failed runs of a singleton, the last one first.
///
/// The last run of all is in the record itself: of a singleton that failed once nothing is here.
pub(super) struct Failed {
    run: Option<Run>,
    before: Option<Box<Failed>>,
}

/// How many failed runs of a singleton are remembered beside the last run: the first ones tell why,
/// and of a singleton with a key each of many keys may fail again and again.
const REMEMBERED: u32 = 8;

impl Failed {
    /// A place for one, made where no lock is held: an allocator may need a singleton itself.
    pub(super) fn place() -> Box<Self> {
        Box::new(Failed { run: None, before: None })
    }

    pub(super) fn is_remembered(run: &Run) -> bool {
        run.outcome == InitOutcome::Failed && run.attempt <= REMEMBERED
    }

    /// Puts the last run of `record` on its list, unless there are enough; then the place stays with
    /// the caller.
    #[cold]
    pub(super) fn remember_last(place: &mut Option<Box<Self>>, record: &mut Record) {
        let Some(last) = record.run.as_ref().filter(|run| Failed::is_remembered(run)) else {
            return;
        };
        if let Some(place) = place.take() {
            place.remember(last.clone(), record);
        }
    }

    fn remember(mut self: Box<Self>, run: Run, record: &mut Record) {
        self.run = Some(run);
        self.before = record.failed.take();
        record.failed = Some(self);
    }

    /// All of them, the last one first.
    pub(super) fn runs(list: Option<&Self>) -> impl Iterator<Item = &Run> {
        let all = std::iter::successors(list, |failed| failed.before.as_deref());
        all.filter_map(|failed| failed.run.as_ref())
    }
}

/// Begins another run of what failed, and remembers the last one.
#[cold]
#[inline(never)]
pub(super) fn begin_again(
    slot: Known,
    asking: Option<Known>,
    caller: &'static Location<'static>,
    mut order: MutexGuard<'static, Order>,
) {
    let last = record(slot.entry()).run.clone();
    order::begin(slot, asking, caller, &mut order);
    drop(order);
    // Behind the beginning, so that an allocator that asks for this very singleton is in a circle.
    if let Some(last) = last {
        let place = Failed::place();
        let _order = order::lock();
        place.remember(last, &mut record(slot.entry()));
    }
}
