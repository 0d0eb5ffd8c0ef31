//! Which values were made in which scope of a test.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::Location;
use std::sync::{Arc, Mutex, PoisonError};

use crate::disposable::alive::types;
use crate::disposable::leak::{Leak, LeakKind, UNKNOWN_TYPE};
use crate::disposable::{level, origin};

/// A scope, as the values that were made in it know it.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    dropped: Mutex<Vec<Leak>>,
}

/// The part of a thread that is in a scope; ends when it is dropped.
pub(super) struct Entered<'a>(&'a Arc<Scope>);

thread_local! {
    /// The scopes that this thread is in, the innermost last.
    static ENTERED: RefCell<Vec<Arc<Scope>>> = const { RefCell::new(Vec::new()) };
}

/// How many scopes there are.
static OPEN: Mutex<usize> = Mutex::new(0);

impl Scope {
    pub(super) fn open() -> Arc<Self> {
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        *open += 1;
        level::watch_scopes(true);
        Arc::default()
    }

    pub(super) fn close() {
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        *open -= 1;
        level::watch_scopes(*open > 0);
    }

    /// The innermost one of this thread.
    pub(crate) fn current() -> Option<Arc<Self>> {
        ENTERED.try_with(|entered| entered.borrow().last().cloned()).ok().flatten()
    }

    /// Values that this thread makes from now on belong to it.
    pub(super) fn enter(self: &Arc<Self>) {
        ENTERED.with_borrow_mut(|entered| entered.push(Arc::clone(self)));
    }

    /// Also where it is not the innermost one.
    pub(super) fn leave(self: &Arc<Self>) {
        let left = ENTERED.try_with(|entered| {
            let mut entered = entered.borrow_mut();
            let index = entered.iter().rposition(|each| Arc::ptr_eq(each, self))?;
            Some(entered.remove(index))
        });
        drop(left);
    }

    pub(super) fn entered(self: &Arc<Self>) -> Entered<'_> {
        self.enter();
        Entered(self)
    }

    /// Keeps a value that was dropped.
    pub(crate) fn keep(&self, leak: Leak) {
        self.dropped.lock().unwrap_or_else(PoisonError::into_inner).push(leak);
    }

    /// Every value that nobody disposed: by type and place, first those that were dropped.
    pub(super) fn leaks(self: &Arc<Self>) -> Vec<Leak> {
        let dropped =
            std::mem::take(&mut *self.dropped.lock().unwrap_or_else(PoisonError::into_inner));
        let types = types();
        let alive = origin::taken_from(self).into_iter().filter_map(|(place, backtrace)| {
            let type_name = types.get(place).copied().flatten().unwrap_or(UNKNOWN_TYPE);
            let leak = Leak::some(type_name, Some(place), LeakKind::Alive, 1)?;
            Some(Leak { backtrace, ..leak })
        });
        let mut leaks = summed(dropped);
        leaks.extend(summed(alive));
        leaks
    }
}

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        self.0.leave();
    }
}

/// One for each type and place.
fn summed(leaks: impl IntoIterator<Item = Leak>) -> Vec<Leak> {
    let mut sums = BTreeMap::<(&str, Option<&Location<'_>>), Leak>::new();
    for leak in leaks {
        let key = (leak.type_name, leak.created_at);
        match sums.get_mut(&key) {
            Some(sum) => {
                sum.count += leak.count;
                sum.unwinding += leak.unwinding;
                sum.failed += leak.failed;
                sum.error = sum.error.take().or(leak.error);
            }
            None => drop(sums.insert(key, leak)),
        }
    }
    sums.into_values().collect()
}
