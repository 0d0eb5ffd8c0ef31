//! One instance of a keyed singleton, in the place of another.

use super::swapped::{Override, Swapped};
use crate::singleton::cell::{AnySlot, Slot};
use crate::singleton::keyed::by_key::{ByKey, KeyedStorage};
use crate::singleton::keyed::key::Key;
use crate::singleton::keyed::singleton::KeyedSingleton;
use crate::singleton::managed::ManagedSlot;
use crate::singleton::managed::handle::Handle;

/// How the key of an instance is given to another in its place.
pub(in crate::singleton) struct Again<K>(fn(&K) -> K);

impl<K: Key> Again<K> {
    pub(in crate::singleton) const fn new() -> Self {
        Again(K::copied)
    }
}

impl<K> Again<K> {
    pub(in crate::singleton) fn key(self, key: &K) -> K {
        (self.0)(key)
    }
}

impl<K> Clone for Again<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Again<K> {}

/// A reference to a singleton with a key that can be overridden.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a singleton with a key that is handed out as `{Self}` cannot be overridden",
    label = "only one that is handed out as `&'static` or `Handle` can be",
    note = "override what it needs instead: then it is made anew"
)]
pub trait OverridableByKey<K>: KeyedStorage<K> {
    /// A slot of `value` that takes the place of `slot`.
    fn with_value(slot: &'static Self::Slot, value: Self::Target) -> Override;
}

impl<K: 'static, T: KeyedSingleton<Key = K, Ref = &'static T>> OverridableByKey<K> for &'static T {
    fn with_value(slot: &'static Slot<T, ByKey<K, T>>, value: T) -> Override {
        let place = |home| Swapped::new(slot, slot.holding(slot.maker.renewed(), value, home));
        Override::new(slot.entry().node(), place)
    }
}

impl<K: 'static, T: 'static> OverridableByKey<K> for Handle<T> {
    fn with_value(slot: &'static ManagedSlot<T, ByKey<K, T>>, value: T) -> Override {
        let place = |home| Swapped::new(slot, slot.holding(slot.maker.renewed(), value, home));
        Override::new(slot.entry().node(), place)
    }
}
