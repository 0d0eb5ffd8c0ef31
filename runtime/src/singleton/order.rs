//! Who makes what: the one lock behind all singletons.
//!
//! It is taken on the cold path only, and never held while user code runs.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use super::cell::{AnySlot, Entry, Result, Status};
use super::circle;
use super::error::InitError;
use super::run::{Failed, InitOutcome, Moment, Run};
use crate::disposable::error::{BoxError, panic_message};
use crate::report;

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
    /// The thread that takes the process down.
    pub(super) teardown: Option<ThreadId>,
}

/// What `Order` knows of one singleton.
pub(super) struct Record {
    /// The last run of the initialiser.
    pub(super) run: Option<Run>,
    /// What its initialiser needs at the moment, and where it asked.
    pub(super) needs: Option<(Known, &'static Location<'static>)>,
    /// The runs that failed.
    pub(super) failed: Option<Box<Failed>>,
    /// The error that is kept.
    error: Option<InitError>,
    pub(super) next_started: Option<Known>,
    pub(super) next_completed: Option<Known>,
    /// Its place in the order of completion, from 1; 0 before that.
    pub(super) completion: u32,
}

static ORDER: Mutex<Order> =
    Mutex::new(Order { started: None, completed: None, completions: 0, teardown: None });
static CHANGED: Condvar = Condvar::new();

thread_local! {
    /// The innermost initialiser that runs on this thread.
    static CURRENT: Cell<Option<Known>> = const { Cell::new(None) };
    /// The last `InitError` that was thrown as a panic, so that the initialisers it passes through
    /// recognise it by its text and hand it on as it is.
    static THROWN: RefCell<Option<InitError>> = const { RefCell::new(None) };
}

impl Record {
    pub(super) const fn new() -> Self {
        Record {
            run: None,
            needs: None,
            failed: None,
            error: None,
            next_started: None,
            next_completed: None,
            completion: 0,
        }
    }
}

pub(super) fn lock() -> MutexGuard<'static, Order> {
    // No user code runs under the lock, so what a panic left behind is whole.
    ORDER.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn record(entry: &Entry) -> MutexGuard<'_, Record> {
    entry.record.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Sleeps until a singleton changes its state.
fn wait(order: MutexGuard<'static, Order>) -> MutexGuard<'static, Order> {
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
        elsewhere && slot.entry().status() == Status::Running
    })
}

/// The singletons whose initialiser was started, the last one first.
pub(super) fn started(order: &Order) -> impl Iterator<Item = Known> {
    std::iter::successors(order.started, |slot| record(slot.entry()).next_started)
}

pub(super) fn announce() {
    CHANGED.notify_all();
}

/// Makes the value if it is not there; comes back only with the value in its place.
#[track_caller]
pub(super) fn make_or_panic(slot: Known) {
    if let Err(error) = make(slot, Location::caller()) {
        let text = error.to_string();
        THROWN.set(Some(error));
        panic!("{text}");
    }
}

/// Makes the value if it is not there; `Ok` only with the value in its place.
#[cold]
#[inline(never)]
pub(super) fn make(slot: Known, caller: &'static Location<'static>) -> Result<()> {
    let entry = slot.entry();
    report::arm();
    let asking = CURRENT.get();
    let mut order = lock();
    loop {
        match entry.status() {
            Status::Ready => return Ok(()),
            // A hook may use its own singleton.
            Status::Disposing if order.teardown == Some(thread::current().id()) => return Ok(()),
            Status::Disposing | Status::Disposed => {
                return Err(InitError::Disposed { singleton: entry.name() });
            }
            Status::Failed => {
                let kept = record(entry).error.clone();
                return Err(kept.unwrap_or(InitError::Disposed { singleton: entry.name() }));
            }
            Status::Running => {
                if let Some(asking) = asking {
                    if circle::closes(asking, slot) {
                        return Err(circle::error(asking, slot, caller));
                    }
                }
                order = wait_for(slot, asking, caller, order);
            }
            Status::Empty => break,
        }
    }
    if order.teardown.is_some() {
        return Err(InitError::TearingDown { singleton: entry.name() });
    }
    begin(slot, asking, caller, &mut order);
    drop(order);

    CURRENT.set(Some(slot));
    let outcome = catch_unwind(AssertUnwindSafe(|| slot.make()));
    CURRENT.set(asking);
    finish(slot, asking, outcome)
}

/// Sleeps until `slot` is made, while everybody can see who waits for it.
fn wait_for(
    slot: Known,
    asking: Option<Known>,
    caller: &'static Location<'static>,
    order: MutexGuard<'static, Order>,
) -> MutexGuard<'static, Order> {
    let Some(asking) = asking else { return wait(order) };
    {
        let mut record = record(asking.entry());
        record.needs = Some((slot, caller));
        record.run.iter_mut().for_each(|run| run.falls_asleep(slot));
    }
    let order = wait(order);
    let mut record = record(asking.entry());
    record.needs = None;
    record.run.iter_mut().for_each(Run::wakes);
    drop(record);
    order
}

fn begin(
    slot: Known,
    asking: Option<Known>,
    caller: &'static Location<'static>,
    order: &mut Order,
) {
    let parent = asking.map(|asking| {
        let mut record = record(asking.entry());
        record.needs = Some((slot, caller));
        (asking, record.run.as_ref().map_or(0, |run| run.attempt))
    });
    let mut record = record(slot.entry());
    let attempts = record.run.as_ref().map_or(0, |run| run.attempt);
    if attempts == 0 {
        record.next_started = order.started.replace(slot);
    }
    slot.entry().set(Status::Running);
    record.run = Some(Run::begin(caller, parent, attempts.saturating_add(1)));
}

fn finish(
    slot: Known,
    asking: Option<Known>,
    outcome: thread::Result<Result<(), BoxError>>,
) -> Result<()> {
    let end = Moment::now();
    let entry = slot.entry();
    let outcome = match outcome {
        Ok(made) => made.map_err(|error| InitError::of(entry.name(), error)),
        Err(payload) => Err(caught(entry.name(), &panic_message(&*payload))),
    };
    let mut place = outcome.is_err().then(Failed::place);
    let mut order = lock();
    let mut ended = record(entry);
    let Record { run, failed, .. } = &mut *ended;
    let spent = run.as_mut().map(|run| {
        let spent =
            run.end(end, if outcome.is_ok() { InitOutcome::Made } else { InitOutcome::Failed });
        if outcome.is_err() {
            Failed::remember(failed, &mut place, run);
        }
        spent
    });
    match &outcome {
        Ok(()) => {
            order.completions += 1;
            ended.completion = order.completions;
            ended.next_completed = order.completed.replace(slot);
            entry.set(Status::Ready);
        }
        Err(error) if error.is_kept(entry.keeps_errors()) => {
            ended.error = Some(error.clone());
            entry.set(Status::Failed);
        }
        Err(_) => entry.set(Status::Empty),
    }
    drop(ended);
    if let Some(asking) = asking {
        let mut record = record(asking.entry());
        record.needs = None;
        if let (Some(run), Some(spent)) = (&mut record.run, spent) {
            run.add_nested(spent);
        }
    }
    drop(order);
    announce();
    outcome
}

/// A panic in an initialiser: an `InitError` on its way out, or the user's own.
fn caught(singleton: &'static str, message: &str) -> InitError {
    let thrown = THROWN.take();
    match thrown {
        Some(error) if message == error.to_string() => error,
        _ => InitError::Panicked { singleton, message: message.into() },
    }
}
