//! Without the feature `testing` nothing is ever overridden.

use std::marker::PhantomData;
use std::panic::Location;

use super::cell::{Entry, Result, Status};
use super::local::LocalSlot;
use super::order::Known;

/// Where an instance lives: in the process.
#[derive(Clone, Copy)]
pub(super) struct Home;

#[allow(clippy::unused_self)] // with the feature there is something in it
impl Home {
    pub(super) const PROCESS: Self = Home;

    pub(super) fn is_process(self) -> bool {
        true
    }

    /// Adds nothing to any list of its own.
    pub(super) fn completed(self, _slot: Known) {}

    /// The one of the process.
    pub(super) fn verdict(self, _entry: &Entry) -> Option<Result<()>> {
        None
    }

    /// Nothing that could have ended.
    #[allow(clippy::unnecessary_wraps)]
    pub(super) fn refused(self, _entry: &Entry) -> Result<()> {
        Ok(())
    }

    pub(super) fn enter<R>(self, f: impl FnOnce() -> R) -> R {
        f()
    }
}

#[inline]
pub(super) fn in_force<S>(slot: &'static S) -> &'static S {
    slot
}

/// Nothing takes the place of an instance with a key.
pub(super) struct Again<K>(PhantomData<fn(&K)>);

impl<K> Again<K> {
    pub(super) const fn new() -> Self {
        Again(PhantomData)
    }
}

impl<K> Clone for Again<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Again<K> {}

pub(super) fn mark(_started: Known) {}

#[inline]
pub(super) const fn is_seen() -> bool {
    false
}

#[inline]
pub(super) fn make_local<T>(
    _slot: &'static LocalSlot<T>,
    _caller: &'static Location<'static>,
) -> Option<Result<*const T>> {
    None
}

#[inline]
pub(super) fn peek_local<T>(_slot: &'static LocalSlot<T>) -> *const T {
    std::ptr::null()
}

#[inline]
pub(super) fn status_of_local<T>(_slot: &'static LocalSlot<T>) -> Option<Status> {
    None
}
