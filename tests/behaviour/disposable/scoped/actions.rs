//! `on_err!`, `on_ok!`, `on_exit!`: by the result, and by a panic.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tenure::{ScopeError, scoped};

use super::{Journal, Refused, Then, open, paths, texts};

type Scoped<T> = Result<T, ScopeError<Refused>>;

#[derive(Clone, Copy, PartialEq)]
enum Body {
    Succeed,
    Fail,
    Panic,
}

#[scoped]
fn three(body: Body, resource: Then, journal: &Journal) -> Scoped<()> {
    on_exit!(journal.note("exit"));
    on_err!(journal.note("err"));
    on_ok!(journal.note("ok"));
    using!(let a = open("a", resource, journal));
    match body {
        Body::Succeed => {}
        Body::Fail => return Err(Refused(a.work.name)),
        Body::Panic => panic!("body"),
    }
    Ok(())
}

/// Behaviour 144.
#[test]
fn on_ok_runs_on_success_and_on_err_on_failure() {
    let journal = Journal::default();
    three(Body::Succeed, Then::Succeed, &journal).unwrap();
    assert_eq!(journal.taken(), ["open a", "a", "ok", "exit"]);
    three(Body::Fail, Then::Succeed, &journal).unwrap_err();
    assert_eq!(journal.taken(), ["open a", "a", "err", "exit"]);
    let run = || three(Body::Panic, Then::Succeed, &journal);
    assert!(catch_unwind(AssertUnwindSafe(run)).is_err());
    assert_eq!(journal.taken(), ["open a", "a", "err", "exit"]);
}

#[test]
fn a_disposal_that_fails_below_is_a_failure_too() {
    let journal = Journal::default();
    three(Body::Succeed, Then::Fail, &journal).unwrap_err();
    assert_eq!(journal.taken(), ["open a", "a", "err", "exit"]);
}

/// Behaviour 144.
#[test]
fn a_failure_that_was_handled_counts_as_success() {
    #[scoped]
    fn handles(journal: &Journal) -> Scoped<()> {
        on_err!(journal.note("err"));
        on_ok!(journal.note("ok"));
        if three(Body::Fail, Then::Succeed, &Journal::default()).is_err() {
            journal.note("handled");
        }
        let caught = catch_unwind(|| panic!("handled too"));
        assert!(caught.is_err());
        Ok(())
    }

    let journal = Journal::default();
    handles(&journal).unwrap();
    assert_eq!(journal.taken(), ["handled", "ok"]);
}

/// Behaviour 145.
#[test]
fn a_scope_inside_a_drop_that_runs_during_unwinding_goes_by_its_own_end() {
    struct Dropped(Journal);

    impl Drop for Dropped {
        fn drop(&mut self) {
            assert!(std::thread::panicking());
            three(Body::Succeed, Then::Succeed, &self.0).unwrap();
        }
    }

    let journal = Journal::default();
    let dropped = Dropped(journal.clone());
    let run = move || {
        let _dropped = dropped;
        panic!("outside");
    };
    assert!(catch_unwind(AssertUnwindSafe(run)).is_err());
    assert_eq!(journal.taken(), ["open a", "a", "ok", "exit"]);
}

/// Behaviour 99.
#[test]
fn actions_go_last_in_first_out_with_what_they_were_given() {
    #[scoped]
    fn registers(journal: &Journal) -> Scoped<()> {
        let three = |a: u8, b: &str, c: [u8; 2]| journal.note(format!("{a} {b} {c:?}"));
        on_exit!(journal.note("none"));
        on_exit!(three(1, "b", [2, 3]));
        on_exit!({
            journal.note("several");
            journal.note("statements");
        });
        on_exit!(if journal.0.borrow().is_empty() {
            journal.note("empty");
        });
        Ok(())
    }

    let journal = Journal::default();
    registers(&journal).unwrap();
    assert_eq!(journal.taken(), ["empty", "several", "statements", "1 b [2, 3]", "none"]);
}

/// Behaviour 147.
#[test]
fn an_action_that_fails_is_one_more_failure_at_its_place() {
    #[scoped]
    fn fails(body: bool) -> Scoped<()> {
        on_exit!(Err::<(), _>(Refused("exit")));
        on_err!(panic!("err"));
        on_ok!(Err::<u8, _>(Refused("ok")));
        if body { Err(Refused("body")) } else { Ok(()) }
    }

    let line = line!() - 6;
    let at = |name: &str, line: u32| format!("{name} at {}:{line}", file!());
    let error = fails(false).unwrap_err();
    let places = [at("on_ok", line + 2), at("on_err", line + 1), at("on_exit", line)];
    assert_eq!(paths(&error), places.each_ref().map(String::as_str));
    assert!(error.body().is_none());
    let error = fails(true).unwrap_err();
    assert_eq!(
        texts(&error),
        [
            "body refused".to_owned(),
            format!("{}: panicked: err", at("on_err", line + 1)),
            format!("{}: exit refused", at("on_exit", line)),
        ]
    );
}

#[test]
fn what_fails_before_an_action_is_reached_leaves_it_out() {
    #[scoped]
    fn fails(journal: &Journal) -> Scoped<()> {
        on_exit!(journal.note("first"));
        using!(let _a = Err::<super::Resource, _>(Refused("a"))?);
        on_exit!(journal.note("second"));
        Ok(())
    }

    let journal = Journal::default();
    assert!(fails(&journal).is_err());
    assert_eq!(journal.taken(), ["first"]);
}

#[test]
fn an_action_uses_what_the_rest_has_used() {
    #[scoped]
    fn rolls_back(journal: &Journal, fail: bool) -> Scoped<usize> {
        using!(let a = open("a", Then::Succeed, journal));
        let mut done = Vec::new();
        on_err!(journal.note(format!("undo {done:?} of {}", a.work.name)));
        done.push(1);
        a.work.name = "changed";
        done.push(2);
        if fail { Err(Refused("body")) } else { Ok(done.len()) }
    }

    let journal = Journal::default();
    assert_eq!(rolls_back(&journal, false).unwrap(), 2);
    assert_eq!(journal.taken(), ["open a", "changed"]);
    assert!(rolls_back(&journal, true).is_err());
    assert_eq!(journal.taken(), ["open a", "undo [1, 2] of changed", "changed"]);
}

#[test]
fn an_action_that_is_refused_at_the_end_of_a_panic_does_not_hide_it() {
    #[scoped]
    fn panics() -> Scoped<()> {
        on_err!(panic!("action"));
        panic!("body");
    }

    assert_eq!(catch_unwind(panics).unwrap_err().downcast_ref(), Some(&"body"));
}
