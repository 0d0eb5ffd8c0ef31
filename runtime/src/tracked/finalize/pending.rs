//! The callbacks that are still to be called.

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Callback;
use crate::disposable::collector::quietly;
use crate::tracked::record::Counted;
use crate::tracked::site::Site;

/// Which value: its site by address, and which of the values of that.
type Value = (usize, u64);

struct Pending {
    /// How many there were ever.
    added: u64,
    /// In the order in which they were added.
    all: BTreeMap<u64, Entry>,
    /// Those of one value are neighbours.
    of_values: BTreeSet<(Value, u64)>,
}

struct Entry {
    callback: Callback,
    site: &'static Site,
    value: Value,
    at_exit: bool,
}

static PENDING: Mutex<Pending> =
    Mutex::new(Pending { added: 0, all: BTreeMap::new(), of_values: BTreeSet::new() });

/// No callback is called or dropped under the lock.
fn lock() -> MutexGuard<'static, Pending> {
    PENDING.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Pending {
    fn remove(&mut self, order: u64) -> Option<Entry> {
        let entry = self.all.remove(&order)?;
        self.of_values.remove(&(entry.value, order));
        entry.site.finalizers.fetch_sub(1, Relaxed);
        Some(entry)
    }
}

fn value(site: &'static Site, number: u64) -> Value {
    (ptr::from_ref(site).addr(), number)
}

pub(super) fn add(counted: &Counted, callback: Callback) -> Option<u64> {
    let site = counted.site()?;
    let value = value(site, counted.number());
    let mut pending = lock();
    let order = pending.added;
    pending.added += 1;
    pending.all.insert(order, Entry { callback, site, value, at_exit: true });
    pending.of_values.insert((value, order));
    // Who drops the value has it from who has lent it for this, and sees the number.
    site.finalizers.fetch_add(1, Relaxed);
    Some(order)
}

pub(super) fn is_there(order: u64) -> bool {
    lock().all.contains_key(&order)
}

pub(super) fn take(order: u64) -> Option<Callback> {
    lock().remove(order).map(|entry| entry.callback)
}

pub(super) fn set_at_exit(order: u64, on: bool) {
    if let Some(entry) = lock().all.get_mut(&order) {
        entry.at_exit = on;
    }
}

/// The value is gone. One after the other: each may detach those that are left.
#[cold]
pub(in crate::tracked) fn dropped(site: &'static Site, number: u64) {
    let value = value(site, number);
    let last = || {
        let mut pending = lock();
        let of_value = pending.of_values.range((value, 0)..=(value, u64::MAX));
        let order = of_value.map(|(_, order)| *order).next_back()?;
        pending.remove(order)
    };
    while let Some(entry) = last() {
        let _panicked = quietly(entry.callback);
    }
}

/// See `at_exit` of the module around.
pub(super) fn at_exit(mut failed: impl FnMut(&'static str, Box<dyn Any + Send>)) {
    let last = || {
        let mut pending = lock();
        let order = *pending.all.iter().rfind(|(_, entry)| entry.at_exit)?.0;
        pending.remove(order)
    };
    while let Some(Entry { callback, site, .. }) = last() {
        if let Err(payload) = catch_unwind(AssertUnwindSafe(callback)) {
            failed(site.record.name, payload);
        }
    }
}
