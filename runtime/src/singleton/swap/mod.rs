//! Overrides: other slots in the place of the real ones, for a thread or for the whole process.
//!
//! An override opens a scope. In it, the slot of the overridden singleton is swapped for one that
//! holds the value of the test, and the slot of every singleton that needs it for an empty one of
//! the same declaration. Such a slot lives through the same states as a real one, under the same
//! lock, so circles, errors and panics are found in a scope as they are outside of it.
//!
//! Slots and scopes of a test are leaked: `&'static` references to them are handed out.

mod active;
mod affected;
mod by_key;
mod local;
mod managed;
mod scope;
mod shared;
mod swapped;
mod view;

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::thread;

pub(crate) use self::active::Active;
pub(super) use self::active::mark;
pub(super) use self::by_key::Again;
pub(crate) use self::by_key::OverridableByKey;
pub(super) use self::local::{is_seen, make_local, peek_local, status_of_local};
pub(super) use self::scope::Home;
use self::scope::{Reach, Scope};
use self::shared::Turn;
pub(crate) use self::swapped::Override;
use self::swapped::Swapped;
pub(crate) use self::view::View;
use super::Singleton;
use super::cell::{AnySlot, Slot};
use super::storage::Storage;
use crate::disposable::error::DisposeError;
use crate::report::say::say;

/// A slot that another can take the place of.
pub(super) trait Swap: AnySlot + Any + Sized {
    /// An empty one of the same declaration; `None` if the real one is to be used.
    fn renewed(&self, home: Home) -> Option<Self>;
}

/// A reference to a singleton that can be overridden.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a singleton that is handed out as `{Self}` cannot be overridden",
    label = "only one that is handed out as `&'static`, `Rc` or `Handle` can be",
    note = "override what it needs instead: then it is made anew"
)]
pub trait Overridable: Storage {
    /// A slot of `value` that takes the place of `slot`.
    fn with_value(slot: &'static Self::Slot, value: Self::Target) -> Override
    where
        Self::Target: Sized;
}

/// A reference to a singleton that can be overridden for all threads.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a singleton that is handed out as `{Self}` cannot be overridden for all threads",
    label = "each thread has its own, or it cannot be overridden at all",
    note = "call `override_with` on the thread that is to see the value, or override what it needs"
)]
pub trait OverridableForAll: Overridable {}

// Only of singletons: else rustc takes any reference for one, and proposes to borrow.
impl<T: Singleton<Ref = &'static T>> Overridable for &'static T {
    fn with_value(slot: &'static Slot<T>, value: T) -> Override {
        let place = |home| Swapped::new(slot, slot.holding(slot.maker, value, home));
        Override::new(slot.entry().node(), place)
    }
}

impl<T: Singleton<Ref = &'static T>> OverridableForAll for &'static T {}

/// The slot that this thread sees in the place of `slot`.
pub(super) fn in_force<S: Swap>(slot: &'static S) -> &'static S {
    View::current().scopes().find_map(|scope| scope.instead_of(slot)).unwrap_or(slot)
}

/// Calls `f` in a scope of this thread.
#[track_caller]
pub(super) fn with_swapped<R>(value: Override, f: impl FnOnce() -> R) -> R {
    let view = View::current();
    let scope = Scope::open(value, view.own, Reach::Thread(view.shared));
    run(scope, View { own: Some(scope), ..view }, f)
}

/// Calls `f` in a scope of all threads; the scopes of two threads come one after the other.
#[track_caller]
pub(super) fn with_swapped_everywhere<R>(value: Override, f: impl FnOnce() -> R) -> R {
    let _turn = Turn::take();
    let view = View::current();
    let scope = Scope::open(value, view.own, Reach::Process { beneath: shared::innermost() });
    // On this thread it lies inside of what is overridden here already.
    let _shared = shared::Innermost::set(scope);
    run(scope, View { own: Some(scope), ..view }, f)
}

#[track_caller]
fn run<R>(scope: &'static Scope, view: View, f: impl FnOnce() -> R) -> R {
    let active = Active::new(vec![scope.node()]);
    let outcome = catch_unwind(AssertUnwindSafe(|| view.during(f)));
    let disposed = scope.end();
    drop(active);
    match (outcome, disposed) {
        (Ok(value), Ok(())) => value,
        (Ok(value), Err(error)) if thread::panicking() => {
            say(&text(scope, &error));
            value
        }
        (Ok(_), Err(error)) => panic!("{}", text(scope, &error)),
        (Err(payload), disposed) => {
            if let Err(error) = disposed {
                say(&text(scope, &error));
            }
            resume_unwind(payload)
        }
    }
}

fn text(scope: &Scope, error: &DisposeError) -> String {
    let name = scope.node().name();
    format!("what was made for the override of `{name}` could not be disposed\n{error:#}")
}
