//! Holders of values, after those of `CryFS`.

use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use tenure::{BoxError, Dispose, DisposeStack, Guard, disposable};

use super::super::{Journal, Resource, Then};

/// Counts how often it is freed.
struct Freed(Rc<Cell<u32>>);

impl Drop for Freed {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

#[disposable]
struct Holder {
    #[dispose(with = |_| Err::<(), _>("refused"))]
    freed: Freed,
    guard: Guard,
}

/// Behaviour 150.
#[test]
fn a_value_that_cannot_be_disposed_is_freed_all_the_same() {
    let count = Rc::new(Cell::new(0));
    let holder = Holder { freed: Freed(Rc::clone(&count)), guard: Guard::new() };
    assert_eq!(holder.close().unwrap_err().to_string(), "freed: refused");
    assert_eq!(count.get(), 1);
    let mut stack = DisposeStack::new();
    stack.push(Holder { freed: Freed(Rc::clone(&count)), guard: Guard::new() });
    assert!(stack.dispose().is_err());
    assert_eq!(count.get(), 2);
}

/// Behaviour 150.
#[test]
#[allow(clippy::arc_with_non_send_sync)] // one thread is enough to count owners
fn of_two_owners_only_the_second_gets_at_the_value() {
    let journal = Journal::default();
    let first = Arc::new(Resource::new("it", Then::Succeed, &journal));
    let second = Arc::clone(&first);
    assert!(Arc::into_inner(first).is_none());
    let last = Arc::into_inner(second).expect("nobody else has it");
    assert!(!last.is_disposed() && journal.taken().is_empty());
    last.close().unwrap();
    assert_eq!(journal.taken(), ["it"]);
}

/// Behaviour 150.
#[test]
fn a_map_disposes_every_value_and_hands_back_what_it_does_not_keep() {
    let journal = Journal::default();
    let resource = |name| Resource::new(name, Then::Fail, &journal);
    let mut map: HashMap<_, _> = ["a", "b"].map(|name| (name, resource(name))).into();
    let mut replaced = map.insert("a", resource("a again")).expect("the first one");
    assert!(!replaced.is_disposed());
    assert!(replaced.dispose().is_err());
    assert_eq!(journal.taken(), ["a"]);
    let error = map.close().unwrap_err();
    let mut disposed = journal.taken();
    disposed.sort();
    assert_eq!((error.len(), disposed), (2, ["a again", "b"].map(str::to_owned).into()));
}

type Made = Result<Resource, BoxError>;

/// Both values, or the first error; the other value is disposed then.
fn both(pair: (Made, Made)) -> Result<(Resource, Resource), BoxError> {
    match pair {
        (Ok(first), Ok(second)) => Ok((first, second)),
        mut pair => {
            pair.dispose()?;
            let (first, second) = pair;
            Err(first.err().or(second.err()).expect("one of them is none"))
        }
    }
}

/// Behaviour 150.
#[test]
fn of_two_results_an_error_disposes_the_other_value() {
    let journal = Journal::default();
    let ok = |name| Ok(Resource::new(name, Then::Succeed, &journal));
    let none = |text: &str| Err(text.into());
    let text = |pair| both(pair).map(drop).unwrap_err().to_string();
    assert_eq!(text((ok("first"), none("no second"))), "no second");
    assert_eq!(journal.taken(), ["first"]);
    assert_eq!(text((none("no first"), ok("second"))), "no first");
    assert_eq!(journal.taken(), ["second"]);
    assert_eq!(text((none("no first"), none("no second"))), "no first");
    let mut both = both((ok("first"), ok("second"))).unwrap();
    assert!(journal.taken().is_empty());
    both.dispose().unwrap();
    assert_eq!(journal.taken(), ["first", "second"]);
}
