//! `using`: one resource for one function.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tenure::{DisposeError, Failure, Owned, ScopeError, using};

use super::{Journal, Refused, Resource, Then, leaks_at, paths, texts};

/// Behaviours 126, 127.
#[test]
fn the_body_gets_the_resource_and_gives_its_value_back() {
    let journal = Journal::default();
    let resource = Resource::new("a", Then::Succeed, &journal);
    let name = using(resource, |resource| {
        journal.note("body");
        Ok::<_, Refused>(resource.work.name)
    });
    assert_eq!(name.unwrap(), "a");
    assert_eq!(journal.taken(), ["body", "a"]);
    assert_eq!(using(Owned::with(7, drop), |value| Ok::<_, Refused>(**value)).unwrap(), 7);
}

/// Behaviours 71, 126.
#[test]
fn the_error_of_the_body_comes_out_as_it_is() {
    let journal = Journal::default();
    let resource = Resource::new("a", Then::Succeed, &journal);
    let error = using(resource, |_| Err::<(), _>(Refused("body"))).unwrap_err();
    assert!(matches!(error, ScopeError::Body(Refused("body"))), "{error:?}");
    assert_eq!(journal.taken(), ["a"]);
}

/// Behaviour 70.
#[test]
fn the_error_of_the_disposal_comes_out_behind_a_body_that_succeeded() {
    let resource = Resource::new("a", Then::Fail, &Journal::default());
    let error = using(resource, |_| Ok::<_, Refused>(())).unwrap_err();
    let ScopeError::Dispose(error) = error else { panic!("{error:?}") };
    assert_eq!(error.first().path(), "work");
    assert_eq!(error.downcast_ref(), Some(&Refused("a")));
}

/// Behaviours 72, 108.
#[test]
fn both_errors_are_there_when_both_failed() {
    let resource = Resource::new("a", Then::Panic, &Journal::default());
    let error = using(resource, |_| Err::<(), _>(Refused("body"))).unwrap_err();
    assert_eq!(texts(&error), ["body refused", "work: panicked: a panicked"]);
    let ScopeError::Both { body: Refused("body"), dispose } = error else { panic!("{error:?}") };
    assert_eq!(dispose.len(), 1);
}

/// Behaviours 74, 132.
#[test]
fn a_resource_that_is_none_is_used_and_nothing_is_disposed() {
    let ran = using(None::<Resource>, |resource| Ok::<_, Refused>(resource.is_none()));
    assert!(ran.unwrap());
}

/// Behaviour 134.
#[test]
fn a_disposal_that_fails_is_tried_once() {
    let journal = Journal::default();
    let error = using(Resource::new("a", Then::Fail, &journal), |_| Ok::<_, Refused>(()));
    assert!(error.is_err());
    assert_eq!(journal.taken(), ["a"]);
}

#[test]
fn what_the_body_disposes_is_not_disposed_twice() {
    use tenure::Dispose;

    let journal = Journal::default();
    let resource = Resource::new("a", Then::Succeed, &journal);
    using(resource, |resource| {
        resource.dispose()?;
        journal.note("body");
        Ok::<_, DisposeError>(())
    })
    .unwrap();
    assert_eq!(journal.taken(), ["a", "body"]);
}

#[test]
fn a_panic_goes_on_after_the_disposal() {
    let journal = Journal::default();
    let resource = Resource::new("a", Then::Succeed, &journal);
    let payload = catch_unwind(AssertUnwindSafe(|| {
        using(resource, |_| -> Result<(), Refused> { std::panic::panic_any(17) })
    }));
    assert_eq!(payload.unwrap_err().downcast_ref(), Some(&17));
    assert_eq!(journal.taken(), ["a"]);
}

/// Behaviour 156.
#[test]
fn what_fails_beside_a_panic_is_reported_with_its_error() {
    let (resource, place) =
        (Resource::new("a", Then::Fail, &Journal::default()), std::panic::Location::caller());
    let line = line!() + 2;
    let payload = catch_unwind(AssertUnwindSafe(|| {
        using(resource, |_| -> Result<(), Refused> { panic!("body panicked") })
    }));
    assert_eq!(payload.unwrap_err().downcast_ref(), Some(&"body panicked"));
    let leaks = tenure::leaks();
    let leak = leaks
        .iter()
        .find(|leak| leak.created_at.is_some_and(|at| (at.file(), at.line()) == (file!(), line)));
    let leak = leak.unwrap();
    assert!(leak.type_name.ends_with("::Resource"));
    assert_eq!((leak.count, leak.unwinding, leak.failed), (1, 1, 1));
    assert_eq!(leak.error.as_ref().unwrap().downcast_ref(), Some(&Refused("a")));
    assert!(leaks_at(place).is_empty());
}

#[test]
fn a_panic_in_the_drop_of_a_resource_is_a_failure() {
    struct Bomb;

    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("boom");
        }
    }

    struct Bare(Bomb);
    impl tenure::Dispose for Bare {
        fn dispose(&mut self) -> Result<(), DisposeError> {
            Err(DisposeError::new("bare", Refused("bare")))
        }
        fn is_disposed(&self) -> bool {
            false
        }
    }

    let resource = vec![Owned::with(Bomb, std::mem::forget)];
    assert!(using(resource, |_| Ok::<_, Refused>(())).is_ok());
    let error = using(Bare(Bomb), |_| Err::<(), _>(Refused("body"))).unwrap_err();
    assert_eq!(texts(&error), ["body refused", "bare: bare refused", "panicked: boom"]);
}

/// Behaviour 140.
#[test]
fn one_of_three_that_fails_leaves_the_other_two_disposed() {
    let journal = Journal::default();
    let each = ["a", "b", "c"].map(|name| {
        let then = if name == "b" { Then::Fail } else { Then::Succeed };
        Resource::new(name, then, &journal)
    });
    let error = using(each, |_| Ok::<_, Refused>(())).unwrap_err();
    assert_eq!(journal.taken(), ["a", "b", "c"]);
    assert_eq!(paths(&error), ["[1].work"]);
    let all: Vec<_> = error.dispose_error().unwrap().iter().map(Failure::path).collect();
    assert_eq!(all, paths(&error));
}
