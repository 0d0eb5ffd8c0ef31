//! Where a managed value lies until it is complete.

use std::ptr::{self, NonNull};
use std::sync::atomic::{AtomicPtr, Ordering};

use crate::singleton::initialiser::Place;

/// A place on the heap for one value, that gives it away.
///
/// A value that was provided waits here until all that it needs is there.
pub(in crate::singleton) struct Cradle<T>(AtomicPtr<T>);

impl<T> Cradle<T> {
    pub(in crate::singleton) const fn new() -> Self {
        Cradle(AtomicPtr::new(ptr::null_mut()))
    }

    /// The value, which is the caller's now: made by `Box::into_raw`.
    pub(in crate::singleton) fn take(&self) -> Option<NonNull<T>> {
        NonNull::new(self.0.swap(ptr::null_mut(), Ordering::AcqRel))
    }
}

impl<T> Place<T> for Cradle<T> {
    fn put(&self, value: T) -> Result<(), T> {
        let value = Box::into_raw(Box::new(value));
        let null = ptr::null_mut();
        match self.0.compare_exchange(null, value, Ordering::AcqRel, Ordering::Relaxed) {
            Ok(_null) => Ok(()),
            // SAFETY: it was boxed above, and nobody else has seen it.
            Err(_other) => Err(*unsafe { Box::from_raw(value) }),
        }
    }

    fn is_filled(&self) -> bool {
        !self.0.load(Ordering::Acquire).is_null()
    }
}
