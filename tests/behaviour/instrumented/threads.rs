//! Calls of several threads, of threads that end, and of panics.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Barrier;
use std::thread;

use tenure::instrumented;

use super::{allocate, memory, row, row_in};

const THREADS: u32 = 4;
const CALLS: u64 = 1_000;

#[test]
fn threads_add_up_while_they_run_and_after_they_end() {
    #[instrumented]
    fn work() {
        drop(allocate(100));
    }

    let barrier = || Barrier::new(THREADS as usize + 1);
    let (called, seen) = (barrier(), barrier());
    let calls = u64::from(THREADS) * CALLS;
    let check = || {
        let row = row(module_path!(), "threads_add_up_while_they_run_and_after_they_end::work");
        assert_eq!((row.calls, row.open), (calls, 0));
        assert_eq!(memory(&row).total_bytes, calls * 100);
        assert_eq!(memory(&row).peak_bytes, 100);
    };
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                (0..CALLS).for_each(|_| work());
                called.wait();
                seen.wait();
            });
        }
        called.wait();
        check();
        seen.wait();
    });
    check();
}

#[test]
fn threads_that_end_while_others_report_lose_nothing() {
    #[instrumented]
    fn short() {
        nested();
    }

    #[instrumented]
    fn nested() {}

    thread::scope(|scope| {
        let reporting =
            scope.spawn(|| (0..50).map(|_| tenure::report().threads().len()).sum::<usize>());
        for _ in 0..100 {
            scope.spawn(short);
        }
        assert!(reporting.join().expect("it reports") > 0);
    });
    let name = "threads_that_end_while_others_report_lose_nothing";
    assert_eq!(row(module_path!(), &format!("{name}::short")).calls, 100);
    assert_eq!(row(module_path!(), &format!("{name}::nested")).calls, 100);
}

#[test]
fn a_panic_ends_the_calls_that_it_leaves() {
    #[instrumented]
    fn outer(panics: bool) {
        inner(panics);
    }

    #[instrumented]
    fn inner(panics: bool) {
        let _kept = allocate(100);
        if panics {
            std::panic::resume_unwind(Box::new(()));
        }
    }

    assert!(catch_unwind(AssertUnwindSafe(|| outer(true))).is_err());
    outer(false);
    let outer = row(module_path!(), "a_panic_ends_the_calls_that_it_leaves::outer");
    let inner = row(module_path!(), "a_panic_ends_the_calls_that_it_leaves::inner");
    assert_eq!((outer.calls, outer.open), (2, 0));
    assert_eq!((inner.calls, inner.open), (2, 0));
    // The panic itself allocates, too.
    assert!(memory(&inner).self_bytes >= 2 * 100, "{inner:?}");
    // The second `outer` is not inside the first: nothing of it is counted as nested.
    assert_eq!(memory(&outer).total_bytes, memory(&inner).total_bytes);
}

#[test]
fn a_report_inside_a_call_knows_what_it_took_so_far() {
    #[instrumented]
    fn outer() {
        let _kept = allocate(1_000);
        inner();
    }

    #[instrumented]
    fn inner() {
        let _kept = allocate(200);
        let name = "a_report_inside_a_call_knows_what_it_took_so_far";
        let report = tenure::report();
        let outer = row_in(&report, module_path!(), &format!("{name}::outer"));
        let inner = row_in(&report, module_path!(), &format!("{name}::inner"));
        assert_eq!((outer.calls, outer.open), (1, 1));
        assert_eq!((inner.calls, inner.open), (1, 1));
        assert!(outer.self_time > std::time::Duration::ZERO);
        assert_eq!(outer.p50, None, "no call has ended");
        assert_eq!(memory(&outer).self_bytes, 1_000);
        // The report itself allocates, which belongs to the caller.
        assert!(memory(&inner).self_bytes >= 200);
        assert!(memory(&outer).total_bytes >= 1_200);
        assert!(memory(&outer).peak_bytes >= 1_200);
        assert_eq!(memory(&outer).retained_bytes - memory(&inner).retained_bytes, 1_000);
    }

    outer();
}

#[test]
fn open_recursive_calls_count_their_time_once() {
    #[instrumented]
    fn descend(left: u32) {
        if left > 1 {
            return descend(left - 1);
        }
        let row = row(module_path!(), "open_recursive_calls_count_their_time_once::descend");
        assert_eq!((row.calls, row.open), (200, 200));
        assert_eq!(row.self_time, row.total_time);
    }

    descend(200);
}

/// The smallest that the system allows, which is 16 KiB on Linux.
#[test]
fn a_thread_with_the_smallest_stack_records() {
    #[instrumented]
    fn work(left: u32) {
        if left > 0 {
            work(left - 1);
        }
    }

    let thread = thread::Builder::new().stack_size(1).spawn(|| work(2));
    thread.expect("a thread").join().expect("no panic");
    let row = row(module_path!(), "a_thread_with_the_smallest_stack_records::work");
    assert_eq!(row.calls, 3);
}
