//! The slot of a managed singleton, in the place of another.

use std::ptr::{self, NonNull};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU32};

use super::scope::Home;
use super::swapped::{Override, Swapped};
use super::{Overridable, OverridableForAll, Swap};
use crate::singleton::cell::{AnySlot, Status};
use crate::singleton::initialiser::Maker;
use crate::singleton::managed::ManagedSlot;
use crate::singleton::managed::cradle::Cradle;
use crate::singleton::managed::handle::Handle;
use crate::singleton::managed::shelf::Shelf;

impl<T, M> ManagedSlot<T, M> {
    /// An empty one of the same declaration.
    fn beside(&self, maker: M, home: Home) -> Self {
        ManagedSlot {
            maker,
            hook: self.hook,
            last: self.last,
            recreate: self.recreate,
            disposer: Mutex::new(None),
            disposals: AtomicU32::new(0),
            is_hooked: AtomicBool::new(false),
            left: AtomicPtr::new(ptr::null_mut()),
            cradle: Cradle::new(),
            entry: self.entry.renewed(home),
            value: Shelf::new(),
        }
    }
}

impl<T: 'static, M> ManagedSlot<T, M> {
    /// One with the value of a test.
    pub(super) fn holding(&self, maker: M, value: T, home: Home) -> Self {
        let mut swapped = self.beside(maker, home);
        // Nobody asked for the value of the test to be disposed; it is dropped.
        swapped.hook = None;
        swapped.value.put(NonNull::from(Box::leak(Box::new(value))));
        swapped.entry.set(Status::Ready);
        swapped
    }
}

impl<T: 'static, M: Maker<T>> Swap for ManagedSlot<T, M> {
    fn renewed(&self, home: Home) -> Option<Self> {
        Some(self.beside(self.maker.again()?, home))
    }
}

impl<T: 'static> Overridable for Handle<T> {
    fn with_value(slot: &'static ManagedSlot<T>, value: T) -> Override {
        let place = move |home| Swapped::new(slot, slot.holding(slot.maker, value, home));
        Override::new(slot.entry().node(), place)
    }
}

impl<T: 'static> OverridableForAll for Handle<T> {}
