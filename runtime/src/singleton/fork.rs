//! What a fork leaves behind in the child: one thread, and the state of all the others.
//!
//! The child keeps every value that is there. What another thread was making, nobody will end, so it
//! fails; what the parent made, the parent disposes, so no hook runs twice.

use std::cell::Cell;
use std::ffi::c_int;
use std::mem::ManuallyDrop;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::cell::Status;
#[cfg(feature = "async")]
use super::future::awaiting;
use super::local::{instance, thread_failures};
use super::managed::holders;
use super::order::{self, Order, record};
use crate::sync::MutexGuard;

// Declared here instead of a dependency: the C library of every unix has it.
unsafe extern "C" {
    fn pthread_atfork(
        prepare: Option<extern "C" fn()>,
        parent: Option<extern "C" fn()>,
        child: Option<extern "C" fn()>,
    ) -> c_int;
}

/// The locks that every thread may need, in the order in which they are taken.
struct Locks {
    #[cfg(feature = "async")]
    awaiting: awaiting::Locked,
    order: MutexGuard<'static, Order>,
    _failures: thread_failures::Locked,
    _spare: instance::Locked,
    _holders: holders::Locked,
}

thread_local! {
    /// Held by the thread that forks from before the fork until after it.
    static HELD: Cell<Option<ManuallyDrop<Locks>>> = const { Cell::new(None) };
}

/// Has every fork from now on leave the singletons of the child in order.
pub(super) fn prepare() {
    static PREPARED: AtomicBool = AtomicBool::new(false);

    // Relaxed: the flag stands for nothing but itself. Miri has no forks.
    if cfg!(miri) || PREPARED.load(Ordering::Relaxed) || PREPARED.swap(true, Ordering::Relaxed) {
        return;
    }
    // SAFETY: the three functions run on the thread that forks and touch nothing that it does not
    // own: the locks, which `before` takes, keep all other threads from what is behind them. That
    // there is no room for them would only mean that a fork goes as it does without us.
    let _ = unsafe { pthread_atfork(Some(before), Some(in_parent), Some(in_child)) };
}

extern "C" fn before() {
    HELD.set(Some(ManuallyDrop::new(Locks {
        #[cfg(feature = "async")]
        awaiting: awaiting::lock(),
        order: order::lock(),
        _failures: thread_failures::lock(),
        _spare: instance::lock(),
        _holders: holders::lock_all(),
    })));
}

extern "C" fn in_parent() {
    drop(HELD.take().map(ManuallyDrop::into_inner));
}

/// Allocates nothing, and frees nothing: another thread may have held the allocator's lock.
extern "C" fn in_child() {
    let Some(mut locks) = HELD.take().map(ManuallyDrop::into_inner) else { return };
    #[cfg(feature = "async")]
    locks.awaiting.forget();
    let order = &mut *locks.order;
    let me = thread::current().id();
    let teardown_is_mine = order.teardown.as_ref().is_some_and(|teardown| teardown.thread() == me);
    for slot in order::started(order) {
        let (entry, mut record) = (slot.entry(), record(slot.entry()));
        record.waiters.forget();
        (record.next_completed, record.later_completed) = (None, None);
        let is_mine = record.run.as_ref().is_some_and(|run| run.thread.id() == me);
        match entry.status() {
            Status::Running if !is_mine => {
                record.needs = None;
                entry.set(Status::Failed);
            }
            Status::Disposing => entry.set(slot.status_after_fork(teardown_is_mine)),
            _ => {}
        }
    }
    order.completed = None;
    match &mut order.teardown {
        Some(teardown) if teardown_is_mine => teardown.forget_watchdog(),
        teardown => std::mem::forget(teardown.take()),
    }
}
