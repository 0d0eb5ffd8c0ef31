//! `#[instrumented(max_allocs = .., max_bytes = ..)]`.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::task::{Context, Waker};
use std::thread;

use tenure::{LocalSession, Session, Violation, instrumented};

use super::{allocate, pending_once};

fn violations(session: &LocalSession) -> Vec<Violation> {
    session.report().violations().to_vec()
}

/// What the end of a session says when contracts were broken in it.
fn refusal(session: LocalSession) -> String {
    let payload = catch_unwind(AssertUnwindSafe(|| session.stop())).expect_err("it fails");
    *payload.downcast::<String>().expect("a text")
}

fn finish<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let std::task::Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}

#[instrumented(max_allocs = 0)]
fn none(count: u64) {
    (0..count).for_each(|_| drop(allocate(10)));
}

#[instrumented(max_allocs = 2, max_bytes = 1_000)]
fn some(bytes: u64) {
    drop(allocate(bytes));
    called(bytes);
}

fn called(bytes: u64) {
    drop(allocate(bytes));
}

#[test]
fn a_session_in_which_a_contract_is_kept_ends_well() {
    let session = Session::start_local();
    none(0);
    some(500);
    assert!(session.stop().violations().is_empty());
}

#[test]
fn a_session_in_which_a_contract_is_broken_says_by_how_much() {
    let session = Session::start_local();
    none(0);
    none(3);
    none(2);
    some(501);
    let found = violations(&session);
    let [first, second] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((first.calls, first.allocs, first.bytes), (2, 3, 30));
    assert_eq!((first.max_allocs, first.max_bytes), (Some(0), None));
    assert_eq!((second.calls, second.allocs, second.bytes), (1, 2, 1_002));
    assert_eq!((second.max_allocs, second.max_bytes), (Some(2), Some(1_000)));
    assert!(first.file.ends_with("contracts.rs") && first.line > 0);
    let module = module_path!();
    let (file, lines) = (first.file, [first.line, second.line]);
    assert_eq!(
        refusal(session),
        format!(
            "contracts of instrumented functions are broken\n  `{module}::none` ({file}:{}) is \
             `max_allocs = 0`: 2 calls allocated more, up to 3 allocations and 30 bytes\n  \
             `{module}::some` ({file}:{}) is `max_allocs = 2, max_bytes = 1000`: 1 call allocated \
             more, up to 2 allocations and 1002 bytes",
            lines[0], lines[1]
        )
    );
}

#[test]
#[cfg(feature = "sinks")]
fn json_has_the_broken_contracts() {
    let session = Session::start_local();
    none(3);
    let report = session.report();
    let json: serde_json::Value = serde_json::from_str(&report.to_json()).expect("JSON");
    let [found] = report.violations() else { panic!("{json}") };
    let expected = serde_json::json!([{
        "name": found.name, "file": found.file, "line": found.line,
        "max_allocs": 0, "max_bytes": null, "calls": 1, "allocs": 3, "bytes": 30,
    }]);
    assert_eq!(json["violations"], expected);
}

#[test]
fn the_calls_of_other_threads_and_other_times_are_not_held_against_a_session() {
    none(7);
    let session = Session::start_local();
    thread::spawn(|| none(1)).join().expect("no panic");
    let inner = Session::start_local();
    none(2);
    assert_eq!(violations(&inner)[0].allocs, 2);
    assert!(refusal(inner).contains("1 call allocated more, up to 2 allocations and 20 bytes"));
    let found = violations(&session);
    assert_eq!((found[0].calls, found[0].allocs), (1, 2));
}

#[test]
fn a_session_of_all_threads_knows_of_all() {
    #[instrumented(max_allocs = 0, name = "broken elsewhere")]
    fn elsewhere() {
        drop(allocate(10));
    }

    let session = Session::start();
    thread::spawn(elsewhere).join().expect("no panic");
    let report = session.report();
    let found = report.violations().iter().filter(|it| it.name == "broken elsewhere");
    assert_eq!(found.map(|it| it.calls).sum::<u64>(), 1);
    let whole = tenure::report();
    let mut found = whole.violations().iter().filter(|it| it.name == "broken elsewhere");
    assert!(found.next().is_some_and(|it| it.allocs == 1), "the thread has ended");
}

#[test]
fn recursive_calls_are_each_held_against_the_contract() {
    #[instrumented(max_allocs = 2)]
    fn down(depth: u64) {
        drop(allocate(1));
        if depth > 1 {
            down(depth - 1);
        }
    }

    let session = Session::start_local();
    down(2);
    assert!(violations(&session).is_empty());
    down(5);
    let found = violations(&session);
    assert_eq!((found[0].calls, found[0].allocs), (3, 5));
}

#[test]
fn a_method_and_a_generic_function_have_contracts() {
    struct Buffer(Vec<u8>);

    #[instrumented]
    impl Buffer {
        #[instrumented(max_bytes = 0)]
        fn push(&mut self, byte: u8) {
            self.0.push(byte);
        }
    }

    #[instrumented(max_allocs = 0)]
    fn cloned<T: Clone>(value: &T) -> T {
        value.clone()
    }

    let mut buffer = Buffer(allocate(2));
    let session = Session::start_local();
    buffer.push(1);
    buffer.push(2);
    let _copy = cloned(&1);
    assert!(violations(&session).is_empty());
    buffer.push(3);
    let _copy = cloned(&buffer.0);
    assert_eq!(violations(&session).len(), 2);
}

#[test]
fn a_future_is_one_call_with_all_its_polls() {
    #[instrumented(max_allocs = 1)]
    async fn twice(before: u64, behind: u64) -> u64 {
        (0..before).for_each(|_| drop(allocate(10)));
        pending_once().await;
        (0..behind).for_each(|_| drop(allocate(10)));
        before + behind
    }

    let session = Session::start_local();
    assert_eq!(finish(twice(1, 0)) + finish(twice(0, 1)), 2);
    assert!(violations(&session).is_empty());
    assert_eq!(finish(twice(1, 2)), 3);
    let found = violations(&session);
    assert_eq!((found[0].calls, found[0].allocs, found[0].bytes), (1, 3, 30));
}

#[test]
fn a_future_that_is_cancelled_is_held_against_its_contract() {
    #[instrumented(max_allocs = 0)]
    async fn cancelled(count: u64) {
        (0..count).for_each(|_| drop(allocate(10)));
        pending_once().await;
    }

    let session = Session::start_local();
    for count in [0, 2] {
        let mut future = Box::pin(cancelled(count));
        let mut context = Context::from_waker(Waker::noop());
        assert!(future.as_mut().poll(&mut context).is_pending());
    }
    drop(cancelled(5));
    assert_eq!(violations(&session)[0].calls, 1);
}

#[test]
fn the_making_of_a_future_is_of_its_call() {
    #[instrumented(max_allocs = 1)]
    fn made(count: u64) -> impl Future<Output = ()> {
        (0..count).for_each(|_| drop(allocate(10)));
        async move { drop(allocate(10)) }
    }

    #[instrumented(max_allocs = 1)]
    fn boxed(count: u64) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        (0..count).for_each(|_| drop(allocate(10)));
        Box::pin(async {})
    }

    let session = Session::start_local();
    finish(made(0));
    finish(boxed(0));
    assert!(violations(&session).is_empty());
    finish(made(1));
    finish(boxed(1));
    assert_eq!(violations(&session).len(), 2);
}

#[test]
fn a_call_that_panics_is_not_held_against_its_contract() {
    #[instrumented(max_allocs = 0)]
    fn panics() {
        panic!("on purpose");
    }

    let session = Session::start_local();
    catch_unwind(panics).expect_err("a panic");
    assert!(session.stop().violations().is_empty());
}

#[test]
fn what_is_not_broken_is_in_no_row_of_its_own() {
    let session = Session::start_local();
    none(0);
    let report = session.stop();
    let [row] = report.functions() else { panic!("{report}") };
    assert_eq!((row.name, row.calls), (concat!(module_path!(), "::none"), 1));
}
