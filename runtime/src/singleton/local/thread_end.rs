//! The end of the values of one thread: the reverse of the order in which they were completed.

use std::cell::{Cell, RefCell};
use std::thread;

use super::instance::PerThread;
use crate::disposable::collector::Collector;
use crate::process;
use crate::singleton::cell::Status;
use crate::singleton::order::{self, Known};

type Kept = &'static dyn PerThread;

/// What a thread has, in the order of completion.
struct Values(RefCell<Vec<Kept>>);

thread_local! {
    /// Its destructor is registered when the first value is completed, so that the thread locals
    /// which the initialiser of that value used are still there.
    static VALUES: Values = const { Values(RefCell::new(Vec::new())) };
    /// Without a destructor: it can be asked to the very end.
    static IS_OVER: Cell<bool> = const { Cell::new(false) };
}

/// Whether the values of this thread are being taken down, or have been.
pub(in crate::singleton) fn is_over() -> bool {
    IS_OVER.get()
}

/// Ends `slot` with this thread, before all that were completed before it. Called after each run of
/// the initialiser: one that failed leaves an instance behind as well.
pub(in crate::singleton) fn keep(slot: Kept) {
    // It cannot fail: nothing is made any more when the destructor has begun.
    let _ = VALUES.try_with(|Values(values)| {
        let mut values = values.borrow_mut();
        values.retain(|it| !std::ptr::eq(it.entry(), slot.entry()));
        values.push(slot);
    });
}

/// The value of this thread that was completed last and is not disposed. The teardown of the process
/// disposes it; it is freed at the end of the thread, since somebody further up on the stack may use
/// it.
pub(in crate::singleton) fn last() -> Option<Known> {
    let is_ready = |slot: &&Kept| slot.entry().status() == Status::Ready;
    let last = |Values(values): &Values| values.borrow().iter().rev().find(is_ready).copied();
    VALUES.try_with(last).ok().flatten().map(PerThread::known)
}

fn dispose(slot: Kept, failed: &mut Collector, path: impl FnOnce() -> String) {
    set(slot, Status::Disposing);
    failed.element(path, || slot.dispose());
    slot.hide();
    set(slot, Status::Disposed);
}

fn set(slot: Kept, status: Status) {
    let _order = order::lock();
    slot.entry().set(status);
}

impl Drop for Values {
    fn drop(&mut self) {
        IS_OVER.set(true);
        let mut failed = Collector::new();
        for slot in self.0.take().into_iter().rev() {
            if slot.entry().status() == Status::Ready {
                dispose(slot, &mut failed, || path(slot, ""));
            }
            // Each before those it needs, so that its destructor may still use them.
            failed.element(|| path(slot, ""), || slot.end());
            failed.element(|| path(slot, ", dropped"), || slot.free());
            slot.retire();
        }
        if let Err(error) = failed.finish() {
            process::failed_with_its_thread(error);
        }
    }
}

fn path(slot: Kept, what: &str) -> String {
    let thread = thread::current();
    let thread = thread.name().unwrap_or("unnamed");
    format!("{}{what} at the end of thread `{thread}`", slot.entry().name())
}
