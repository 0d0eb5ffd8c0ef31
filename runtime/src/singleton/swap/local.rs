//! What a thread has of its own in a scope.

use std::any::Any;
use std::cell::RefCell;
use std::mem::ManuallyDrop;
use std::panic::Location;
use std::ptr;
use std::rc::Rc;

use super::Overridable;
use super::scope::{Home, Scope};
use super::swapped::{Override, Swapped};
use super::view::View;
use crate::disposable::collector::Collector;
use crate::disposable::error::BoxError;
use crate::singleton::Singleton;
use crate::singleton::cell::{AnySlot, Entry, Result, Status};
use crate::singleton::error::InitError;
use crate::singleton::initialiser::Maker as _;
use crate::singleton::local::LocalSlot;
use crate::singleton::local::instance::PerThread;
use crate::singleton::local::place::Local;
use crate::singleton::local::thread_end;
use crate::singleton::order::{self, Known};
use crate::singleton::rules::Hook;

/// The life of a value that a thread has in a scope, seen by all threads.
struct Inside<T: 'static> {
    slot: &'static LocalSlot<T>,
    hook: Option<Hook<T>>,
    entry: Entry,
}

/// The same with the value, seen by that thread only.
struct Here<T: 'static> {
    inside: &'static Inside<T>,
    scope: &'static Scope,
    local: Local<T>,
}

/// A `Here` of any type.
#[derive(Clone, Copy)]
struct Kept {
    scope: &'static Scope,
    /// The address of the real slot.
    real: usize,
    /// That of the life.
    inside: usize,
    here: &'static dyn Any,
}

thread_local! {
    /// It has no destructor, so that it can be asked to the very end of the thread.
    static KEPT: ManuallyDrop<RefCell<Vec<Kept>>> =
        const { ManuallyDrop::new(RefCell::new(Vec::new())) };
}

/// What this thread keeps, in any scope.
fn find<T>(is: impl Fn(&Kept) -> bool) -> Option<&'static Here<T>> {
    let kept = KEPT.with(|kept| kept.borrow().iter().find(|it| is(it)).copied())?;
    kept.here.downcast_ref()
}

/// Forgets what this thread had in `scope`, which has ended.
pub(super) fn forget(scope: &'static Scope) {
    KEPT.with(|kept| kept.borrow_mut().retain(|it| !ptr::eq(it.scope, scope)));
}

/// Whether this thread sees any override, and so has to look.
#[inline]
pub(in crate::singleton) fn is_seen() -> bool {
    View::current().scopes().next().is_some()
}

/// What takes the place of the value that this thread has in `slot`; made first if need be.
pub(in crate::singleton) fn make_local<T>(
    slot: &'static LocalSlot<T>,
    caller: &'static Location<'static>,
) -> Option<Result<*const T>> {
    match in_force(slot) {
        Some(Ok(here)) => Some(here.make(caller)),
        Some(Err(error)) => Some(Err(error)),
        // The slow way was taken only to look.
        None => Some(slot.place.with(|local| local.value.get()))
            .filter(|value| !value.is_null())
            .map(Ok),
    }
}

/// The value that this thread sees, or null.
pub(in crate::singleton) fn peek_local<T>(slot: &'static LocalSlot<T>) -> *const T {
    match in_force(slot) {
        Some(Ok(here)) => here.local.value.get(),
        Some(Err(_)) => ptr::null(),
        None => slot.place.with(|local| local.value.get()),
    }
}

pub(in crate::singleton) fn status_of_local<T>(slot: &'static LocalSlot<T>) -> Option<Status> {
    in_force(slot).map(|here| here.map_or(Status::Disposed, |here| here.inside.entry.status()))
}

fn in_force<T>(slot: &'static LocalSlot<T>) -> Option<Result<&'static Here<T>>> {
    View::current().scopes().find_map(|scope| instead_of(slot, scope))
}

fn instead_of<T>(
    slot: &'static LocalSlot<T>,
    scope: &'static Scope,
) -> Option<Result<&'static Here<T>>> {
    let real = ptr::from_ref(slot).addr();
    if let Some(here) = find(|it| ptr::eq(it.scope, scope) && it.real == real) {
        return Some(Ok(here));
    }
    // A value that one thread has cannot be overridden on another.
    if scope.node().per_thread && !scope.is_of_this_thread() {
        return None;
    }
    if ptr::eq(scope.node(), slot.node) {
        return Some(Err(scope.ended(slot.node.name())));
    }
    let inside = || {
        let inside = Inside::new(slot, slot.hook, Home(Some(scope)));
        &*Box::leak(Box::new(inside))
    };
    // Of a provided value there is no second one.
    let is_anew = scope.affects(slot.node) && slot.init.again().is_some();
    is_anew.then(|| Ok(Here::of(inside(), scope)))
}

impl<T> Here<T> {
    /// Of a life that begins on this thread. It is leaked, but for the value.
    fn of(inside: &'static Inside<T>, scope: &'static Scope) -> &'static Self {
        let here: &'static Self = Box::leak(Box::new(Here { inside, scope, local: Local::new() }));
        let (real, inside) = (ptr::from_ref(inside.slot).addr(), ptr::from_ref(inside).addr());
        KEPT.with(|kept| kept.borrow_mut().push(Kept { scope, real, inside, here }));
        here
    }

    fn make(&'static self, caller: &'static Location<'static>) -> Result<*const T> {
        let singleton = self.inside.entry.name();
        if self.local.value.get().is_null() {
            if thread_end::is_over() {
                return Err(InitError::ThreadEnding { singleton, caller });
            }
            order::make(self.inside, caller)?;
            if !self.scope.is_of_this_thread() {
                thread_end::keep(self.inside);
            }
        }
        // Its own destructor may ask for it.
        let value = self.local.value.get();
        if value.is_null() { Err(self.scope.ended(singleton)) } else { Ok(value) }
    }
}

impl<T> Inside<T> {
    fn new(slot: &'static LocalSlot<T>, hook: Option<Hook<T>>, home: Home) -> Self {
        Inside { slot, hook, entry: Entry::new::<T>(slot.node).at(home) }
    }

    /// The value; `None` on other threads than its own.
    fn here(&'static self) -> Option<&'static Here<T>> {
        find(|it| it.inside == ptr::from_ref(self).addr())
    }
}

impl<T> AnySlot for Inside<T> {
    fn entry(&self) -> &Entry {
        &self.entry
    }

    fn make(&'static self) -> Result<(), BoxError> {
        let Some(here) = self.here() else { return Ok(()) };
        self.slot.init.fill(&here.local, self.entry.name())?;
        here.local.show();
        Ok(())
    }

    /// Frees the value as well, unless somebody keeps an `Rc`.
    fn dispose(&'static self) -> Result<(), BoxError> {
        let Some(Here { local, .. }) = self.here() else { return Ok(()) };
        let mut failed = Collector::new();
        failed.step("", || match (self.hook, local.shared()) {
            (Some(hook), Some(value)) => hook(&value),
            _ => Ok(()),
        });
        local.hide();
        failed.step("", || {
            let mut value = local.hidden();
            let last = value.as_mut().and_then(|value| Rc::get_mut(value)).zip(self.slot.last);
            last.map_or(Ok(()), |(value, dispose)| dispose(value))
        });
        failed.step("", || drop(local.take()));
        failed.finish().map_err(Into::into)
    }

    fn has_hook(&self) -> bool {
        true
    }

    fn is_per_thread(&self) -> bool {
        true
    }
}

/// For a thread that did not open the scope, and so ends before it or behind it.
impl<T> PerThread for Inside<T> {
    fn known(&'static self) -> Known {
        self
    }

    fn end(&'static self) -> Result<(), BoxError> {
        Ok(())
    }

    fn free(&'static self) {}

    fn retire(&'static self) {
        let address = ptr::from_ref(self).addr();
        KEPT.with(|kept| kept.borrow_mut().retain(|it| it.inside != address));
    }
}

impl<T: Singleton<Ref = Rc<T>>> Overridable for Rc<T> {
    fn with_value(slot: &'static LocalSlot<T>, value: T) -> Override {
        Override::new(slot.node, move |home| {
            // Nobody asked for the value of the test to be disposed.
            let swapped = Swapped::new(slot, Inside::new(slot, None, home));
            if let (Some(inside), Some(scope)) = (swapped.downcast::<Inside<T>>(), home.0) {
                inside.entry.set(Status::Ready);
                Here::of(inside, scope).local.provide(value);
            }
            swapped
        })
    }
}

#[cfg(test)]
mod tests {
    use super::KEPT;
    use crate::singleton::Singleton;

    #[crate::singleton(thread_local, init = || Ui, crate = crate)]
    struct Ui;
    #[crate::singleton(thread_local, init = || Window, deps(Ui), crate = crate)]
    struct Window;

    #[test]
    fn a_thread_keeps_nothing_of_an_override_that_has_ended() {
        let kept = || KEPT.with(|kept| kept.borrow().len());
        Ui::override_with(Ui, || {
            drop(Window::instance());
            assert_eq!(kept(), 2);
        });
        assert_eq!(kept(), 0);
    }
}
