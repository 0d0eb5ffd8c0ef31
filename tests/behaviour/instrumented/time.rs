//! How long calls take.

use std::time::{Duration, Instant};
use std::{hint, thread};

use tenure::instrumented;

use super::row;

fn spin(duration: Duration) {
    let from = Instant::now();
    while from.elapsed() < duration {
        hint::spin_loop();
    }
}

const SHORT: Duration = Duration::from_millis(2);

#[test]
fn the_self_times_of_a_thread_are_its_wall_time() {
    #[instrumented]
    fn outer(left: u32) {
        spin(SHORT);
        inner();
        if left > 1 {
            outer(left - 1);
        }
    }

    #[instrumented]
    fn inner() -> Instant {
        let begun = Instant::now();
        spin(SHORT);
        begun
    }

    // The thread is known from some moment in front of the body of its first call, and its time is
    // looked at within the report: the processor may be taken away at either, for any time.
    let (least, most, threads) = thread::spawn(|| {
        let from = Instant::now();
        let begun = inner();
        spin(SHORT);
        outer(3);
        let least = begun.elapsed();
        let report = tenure::report();
        (least, from.elapsed(), report.threads().to_vec())
    })
    .join()
    .expect("the thread ends");
    // What is measured is the counter of the processor, whose rate is found by comparison.
    let (least, most) = (least / 500 * 499, most / 500 * 501);
    let current = threads.iter().find(|thread| thread.current).expect("the thread that asked");
    // Three durations were rounded down, to a nanosecond each.
    let sum = current.inside + current.outside + current.overhead;
    assert!(current.wall.abs_diff(sum) <= Duration::from_nanos(3), "{current:?}");
    let wall = current.wall;
    assert!(least <= wall && wall <= most, "{least:?} <= {wall:?} <= {most:?}");
    let short = SHORT / 500 * 499;
    assert!(current.outside >= short && current.inside >= 7 * short, "{current:?}");

    let name = "the_self_times_of_a_thread_are_its_wall_time";
    let outer = row(module_path!(), &format!("{name}::outer"));
    let inner = row(module_path!(), &format!("{name}::inner"));
    assert!(outer.self_time >= 3 * short, "{outer:?}");
    assert!(inner.self_time >= 4 * short, "{inner:?}");
    assert!(outer.total_time >= 6 * short, "{outer:?}");
    assert!(outer.total_time <= most, "{outer:?}");
    assert!(outer.self_time + 3 * short <= outer.total_time, "{outer:?}");
}

#[test]
fn percentiles_tell_many_short_calls_from_few_long_ones() {
    const LONG: Duration = Duration::from_millis(10);

    #[instrumented]
    fn varied(duration: Duration) {
        spin(duration);
    }

    (0..97).for_each(|_| varied(Duration::ZERO));
    (0..3).for_each(|_| varied(LONG));
    let row = row(module_path!(), "percentiles_tell_many_short_calls_from_few_long_ones::varied");
    let percentile = |value: Option<Duration>| value.expect("calls have ended");
    assert!(percentile(row.p50) < LONG, "{row:?}");
    // A bucket is a quarter wide.
    assert!(percentile(row.p99) >= LONG * 3 / 4, "{row:?}");
    assert!(row.p50 <= row.p95 && row.p95 <= row.p99, "{row:?}");
}

#[test]
fn the_percentiles_of_one_call_are_that_call() {
    #[instrumented]
    fn once() {
        spin(SHORT);
    }

    once();
    let row = row(module_path!(), "the_percentiles_of_one_call_are_that_call::once");
    assert!(row.total_time >= SHORT);
    assert_eq!([row.p50, row.p95, row.p99], [Some(row.total_time); 3]);
}
