//! Counts of values, by type and place.

use std::sync::Barrier;
use std::thread;

use tenure::{Live, tracked};

#[test]
fn a_value_counts_from_its_making_to_its_drop() {
    #[tracked]
    struct Session {
        live: Live<Self>,
    }

    assert_eq!(Session::live(), 0);
    let first = Session { live: Live::new() };
    let second = Session { live: Live::new() };
    assert_eq!((Session::live().get(), Session::peak().get()), (Some(2), Some(2)));
    drop(first);
    let moved = Box::new(second);
    assert_eq!(Session::live(), 1);
    drop(moved);
    assert_eq!(Session::live(), 0);
    assert_eq!((Session::total().get(), Session::peak().get()), (Some(2), Some(2)));
}

#[test]
fn a_value_may_be_dropped_on_another_thread() {
    #[tracked]
    struct Sent(Live<Self>);

    let values: Vec<_> = (0..10).map(|_| Sent(Live::new())).collect();
    thread::spawn(move || drop(values)).join().unwrap();
    assert_eq!((Sent::live().get(), Sent::total().get()), (Some(0), Some(10)));
}

#[test]
fn the_peak_is_exact_under_threads() {
    const THREADS: usize = 8;
    const EACH: usize = 50;

    #[tracked]
    struct Value(#[allow(dead_code)] Live<Self>);

    let all_made = Barrier::new(THREADS);
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                let values: Vec<_> = (0..EACH).map(|_| Value(Live::new())).collect();
                all_made.wait();
                drop(values);
                for _ in 0..EACH {
                    drop(Value(Live::new()));
                }
            });
        }
    });
    let all = (THREADS * EACH) as u64;
    assert_eq!(Value::peak(), all);
    assert_eq!((Value::live().get(), Value::total().get()), (Some(0), Some(2 * all)));
}
