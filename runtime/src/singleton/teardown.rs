//! The end of the singletons: the reverse of the order in which they were completed.

use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::time::Duration;

use super::cell::Status;
use super::local::{thread_end, thread_failures};
use super::order::{self, Known, Order};
use super::watchdog::{self, Overrun, Teardown};
use crate::clock;
use crate::disposable::collector::Collector;
use crate::disposable::error::DisposeError;
use crate::sync::{MutexGuard, thread};
use crate::tracked::finalize;

/// Disposes every singleton with a `dispose` hook, the one that was completed last first.
///
/// Every hook is tried, also after one has failed. While a hook runs, the singletons that were
/// completed before it are still there; a singleton that was never made is not made any more.
/// One without a hook stays as it is, since nothing is to be taken down. The values of cached
/// functions go before all singletons, and once more at the end, if a hook has called one.
///
/// Once it has returned, what was not made before is made as ever, and disposed by the next call, or
/// at the end of the process; what was disposed stays so, unless it is a managed one with
/// `recreate`. A call from another thread waits until the first is over; one from a hook does
/// nothing. [`start`](crate::start) and `#[tenure::main]` do this on the way out.
///
/// A hook that runs for more than 5 seconds is named on standard error, and waited for. At the end
/// of the process the patience is 30 seconds for all hooks together: then it is said which of them
/// still runs and what was not disposed, and the process ends.
///
/// In a child that was forked, only what the child itself has made is disposed.
///
/// Of the `thread_local` ones those of the calling thread come before all others; they are freed at
/// the end of the thread. Those of other threads end with their threads: join these before, or
/// their hooks find what they use disposed. What failed at the end of other threads is part of the
/// error.
///
/// ```
/// use tenure::singleton;
///
/// #[singleton(init = || Database, dispose = Database::close)]
/// struct Database;
///
/// impl Database {
///     fn close(&self) -> Result<(), &'static str> {
///         Err("connection lost")
///     }
/// }
///
/// Database::instance();
/// let error = tenure::teardown().unwrap_err();
/// assert!(error.to_string().ends_with("Database: connection lost"));
/// assert!(tenure::teardown().is_ok(), "nothing is disposed twice");
/// ```
///
/// # Errors
///
/// Everything that failed, under the names of the singletons.
#[track_caller]
pub fn teardown() -> Result<(), DisposeError> {
    take_down(Location::caller(), Overrun::Wait, |_| {})
}

/// Takes everything down, called at `place`. What failed is told before anybody who waits for the
/// end goes on: that may be who ends the process.
pub(crate) fn take_down(
    place: &'static Location<'static>,
    overrun: Overrun,
    tell: fn(&DisposeError),
) -> Result<(), DisposeError> {
    let me = thread::current().id();
    let mut order = order::lock();
    while let Some(teardown) = &mut order.teardown {
        if teardown.thread() == me {
            return inside_hook(overrun, order).inspect_err(tell);
        }
        if matches!(overrun, Overrun::End(..)) {
            teardown.ends_the_process(overrun);
        }
        order = order::wait(order);
    }
    order.teardown = Some(Teardown::new(me, place, overrun));
    if let Some(running) = wait_for_initialisers(order) {
        let name = running.entry().name();
        let error = "its initialiser still runs, so it is not disposed; end it before the teardown";
        failures(|failures| failures.error(name.into(), error.into()));
    }
    failures(thread_failures::tell);
    finalize::at_exit(|name, payload| {
        failures(|failures| failures.panic(format!("finalizer of {name}").into(), payload));
    });
    #[cfg(feature = "async")]
    super::future::task::wake_for_teardown();
    empty_caches();
    let mut watchdog = None;
    while let Some(slot) = next() {
        if slot.has_hook() && watchdog.is_none() {
            watchdog = watchdog::start();
        }
        dispose(slot);
    }
    // What the hooks have put into them.
    empty_caches();
    let outcome = failed_so_far().inspect_err(tell);
    let mut order = order::lock();
    let ended = order.teardown.take();
    order.failed_teardowns += u32::from(outcome.is_err());
    drop(order);
    order::announce();
    let Some(ended) = ended else { return outcome };
    if ended.is_watched() {
        let _ended = watchdog.map(thread::JoinHandle::join);
    } else {
        // It is a thread of the process that this one was forked from.
        std::mem::forget(watchdog);
    }
    outcome
}

/// Before the singletons, which what is cached may use: what a singleton uses of it the singleton
/// has.
#[cfg(feature = "cache")]
fn empty_caches() {
    let mut collector = Collector::new();
    crate::cached::registry::empty(&mut collector);
    if let Err(error) = collector.finish() {
        failures(|failures| failures.extend(error));
    }
}

#[cfg(not(feature = "cache"))]
fn empty_caches() {}

fn failed_so_far() -> Result<(), DisposeError> {
    let mut collector = Collector::new();
    failures(|failures| std::mem::swap(failures, &mut collector));
    collector.finish()
}

/// A hook asks for a teardown, which it is part of; but when it ends the process, nobody comes back
/// to dispose the rest.
fn inside_hook(
    overrun: Overrun,
    mut order: MutexGuard<'static, Order>,
) -> Result<(), DisposeError> {
    let (Overrun::End(..), Some(teardown)) = (overrun, &mut order.teardown) else { return Ok(()) };
    teardown.ends_the_process(overrun);
    drop(order);
    while let Some(slot) = next() {
        dispose(slot);
    }
    failed_so_far()
}

/// How long the teardown waits for what is still being made.
const PATIENCE: Duration = Duration::from_secs(5);

/// Waits until no other thread makes a singleton: it may use what is about to be disposed. Gives
/// back the one that does not end.
fn wait_for_initialisers(mut order: MutexGuard<'static, Order>) -> Option<Known> {
    let deadline = clock::now() + clock::ticks(PATIENCE);
    loop {
        let running = order::running_elsewhere(&order)?;
        let left = deadline.saturating_sub(clock::now());
        if left == 0 {
            return Some(running);
        }
        order = order::wait_up_to(order, clock::duration(left));
    }
}

/// Takes the singleton that was completed last from the list. Those of this thread come first,
/// since they may use the others, and not the other way round.
fn next() -> Option<Known> {
    let of_this_thread = thread_end::last();
    let mut order = order::lock();
    let slot = of_this_thread.or(order.completed)?;
    let place = order.teardown.as_ref().map(|teardown| teardown.place);
    if !slot.is_per_thread() {
        order.remove_completed(slot);
    }
    let mut record = order::record(slot.entry());
    if slot.has_hook() {
        record.disposed = place;
        slot.entry().set(Status::Disposing);
    }
    Some(slot)
}

fn dispose(slot: Known) {
    if !slot.has_hook() {
        return;
    }
    let entry = slot.entry();
    under_way(|teardown| teardown.hook_begins(slot));
    let outcome = catch_unwind(AssertUnwindSafe(|| entry.home().enter(|| slot.dispose())));
    under_way(Teardown::hook_ended);
    slot.hide();
    match outcome {
        Ok(Ok(())) => {}
        Ok(Err(error)) => failures(|failures| failures.error(entry.name().into(), error)),
        Err(payload) => failures(|failures| failures.panic(entry.name().into(), payload)),
    }
    let _order = order::lock();
    entry.set(slot.status_after());
}

/// How many teardowns have failed up to now.
pub(crate) fn failed() -> u32 {
    order::lock().failed_teardowns
}

/// Changes the teardown that this thread is in the middle of.
pub(super) fn under_way(change: impl FnOnce(&mut Teardown)) {
    let me = thread::current().id();
    if let Some(teardown) = order::lock().teardown.as_mut().filter(|it| it.thread() == me) {
        change(teardown);
    }
}

fn failures(change: impl FnOnce(&mut Collector)) {
    under_way(|teardown| change(&mut teardown.failures));
}
