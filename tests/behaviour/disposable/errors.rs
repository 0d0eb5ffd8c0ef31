//! `DisposeError`: all of it, in order, with paths.

use std::collections::BTreeMap;
use std::error::Error;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use tenure::{Cause, Collector, Dispose, DisposeError, DisposeStack, Failure, Guard, disposable};

use super::{Journal, Refused, Resource, Then};

#[disposable]
struct Cluster {
    shards: Vec<Shard>,
    regions: BTreeMap<&'static str, Resource>,
    pair: (Resource, Resource),
    r#type: Resource,
    guard: Guard,
}

#[disposable]
struct Shard {
    log: Resource,
    index: Resource,
    guard: Guard,
}

fn cluster(journal: &Journal) -> Cluster {
    let resource = |name, then| Resource::new(name, then, journal);
    let shard = |name, then| Shard {
        log: resource(name, then),
        index: resource("index", Then::Succeed),
        guard: Guard::new(),
    };
    Cluster {
        shards: vec![shard("a", Then::Succeed), shard("b", Then::Fail)],
        regions: BTreeMap::from([("eu", resource("eu", Then::Fail))]),
        pair: (resource("left", Then::Succeed), resource("right", Then::Panic)),
        r#type: resource("type", Then::Fail),
        guard: Guard::new(),
    }
}

fn paths(error: &DisposeError) -> Vec<&str> {
    error.iter().map(Failure::path).collect()
}

/// Behaviours 57, 60, 154.
#[test]
fn several_levels_that_fail_are_one_flat_list_with_paths() {
    let journal = Journal::default();
    let error = cluster(&journal).close().unwrap_err();
    assert_eq!(
        paths(&error),
        ["shards[1].log.work", "regions[\"eu\"].work", "pair.1.work", "type.work"]
    );
    assert_eq!(error.len(), 4);
    assert_eq!(journal.taken(), ["a", "index", "b", "index", "eu", "left", "right", "type"]);
}

/// Behaviours 51, 55, 56.
#[test]
fn the_text_is_the_first_failure_and_the_long_text_is_all() {
    let error = cluster(&Journal::default()).close().unwrap_err();
    assert_eq!(error.to_string(), "shards[1].log.work: b refused (and 3 more)");
    assert_eq!(
        format!("{error:#}").lines().collect::<Vec<_>>(),
        [
            "shards[1].log.work: b refused",
            "regions[\"eu\"].work: eu refused",
            "pair.1.work: panicked: right panicked",
            "type.work: type refused",
        ]
    );
}

#[test]
fn one_failure_has_no_more() {
    let error = Resource::new("x", Then::Fail, &Journal::default()).close().unwrap_err();
    assert_eq!(error.to_string(), "work: x refused");
    assert_eq!(format!("{error:#}"), "work: x refused");
}

/// Behaviour 54.
#[test]
fn the_source_is_the_first_failure_and_then_its_error() {
    let error = cluster(&Journal::default()).close().unwrap_err();
    let first = error.source().unwrap();
    assert_eq!(first.to_string(), "shards[1].log.work: b refused");
    assert_eq!(first.source().unwrap().downcast_ref(), Some(&Refused("b")));
}

/// Behaviour 58.
#[test]
fn any_member_can_be_downcast() {
    let error = cluster(&Journal::default()).close().unwrap_err();
    assert_eq!(error.downcast_ref(), Some(&Refused("b")));
    let each: Vec<_> = error.iter().map(Failure::downcast_ref::<Refused>).collect();
    assert_eq!(each, [Some(&Refused("b")), Some(&Refused("eu")), None, Some(&Refused("type"))]);
    assert!(error.downcast_ref::<io::Error>().is_none());
}

/// An error that comes from another one.
#[derive(Debug)]
struct Because(Refused);

impl std::fmt::Display for Because {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not flushed")
    }
}

impl Error for Because {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

#[test]
fn what_an_error_comes_from_is_found_as_well() {
    let mut steps = Collector::new();
    steps.keep("a", Because(Refused("source")));
    steps.keep("b", io::Error::other(Because(Refused("inside"))));
    let error = steps.finish().unwrap_err();
    assert_eq!(error.downcast_ref(), Some(&Refused("source")));
    let second = error.iter().nth(1).unwrap();
    assert!(second.downcast_ref::<io::Error>().is_some());
    assert!(second.downcast_ref::<Because>().is_some());
    assert_eq!(second.downcast_ref(), Some(&Refused("inside")));
    assert!(second.downcast_ref::<std::fmt::Error>().is_none());
}

/// Behaviour 155.
#[test]
fn a_panic_in_a_step_is_a_failure_with_its_text() {
    let error = Resource::new("x", Then::Panic, &Journal::default()).close().unwrap_err();
    let Cause::Panic(panic) = error.first().cause() else { panic!("{error:?}") };
    assert_eq!(panic.message(), "x panicked");
    assert_eq!(error.to_string(), "work: panicked: x panicked");
    assert!(error.first().source().is_none());
}

#[test]
fn a_panic_goes_on_where_its_error_is_looked_at() {
    let panics = |payload: &'static str| move || -> () { std::panic::panic_any((payload, 7)) };
    let mut steps = Collector::new();
    steps.keep("a", "fails");
    steps.step("b", panics("first"));
    steps.step("c", panics("second"));
    let error = steps.finish().unwrap_err();
    assert_eq!(error.first().path(), "a");
    let payload = catch_unwind(AssertUnwindSafe(|| error.resume_panic())).unwrap_err();
    assert_eq!(payload.downcast_ref(), Some(&("first", 7)));
}

#[test]
fn one_panic_of_several_can_be_resumed() {
    let mut steps = Collector::new();
    steps.step("a", || -> () { std::panic::panic_any(String::from("2 words")) });
    let failure = steps.finish().unwrap_err().into_iter().next().unwrap();
    let Cause::Panic(panic) = failure.into_cause() else { panic!("no panic") };
    assert_eq!(panic.message(), "2 words");
    let payload = catch_unwind(AssertUnwindSafe(|| panic.resume())).unwrap_err();
    assert_eq!(payload.downcast_ref(), Some(&String::from("2 words")));
}

#[test]
fn without_a_panic_the_failures_come_back() {
    let error = DisposeError::new("a", "fails").resume_panic();
    assert_eq!(error.to_string(), "a: fails");
}

/// Behaviours 33, 52.
#[test]
fn the_error_of_one_disposer_comes_out_itself() {
    let mut stack = DisposeStack::new();
    stack.defer(|| ());
    stack.defer(|| Err::<(), _>(Refused("only")));
    stack.defer(|| ());
    let error: Box<dyn Error + Send + Sync> = stack.dispose().unwrap_err().into();
    let error = error.downcast::<DisposeError>().unwrap();
    assert_eq!(error.len(), 1);
    let Cause::Error(cause) = error.into_iter().next().unwrap().into_cause() else {
        panic!("no error")
    };
    assert_eq!(*cause.downcast::<Refused>().unwrap(), Refused("only"));
}

/// The error with what it suppresses, as TC39 nests them: the last one first.
fn nested(error: &DisposeError) -> String {
    let texts: Vec<_> = error.iter().map(Failure::cause).collect();
    let text = |cause: &Cause| match cause {
        Cause::Error(error) => error.to_string(),
        cause => format!("{cause:?}"),
    };
    let chain = texts.iter().map(|cause| text(cause));
    chain.reduce(|suppressed, error| format!("{error}, suppressed ({suppressed})")).unwrap()
}

/// Behaviour 34.
#[test]
fn three_that_fail_are_three_in_the_order_of_their_disposal() {
    let mut stack = DisposeStack::new();
    for name in ["1", "2", "3"] {
        stack.push(Resource::new(name, Then::Fail, &Journal::default()));
    }
    let error = stack.dispose().unwrap_err();
    assert_eq!(paths(&error), ["[2].work", "[1].work", "[0].work"]);
    assert_eq!(nested(&error), "1 refused, suppressed (2 refused, suppressed (3 refused))");
}

/// Behaviours 35, 36, 49.
#[test]
fn a_disposer_that_fails_does_not_stop_later_ones() {
    let journal = Journal::default();
    let mut stack = DisposeStack::new();
    for (name, then) in [("1", Then::Fail), ("2", Then::Succeed), ("3", Then::Fail)] {
        stack.push(Resource::new(name, then, &journal));
    }
    let error = stack.dispose().unwrap_err();
    assert_eq!(journal.taken(), ["3", "2", "1"]);
    assert_eq!(nested(&error), "1 refused, suppressed (3 refused)");
    let members: Vec<_> = error.iter().filter_map(Failure::downcast_ref::<Refused>).collect();
    assert_eq!(members, [&Refused("3"), &Refused("1")]);
}

/// Behaviours 50, 53.
#[test]
fn an_error_without_text_and_a_path_without_text_are_kept() {
    let mut steps = Collector::new();
    steps.keep("", "");
    steps.keep("", "");
    let error = steps.finish().unwrap_err();
    assert_eq!((error.len(), error.to_string().as_str()), (2, " (and 1 more)"));
    assert_eq!(paths(&error), ["", ""]);
}

#[test]
fn the_debug_form_shows_paths_and_the_errors_themselves() {
    let error = cluster(&Journal::default()).close().unwrap_err();
    assert_eq!(
        format!("{error:?}"),
        "DisposeError {\"shards[1].log.work\": Error(Refused(\"b\")), \
         \"regions[\\\"eu\\\"].work\": Error(Refused(\"eu\")), \
         \"pair.1.work\": Panic(Panic(\"right panicked\")), \
         \"type.work\": Error(Refused(\"type\"))}"
    );
    assert!(format!("{error:#?}").lines().count() > error.len());
}

#[test]
fn an_error_that_is_a_list_of_its_own_prints_all_in_the_long_text() {
    #[derive(Debug)]
    struct Both(DisposeError);

    impl std::fmt::Display for Both {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            std::fmt::Display::fmt(&self.0, f)
        }
    }

    impl Error for Both {}

    let mut steps = Collector::new();
    steps.keep("a", "first");
    steps.keep("b", "second");
    let list = Both(steps.finish().unwrap_err());
    let mut steps = Collector::new();
    steps.keep("before", "zero");
    steps.keep("outer", list);
    let outer = steps.finish().unwrap_err();
    assert_eq!(outer.iter().nth(1).unwrap().to_string(), "outer: a: first (and 1 more)");
    assert_eq!(format!("{outer:#}"), "before: zero\nouter: a: first\nb: second");
}

#[test]
fn a_nested_error_is_taken_over_failure_by_failure() {
    let three = || {
        let mut steps = Collector::new();
        steps.keep("log", "a");
        steps.keep("[1]", "b");
        steps.keep("", "c");
        steps.finish().unwrap_err()
    };
    let all = ["pool.log", "pool[1]", "pool"];
    assert_eq!(paths(&DisposeError::new("pool", three())), all);
    assert_eq!(paths(&DisposeError::new("", three())), ["log", "[1]", ""]);
    let mut steps = Collector::new();
    steps.keep("pool", three());
    steps.step("pool", || -> Result<(), Box<dyn Error + Send + Sync>> { Err(three().into()) });
    steps.step("pool", || -> io::Result<()> { Err(three().into()) });
    steps.extend(three());
    assert!(!steps.is_empty());
    let error = steps.finish().unwrap_err();
    assert_eq!(paths(&error), [all, all, all, ["log", "[1]", ""]].concat());
}

#[test]
fn an_io_error_of_it_has_the_kind_of_the_first_and_holds_all() {
    fn close(kind: io::ErrorKind) -> io::Result<()> {
        let mut steps = Collector::new();
        steps.step("log", || Err::<(), _>(io::Error::from(kind)));
        steps.keep("cache", Refused("cache"));
        Ok(steps.finish()?)
    }
    let error = close(io::ErrorKind::StorageFull).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    let inside = error.into_inner().unwrap().downcast::<DisposeError>().unwrap();
    assert_eq!(paths(&inside), ["log", "cache"]);
    assert_eq!(io::Error::from(DisposeError::new("a", "b")).kind(), io::ErrorKind::Other);
}

#[test]
fn an_io_error_of_another_error_stays_what_it_is() {
    let error = DisposeError::new("log", io::Error::other(Refused("x")));
    assert_eq!(paths(&error), ["log"]);
    assert_eq!(error.downcast_ref(), Some(&Refused("x")));
    let error = DisposeError::new("log", io::Error::from_raw_os_error(2));
    assert_eq!(error.downcast_ref().and_then(io::Error::raw_os_error), Some(2));
}

#[cfg(feature = "instrument")]
#[test]
fn without_a_failure_nothing_is_allocated() {
    /// Without a guard, so that no list counts it.
    struct Plain;

    impl Dispose for Plain {
        fn dispose(&mut self) -> Result<(), DisposeError> {
            Ok(())
        }
        fn is_disposed(&self) -> bool {
            false
        }
    }

    #[tenure::instrumented]
    fn disposes(pair: &mut (Plain, [Plain; 2])) -> Result<(), DisposeError> {
        let mut steps = Collector::new();
        steps.step("pair", || pair.dispose());
        steps.step("a", || ());
        steps.step("b", || Ok::<_, Refused>(1));
        steps.finish()
    }

    disposes(&mut (Plain, [Plain, Plain])).unwrap();
    let name = "::without_a_failure_nothing_is_allocated::disposes";
    let report = tenure::report();
    let row = report.functions().iter().find(|row| row.name.ends_with(name)).unwrap();
    assert_eq!(row.memory.unwrap().total_allocs, 0);
}

/// Behaviour 59.
#[test]
fn errors_go_where_any_error_goes() {
    fn sendable<T: Error + Send + Sync + 'static>(_: &T) {}
    let error = cluster(&Journal::default()).close().unwrap_err();
    sendable(&error);
    let boxed: Box<dyn Error + Send + Sync> = error.into();
    assert_eq!(boxed.downcast::<DisposeError>().unwrap().len(), 4);
}

#[disposable]
struct Returns {
    #[dispose(with = |_| ())]
    nothing: u8,
    #[dispose(with = |_| Ok::<u8, std::fmt::Error>(1))]
    a_value: u8,
    #[dispose(with = |_| Err::<(), _>(format!("{} texts", 2)))]
    a_text: u8,
    #[dispose(with = |_| std::fs::remove_file("/nowhere/at/all"))]
    an_error: u8,
    #[dispose(with = |_| Err::<u8, Box<dyn Error + Send + Sync>>("boxed".into()))]
    a_box: u8,
    guard: Guard,
}

#[test]
fn functions_return_what_suits_them() {
    let value =
        Returns { nothing: 0, a_value: 0, a_text: 0, an_error: 0, a_box: 0, guard: Guard::new() };
    let error = value.close().unwrap_err();
    assert_eq!(paths(&error), ["a_text", "an_error", "a_box"]);
    assert!(error.downcast_ref::<io::Error>().is_some());
}

/// A payload that panics when it is dropped.
struct Spiteful;

impl Drop for Spiteful {
    fn drop(&mut self) {
        panic!("again");
    }
}

#[disposable]
struct Hostile {
    #[dispose(with = |_| std::panic::panic_any(Spiteful))]
    first: u8,
    #[dispose(with = |done: &mut bool| *done = true)]
    second: bool,
    guard: Guard,
}

#[test]
fn a_panic_payload_that_panics_does_not_get_out() {
    let mut hostile = Hostile { first: 0, second: false, guard: Guard::new() };
    let error = hostile.dispose().unwrap_err();
    assert_eq!(error.to_string(), "first: panicked: a payload that is no text");
    assert!(hostile.second);
}
