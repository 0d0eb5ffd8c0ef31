//! The values that this thread is making at the moment.

use std::cell::RefCell;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

thread_local! {
    static RUNNING: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
}

/// The number of a flight, which no other one has.
pub(super) fn number() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    // Relaxed: the number stands for nothing but itself.
    LAST.fetch_add(1, Relaxed)
}

/// The flights that this thread is in the middle of.
pub(super) fn flights() -> Vec<u64> {
    RUNNING.with_borrow(Vec::clone)
}

/// Runs a part of a flight.
pub(super) fn run<R>(flight: u64, part: impl FnOnce() -> R) -> R {
    struct Leave;

    impl Drop for Leave {
        fn drop(&mut self) {
            RUNNING.with_borrow_mut(Vec::pop);
        }
    }

    RUNNING.with_borrow_mut(|running| running.push(flight));
    let _leave = Leave;
    part()
}
