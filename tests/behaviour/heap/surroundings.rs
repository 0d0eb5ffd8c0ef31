//! Counting inside of counting, in threads, in panics and beside the rest of the toolkit.

use std::cell::Cell;
use std::hint::black_box;
use std::mem::forget;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::channel;
use std::thread;

use tenure::{
    Dispose, Guard, Session, disposable, footprint, instrumented, leak_check, measure, owned_heap,
};

#[test]
fn they_lie_in_each_other() {
    let inner = Cell::new((0, 0));
    let outer = leak_check(|| {
        let _freed = black_box(vec![0_u8; 1_000]);
        forget(black_box(vec![0_u8; 10]));
        let leak = leak_check(|| forget(black_box(vec![0_u8; 100])));
        let owned = owned_heap(vec![0_u8; 5]);
        inner.set((leak.bytes().expect("it counts"), owned.bytes().expect("it counts")));
    });
    assert_eq!(inner.get(), (100, 5));
    assert_eq!((outer.blocks(), outer.bytes()), (Some(2), Some(110)));
}

#[test]
fn a_peak_goes_on_around_an_inner_one() {
    let making = footprint(|| {
        drop(black_box(vec![0_u8; 5_000]));
        let inner = footprint(|| drop(black_box(vec![0_u8; 300])));
        assert_eq!(inner.making().expect("it counts").peak, 300);
        let _more = black_box(vec![0_u8; 200]);
    });
    assert_eq!(making.making().expect("it counts").peak, 5_000);
}

#[test]
fn a_panic_goes_on_and_leaves_the_counting_as_it_was() {
    struct Panics(#[allow(dead_code)] Vec<u8>);

    impl Drop for Panics {
        fn drop(&mut self) {
            panic!("on purpose");
        }
    }

    let usage = footprint(|| {
        drop(black_box(vec![0_u8; 4_000_000]));
        let caught = catch_unwind(|| owned_heap(Panics(vec![0; 100])));
        assert!(caught.is_err());
        let caught = catch_unwind(AssertUnwindSafe(|| leak_check(|| panic!("on purpose"))));
        assert!(caught.is_err());
        let caught = catch_unwind(|| footprint(|| Panics(vec![0; 100])));
        assert!(caught.is_err());
    });
    assert_eq!(usage.making().expect("it counts").peak, 4_000_000);
    assert_eq!(owned_heap(vec![0_u8; 100]).bytes(), Some(100));
}

#[test]
fn other_threads_count_for_themselves() {
    // What another one allocates is not seen here.
    let (send, receive) = channel::<Box<dyn FnOnce() + Send>>();
    let (answer, answers) = channel();
    let worker = thread::spawn(move || {
        for work in receive {
            let kept = leak_check(work);
            answer.send(kept.bytes()).expect("somebody waits");
        }
    });
    send.send(Box::new(|| drop(black_box(vec![0_u8; 10])))).expect("it works");
    assert_eq!(answers.recv().expect("an answer"), Some(0));
    let seen_here = leak_check(|| {
        send.send(Box::new(|| forget(black_box(vec![0_u8; 1_000])))).expect("it works");
        assert_eq!(answers.recv().expect("an answer"), Some(1_000));
    });
    assert!(seen_here.bytes() < Some(1_000), "{seen_here}");
    drop(send);
    worker.join().expect("it ends");
}

#[test]
fn what_another_thread_frees_counts_as_left_behind() {
    let bytes = leak_check(|| {
        thread::scope(|scope| {
            let given = black_box(vec![0_u8; 1_000_000]);
            scope.spawn(move || drop(given)).join().expect("it ends");
        });
    });
    assert!(bytes.bytes() >= Some(1_000_000), "{bytes}");
}

#[instrumented]
fn recorded(bytes: usize) -> Vec<u8> {
    black_box(vec![0; bytes])
}

#[test]
fn recording_a_call_allocates_nothing_and_loses_nothing() {
    let session = Session::start_local();
    let leak = leak_check(|| {
        drop(recorded(1_000));
        forget(recorded(100));
    });
    assert_eq!((leak.blocks(), leak.bytes()), (Some(1), Some(100)));
    let report = session.report();
    let row = report.functions().iter().find(|row| row.name.ends_with("recorded"));
    let memory = row.and_then(|row| row.memory).expect("it counts");
    assert_eq!((memory.total_bytes, memory.peak_bytes), (1_100, 1_000));
}

#[instrumented]
fn checks_inside() -> (Option<i64>, Option<u64>) {
    drop(black_box(vec![0_u8; 7_000]));
    let leak = leak_check(|| drop(black_box(vec![0_u8; 500])));
    let metrics = measure("inside", || black_box(vec![0_u8; 600]));
    (leak.bytes(), metrics.memory.map(|memory| memory.peak))
}

#[test]
fn an_instrumented_function_keeps_its_own_peak() {
    let session = Session::start_local();
    assert_eq!(checks_inside(), (Some(0), Some(600)));
    let report = session.report();
    let row = report.functions().iter().find(|row| row.name.ends_with("checks_inside"));
    let peak = row.and_then(|row| row.memory).expect("it counts").peak_bytes;
    assert!(peak >= 7_000, "{peak}");
}

#[test]
fn a_session_leaves_nothing_behind() {
    drop(Session::start_local().report());
    leak_check(|| drop(Session::start_local().report())).assert_none();
}

#[disposable]
struct Guarded {
    bytes: Vec<u8>,
    guard: Guard,
}

#[test]
fn a_guard_leaves_nothing_behind() {
    let work = || {
        let mut guarded = Guarded { bytes: vec![0; 100], guard: Guard::new() };
        assert!(!guarded.bytes.is_empty());
        guarded.dispose().expect("nothing fails");
    };
    leak_check(work).assert_none();
    let first = || {
        let mut guarded = Guarded { bytes: Vec::new(), guard: Guard::new() };
        guarded.dispose().expect("nothing fails");
    };
    leak_check(first).assert_none();
}
