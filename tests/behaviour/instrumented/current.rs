//! `in_current` and `Caller`: a call that goes on in other threads and tasks.

use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Waker};
use std::thread;
use std::time::{Duration, Instant};

use tenure::{Caller, Function, Report, Session, in_current, instrumented};

use super::{allocate, memory, pending_once};

fn find(report: &Report, name: &str) -> Function {
    let mut rows = report.functions().iter().filter(|row| row.name == name);
    rows.next().cloned().unwrap_or_else(|| panic!("no row {name} in\n{report}"))
}

fn busy(time: Duration) {
    let begun = Instant::now();
    while begun.elapsed() < time {
        black_box(());
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().expect("a runtime")
}

#[test]
fn what_a_spawned_task_does_is_of_the_row_of_its_caller() {
    #[instrumented(name = "serves")]
    async fn serves() {
        let task = in_current(async {
            drop(allocate(1_000));
            helps();
            pending_once().await;
            drop(allocate(100));
        });
        tokio::spawn(task).await.expect("no panic");
    }

    #[instrumented(name = "helps")]
    fn helps() {
        drop(allocate(7));
    }

    let session = Session::start();
    // Not polled by this thread, so that there is no caller but the one that is taken along.
    let runtime = runtime();
    runtime.block_on(async { tokio::spawn(serves()).await.expect("no panic") });
    drop(runtime);
    let report = session.report();
    let (serves, helps) = (find(&report, "serves"), find(&report, "helps"));
    assert_eq!((serves.calls, serves.open, helps.calls), (1, 0, 1));
    assert!((1_100..1_100 + 4_096).contains(&memory(&serves).self_bytes), "{serves:?}");
    assert_eq!(memory(&helps).self_bytes, 7);
    let folded = report.to_folded_bytes();
    assert!(folded.lines().any(|line| line == "serves;helps 7"), "{folded}");
}

#[test]
fn what_another_thread_does_is_of_the_row_of_its_caller() {
    #[instrumented(name = "outer of threads")]
    fn outer() {
        works();
    }

    #[instrumented(name = "works in threads")]
    fn works() {
        let caller = Caller::current();
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    caller.enter(|| {
                        busy(Duration::from_millis(2));
                        drop(allocate(500));
                        part();
                    });
                });
            }
        });
    }

    #[instrumented(name = "part in threads")]
    fn part() {
        drop(allocate(30));
    }

    let session = Session::start();
    outer();
    let report = session.report();
    let (works, part) = (find(&report, "works in threads"), find(&report, "part in threads"));
    assert_eq!((works.calls, works.open, part.calls), (1, 0, 2));
    assert!(memory(&works).self_bytes >= 1_000, "{works:?}");
    assert!(memory(&works).total_bytes >= memory(&works).self_bytes + 60, "{works:?}");
    // The two threads, and the wait for them.
    assert!(works.self_time >= Duration::from_millis(6), "{report}");
    assert!(works.total_time >= works.self_time, "{works:?}");
    assert_eq!(find(&report, "outer of threads").calls, 1);
    let folded = report.to_folded_bytes();
    let path = "outer_of_threads;works_in_threads;part_in_threads 60";
    assert!(folded.lines().any(|line| line == path), "{folded}");
}

#[test]
fn on_the_thread_of_the_caller_it_counts_once() {
    #[instrumented(name = "takes itself")]
    fn takes() -> Caller {
        Caller::current()
    }

    #[instrumented(name = "counts once")]
    fn whole() {
        let caller = Caller::current();
        caller.enter(|| {
            busy(Duration::from_millis(1));
            drop(allocate(10));
            caller.enter(|| drop(allocate(5)));
        });
    }

    let session = Session::start_local();
    drop(takes());
    whole();
    let report = session.stop();
    let row = find(&report, "counts once");
    let taken = memory(&find(&report, "takes itself")).self_bytes;
    assert_eq!((row.calls, row.open), (1, 0));
    let bytes = taken + 15;
    assert_eq!((memory(&row).self_bytes, memory(&row).total_bytes), (bytes, bytes));
    assert!(row.total_time <= report.threads()[0].wall, "{report}");
}

#[test]
fn without_a_caller_nothing_is_in_any_row() {
    let session = Session::start_local();
    Caller::current().enter(|| drop(allocate(10)));
    let mut context = Context::from_waker(Waker::noop());
    assert!(pin!(in_current(async {})).poll(&mut context).is_ready());
    assert!(session.stop().functions().is_empty());
}

#[test]
fn a_future_is_dropped_in_the_row_of_its_caller() {
    struct Allocates;

    impl Drop for Allocates {
        fn drop(&mut self) {
            drop(allocate(40));
        }
    }

    #[instrumented(name = "drops")]
    fn drops() -> impl Drop {
        struct Held(#[allow(dead_code)] Box<dyn std::any::Any>);

        impl Drop for Held {
            fn drop(&mut self) {}
        }

        let value = Allocates;
        Held(Box::new(in_current(async move {
            let _value = value;
            pending_once().await;
        })))
    }

    let session = Session::start_local();
    let held = drops();
    let before = memory(&find(&session.report(), "drops")).self_bytes;
    drop(held);
    let row = find(&session.stop(), "drops");
    assert_eq!((row.calls, memory(&row).self_bytes - before), (1, 40));
}

#[test]
fn a_caller_may_be_longer_there_than_its_thread() {
    #[instrumented(name = "gone")]
    fn gone() -> Caller {
        Caller::current()
    }

    let session = Session::start();
    let caller = thread::spawn(gone).join().expect("no panic");
    caller.clone().enter(|| drop(allocate(60)));
    thread::spawn(move || caller.enter(|| drop(allocate(1)))).join().expect("no panic");
    let row = find(&session.report(), "gone");
    assert_eq!(row.calls, 1);
    assert!(memory(&row).self_bytes >= 61);
}

#[test]
fn a_session_may_begin_while_a_call_goes_on_elsewhere() {
    #[instrumented(name = "goes on")]
    fn goes_on() -> Caller {
        Caller::current()
    }

    let caller = goes_on();
    let (session, report) = caller.enter(|| {
        busy(Duration::from_millis(1));
        let session = Session::start_local();
        busy(Duration::from_millis(2));
        let report = session.report();
        (session, report)
    });
    let closed = session.stop();
    for report in [report, closed] {
        let row = find(&report, "goes on");
        let wall = report.threads()[0].wall;
        assert_eq!(row.calls, 0);
        assert!(row.total_time >= Duration::from_millis(2) && row.total_time <= wall, "{report}");
        assert!(report.threads()[0].inside <= wall, "{report}");
    }
}
