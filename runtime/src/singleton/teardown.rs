//! The end of the singletons: the reverse of the order in which they were completed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::MutexGuard;
use std::thread;
use std::time::Duration;

use super::cell::Status;
use super::order::{self, Known, Order};
use crate::clock;
use crate::disposable::collector::Collector;
use crate::disposable::error::DisposeError;

/// Disposes every singleton with a `dispose` hook, the one that was completed last first.
///
/// Every hook is tried, also after one has failed. While a hook runs, the singletons that were
/// completed before it are still there; a singleton that was never made is not made any more.
/// One without a hook stays as it is, since nothing is to be taken down.
///
/// [`start`](crate::start) and `#[tenure::main]` do this on the way out. A second call disposes what
/// was made since the first.
///
/// # Errors
///
/// Everything that failed, under the names of the singletons.
pub fn teardown() -> Result<(), DisposeError> {
    let mut order = order::lock();
    if order.teardown.is_some() {
        // Another thread, or a hook on this one, is in the middle of it.
        return Ok(());
    }
    order.teardown = Some(thread::current().id());
    let mut collector = Collector::new();
    if let Some(running) = wait_for_initialisers(order) {
        let name = running.entry().name();
        let error = "its initialiser still runs, so it is not disposed; end it before the teardown";
        collector.error(name.into(), error.into());
    }
    while let Some(slot) = next() {
        dispose(slot, &mut collector);
    }
    order::lock().teardown = None;
    order::announce();
    collector.finish()
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

/// Takes the singleton that was completed last from the list.
fn next() -> Option<Known> {
    let mut order = order::lock();
    let slot = order.completed?;
    order.completed = order::record(slot.entry()).next_completed.take();
    if slot.has_hook() {
        slot.entry().set(Status::Disposing);
    }
    Some(slot)
}

fn dispose(slot: Known, collector: &mut Collector) {
    if !slot.has_hook() {
        return;
    }
    let entry = slot.entry();
    match catch_unwind(AssertUnwindSafe(|| slot.dispose())) {
        Ok(Ok(())) => {}
        Ok(Err(error)) => collector.error(entry.name().into(), error),
        Err(payload) => collector.panic(entry.name().into(), &*payload),
    }
    let _order = order::lock();
    entry.set(Status::Disposed);
}
