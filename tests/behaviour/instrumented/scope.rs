//! `scope!`: rows for parts of functions.

use tenure::{Report, Session, instrumented, scope};

use super::{allocate, memory};

/// Name, calls, open calls and own bytes of each row, by name.
fn rows(report: &Report) -> Vec<(&'static str, u64, u64, u64)> {
    let mut rows: Vec<_> = report
        .functions()
        .iter()
        .map(|row| (row.name, row.calls, row.open, memory(row).self_bytes))
        .collect();
    rows.sort_unstable();
    rows
}

#[test]
fn a_block_has_a_row_below_its_function() {
    #[instrumented(name = "whole")]
    fn whole() {
        drop(allocate(1));
        {
            let _part = scope!("part");
            drop(allocate(20));
            inner();
        }
        drop(allocate(2));
    }

    #[instrumented(name = "inner")]
    fn inner() {
        drop(allocate(300));
    }

    let session = Session::start_local();
    whole();
    let report = session.stop();
    assert_eq!(rows(&report), [("inner", 1, 0, 300), ("part", 1, 0, 20), ("whole", 1, 0, 3)]);
    assert_eq!(report.to_folded_bytes(), "whole 3\nwhole;part 20\nwhole;part;inner 300\n");
    assert!(report.functions().iter().all(|row| row.p50.is_some()));
}

#[test]
fn an_open_scope_is_told() {
    const NAME: &str = "named by a constant";
    let session = Session::start_local();
    let part = scope!(NAME);
    drop(allocate(5));
    assert_eq!(rows(&session.report()), [(NAME, 1, 1, 5)]);
    drop(part);
    // With what the report allocated in it.
    assert_eq!(rows(&session.stop()).into_iter().map(|row| row.2).collect::<Vec<_>>(), [0]);
}

#[test]
fn guards_may_be_dropped_in_any_order() {
    let session = Session::start_local();
    for _ in 0..200 {
        let first = scope!("first");
        let second = scope!("second");
        let third = scope!("third");
        drop(first);
        drop(allocate(1));
        drop(second);
        drop(third);
    }
    {
        let _last = scope!("last");
        drop(allocate(7));
    }
    let report = session.stop();
    let counts: Vec<_> =
        rows(&report).into_iter().map(|(name, calls, open, _)| (name, calls, open)).collect();
    assert_eq!(counts, [("first", 200, 0), ("last", 1, 0), ("second", 200, 0), ("third", 200, 0)]);
    let folded = report.to_folded_bytes();
    assert!(
        folded.lines().any(|line| line == "last 7"),
        "what follows is in none of them: {folded}"
    );
}

#[test]
fn a_guard_may_leave_its_function_and_be_forgotten() {
    #[instrumented(name = "makes")]
    fn makes() -> tenure::Scope {
        scope!("left")
    }

    let session = Session::start_local();
    for _ in 0..3 {
        let guard = makes();
        drop(allocate(10));
        drop(guard);
    }
    std::mem::forget(makes());
    {
        let _outer = scope!("around");
        std::mem::forget(scope!("forgotten"));
    }
    {
        let _behind = scope!("behind");
        drop(allocate(3));
    }
    let report = session.stop();
    let names: Vec<_> = rows(&report).into_iter().map(|(name, calls, ..)| (name, calls)).collect();
    assert_eq!(names, [("around", 1), ("behind", 1), ("forgotten", 1), ("left", 4), ("makes", 4)]);
    assert!(report.to_folded_bytes().contains("behind 3\n"), "{}", report.to_folded_bytes());
}

#[test]
fn a_guard_that_is_later_than_its_thread_does_nothing() {
    use std::cell::Cell;

    thread_local! {
        static KEPT: Cell<Option<tenure::Scope>> = const { Cell::new(None) };
    }

    std::thread::spawn(|| {
        // Its destructor is registered first, and so runs last.
        KEPT.set(None);
        KEPT.with(|_| ());
        KEPT.set(Some(scope!("kept")));
    })
    .join()
    .expect("no panic");
}

#[test]
fn a_thread_whose_scope_ended_inside_a_later_call_is_over_at_its_end() {
    const NAME: &str = "hands a scope on";

    #[instrumented]
    fn ends(guard: tenure::Scope) {
        drop(guard);
    }

    fn is_there() -> bool {
        tenure::report().threads().iter().any(|thread| thread.name.as_deref() == Some(NAME))
    }

    let thread = std::thread::Builder::new().name(NAME.to_owned());
    let work = || {
        ends(scope!("handed on"));
        assert!(is_there());
    };
    thread.spawn(work).expect("a thread").join().expect("no panic");
    assert!(!is_there(), "it is one of those that have ended, which have no names");
}

#[test]
fn scopes_over_the_end_of_a_chunk_end_in_order() {
    fn nested(depth: u32) {
        let _level = scope!("level");
        if depth > 0 {
            nested(depth - 1);
        }
    }

    let session = Session::start_local();
    nested(300);
    let mut guards: Vec<_> = (0..150).map(|_| scope!("listed")).collect();
    guards.reverse();
    drop(guards);
    let listed: Vec<_> = (0..150).map(|_| scope!("in a wrong order")).collect();
    drop(listed);
    let report = session.stop();
    let rows: Vec<_> =
        rows(&report).into_iter().map(|(name, calls, open, _)| (name, calls, open)).collect();
    assert_eq!(rows, [("in a wrong order", 150, 0), ("level", 301, 0), ("listed", 150, 0)]);
}

/// The guards are dropped in the `order` that is given to their number; the folded stacks of what
/// is allocated afterwards.
fn behind_so_many(count: usize, order: impl Fn(&mut Vec<Option<tenure::Scope>>)) -> String {
    let session = Session::start_local();
    let mut guards: Vec<_> = (0..count).map(|_| Some(scope!("one of many"))).collect();
    order(&mut guards);
    assert!(guards.iter().all(Option::is_none));
    {
        let _last = scope!("last");
        drop(allocate(7));
    }
    let folded = session.stop().to_folded_bytes();
    folded.lines().filter(|line| line.contains("last")).map(str::to_owned).collect()
}

#[test]
fn what_follows_scopes_over_the_end_of_a_chunk_is_in_none_of_them() {
    for count in [62, 63, 64, 65, 126, 127, 300] {
        let forwards = |guards: &mut Vec<_>| guards.fill_with(|| None);
        assert_eq!(behind_so_many(count, forwards), "last 7", "{count} forwards");
        let from_the_middle = |guards: &mut Vec<_>| {
            let (front, back) = guards.split_at_mut(count / 2);
            back.iter_mut().chain(front).for_each(|guard| *guard = None);
        };
        assert_eq!(behind_so_many(count, from_the_middle), "last 7", "{count} from the middle");
        let every_second = |guards: &mut Vec<_>| {
            guards.iter_mut().step_by(2).for_each(|guard| *guard = None);
            guards.fill_with(|| None);
        };
        assert_eq!(behind_so_many(count, every_second), "last 7", "{count} every second first");
    }
}

#[test]
fn a_call_in_two_scopes_that_end_before_it_is_in_neither() {
    let session = Session::start_local();
    let outer = scope!("outer of two");
    drop(allocate(20));
    let inner = scope!("inner of two");
    let innermost = scope!("innermost");
    drop(inner);
    drop(outer);
    drop(allocate(9));
    drop(innermost);
    let report = session.stop();
    let found: Vec<_> =
        rows(&report).into_iter().map(|(name, .., own_bytes)| (name, own_bytes)).collect();
    assert_eq!(found, [("inner of two", 0), ("innermost", 9), ("outer of two", 20)]);
}
