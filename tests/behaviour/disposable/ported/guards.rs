//! Guards of a scope, after those of folly and the guideline library of C++.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tenure::{Dispose, DisposeStack, Guard, Owned, disposable};

use super::super::{Journal, Resource, Then};

/// Behaviour 142.
#[test]
fn an_action_of_a_scope_is_dismissed_and_put_back() {
    let journal = Journal::default();
    {
        let stack = DisposeStack::new();
        stack.defer(|| journal.note("at the end"));
        assert!(journal.taken().is_empty());
    }
    assert_eq!(journal.taken(), ["at the end"]);
    let is_wanted = [true, false];
    for wanted in is_wanted {
        let mut stack = DisposeStack::new();
        // What is adopted is what the closer looks at: `None` dismisses it, also from the start.
        let name = stack.adopt(wanted.then_some("wanted"), |name| {
            if let Some(name) = name {
                journal.note(name);
            }
        });
        let dismissed = name.take();
        assert_eq!(dismissed.is_some(), wanted);
        *name = dismissed;
        stack.dispose().unwrap();
        assert_eq!(journal.taken().len(), usize::from(wanted));
    }
    let owned = Owned::with("held", |_| panic!("dismissed"));
    let name = owned.into_inner();
    let rehired = Owned::with(name, |name| assert_eq!(name, "held"));
    rehired.close().unwrap();
}

/// Behaviour 143.
#[test]
fn a_guard_that_is_moved_runs_once() {
    let journal = Journal::default();
    let resource = Resource::new("moved", Then::Succeed, &journal);
    let resource = Box::new(Some(resource));
    let mut list = vec![None, *resource];
    list.swap(0, 1);
    let moved = list.remove(0);
    list.close().unwrap();
    assert!(journal.taken().is_empty());
    let stack = DisposeStack::new();
    stack.push(moved);
    let elsewhere = (stack, "beside");
    let mut stack = elsewhere.0;
    stack.dispose().unwrap();
    drop(stack);
    assert_eq!(journal.taken(), ["moved"]);
}

#[disposable]
struct TwoParts {
    first: Resource,
    second: Resource,
    guard: Guard,
}

fn no_second() -> Resource {
    panic!("there is no second")
}

/// Behaviour 146.
#[test]
fn what_cannot_be_put_under_guard_is_taken_down_all_the_same() {
    let journal = Journal::default();
    let mut stack = DisposeStack::new();
    stack.dispose().unwrap();
    let late = Resource::new("late", Then::Succeed, &journal);
    assert!(catch_unwind(AssertUnwindSafe(|| drop(stack.push(late).dispose()))).is_err());
    assert_eq!(journal.taken(), ["late"]);
    assert!(stack.try_adopt("handed back", |_| ()).is_err_and(|value| value == "handed back"));

    let half_made = catch_unwind(AssertUnwindSafe(|| TwoParts {
        first: Resource::new("first", Then::Fail, &journal),
        second: no_second(),
        guard: Guard::new(),
    }));
    let panic = half_made.map(|made| made.second.is_disposed()).unwrap_err();
    assert_eq!(panic.downcast_ref(), Some(&"there is no second"));
    assert_eq!(journal.taken(), ["first"]);
}

/// Behaviour 140.
#[test]
fn one_that_fails_in_a_scope_does_not_keep_the_others() {
    for failing in 0..3 {
        let journal = Journal::default();
        let mut scope = DisposeStack::new();
        for (index, name) in ["a", "b", "c"].into_iter().enumerate() {
            let then = if index == failing { Then::Fail } else { Then::Succeed };
            scope.push(Resource::new(name, then, &journal));
        }
        let error = scope.dispose().unwrap_err();
        assert_eq!((error.len(), journal.taken()), (1, ["c", "b", "a"].map(str::to_owned).into()));
    }
}
