//! Values that nobody disposed.

use std::panic::{AssertUnwindSafe, Location, catch_unwind};

use tenure::{Dispose, Guard, disposable};

use super::{Journal, Refused, Resource, Then, leaks_at};

/// Behaviour 157.
#[test]
fn a_forgotten_value_is_disposed_and_reported_with_the_line_that_made_it() {
    let journal = Journal::default();
    let resource = Resource::new("it", Then::Succeed, &journal);
    let here = resource.guard.created_at();
    assert_eq!((here.file(), here.line()), (file!(), line!() - 2));
    assert!(leaks_at(here).is_empty());
    drop(resource);
    assert_eq!(journal.taken(), ["it"]);
    let leaks = leaks_at(here);
    let [leak] = leaks.as_slice() else { panic!("{leaks:?}") };
    assert_eq!((leak.count, leak.failed, leak.unwinding), (1, 0, 0));
    assert_eq!(
        leak.to_string(),
        format!(
            "behaviour::disposable::Resource, created at {here}, was dropped without being disposed"
        )
    );
}

/// Behaviour 135.
#[test]
fn what_was_disposed_by_hand_the_fallback_leaves_alone_and_one_that_fails_concerns_no_other() {
    let journal = Journal::default();
    let mut by_hand = Resource::new("by hand", Then::Fail, &journal);
    let failing = Resource::new("failing", Then::Panic, &journal);
    let other = Resource::new("other", Then::Succeed, &journal);
    assert!(by_hand.dispose().is_err());
    assert!(by_hand.dispose().is_ok());
    drop((by_hand, failing, other));
    assert_eq!(journal.taken(), ["by hand", "failing", "other"]);
}

/// Behaviours 150, 151.
#[test]
fn close_gives_back_the_error_that_drop_can_only_report_and_the_value_is_gone_with_it() {
    let journal = Journal::default();
    let closed = Resource::new("closed", Then::Fail, &journal);
    let place = closed.guard.created_at();
    let error = closed.close().unwrap_err();
    assert_eq!(error.downcast_ref(), Some(&Refused("closed")));
    assert!(leaks_at(place).is_empty());
    let dropped = Resource::new("dropped", Then::Fail, &journal);
    let place = dropped.guard.created_at();
    drop(dropped);
    let leaks = leaks_at(place);
    let error = leaks[0].error.as_ref().expect("it failed");
    assert_eq!(error.downcast_ref(), Some(&Refused("dropped")));
    assert_eq!(journal.taken(), ["closed", "dropped"], "each once");
}

#[test]
fn a_disposed_value_is_not_reported() {
    let journal = Journal::default();
    let mut resource = Resource::new("it", Then::Fail, &journal);
    let here = resource.guard.created_at();
    assert!(resource.dispose().is_err());
    drop(resource);
    assert!(leaks_at(here).is_empty());
}

#[test]
fn the_errors_of_the_fallback_are_kept() {
    let journal = Journal::default();
    let mut here = None;
    for then in [Then::Succeed, Then::Fail, Then::Panic] {
        let resource = Resource::new("it", then, &journal);
        here = Some(resource.guard.created_at());
    }
    let leaks = leaks_at(here.unwrap());
    let [leak] = leaks.as_slice() else { panic!("{leaks:?}") };
    assert_eq!((leak.count, leak.failed), (3, 2));
    assert_eq!(leak.error.as_ref().unwrap().downcast_ref(), Some(&Refused("it")));
    let text = leak.to_string();
    assert!(
        text.ends_with(
            "disposed 3 times; disposing it then failed 2 times, first with work: it refused"
        ),
        "{text}"
    );
}

/// Behaviour 156.
#[test]
fn while_unwinding_the_value_is_disposed_and_the_first_panic_survives() {
    let journal = Journal::default();
    let mut here = None;
    let panic = catch_unwind(AssertUnwindSafe(|| {
        let resource = Resource::new("it", Then::Panic, &journal);
        here = Some(resource.guard.created_at());
        panic!("the body");
    }));
    assert_eq!(panic.unwrap_err().downcast_ref(), Some(&"the body"));
    assert_eq!(journal.taken(), ["it"]);
    let leaks = leaks_at(here.unwrap());
    let [leak] = leaks.as_slice() else { panic!("{leaks:?}") };
    assert_eq!((leak.count, leak.unwinding), (1, 1));
    assert!(leak.to_string().contains(" during unwinding; "), "{leak}");
}

#[disposable]
struct Parent {
    child: Resource,
    guard: Guard,
}

/// Behaviour 162.
#[test]
fn a_forgotten_parent_is_one_leak() {
    let journal = Journal::default();
    let child = Resource::new("child", Then::Succeed, &journal);
    let child_place = child.guard.created_at();
    let parent = Parent { child, guard: Guard::new() };
    let parent_place = parent.guard.created_at();
    drop(parent);
    assert_eq!(journal.taken(), ["child"]);
    assert_eq!(leaks_at(parent_place).len(), 1);
    assert!(leaks_at(child_place).is_empty());
}

#[disposable]
struct WithoutGuard {
    child: Resource,
}

#[test]
fn without_a_guard_the_leak_has_no_place() {
    let journal = Journal::default();
    drop(WithoutGuard { child: Resource::new("child", Then::Fail, &journal) });
    let mut disposed = WithoutGuard { child: Resource::new("child", Then::Fail, &journal) };
    assert!(disposed.dispose().is_err());
    drop(disposed);
    assert_eq!(journal.taken(), ["child", "child"]);
    let leaks = tenure::leaks();
    let leak = leaks.iter().find(|leak| leak.type_name.ends_with("WithoutGuard")).unwrap();
    assert_eq!((leak.created_at, leak.count, leak.failed), (None, 1, 1));
    assert_eq!(
        leak.to_string(),
        "behaviour::disposable::fallback::WithoutGuard was dropped without being disposed; \
         disposing it then failed: child.work: child refused"
    );
}

#[test]
fn a_state_that_cannot_be_told_counts_as_not_disposed() {
    struct Untold(Journal);
    impl Dispose for Untold {
        fn dispose(&mut self) -> Result<(), tenure::DisposeError> {
            self.0.note("disposed");
            Ok(())
        }
        fn is_disposed(&self) -> bool {
            panic!("nobody knows");
        }
    }
    #[disposable]
    struct Holder {
        untold: Untold,
    }
    let journal = Journal::default();
    drop(Holder { untold: Untold(journal.clone()) });
    assert_eq!(journal.taken(), ["disposed"]);
}

/// Without a `Drop`, so that it can be taken apart.
struct Apart {
    part: u8,
    guard: Guard,
}

#[test]
fn a_value_without_a_drop_is_reported_by_its_guard() {
    let apart = Apart { part: 1, guard: Guard::new() };
    let here = apart.guard.created_at();
    let Apart { part, guard } = apart;
    assert_eq!(part, 1);
    assert!(leaks_at(here).is_empty());
    drop(guard);
    let leaks = leaks_at(here);
    let [leak] = leaks.as_slice() else { panic!("{leaks:?}") };
    assert_eq!(
        leak.to_string(),
        format!("a value, created at {here}, was dropped without being disposed")
    );
}

/// Behaviour 149.
#[test]
fn a_value_whose_guard_is_defused_is_not_reported() {
    let apart = Apart { part: 1, guard: Guard::new() };
    let here = apart.guard.created_at();
    let Apart { part, guard } = apart;
    guard.defuse();
    assert_eq!(part, 1);
    assert!(leaks_at(here).is_empty());
}

/// An error that nobody wants and that makes trouble when it goes.
#[derive(Debug)]
struct Spiteful;

impl Drop for Spiteful {
    fn drop(&mut self) {
        panic!("while it is dropped");
    }
}

impl std::fmt::Display for Spiteful {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("spiteful")
    }
}

impl std::error::Error for Spiteful {}

#[disposable]
struct Hostile {
    #[dispose(with = |_| Err::<(), _>(Spiteful))]
    step: u8,
    guard: Guard,
}

#[test]
fn an_error_that_panics_when_dropped_does_not_get_out_of_drop() {
    // The first error is kept, the second has to go.
    let place = |hostile: &Hostile| hostile.guard.created_at();
    let places: Vec<&Location<'_>> = (0..2)
        .map(|_| {
            let hostile = Hostile { step: 0, guard: Guard::new() };
            place(&hostile)
        })
        .collect();
    assert_eq!(leaks_at(places[0])[0].failed, 2);
}

#[test]
fn a_value_whose_guard_is_a_constant_is_reported_where_that_stands() {
    #[disposable]
    struct Session {
        guard: Guard,
    }

    const fn session() -> Session {
        Session { guard: Guard::const_new() }
    }

    let session = session();
    let created_at = session.guard.created_at();
    drop(session);
    let leaks = leaks_at(created_at);
    assert_eq!(leaks.len(), 1, "{leaks:?}");
    assert!(leaks[0].type_name.ends_with("::Session"));
}

#[disposable]
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Derived {
    number: u8,
    guard: Guard,
}

#[test]
fn the_derives_of_the_struct_keep_their_meaning() {
    use std::collections::HashSet;
    let mut value = Derived::default();
    value.number = 1;
    let mut other = Derived { number: 1, guard: Guard::const_new() };
    assert!(value == other && value <= other);
    value.dispose().unwrap();
    assert!(value == other);
    let mut set = HashSet::from([other.clone()]);
    assert!(set.contains(&value));
    let mut clone = value.clone();
    assert!(value.is_disposed() && !clone.is_disposed());
    clone.dispose().unwrap();
    other.dispose().unwrap();
    for each in set.drain() {
        each.close().unwrap();
    }
}
