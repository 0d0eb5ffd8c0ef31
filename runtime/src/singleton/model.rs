//! What must hold under every order in which threads can run, tried by loom.
//!
//! `RUSTFLAGS="--cfg loom" cargo test --release -p tenure --lib model`

use loom::cell::UnsafeCell;
use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::{model, thread};

use super::cell::{Result, Slot, Status};
use super::error::InitError;
use super::node::Node;
use super::rules::proven;
use super::teardown::teardown;
use crate::disposable::error::BoxError;

/// A value in memory of which loom knows who has written and who may read it.
pub(super) struct Value(pub(super) UnsafeCell<u32>);

// SAFETY: it is written once, by who makes it; that the others read it after that is what loom
// finds out.
unsafe impl Sync for Value {}

impl Value {
    pub(super) fn new() -> Self {
        let value = Value(UnsafeCell::new(0));
        // SAFETY: nobody else has it yet.
        value.0.with_mut(|number| unsafe { *number = 42 });
        value
    }

    pub(super) fn assert_is_seen(&self) {
        // SAFETY: nobody writes any more.
        assert_eq!(self.0.with(|number| unsafe { *number }), 42);
    }
}

pub(super) static NODE: Node = Node::new("First");
static OTHER: Node = Node::new("Second");

/// Lives for ever; each run of a model has its own.
fn slot(node: &'static Node, init: fn() -> Result<Value, BoxError>) -> &'static Slot<Value> {
    let slot = Box::leak(Box::new(node.__of(proven(None)).slot(init)));
    assert_eq!(slot.status(), Status::Empty);
    slot
}

mod one_value {
    use super::*;

    loom::lazy_static! {
        static ref MADE: AtomicUsize = AtomicUsize::new(0);
        static ref SLOT: &'static Slot<Value> = slot(&NODE, || {
            MADE.fetch_add(1, Ordering::Relaxed);
            Ok(Value::new())
        });
    }

    #[test]
    fn is_made_by_two_threads_and_seen_by_a_third() {
        model(|| {
            let slot = *SLOT;
            let ask = || thread::spawn(|| SLOT.instance().assert_is_seen());
            let threads = [ask(), ask()];
            if let Some(value) = slot.peek() {
                value.assert_is_seen();
            }
            for thread in threads {
                thread.join().unwrap();
            }
            assert_eq!(MADE.load(Ordering::Relaxed), 1);
        });
    }
}

mod circle {
    use super::*;

    loom::lazy_static! {
        static ref LEFT: &'static Slot<Value> = slot(&NODE, || {
            RIGHT.try_instance()?.assert_is_seen();
            Ok(Value::new())
        });
        static ref RIGHT: &'static Slot<Value> = slot(&OTHER, || {
            LEFT.try_instance()?.assert_is_seen();
            Ok(Value::new())
        });
    }

    #[test]
    fn over_two_threads_always_ends_in_errors() {
        model(|| {
            assert_eq!((LEFT.status(), RIGHT.status()), (Status::Empty, Status::Empty));
            let left = thread::spawn(|| LEFT.try_instance().err());
            let right = RIGHT.try_instance().err();
            let left = left.join().unwrap();
            for error in [left, right] {
                let circle =
                    matches!(error, Some(InitError::Cycle { .. } | InitError::Deadlock { .. }));
                assert!(circle, "{error:?}");
            }
            assert_eq!((LEFT.status(), RIGHT.status()), (Status::Empty, Status::Empty));
        });
    }
}

mod unlucky {
    use super::*;

    loom::lazy_static! {
        static ref NEEDED: &'static Slot<Value> = slot(&NODE, || Ok(Value::new()));
        static ref NEEDS: &'static Slot<Value> = slot(&OTHER, || {
            NEEDED.try_instance()?.assert_is_seen();
            Ok(Value::new())
        });
    }

    #[test]
    fn order_is_no_circle() {
        model(|| {
            assert_eq!((NEEDED.status(), NEEDS.status()), (Status::Empty, Status::Empty));
            let needed = thread::spawn(|| NEEDED.try_instance().map(Value::assert_is_seen).is_ok());
            assert!(NEEDS.try_instance().map(Value::assert_is_seen).is_ok());
            assert!(needed.join().unwrap());
        });
    }
}

mod retry {
    use super::*;

    loom::lazy_static! {
        static ref ATTEMPTS: AtomicUsize = AtomicUsize::new(0);
        static ref SLOT: &'static Slot<Value> = slot(&NODE, || {
            match ATTEMPTS.fetch_add(1, Ordering::Relaxed) {
                0 => Err("not at first".into()),
                _ => Ok(Value::new()),
            }
        });
    }

    #[test]
    fn after_an_error_makes_one_value() {
        model(|| {
            assert_eq!(SLOT.status(), Status::Empty);
            let ask = || SLOT.try_instance().map(Value::assert_is_seen).is_ok();
            let other = thread::spawn(ask);
            let answers = [ask(), other.join().unwrap()];
            // One got the error; the other waited for it, or came later, and tried again.
            assert!(answers == [true, false] || answers == [false, true], "{answers:?}");
            assert_eq!(ATTEMPTS.load(Ordering::Relaxed), 2);
        });
    }
}

mod taken_down {
    use super::*;

    loom::lazy_static! {
        static ref DISPOSED: AtomicUsize = AtomicUsize::new(0);
        static ref SLOT: &'static Slot<Value> = {
            let hook = |value: &Value| {
                value.assert_is_seen();
                DISPOSED.fetch_add(1, Ordering::Relaxed);
                Ok(())
            };
            let slot = NODE.__of(proven(Some(hook))).slot(|| Ok(Value::new()));
            Box::leak(Box::new(slot))
        };
    }

    #[test]
    fn while_it_is_made_is_disposed_once_or_not_made() {
        model(|| {
            assert_eq!(SLOT.status(), Status::Empty);
            let maker = thread::spawn(|| SLOT.try_instance().map(Value::assert_is_seen));
            teardown().unwrap();
            let during = DISPOSED.load(Ordering::Relaxed);
            match maker.join().unwrap() {
                Ok(()) if during == 1 => assert_eq!(SLOT.status(), Status::Disposed),
                Ok(()) => {
                    assert_eq!(SLOT.status(), Status::Ready);
                    teardown().unwrap();
                    assert_eq!(DISPOSED.load(Ordering::Relaxed), 1);
                }
                Err(error) => {
                    assert!(matches!(error, InitError::TearingDown { .. }), "{error}");
                    assert_eq!((SLOT.status(), during), (Status::Empty, 0));
                }
            }
        });
    }
}

mod in_use {
    use super::*;

    loom::lazy_static! {
        static ref USERS: AtomicUsize = AtomicUsize::new(0);
        static ref NEEDED: &'static Slot<Value> = {
            let hook = |_: &Value| match USERS.load(Ordering::Relaxed) {
                0 => Ok(()),
                _ => Err("an initialiser uses it".into()),
            };
            let slot = NODE.__of(proven(Some(hook))).slot(|| Ok(Value::new()));
            Box::leak(Box::new(slot))
        };
        static ref NEEDS: &'static Slot<Value> = slot(&OTHER, || {
            USERS.fetch_add(1, Ordering::Relaxed);
            let needed = NEEDED.try_instance().map(Value::assert_is_seen);
            USERS.fetch_sub(1, Ordering::Relaxed);
            needed?;
            Ok(Value::new())
        });
    }

    #[test]
    fn by_an_initialiser_is_not_disposed() {
        model(|| {
            NEEDED.instance();
            assert_eq!(NEEDS.status(), Status::Empty);
            let user = thread::spawn(|| NEEDS.try_instance().err());
            teardown().unwrap();
            let error = user.join().unwrap();
            let refused = matches!(
                error,
                None | Some(InitError::TearingDown { .. } | InitError::Disposed { .. })
            );
            assert!(refused, "{error:?}");
        });
    }
}
