//! Sessions: what happened between two moments.

use std::hint::black_box;
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use tenure::{Function, Report, Session, instrumented};

use super::{allocate, memory};

/// Calls that take a moment and that allocate.
#[instrumented]
fn shared(bytes: u64) {
    drop(allocate(bytes));
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_micros(20) {
        black_box(());
    }
}

fn find(report: &Report, name: &str) -> Option<Function> {
    let mut rows = report.functions().iter().filter(|row| row.name.ends_with(name));
    let row = rows.next().cloned();
    assert!(rows.next().is_none(), "two rows {name} in\n{report}");
    row
}

fn calls(report: &Report, name: &str) -> u64 {
    find(report, name).map_or(0, |row| row.calls)
}

#[test]
fn a_session_has_what_was_called_in_it_and_nothing_else() {
    #[instrumented]
    fn before() {}

    #[instrumented]
    fn inside() {
        shared(100);
    }

    before();
    inside();
    let session = Session::start_local();
    inside();
    inside();
    let report = session.stop();
    inside();
    let names: Vec<_> = report.functions().iter().map(|row| row.name).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    let inside = find(&report, "nothing_else::inside").expect("a row");
    let shared = find(&report, "session::shared").expect("a row");
    assert_eq!((inside.calls, inside.open, shared.calls), (2, 0, 2));
    assert_eq!(memory(&inside).total_bytes, 200);
    assert_eq!(memory(&shared).self_allocs, 2);
    assert!(inside.total_time >= Duration::from_micros(40), "{inside:?}");
    assert!(inside.total_time >= shared.total_time);
    assert!(shared.p50.is_some_and(|half| half >= Duration::from_micros(15)), "{shared:?}");
}

#[test]
fn sessions_may_be_nested_and_overlap() {
    let outer = Session::start_local();
    shared(1);
    let first = Session::start_local();
    shared(1);
    let second = Session::start_local();
    shared(1);
    let inner = Session::start_local();
    shared(1);
    let counts = [inner.stop(), first.stop()].map(|report| calls(&report, "shared"));
    shared(1);
    assert_eq!(counts, [1, 3]);
    let counts = [second.stop(), outer.stop()].map(|report| calls(&report, "shared"));
    assert_eq!(counts, [3, 5]);
    assert!(Session::start_local().stop().functions().is_empty());
}

#[test]
fn a_session_tells_what_it_has_so_far_and_goes_on() {
    let session = Session::start_local();
    let mut counts = Vec::new();
    for _ in 0..3 {
        shared(1);
        counts.push(calls(&session.report(), "shared"));
    }
    counts.push(calls(&session.stop(), "shared"));
    assert_eq!(counts, [1, 2, 3, 3]);
}

#[test]
fn a_local_session_does_not_see_other_threads_and_another_does() {
    #[instrumented]
    fn everywhere() {
        drop(allocate(10));
    }

    let barrier = Barrier::new(2);
    let (all, local) = (Session::start(), Session::start_local());
    thread::scope(|scope| {
        scope.spawn(|| {
            let local = Session::start_local();
            barrier.wait();
            everywhere();
            everywhere();
            barrier.wait();
            assert_eq!(calls(&local.stop(), "does::everywhere"), 2);
            barrier.wait();
        });
        barrier.wait();
        everywhere();
        barrier.wait();
        let running = all.report();
        assert_eq!(calls(&running, "does::everywhere"), 3);
        barrier.wait();
    });
    everywhere();
    assert_eq!(calls(&local.stop(), "does::everywhere"), 2);
    // The other thread has ended.
    let report = all.stop();
    let row = find(&report, "does::everywhere").expect("a row");
    assert_eq!((row.calls, memory(&row).self_bytes), (4, 40));
    assert!(report.threads().iter().any(|thread| thread.current));
}

#[test]
fn threads_that_end_are_told_from_those_that_had_ended_before() {
    #[instrumented]
    fn worked() {
        drop(allocate(10));
    }

    fn work(times: u32) {
        thread::spawn(move || (0..times).for_each(|_| worked())).join().expect("no panic");
    }

    let barrier = Barrier::new(2);
    work(100);
    thread::scope(|scope| {
        let running = scope.spawn(|| {
            worked();
            barrier.wait();
            barrier.wait();
            worked();
            worked();
        });
        barrier.wait();
        let session = Session::start();
        barrier.wait();
        running.join().expect("no panic");
        work(5);
        let row = find(&session.stop(), "before::worked").expect("a row");
        assert_eq!((row.calls, memory(&row).self_bytes), (7, 70));
        assert!(row.p99.is_some());
    });
}

#[test]
fn of_a_call_around_the_session_it_has_what_was_spent_in_it() {
    #[instrumented]
    fn around() -> Report {
        drop(allocate(1_000));
        shared(500);
        let session = Session::start_local();
        drop(allocate(70));
        shared(3);
        session.stop()
    }

    let report = around();
    let around = find(&report, "in_it::around").expect("a row");
    let shared = find(&report, "session::shared").expect("a row");
    assert_eq!((around.calls, around.open, shared.calls), (0, 1, 1));
    assert_eq!((memory(&around).self_bytes, memory(&around).self_allocs), (70, 1));
    assert_eq!((memory(&around).total_bytes, memory(&shared).self_bytes), (73, 3));
    assert!(around.total_time >= shared.total_time, "{report}");
    let wall = report.threads()[0].wall;
    assert!(around.total_time <= wall, "{report}");
}

#[test]
fn a_call_that_ends_in_the_session_has_its_time_in_it_and_no_call() {
    #[instrumented]
    fn begins(ready: &Barrier) {
        ready.wait();
        ready.wait();
        shared(1);
    }

    let ready = Barrier::new(2);
    thread::scope(|scope| {
        let thread = scope.spawn(|| begins(&ready));
        ready.wait();
        let session = Session::start();
        ready.wait();
        thread.join().expect("no panic");
        let report = session.stop();
        let begins = find(&report, "no_call::begins").expect("a row");
        assert_eq!((begins.calls, begins.open), (0, 0));
        assert!(begins.total_time >= Duration::from_micros(20), "{begins:?}");
    });
}

#[test]
fn the_parts_of_a_recursion_add_up() {
    #[instrumented]
    fn down(depth: u32) -> Option<Report> {
        drop(allocate(10));
        match depth {
            0 => None,
            5 => {
                let session = Session::start_local();
                down(4);
                Some(session.stop())
            }
            depth => down(depth - 1),
        }
    }

    let session = Session::start_local();
    let inner = down(9).expect("a report");
    let outer = session.stop();
    let inner = find(&inner, "add_up::down").expect("a row");
    let outer = find(&outer, "add_up::down").expect("a row");
    assert_eq!((inner.calls, inner.open, outer.calls), (5, 5, 10));
    assert_eq!((memory(&inner).self_bytes, memory(&inner).total_bytes), (50, 50));
    assert!(inner.total_time <= outer.total_time, "{inner:?} {outer:?}");
    assert!(inner.self_time <= inner.total_time, "{inner:?}");
}

#[test]
fn a_peak_is_that_of_the_session() {
    #[instrumented]
    fn peak(bytes: u64) {
        drop(allocate(bytes));
    }

    let of = |report: &Report| memory(&find(report, "session::peak").expect("a row")).peak_bytes;
    peak(5_000);
    let outer = Session::start_local();
    peak(300);
    let first = Session::start_local();
    peak(100);
    let second = Session::start();
    peak(200);
    assert_eq!(of(&second.stop()), 200);
    peak(10);
    assert_eq!((of(&first.stop()), of(&outer.stop())), (200, 300));
    assert_eq!(of(&tenure::report()), 5_000, "the report of all is not disturbed");
}

#[test]
fn the_report_of_all_is_not_disturbed() {
    #[instrumented]
    fn counted() {
        drop(allocate(10));
    }

    let row = || find(&tenure::report(), "disturbed::counted").expect("a row");
    counted();
    let session = Session::start();
    counted();
    drop(Session::start_local());
    counted();
    drop(session.report());
    counted();
    drop(session.stop());
    let row = row();
    assert_eq!((row.calls, memory(&row).self_bytes), (4, 40));
}

#[test]
fn the_paths_of_a_session_are_those_that_were_gone_in_it() {
    #[instrumented(name = "outer of paths")]
    fn outer() {
        inner(10);
    }

    #[instrumented(name = "inner of paths")]
    fn inner(bytes: u64) {
        drop(allocate(bytes));
    }

    outer();
    let session = Session::start_local();
    inner(30);
    assert_eq!(session.report().to_folded_bytes(), "inner_of_paths 30\n");
    outer();
    let folded = session.stop().to_folded_bytes();
    assert_eq!(
        folded,
        "inner_of_paths 30\nouter_of_paths 0\nouter_of_paths;inner_of_paths 10\n"
            .replace("outer_of_paths 0\n", "")
    );
}

#[test]
fn a_session_may_be_stopped_on_another_thread() {
    #[instrumented]
    fn anywhere() {}

    let session = Session::start();
    anywhere();
    let report = thread::spawn(|| session.stop()).join().expect("no panic");
    assert_eq!(calls(&report, "another_thread::anywhere"), 1);
}

#[test]
fn the_self_times_of_a_session_are_its_wall_time() {
    // Around all of it: the thread may lose the processor at any moment.
    let begun = Instant::now();
    let session = Session::start_local();
    (0..50).for_each(|_| shared(1));
    let report = session.report();
    let wall = begun.elapsed();
    let [thread] = report.threads() else { panic!("{report}") };
    let sum = thread.inside + thread.outside + thread.overhead;
    assert!(sum.abs_diff(thread.wall) < Duration::from_micros(50), "{thread:?}");
    assert!(
        thread.wall >= Duration::from_millis(1) && thread.wall < wall + Duration::from_micros(50),
        "{thread:?} {wall:?}"
    );
    let selves: Duration = report.functions().iter().map(|row| row.self_time).sum();
    assert!(selves.abs_diff(thread.inside) < Duration::from_micros(50), "{thread:?} {selves:?}");
}

#[test]
fn singletons_and_disposals_of_a_session_are_those_that_happened_in_it() {
    use tenure::{Dispose as _, Owned, singleton};

    #[singleton(init = || First)]
    struct First;

    #[singleton(init = || Second)]
    struct Second;

    fn dispose() {
        let mut owned = Owned::with(1, drop);
        owned.dispose().expect("nothing fails");
    }

    First::instance();
    dispose();
    let (all, local) = (Session::start(), Session::start_local());
    First::instance();
    Second::instance();
    dispose();
    dispose();
    let (all, local) = (all.stop(), local.stop());
    for report in [&all, &local] {
        let names = report.singletons().iter().map(|info| info.name);
        let ours: Vec<_> = names.filter(|name| name.contains("happened_in_it::")).collect();
        assert_eq!(ours.len(), 1, "{ours:?}");
        assert!(ours[0].ends_with("Second"), "{ours:?}");
    }
    let here = |disposal: &&tenure::Disposal| disposal.created_at.file() == file!();
    let counts: Vec<_> = all.disposals().iter().filter(here).map(|it| it.count).collect();
    assert_eq!(counts, [2]);
    assert!(local.disposals().is_empty());
}

#[test]
fn sessions_begin_and_end_while_threads_come_and_go() {
    #[instrumented]
    fn busy(bytes: u64) {
        drop(allocate(bytes));
    }

    const THREADS: u64 = 4;
    const ROUNDS: u64 = 12;
    let all = Session::start();
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                for round in 1..=ROUNDS {
                    let (local, other) = (Session::start_local(), Session::start());
                    thread::spawn(move || busy(1_000 + round)).join().expect("no panic");
                    (0..round).for_each(|_| busy(round));
                    let local = find(&local.stop(), "come_and_go::busy").expect("a row");
                    assert_eq!(local.calls, round);
                    assert_eq!(memory(&local).total_bytes, round * round);
                    assert_eq!(memory(&local).peak_bytes, round);
                    let other = find(&other.stop(), "come_and_go::busy").expect("a row");
                    assert!(other.calls > round);
                    assert!(memory(&other).peak_bytes >= 1_000 + round);
                }
            });
        }
    });
    let row = find(&all.stop(), "come_and_go::busy").expect("a row");
    let calls: u64 = (1..=ROUNDS).map(|round| round + 1).sum();
    assert_eq!((row.calls, row.open), (THREADS * calls, 0));
    assert_eq!(memory(&row).peak_bytes, 1_000 + ROUNDS);
}
