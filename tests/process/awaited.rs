//! What it costs to await a singleton that is there.

#![allow(missing_docs, clippy::unused_async)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use tenure::singleton;
use tenure_tests::futures::poll_once;

/// Counts for each thread, since the harness of the tests allocates as well.
struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: every call goes to the one of the system.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        // SAFETY: the caller keeps the contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract.
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static ALLOC: Counting = Counting;

/// How often `work` allocates on this thread.
fn allocations<R>(work: impl FnOnce() -> R) -> usize {
    let before = ALLOCATIONS.get();
    let _result = work();
    ALLOCATIONS.get() - before
}

#[test]
fn a_value_that_is_there_is_ready_at_the_first_poll_and_allocates_nothing() {
    struct Pool;

    #[singleton]
    impl Pool {
        async fn new() -> Self {
            Pool
        }
    }

    // The first poll makes it, for which the future of the constructor is put on the heap.
    assert_ne!(allocations(|| assert!(poll_once(Pool::instance()).is_ready())), 0);
    assert_eq!(allocations(|| assert!(poll_once(Pool::instance()).is_ready())), 0);
    assert_eq!(allocations(|| assert!(poll_once(Pool::try_instance()).is_ready())), 0);
}

#[test]
fn a_handle_to_a_value_that_is_there_allocates_nothing() {
    struct Pool;

    #[singleton(managed)]
    impl Pool {
        async fn new() -> Self {
            Pool
        }
    }

    assert!(poll_once(Pool::instance()).is_ready());
    assert_eq!(allocations(|| assert!(poll_once(Pool::instance()).is_ready())), 0);
    assert_eq!(allocations(|| assert!(poll_once(Pool::try_instance()).is_ready())), 0);
}
