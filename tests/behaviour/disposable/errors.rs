//! `DisposeError`: all of it, in order, with paths.

use std::collections::BTreeMap;
use std::error::Error;

use tenure::{Cause, Dispose, DisposeError, Failure, Guard, disposable};

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

#[test]
fn the_source_is_the_first_failure_and_then_its_error() {
    let error = cluster(&Journal::default()).close().unwrap_err();
    let first = error.source().unwrap();
    assert_eq!(first.to_string(), "shards[1].log.work: b refused");
    assert_eq!(first.source().unwrap().downcast_ref(), Some(&Refused("b")));
}

#[test]
fn any_member_can_be_downcast() {
    let error = cluster(&Journal::default()).close().unwrap_err();
    assert_eq!(error.downcast_ref(), Some(&Refused("b")));
    assert!(error.downcast_ref::<std::io::Error>().is_none());
}

#[test]
fn a_panic_in_a_step_is_a_failure_with_its_text() {
    let error = Resource::new("x", Then::Panic, &Journal::default()).close().unwrap_err();
    let causes: Vec<_> = error.iter().map(Failure::cause).collect();
    assert!(matches!(causes[..], [Cause::Panic(text)] if text == "x panicked"), "{causes:?}");
}

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
    assert!(error.downcast_ref::<std::io::Error>().is_some());
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
