//! `using!` in inner blocks: disposed at the end of each.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

use tenure::{ScopeError, scoped};

use super::{Journal, Refused, Resource, Then, open, paths, texts};

type Scoped<T> = Result<T, ScopeError<Refused>>;

/// Behaviours 61, 63.
#[test]
fn a_resource_of_a_block_goes_at_its_end() {
    #[scoped]
    fn block(journal: &Journal) -> Scoped<()> {
        {
            using!(let a = open("a", Then::Succeed, journal));
            using!(let b: Resource = open("b", Then::Succeed, journal));
            journal.note(format!("{} {}", a.work.name, b.work.name));
        }
        journal.note("after");
        Ok(())
    }

    let journal = Journal::default();
    block(&journal).unwrap();
    assert_eq!(journal.taken(), ["open a", "open b", "a b", "b", "a", "after"]);
}

/// Behaviour 65.
#[test]
#[allow(clippy::never_loop)] // each way out of it is one case
fn a_resource_of_a_loop_goes_at_the_end_of_each_turn() {
    #[scoped]
    fn turns(journal: &Journal) -> Scoped<usize> {
        using!(let _all = open("all", Then::Succeed, journal));
        let mut count = 0;
        'outer: for name in ["a", "b", "c", "d"] {
            using!(let each = open(name, Then::Succeed, journal));
            loop {
                using!(let _inner = open("inner", Then::Succeed, journal));
                match each.work.name {
                    "b" => continue 'outer,
                    "c" => break 'outer,
                    _ => break,
                }
            }
            count += 1;
        }
        Ok(count)
    }

    let journal = Journal::default();
    assert_eq!(turns(&journal).unwrap(), 1);
    let turn =
        |name: &str| [format!("open {name}"), "open inner".into(), "inner".into(), name.into()];
    let expected = [&["open all".into()][..], &turn("a"), &turn("b"), &turn("c"), &["all".into()]];
    assert_eq!(journal.taken(), expected.concat());
}

/// Behaviours 65, 67, 77.
#[test]
fn an_initialiser_in_a_loop_that_fails_ends_it_and_disposes_the_rest() {
    #[scoped]
    fn turns(journal: &Journal) -> Scoped<()> {
        for name in ["a", "b"] {
            using!(let _outer = open(name, Then::Succeed, journal));
            using!(let _inner = if name == "b" { Err(Refused("inner"))? } else {
                open("inner", Then::Succeed, journal)
            });
        }
        Ok(())
    }

    let journal = Journal::default();
    assert!(matches!(turns(&journal), Err(ScopeError::Body(Refused("inner")))));
    assert_eq!(journal.taken(), ["open a", "open inner", "inner", "a", "open b", "b"]);
}

#[test]
fn what_fails_in_a_block_is_in_the_list_and_the_function_goes_on() {
    #[scoped]
    fn turns(journal: &Journal) -> Scoped<()> {
        using!(let _all = open("all", Then::Fail, journal));
        for name in ["a", "b"] {
            using!(let _each = open(name, Then::Fail, journal));
        }
        journal.note("after");
        Ok(())
    }

    let journal = Journal::default();
    let error = turns(&journal).unwrap_err();
    assert_eq!(journal.taken(), ["open all", "open a", "a", "open b", "b", "after", "all"]);
    assert_eq!(paths(&error), ["_each.work", "_each.work", "_all.work"]);
}

#[test]
fn a_panic_in_a_block_disposes_its_resources_and_goes_on() {
    #[scoped]
    fn panics(journal: &Journal) -> Scoped<()> {
        using!(let _a = open("a", Then::Succeed, journal));
        if journal.taken().len() == 1 {
            using!(let _b = open("b", Then::Panic, journal));
            panic!("block");
        }
        Ok(())
    }

    let journal = Journal::default();
    let payload = catch_unwind(AssertUnwindSafe(|| panics(&journal))).unwrap_err();
    assert_eq!(payload.downcast_ref(), Some(&"block"));
    assert_eq!(journal.taken(), ["open b", "b", "a"]);
}

#[test]
fn a_closure_and_a_match_are_blocks_too() {
    #[scoped]
    fn blocks(journal: &Journal) -> Scoped<usize> {
        let measure = |name| {
            using!(let resource = open(name, Then::Succeed, journal));
            resource.work.name.len()
        };
        let length = match measure("abc") {
            3 => {
                using!(let (left, right) = (
                    open("left", Then::Succeed, journal),
                    open("right", Then::Fail, journal),
                ));
                left.work.name.len() + right.work.name.len()
            }
            other => other,
        };
        journal.note(length.to_string());
        Ok(length)
    }

    let journal = Journal::default();
    let error = blocks(&journal).unwrap_err();
    assert_eq!(
        journal.taken(),
        ["open abc", "abc", "open left", "open right", "left", "right", "9"]
    );
    assert_eq!(texts(&error), ["(left, right).1.work: right refused"]);
}

#[test]
fn what_a_resource_is_made_of_is_let_go_before_the_rest() {
    #[scoped]
    fn from(names: &Mutex<Vec<&'static str>>, journal: &Journal) -> Scoped<()> {
        using!(let first = open(names.lock().unwrap().pop().unwrap(), Then::Succeed, journal));
        assert!(names.try_lock().is_ok(), "it is still locked for {}", first.work.name);
        {
            using!(let inner = open(names.lock().unwrap().pop().unwrap(), Then::Succeed, journal));
            assert!(names.try_lock().is_ok(), "it is still locked for {}", inner.work.name);
        }
        Ok(())
    }

    let journal = Journal::default();
    from(&Mutex::new(vec!["b", "a"]), &journal).unwrap();
    assert_eq!(journal.taken(), ["open a", "open b", "b", "a"]);
}
