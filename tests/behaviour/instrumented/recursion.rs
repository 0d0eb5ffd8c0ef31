//! Functions that call themselves, directly or through others.

use std::time::Duration;

use tenure::{Session, instrumented};

use super::{allocate, memory, row, row_in};

const DEPTH: u64 = 5_000;
const BYTES: u64 = 1_000;

#[test]
fn recursion_counts_every_call_and_every_byte_once() {
    #[instrumented]
    fn descend(left: u64) -> Vec<u8> {
        let kept = allocate(BYTES);
        if left > 1 {
            drop(descend(left - 1));
        }
        kept
    }

    drop(descend(DEPTH));
    let row = row(module_path!(), "recursion_counts_every_call_and_every_byte_once::descend");
    assert_eq!((row.calls, row.open), (DEPTH, 0));
    // One function, and it calls no other: all that it took is its own.
    assert_eq!(row.self_time, row.total_time);
    let memory = memory(&row);
    assert_eq!((memory.self_allocs, memory.total_allocs), (DEPTH, DEPTH));
    assert_eq!((memory.self_bytes, memory.total_bytes), (DEPTH * BYTES, DEPTH * BYTES));
    assert_eq!(memory.peak_bytes, DEPTH * BYTES, "all calls are open at the deepest one");
    // Each call hands one vector out and frees the one it was handed; the first to end was handed
    // none. The outermost calls include the ones in them, so what they left counts once a call.
    assert_eq!(memory.retained_bytes.unsigned_abs(), DEPTH * BYTES);
}

#[test]
fn mutual_recursion_counts_a_moment_once_for_each_function() {
    const PING: u64 = 10;
    const PONG: u64 = 100;

    #[instrumented]
    fn ping(left: u64) {
        let _kept = allocate(PING);
        if left > 1 {
            pong(left - 1);
        }
    }

    #[instrumented]
    fn pong(left: u64) {
        let _kept = allocate(PONG);
        if left > 1 {
            ping(left - 1);
        }
    }

    ping(DEPTH);
    let name = "mutual_recursion_counts_a_moment_once_for_each_function";
    // What a tick is worth is found out anew for each report.
    let report = tenure::report();
    let first = row_in(&report, module_path!(), &format!("{name}::ping"));
    let second = row_in(&report, module_path!(), &format!("{name}::pong"));
    assert_eq!((first.calls, second.calls), (DEPTH / 2, DEPTH / 2));
    assert_eq!(memory(&first).self_bytes, DEPTH / 2 * PING);
    assert_eq!(memory(&second).self_bytes, DEPTH / 2 * PONG);
    assert_eq!(memory(&first).total_bytes, DEPTH / 2 * (PING + PONG));
    // The first `ping` allocates before any `pong` begins.
    assert_eq!(memory(&second).total_bytes, DEPTH / 2 * (PING + PONG) - PING);
    // Nothing else is called in the first `ping`: its time is that of both.
    let sum = first.self_time + second.self_time;
    assert!(first.total_time.abs_diff(sum) <= Duration::from_nanos(2), "{first:?} {second:?}");
    assert!(second.total_time <= first.total_time);
}

#[test]
fn a_callee_inside_a_recursion_is_not_its_callers_own() {
    #[instrumented]
    fn walk(left: u64) {
        leaf();
        if left > 1 {
            walk(left - 1);
        }
    }

    #[instrumented]
    fn leaf() {
        drop(allocate(BYTES));
    }

    walk(DEPTH);
    let name = "a_callee_inside_a_recursion_is_not_its_callers_own";
    let walk = row(module_path!(), &format!("{name}::walk"));
    let leaf = row(module_path!(), &format!("{name}::leaf"));
    assert_eq!((walk.calls, leaf.calls), (DEPTH, DEPTH));
    assert_eq!((memory(&walk).self_bytes, memory(&walk).self_allocs), (0, 0));
    assert_eq!(memory(&walk).total_bytes, DEPTH * BYTES);
    assert_eq!(memory(&leaf).self_bytes, DEPTH * BYTES);
    assert_eq!(memory(&leaf).peak_bytes, BYTES);
    assert_eq!(memory(&leaf).retained_bytes, 0);
}

#[test]
fn what_follows_a_recursion_is_of_its_own_caller() {
    #[instrumented(name = "whole")]
    fn whole() {
        for _ in 0..3 {
            first(false);
            second();
        }
        first(true);
    }

    #[instrumented(name = "first")]
    fn first(is_deep: bool) {
        if is_deep {
            between();
        }
    }

    #[instrumented(name = "between")]
    fn between() {
        for _ in 0..3 {
            first(false); // is what `whole` called, and there `second` came next
            second();
        }
    }

    #[instrumented(name = "second")]
    fn second() {
        drop(allocate(7));
    }

    let session = Session::start();
    whole();
    let folded = session.report().to_folded_bytes();
    assert_eq!(folded, "whole;first;between;second 21\nwhole;second 21\n");
}
