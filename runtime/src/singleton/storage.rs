//! Which slot a singleton has.

use std::ops::Deref;
use std::rc::Rc;

use super::Singleton;
use super::cell::{Result, Slot, Status};
#[cfg(feature = "async")]
use super::future::TryInstance;
use super::local::LocalSlot;

/// Where a singleton is kept, told by the reference it is handed out as.
#[doc(hidden)]
pub trait Storage: Deref + Sized {
    type Slot: 'static;

    #[track_caller]
    fn instance(slot: &'static Self::Slot) -> Self;
    /// # Errors
    ///
    /// Why the value cannot be made.
    #[track_caller]
    fn try_instance(slot: &'static Self::Slot) -> Result<Self>;
    /// The same of a singleton whose initialiser may be a future.
    #[cfg(feature = "async")]
    #[track_caller]
    fn try_instance_async(slot: &'static Self::Slot) -> TryInstance<Self> {
        TryInstance::ready(Self::try_instance(slot))
    }
    #[track_caller]
    fn peek(slot: &'static Self::Slot) -> Option<Self>;
    fn status(slot: &'static Self::Slot) -> Status;

    #[track_caller]
    fn with<R>(slot: &'static Self::Slot, f: impl FnOnce(&Self::Target) -> R) -> R {
        f(&Self::instance(slot))
    }
}

impl<T: 'static> Storage for &'static T {
    type Slot = Slot<T>;

    #[inline]
    fn instance(slot: &'static Slot<T>) -> Self {
        slot.instance()
    }

    fn try_instance(slot: &'static Slot<T>) -> Result<Self> {
        slot.try_instance()
    }

    #[cfg(feature = "async")]
    fn try_instance_async(slot: &'static Slot<T>) -> TryInstance<Self> {
        slot.try_instance_async()
    }

    #[inline]
    fn peek(slot: &'static Slot<T>) -> Option<Self> {
        slot.peek()
    }

    fn status(slot: &'static Slot<T>) -> Status {
        slot.status()
    }
}

impl<T: Singleton<Ref = Rc<T>>> Storage for Rc<T> {
    type Slot = LocalSlot<T>;

    #[inline]
    fn instance(slot: &'static LocalSlot<T>) -> Self {
        slot.instance()
    }

    fn try_instance(slot: &'static LocalSlot<T>) -> Result<Self> {
        slot.try_instance()
    }

    #[inline]
    fn peek(slot: &'static LocalSlot<T>) -> Option<Self> {
        slot.peek()
    }

    fn status(slot: &'static LocalSlot<T>) -> Status {
        slot.status()
    }

    #[inline]
    fn with<R>(slot: &'static LocalSlot<T>, f: impl FnOnce(&T) -> R) -> R {
        slot.with(f)
    }
}
