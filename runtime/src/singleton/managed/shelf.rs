//! The steps of which no handle to a freed value can come.
//!
//! Who takes a handle marks a record first and looks at the shelf behind that; who disposes clears
//! the shelf first and looks at the records behind that. In the one order of those four steps,
//! either the taker finds the shelf empty, or the disposer finds the record.

use std::ptr::{self, NonNull};
use std::sync::atomic::Ordering;

use crate::singleton::cell::Entry;
use crate::sync::AtomicPtr;

/// The value that handles are given out for.
pub(in crate::singleton) struct Shelf<T>(AtomicPtr<T>);

impl<T> Shelf<T> {
    pub(in crate::singleton) const fn new() -> Self {
        Shelf(AtomicPtr::new(ptr::null_mut()))
    }

    pub(in crate::singleton) fn put(&self, value: NonNull<T>) {
        // Release is for the load in `behind`.
        self.0.store(value.as_ptr(), Ordering::Release);
    }

    /// The record that `announce` marked, and the value, if it is there behind that.
    #[inline]
    pub(in crate::singleton) fn behind<P>(
        &self,
        announce: impl FnOnce() -> P,
    ) -> (P, Option<NonNull<T>>) {
        let pin = announce();
        (pin, NonNull::new(self.0.load(Ordering::SeqCst)))
    }

    /// Takes the value away; the records are to be read behind this.
    pub(in crate::singleton) fn clear(&self) -> Option<NonNull<T>> {
        NonNull::new(self.0.swap(ptr::null_mut(), Ordering::SeqCst))
    }

    pub(in crate::singleton) fn is_empty(&self) -> bool {
        self.0.load(Ordering::Relaxed).is_null()
    }
}

/// What a record stands for; null while there is no handle.
pub(in crate::singleton) struct Mark(AtomicPtr<Entry>);

impl Mark {
    pub(in crate::singleton) fn new() -> Self {
        Mark(AtomicPtr::new(ptr::null_mut()))
    }

    #[inline]
    pub(in crate::singleton) fn set(&self, slot: &'static Entry) {
        self.0.store(ptr::from_ref(slot).cast_mut(), Ordering::SeqCst);
    }

    /// The handle is gone, on whatever thread.
    #[inline]
    pub(in crate::singleton) fn release(&self) {
        // Release: the disposer that sees it frees the value behind every use of this handle.
        self.0.store(ptr::null_mut(), Ordering::Release);
    }

    pub(in crate::singleton) fn holds(&self, slot: &'static Entry) -> bool {
        ptr::eq(self.0.load(Ordering::SeqCst), slot)
    }

    #[inline]
    pub(in crate::singleton) fn is_free(&self) -> bool {
        // Acquire: whoever uses it next comes after the handle that was here.
        self.0.load(Ordering::Acquire).is_null()
    }
}
