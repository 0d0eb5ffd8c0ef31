//! Who waits for whom, and whether anybody would ever be woken.
//!
//! While an initialiser runs, its record says which singletons it needs at the moment. One that
//! blocks its thread needs one at a time, so that the walk along the links is a straight line; one
//! that is a future may await several. All links are added under one lock, so the one that closes a
//! circle sees the others, and none that closes one is ever added.
//! Source: `CPython`'s `_ModuleLock.has_deadlock`, with a link instead of a thread.

use std::panic::Location;
use std::sync::TryLockError;

use super::error::{InitError, Link};
use super::order::{Known, Order, Record};
use crate::sync::thread;

/// A singleton that an initialiser needs, and where it asked.
pub(super) type Need = (Known, &'static Location<'static>);

/// Whether `asking` would wait for itself if it waited for `wanted`.
pub(super) fn closes(order: &mut Order, asking: Known, wanted: Known) -> bool {
    leads(wanted, asking, order.next_mark(), &mut |_, _, _| {})
}

/// The links of the circle that [`closes`] found.
pub(super) fn error(
    order: &mut Order,
    asking: Known,
    wanted: Known,
    caller: &'static Location<'static>,
) -> InitError {
    let me = thread::current().id();
    let mut links = Vec::new();
    let mut on_this_thread = true;
    let mut add = |slot: Known, record: &Record, (needed, at): Need| {
        let thread = record.run.as_ref().map(|run| run.thread.clone());
        on_this_thread &= thread.as_ref().is_some_and(|thread| thread.id() == me);
        let thread = thread.and_then(|thread| thread.name().map(str::to_owned));
        let (singleton, needs) = (slot.entry().name(), needed.entry().name());
        links.push(Link { singleton, needs, at, thread });
    };
    leads(wanted, asking, order.next_mark(), &mut add);
    add(asking, &super::order::record(asking.entry()), (wanted, caller));
    links.reverse();
    let links = links.into();
    if on_this_thread { InitError::Cycle { links } } else { InitError::Deadlock { links } }
}

/// Whether the links lead from `slot` to `goal`; tells those on the way, the last one first.
fn leads(slot: Known, goal: Known, walk: u64, found: &mut dyn FnMut(Known, &Record, Need)) -> bool {
    if is_same(slot, goal) {
        return true;
    }
    let mut record = match slot.entry().record.try_lock() {
        Ok(record) => record,
        Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
        // Only this walk holds records, so it has been here.
        Err(TryLockError::WouldBlock) => return false,
    };
    // Two ways may lead to one singleton; without the mark the walks would double at each.
    if std::mem::replace(&mut record.walk, walk) == walk {
        return false;
    }
    for need in record.all_needs() {
        if leads(need.0, goal, walk, found) {
            found(slot, &record, need);
            return true;
        }
    }
    false
}

/// Each slot has an entry of its own, so its address tells slots apart.
pub(super) fn is_same(one: Known, other: Known) -> bool {
    std::ptr::eq(one.entry(), other.entry())
}
