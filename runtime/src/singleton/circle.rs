//! Who waits for whom, and whether anybody would ever be woken.
//!
//! While an initialiser runs, its record says which singleton it needs at the moment. At most one
//! link leaves each record, so a walk along the links either ends at an initialiser that makes
//! progress, or comes back to the one that is asking. All links are added under one lock, so the
//! one that closes a circle sees the others.
//! Source: `CPython`'s `_ModuleLock.has_deadlock`, with a link instead of a thread.

use std::panic::Location;

use super::error::{InitError, Link};
use super::order::{Known, record};
use crate::sync::thread;

/// Whether `asking` would wait for itself if it waited for `wanted`.
pub(super) fn closes(asking: Known, wanted: Known) -> bool {
    let mut reached = Some(wanted);
    while let Some(slot) = reached {
        if is_same(slot, asking) {
            return true;
        }
        reached = record(slot.entry()).needs.map(|(needed, _)| needed);
    }
    false
}

/// The links of the circle that [`closes`] found.
pub(super) fn error(asking: Known, wanted: Known, caller: &'static Location<'static>) -> InitError {
    let me = thread::current().id();
    let mut links = Vec::new();
    let mut on_this_thread = true;
    let mut link = Some((asking, (wanted, caller)));
    while let Some((slot, (needed, at))) = link {
        let (singleton, needs) = (slot.entry().name(), needed.entry().name());
        let thread = record(slot.entry()).run.as_ref().map(|run| run.thread.clone());
        on_this_thread &= thread.as_ref().is_some_and(|thread| thread.id() == me);
        let thread = thread.and_then(|thread| thread.name().map(str::to_owned));
        links.push(Link { singleton, needs, at, thread });
        let next = record(needed.entry()).needs;
        link = next.filter(|_| !is_same(needed, asking)).map(|next| (needed, next));
    }
    let links = links.into();
    if on_this_thread { InitError::Cycle { links } } else { InitError::Deadlock { links } }
}

/// Each slot has an entry of its own, so its address tells slots apart.
pub(super) fn is_same(one: Known, other: Known) -> bool {
    std::ptr::eq(one.entry(), other.entry())
}
