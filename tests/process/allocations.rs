//! A disposal in which nothing fails allocates nothing.

#![allow(missing_docs)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::hint::black_box;

use tenure::{Collector, Dispose, DisposeStack, Guard, Owned, disposable, using};

/// The allocator of the system, which counts for each thread.
struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<u32> = const { Cell::new(0) };
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

/// How many blocks `work` asks for, the second time: the first time the level is read.
#[track_caller]
fn allocations_of(work: impl Fn()) -> u32 {
    work();
    let before = ALLOCATIONS.get();
    work();
    ALLOCATIONS.get() - before
}

#[disposable]
struct Inner {
    #[dispose(take = release)]
    number: Option<u32>,
}

#[disposable]
struct Outer {
    #[dispose(with = release_in_place)]
    number: u32,
    #[dispose]
    inner: [Inner; 2],
    guard: Guard,
}

fn release(number: u32) {
    black_box(number);
}

#[allow(clippy::unnecessary_wraps)] // it could fail
fn release_in_place(number: &mut u32) -> std::io::Result<()> {
    *number = 0;
    Ok(())
}

fn outer() -> Outer {
    Outer {
        number: 1,
        inner: [1, 2].map(|number| Inner { number: Some(number) }),
        guard: Guard::new(),
    }
}

#[test]
fn the_count_sees_an_allocation() {
    assert_eq!(allocations_of(|| drop(black_box(Box::new(1)))), 1);
}

#[test]
fn a_failure_allocates() {
    let failing = || assert!(Owned::with(1, |_| Err::<(), _>("no")).close().is_err());
    assert_ne!(allocations_of(failing), 0);
}

#[test]
fn an_explicit_disposal_allocates_nothing() {
    assert_eq!(allocations_of(|| outer().close().expect("nothing fails")), 0);
}

#[test]
fn a_fallback_allocates_nothing() {
    assert_eq!(allocations_of(|| drop(outer())), 0);
}

#[test]
fn a_scope_allocates_nothing() {
    let scope = || using(outer(), |outer| Ok::<u32, std::fmt::Error>(outer.number));
    assert_eq!(allocations_of(|| assert_eq!(scope().expect("nothing fails"), 1)), 0);
}

#[test]
fn a_stack_of_a_few_small_entries_allocates_nothing() {
    let of = |entries: u32| {
        let mut stack = DisposeStack::new();
        for number in 0..entries {
            stack.adopt(number, release);
        }
        stack.dispose().expect("nothing fails");
    };
    assert_eq!(allocations_of(|| of(3)), 0);
    assert_ne!(allocations_of(|| of(100)), 0);
}

#[test]
fn steps_without_errors_allocate_nothing() {
    let steps = || {
        let mut steps = Collector::new();
        steps.step("first", || release(1));
        steps.step("second", || release_in_place(&mut 2));
        steps.finish().expect("nothing fails");
    };
    assert_eq!(allocations_of(steps), 0);
}
