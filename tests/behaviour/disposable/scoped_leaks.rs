//! Values that a test made and did not dispose fail it at its end.
#![cfg(feature = "testing")]

use std::panic::{AssertUnwindSafe, Location, UnwindSafe, catch_unwind};
use std::sync::{Arc, Barrier, Mutex};
use std::{mem, thread};

use tenure::testing::LeakScope;
use tenure::{AsyncDispose, Dispose, Guard, Owned, disposable};

use super::async_hand::{give_way, interrupted, ready};

#[disposable]
struct Session {
    guard: Guard,
}

#[track_caller]
fn session() -> Session {
    Session { guard: Guard::new() }
}

const NAME: &str = "behaviour::disposable::scoped_leaks::Session";

/// The text of its panic; empty without one.
fn failure(work: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(work)).err();
    panic.map_or_else(String::new, |payload| match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(other) => (*other.downcast::<&str>().expect("a text")).to_owned(),
    })
}

/// What is said of the values of a scope, a line for each place.
fn said(work: impl FnOnce(&LeakScope)) -> Vec<String> {
    let text = failure(|| {
        let scope = LeakScope::new();
        work(&scope);
        scope.finish();
    });
    text.lines().skip(1).map(str::to_owned).collect()
}

fn dropped(place: &Location<'_>) -> String {
    format!("{NAME}, created at {place}, was dropped without being disposed")
}

#[test]
fn a_scope_in_which_all_is_disposed_or_defused_does_not_fail() {
    let lines = said(|_| {
        session().close().expect("it has no steps");
        let mut other = session();
        other.dispose().expect("it has no steps");
        Guard::new().defuse();
        assert_eq!(Owned::with(1, drop).into_inner(), 1);
    });
    assert_eq!(lines, <[&str; 0]>::default());
}

/// Behaviours 149, 157.
#[test]
fn a_value_that_was_dropped_fails_it_at_its_end_and_is_named_by_the_line_that_made_it() {
    let scope = LeakScope::new();
    let line = line!() - 1;
    let forgotten = session();
    let place = forgotten.guard.created_at();
    drop(forgotten);
    let text = failure(|| scope.finish());
    let (first, rest) = text.split_once('\n').expect("two lines");
    let began = format!("a value of the scope that began at {}:{line}:", file!());
    assert!(first.starts_with(&began) && first.ends_with(" was not disposed"), "{first}");
    assert_eq!((place.line(), rest), (line + 2, dropped(place).as_str()));
}

#[test]
fn values_of_one_line_are_counted() {
    let mut place = None;
    let text = failure(|| {
        let _scope = LeakScope::new();
        for _ in 0..3 {
            let forgotten = session();
            place = Some(forgotten.guard.created_at());
        }
        mem::forget(session());
    });
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    assert!(first.starts_with("4 values of the scope that began at "), "{first}");
    let expected = format!("{} 3 times", dropped(place.expect("it was made")));
    assert_eq!(lines.next(), Some(expected.as_str()));
}

/// Behaviours 150, 164.
#[test]
fn a_value_that_was_forgotten_or_outlives_it_fails_it() {
    let (mut outlives, mut places) = (None, Vec::new());
    let lines = said(|_| {
        let forgotten = session();
        places.push(forgotten.guard.created_at());
        mem::forget(forgotten);
        places.push(outlives.insert(session()).guard.created_at());
    });
    let alive = |place| format!("a value made at {place} is still alive at its end");
    assert_eq!(lines, places.into_iter().map(alive).collect::<Vec<_>>());
    // What it does afterwards concerns nobody.
    outlives.map(Session::close).expect("it outlived").expect("it has no steps");
}

#[test]
fn it_fails_when_it_is_dropped_too() {
    let text = failure(|| {
        let _scope = LeakScope::new();
        mem::forget(session());
    });
    assert!(text.starts_with("a value of the scope that began at "), "{text}");
}

/// Behaviours 149, 156.
#[test]
fn while_its_thread_panics_it_is_silent_and_the_panic_stays() {
    let text = failure(|| {
        let _scope = LeakScope::new();
        let _dropped_by_the_panic = session();
        panic!("the body");
    });
    assert_eq!(text, "the body");
}

#[test]
fn what_was_made_before_or_by_others_does_not_count() {
    let before = session();
    let (begun, made) = (Barrier::new(2), Barrier::new(2));
    thread::scope(|threads| {
        threads.spawn(|| {
            begun.wait();
            drop(session());
            mem::forget(session());
            made.wait();
        });
        let lines = said(|_| {
            begun.wait();
            made.wait();
            drop(before);
        });
        assert_eq!(lines, <[&str; 0]>::default());
    });
}

#[test]
fn a_value_belongs_to_the_scope_it_was_made_in_wherever_it_goes() {
    let mut place = None;
    let lines = said(|_| {
        let value = session();
        place = Some(value.guard.created_at());
        let back = thread::spawn(|| value).join().expect("nothing panics");
        thread::spawn(|| drop(back)).join().expect("nothing panics");
        let elsewhere = session();
        let closed = thread::spawn(|| elsewhere.close()).join().expect("nothing panics");
        closed.expect("it has no steps");
    });
    assert_eq!(lines, [dropped(place.expect("it was made"))]);
}

#[test]
fn scopes_side_by_side_have_nothing_to_do_with_each_other() {
    let both = Arc::new(Barrier::new(2));
    let threads = [true, false].map(|forgets| {
        let both = Arc::clone(&both);
        thread::spawn(move || {
            said(|_| {
                both.wait();
                let value = session();
                if forgets {
                    drop(value);
                } else {
                    value.close().expect("it has no steps");
                }
                both.wait();
            })
        })
    });
    let failures = threads.map(|thread| thread.join().expect("the failure is caught").len());
    assert_eq!(failures, [1, 0]);
}

#[test]
fn threads_that_were_spawned_through_it_or_entered_it_belong_to_it() {
    let places = Mutex::new(Vec::new());
    let lines = said(|scope| {
        let forget = || {
            let value = session();
            places.lock().expect("nothing panics").push(value.guard.created_at());
        };
        thread::scope(|threads| {
            threads.spawn(|| scope.enter(forget)).join().expect("nothing panics");
            threads.spawn(|| drop(session()));
        });
        let spawned = scope.spawn(|| {
            let value = session();
            value.guard.created_at()
        });
        places.lock().expect("nothing panics").push(spawned.join().expect("nothing panics"));
    });
    let places = places.into_inner().expect("nothing panics");
    let mut expected: Vec<_> = places.into_iter().map(dropped).collect();
    expected.sort();
    assert_eq!((lines.len(), lines), (2, expected));
}

#[test]
fn of_scopes_in_each_other_the_innermost_one_counts() {
    let mut inner_lines = Vec::new();
    let mut place = None;
    let outer_lines = said(|_| {
        inner_lines = said(|_| drop(session()));
        let after = session();
        place = Some(after.guard.created_at());
    });
    assert_eq!(inner_lines.len(), 1);
    assert_eq!(outer_lines, [dropped(place.expect("it was made"))]);
}

#[test]
fn scopes_may_end_in_any_order() {
    let (first, second) = (LeakScope::new(), LeakScope::new());
    first.finish();
    drop(session());
    assert!(failure(|| second.finish()).starts_with("a value of the scope"));
    assert_eq!(failure(|| drop(session())), "", "no scope is left");
}

#[disposable]
struct WithoutGuard {
    #[dispose(take = |_: u8| Err::<(), _>("not now"))]
    number: Option<u8>,
}

#[test]
fn a_value_without_a_guard_counts_where_it_is_dropped() {
    let value = WithoutGuard { number: Some(1) };
    let lines = said(|_| drop(value));
    let name = "behaviour::disposable::scoped_leaks::WithoutGuard";
    let error = "number: not now";
    let how = "was dropped without being disposed; disposing it then failed";
    assert_eq!(lines, [format!("{name} {how}: {error}")]);
}

/// Is disposed when it is polled for the second time.
#[disposable(async, hook = |_: &mut Self| give_way())]
struct Awaited {
    guard: Guard,
}

#[test]
fn a_value_whose_disposal_was_dropped_half_way_belongs_to_it_until_it_is_disposed() {
    let mut places = Vec::new();
    let mut awaited = || {
        let mut value = Awaited { guard: Guard::new() };
        places.push(value.guard.created_at());
        interrupted(value.dispose_async(), 1);
        value
    };
    let lines = said(|_| {
        drop(awaited());
        mem::forget(awaited());
        ready(awaited().close_async()).expect("it cannot fail");
    });
    let name = "behaviour::disposable::scoped_leaks::Awaited";
    let place = places[0];
    let how = "was dropped without being disposed; disposing it then failed";
    let cancelled = "async dispose was cancelled";
    let dropped = format!("{name}, created at {place}, {how}: {cancelled}");
    let alive = format!("{name} made at {place} is still alive at its end");
    assert_eq!(lines, [dropped.as_str(), "async dispose was not awaited", alive.as_str()]);
}

/// As above, but only its guard tells of it.
#[disposable(async, fallback = guard, hook = |_: &mut Self| give_way())]
struct Guarded {
    guard: Guard,
}

#[test]
fn of_which_only_the_guard_tells_it_belongs_to_the_scope_too() {
    let mut place = None;
    let lines = said(|_| {
        let mut value = Guarded { guard: Guard::new() };
        place = Some(value.guard.created_at());
        interrupted(value.dispose_async(), 1);
    });
    let place = place.expect("it was made");
    let how = "was dropped without being disposed; disposing it then failed";
    assert_eq!(lines, [format!("a value, created at {place}, {how}: async dispose was cancelled")]);
}

#[test]
fn what_a_panic_that_was_caught_has_dropped_is_told_so() {
    let mut place = None;
    let lines = said(|_| {
        let text = failure(|| {
            let value = session();
            place = Some(value.guard.created_at());
            panic!("caught below");
        });
        assert_eq!(text, "caught below");
    });
    assert_eq!(lines, [format!("{} during unwinding", dropped(place.expect("it was made")))]);
}

#[test]
fn it_ends_on_the_thread_it_began_on_and_may_be_shared() {
    fn shared<T: Sync + UnwindSafe>() {}
    shared::<LeakScope>();
}
