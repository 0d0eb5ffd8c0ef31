//! What can be told of a singleton without making it.

use std::panic::Location;

use super::cell::{Entry, Result, Status};
use super::error::InitError;
use super::order::{self, Order, record};
use crate::sync::thread;

/// What there is to say of a singleton that is neither to be made nor being made.
pub(super) fn settled(
    entry: &Entry,
    caller: &'static Location<'static>,
    order: &Order,
) -> Option<Result<()>> {
    if let Some(verdict) = entry.home().verdict(entry) {
        return Some(verdict);
    }
    let disposed = || order::disposed(entry, caller);
    Some(match entry.status() {
        Status::Ready => Ok(()),
        // A hook may use its own singleton.
        Status::Disposing if takes_down_here(order) => Ok(()),
        Status::Disposing | Status::Disposed => Err(disposed()),
        Status::Failed => {
            let kept = record(entry).error.as_deref().cloned();
            Err(kept.unwrap_or(InitError::Forked { singleton: entry.name() }))
        }
        Status::Running | Status::Empty => return None,
    })
}

/// Nothing is made during a teardown, nor for an override that has ended.
pub(super) fn refused(
    entry: &Entry,
    caller: &'static Location<'static>,
    order: &Order,
) -> Result<()> {
    entry.home().refused(entry)?;
    let teardown = order.teardown.as_ref().filter(|_| entry.home().is_process());
    let Some(teardown) = teardown else { return Ok(()) };
    Err(InitError::TearingDown { singleton: entry.name(), caller, teardown: teardown.place })
}

/// Whether this thread is in the middle of a teardown.
fn takes_down_here(order: &Order) -> bool {
    order.teardown.as_ref().is_some_and(|teardown| teardown.thread() == thread::current().id())
}
