//! Who makes what: the one lock behind all singletons.
//!
//! It is taken on the cold path only, and never held while user code runs.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::sync::PoisonError;
use std::time::Duration;

use super::cell::{AnySlot, Entry, Result, Status};
use super::error::InitError;
use super::failed::{self, Failed};
#[cfg(all(unix, not(loom)))]
use super::fork;
pub(super) use super::record::{Record, record};
use super::run::{InitOutcome, Moment, Run};
use super::settled::{refused, settled};
use super::stuck::wait_for;
use super::watchdog::Teardown;
use super::{circle, panics, swap, thrown};
use crate::disposable::collector::text_of;
use crate::disposable::error::BoxError;
use crate::report;
use crate::sync::{Condvar, Mutex, MutexGuard, local, shared, thread};

/// A singleton that the process knows of.
pub(super) type Known = &'static dyn AnySlot;

/// What the process knows of all singletons. Lists go through the records: nothing is allocated.
pub(super) struct Order {
    /// The singleton whose initialiser was started last.
    pub(super) started: Option<Known>,
    /// The singleton that was completed last.
    pub(super) completed: Option<Known>,
    /// How many were completed.
    pub(super) completions: u32,
    /// The teardown that is under way.
    pub(super) teardown: Option<Teardown>,
    /// How many teardowns have failed.
    pub(super) failed_teardowns: u32,
    /// How many walks along the links there were, and futures that waited.
    marks: u64,
}

shared! {
    static ORDER: Mutex<Order> = Mutex::new(Order::new());
    static CHANGED: Condvar = Condvar::new();
}

local! {
    /// The innermost initialiser that runs on this thread.
    static CURRENT: Cell<Option<Known>> = const { Cell::new(None) };
}

impl Order {
    pub(super) const fn new() -> Self {
        Order {
            started: None,
            completed: None,
            completions: 0,
            teardown: None,
            failed_teardowns: 0,
            marks: 0,
        }
    }

    /// A number that nothing else has.
    pub(super) fn next_mark(&mut self) -> u64 {
        self.marks += 1;
        self.marks
    }
}

pub(super) fn lock() -> MutexGuard<'static, Order> {
    // No user code runs under the lock, so what a panic left behind is whole.
    ORDER.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Sleeps until a singleton changes its state.
pub(super) fn wait(order: MutexGuard<'static, Order>) -> MutexGuard<'static, Order> {
    CHANGED.wait(order).unwrap_or_else(PoisonError::into_inner)
}

/// The same, but not for longer than `limit`.
pub(super) fn wait_up_to(
    order: MutexGuard<'static, Order>,
    limit: Duration,
) -> MutexGuard<'static, Order> {
    CHANGED.wait_timeout(order, limit).unwrap_or_else(PoisonError::into_inner).0
}

/// An initialiser that runs, on another thread than this.
pub(super) fn running_elsewhere(order: &Order) -> Option<Known> {
    let me = thread::current().id();
    started(order).find(|slot| {
        let record = record(slot.entry());
        let elsewhere = record.run.as_ref().is_some_and(|run| run.thread.id() != me);
        elsewhere && !record.idle && slot.entry().status() == Status::Running
    })
}

/// The singletons whose initialiser was started, the last one first.
pub(super) fn started(order: &Order) -> impl Iterator<Item = Known> {
    std::iter::successors(order.started, |slot| record(slot.entry()).next_started)
}

/// The singletons that were completed and not taken down since, the last one first.
pub(super) fn completed(order: &Order) -> impl Iterator<Item = Known> {
    std::iter::successors(order.completed, |slot| record(slot.entry()).next_completed)
}

/// Another one runs now.
#[cfg(feature = "async")]
pub(super) fn replace_current(slot: Option<Known>) -> Option<Known> {
    CURRENT.with(|current| current.replace(slot))
}

/// Whether an initialiser runs on this thread.
pub(super) fn is_making() -> bool {
    current().is_some()
}

pub(super) fn announce() {
    CHANGED.notify_all();
}

/// Makes the value if it is not there; comes back only with the value in its place.
#[track_caller]
pub(super) fn make_or_panic(slot: Known) {
    if let Err(error) = make(slot, Location::caller()) {
        thrown::throw(error);
    }
}

/// The innermost initialiser or hook that runs on this thread.
pub(super) fn current() -> Option<Known> {
    CURRENT.with(Cell::get)
}

/// Runs a hook of `slot`; what it asks for is needed by `slot`. It does not panic.
pub(super) fn within(slot: Known, hook: impl FnOnce()) {
    let outer = CURRENT.with(|current| current.replace(Some(slot)));
    hook();
    CURRENT.with(|current| current.set(outer));
}

/// What has to stand before the first initialiser runs.
pub(super) fn prepare() {
    report::arm();
    panics::note_places();
    #[cfg(all(unix, not(loom)))]
    fork::prepare();
}

/// Makes the value if it is not there; `Ok` only with the value in its place.
#[cold]
#[inline(never)]
pub(super) fn make(slot: Known, caller: &'static Location<'static>) -> Result<()> {
    let entry = slot.entry();
    if entry.status() == Status::Ready {
        // It came here because it is overridden on another thread.
        return Ok(());
    }
    prepare();
    let asking = current();
    let mut order = lock();
    loop {
        if let Some(settled) = settled(entry, caller, &order) {
            return settled;
        }
        if entry.is_async() {
            return Err(InitError::NotAwaited { singleton: entry.name(), caller });
        }
        if entry.status() == Status::Empty {
            break;
        }
        if let Some(asking) = asking {
            if circle::closes(&mut order, asking, slot) {
                return Err(circle::error(&mut order, asking, slot, caller));
            }
        }
        order = wait_for(slot, asking, caller, order);
    }
    refused(entry, caller, &order)?;
    if let Some(asking) = asking {
        record(asking.entry()).needs = Some((slot, caller));
    }
    if record(entry).run.as_ref().is_some_and(Failed::is_remembered) {
        failed::begin_again(slot, asking, caller, order);
    } else {
        begin(slot, asking, caller, &mut order);
        drop(order);
    }

    CURRENT.with(|current| current.set(Some(slot)));
    let outcome = catch_unwind(AssertUnwindSafe(|| entry.home().enter(|| slot.make())));
    CURRENT.with(|current| current.set(asking));
    finish(slot, asking, outcome)
}

/// Why there is no value any more.
pub(super) fn disposed(entry: &Entry, caller: &'static Location<'static>) -> InitError {
    let teardown = record(entry).disposed.unwrap_or(entry.place());
    InitError::Disposed { singleton: entry.name(), caller, teardown }
}

pub(super) fn begin(
    slot: Known,
    asking: Option<Known>,
    caller: &'static Location<'static>,
    order: &mut Order,
) {
    let parent = asking.and_then(|asking| {
        let record = record(asking.entry());
        let run = record.run.as_ref().filter(|run| run.is_under_way())?;
        // What is made for an override is in no timeline; its time is that of who asked for it.
        if asking.entry().home().is_process() {
            Some((asking.entry(), run.attempt))
        } else {
            run.parent
        }
    });
    let mut record = record(slot.entry());
    let attempts = record.run.as_ref().map_or(0, |run| run.attempt);
    if attempts == 0 && slot.entry().home().is_process() {
        record.next_started = order.started.replace(slot);
        swap::mark(slot);
    }
    record.waiters.new_run();
    record.idle = false;
    slot.entry().set(Status::Running);
    record.run = Some(Run::begin(caller, parent, attempts.saturating_add(1)));
}

pub(super) fn finish(
    slot: Known,
    asking: Option<Known>,
    outcome: Result<Result<(), BoxError>, Box<dyn Any + Send>>,
) -> Result<()> {
    let end = Moment::now();
    let entry = slot.entry();
    let outcome = match outcome {
        Ok(made) => made.map_err(|error| InitError::of(entry.name(), error)),
        Err(payload) => Err(thrown::caught(entry, &text_of(payload))),
    };
    // A future begins where no place can be made, so the run of one is remembered at its end.
    let mut place = (outcome.is_err() && entry.is_async()).then(Failed::place);
    let kept = outcome.as_ref().err().filter(|error| error.is_kept(entry.keeps_errors()));
    let kept = kept.map(|error| Box::new(error.clone()));
    let mut order = lock();
    let mut ended = record(entry);
    let spent = ended.run.as_mut().map(|run| {
        let spent =
            run.end(end, if outcome.is_ok() { InitOutcome::Made } else { InitOutcome::Failed });
        (spent, run.parent.filter(|_| entry.home().is_process()))
    });
    if place.is_some() {
        Failed::remember_last(&mut place, &mut ended);
    }
    match (&outcome, kept) {
        (Ok(()), _) if !entry.home().is_process() => {
            entry.home().completed(slot);
            entry.set(Status::Ready);
        }
        (Ok(()), _) => {
            order.completions += 1;
            ended.completion = order.completions;
            if !slot.is_per_thread() {
                order.push_completed(slot, &mut ended);
            }
            entry.set(Status::Ready);
        }
        (Err(_), Some(error)) => {
            ended.error = Some(error);
            entry.set(Status::Failed);
        }
        (Err(_), None) => entry.set(Status::Empty),
    }
    #[cfg(feature = "async")]
    let _ended_with_it = ended.awaited.take();
    drop(ended);
    if let Some(asking) = asking {
        record(asking.entry()).needs = None;
    }
    if let Some((spent, Some((parent, _)))) = spent {
        record(parent).run.iter_mut().for_each(|run| run.add_nested(spent));
    }
    drop(order);
    announce();
    outcome
}
