//! `#[tracked]` where the process is the subject: its switch, its memory, its end.

#![allow(missing_docs)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

#[cfg(feature = "track")]
use tenure::Count;
use tenure::WeakSet;
use tenure::{Live, tracked};
use tenure_tests::run;

/// Counts the bytes that this thread has allocated.
struct Counting;

thread_local! {
    static BYTES: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: every call goes to the allocator of the system as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        BYTES.set(BYTES.get().wrapping_add(layout.size()));
        // SAFETY: the caller keeps the contract, which is the same.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        BYTES.set(BYTES.get().wrapping_sub(layout.size()));
        // SAFETY: as above.
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static ALLOC: Counting = Counting;

/// The switch is that of the process, so that one test runs at a time.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

#[test]
#[cfg(feature = "track")]
fn what_is_made_while_counting_is_off_is_never_subtracted() {
    #[tracked]
    struct Value(Live<Self>);

    #[tracked]
    struct Unseen(Live<Self>);

    let _alone = alone();
    tenure::set_tracking(false);
    assert!(!tenure::is_tracking());
    let before: Vec<_> = (0..100).map(|_| Value(Live::new())).collect();
    assert_eq!(Value::live().to_string(), "not tracked");
    let unseen = Unseen(Live::new());
    assert!(Unseen::live() != 0 && Unseen::snapshot().types().is_empty());
    tenure::set_tracking(true);
    assert_eq!(Value::live(), 0);
    let kept = Value(Live::new());
    drop(before);
    drop(unseen);
    assert_eq!((Value::live().get(), Value::total().get()), (Some(1), Some(1)));
    tenure::set_tracking(false);
    let late = Value(Live::new());
    assert!(Value::snapshot().to_string().ends_with("what is made now is not counted"));
    drop(kept);
    assert_eq!(Value::live(), 0, "what was counted is counted to its end");
    tenure::set_tracking(true);
    drop(late);
    let counts = [Value::live(), Value::total(), Value::peak(), Unseen::live()];
    assert_eq!(counts.map(Count::get), [0, 1, 1, 0].map(Some));
}

#[test]
#[cfg(feature = "track")]
fn counting_allocates_nothing_for_a_value() {
    #[tracked]
    struct Value(#[allow(dead_code)] Live<Self>);

    let _alone = alone();
    let before = BYTES.get();
    for _ in 0..100_000 {
        std::mem::forget(Value(Live::new()));
    }
    assert_eq!(BYTES.get(), before);
    assert_eq!(Value::live(), 100_000);
}

#[test]
fn a_weak_set_keeps_the_allocation_until_it_is_asked() {
    let _alone = alone();
    let set = WeakSet::new();
    let of_pointers = WeakSet::new();
    let [value, boxed] = [Arc::new([0_u8; 4096]), Arc::new([0_u8; 4096])];
    let boxed = Arc::new(Box::new(*boxed));
    set.insert(&value);
    of_pointers.insert(&boxed);
    let before = BYTES.get();
    drop(value);
    assert_eq!(BYTES.get(), before, "a weak pointer keeps the allocation");
    drop(boxed);
    assert_eq!(before - BYTES.get(), 4096, "of a box only that of the pointer");
    assert_eq!((set.len(), of_pointers.len()), (0, 0));
    assert!(before - BYTES.get() > 2 * 4096);
}

#[test]
#[cfg(feature = "track")]
fn finalizers_of_what_is_still_alive_run_at_the_end_in_reverse() {
    let output = run(env!("CARGO_BIN_EXE_tracked"), &[]);
    assert_eq!(
        output.stdout.lines().collect::<Vec<_>>(),
        ["early", "end of main", "second", "made at exit", "first", "the database"]
    );
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
}

#[test]
#[cfg(feature = "track")]
fn a_panic_of_a_finalizer_at_the_end_is_an_error_of_the_teardown() {
    let output = run(env!("CARGO_BIN_EXE_tracked"), &["panic"]);
    assert!(output.stdout.ends_with("second\nmade at exit\nfirst\nthe database\n"), "{output:?}");
    let said = "finalizer of tracked::Session: panicked: on purpose";
    assert!(output.stderr.contains(said), "{output:?}");
    assert_eq!(output.code, Some(1));
}

#[test]
#[cfg(not(feature = "track"))]
fn without_the_feature_no_callback_is_called() {
    #[tracked]
    struct Value(#[allow(dead_code)] Live<Self>);

    let value = Value(Live::new());
    let watcher = tenure::finalize(&value, || unreachable!("nothing is tracked"));
    assert!(!watcher.is_alive() && !watcher.call() && !watcher.detach());
    drop(value);
    let output = run(env!("CARGO_BIN_EXE_tracked"), &[]);
    assert_eq!(output.stdout, "end of main\nthe database\n");
    let _alone = alone();
}
