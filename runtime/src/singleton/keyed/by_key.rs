//! One instance of a keyed singleton.

use std::ops::Deref;

use super::label::Label;
use crate::disposable::error::BoxError;
use crate::singleton::cell::{Entry, Hook, Result, Slot, Status};
#[cfg(feature = "async")]
use crate::singleton::future::task::Initialiser;
use crate::singleton::initialiser::{self, Maker, Place};
use crate::singleton::node::Node;
use crate::singleton::provided;
use crate::singleton::rules::Shared;
use crate::singleton::swap::Again;

/// Where each instance is kept, told by the reference it is handed out as.
#[doc(hidden)]
pub trait KeyedStorage<K>: Deref<Target: Sized + 'static> + Sized + 'static {
    type Slot: 'static;
    /// How an instance is taken down.
    type Ending: Copy + 'static;

    fn slot(
        node: &'static Node,
        shared: Shared<Self::Target>,
        maker: ByKey<K, Self::Target>,
        label: Option<Label>,
        ending: Self::Ending,
    ) -> Self::Slot;
    fn key(slot: &Self::Slot) -> &K;

    #[track_caller]
    fn instance(slot: &'static Self::Slot) -> Self;
    /// # Errors
    ///
    /// Why the value cannot be made.
    #[track_caller]
    fn try_instance(slot: &'static Self::Slot) -> Result<Self>;
    /// # Errors
    ///
    /// `value` itself, when it cannot be handed out any more.
    #[track_caller]
    fn provide(slot: &'static Self::Slot, value: Self::Target) -> Result<(), Self::Target>;
    #[track_caller]
    fn peek(slot: &'static Self::Slot) -> Option<Self>;
    fn status(slot: &'static Self::Slot) -> Status;
}

impl<K: 'static, T: 'static> KeyedStorage<K> for &'static T {
    type Slot = Slot<T, ByKey<K, T>>;
    type Ending = Option<Hook<T>>;

    fn slot(
        node: &'static Node,
        shared: Shared<T>,
        maker: ByKey<K, T>,
        label: Option<Label>,
        hook: Option<Hook<T>>,
    ) -> Self::Slot {
        let entry = Entry::new::<T>(node).labelled(label);
        Slot { hook, entry, ..Slot::new(node, shared, maker) }
    }

    #[inline]
    fn key(slot: &Self::Slot) -> &K {
        &slot.maker.key
    }

    #[inline]
    #[track_caller]
    fn instance(slot: &'static Self::Slot) -> Self {
        slot.instance()
    }

    #[inline]
    #[track_caller]
    fn try_instance(slot: &'static Self::Slot) -> Result<Self> {
        slot.try_instance()
    }

    #[track_caller]
    fn provide(slot: &'static Self::Slot, value: T) -> Result<(), T> {
        slot.provide(value)
    }

    fn peek(slot: &'static Self::Slot) -> Option<Self> {
        slot.peek()
    }

    fn status(slot: &'static Self::Slot) -> Status {
        slot.status()
    }
}

/// The initialiser of a declaration with a key.
pub(in crate::singleton) enum InitByKey<K, T> {
    /// Makes the value.
    Made(fn(&K) -> Result<T, BoxError>),
    /// Makes what the value needs; the value itself is provided.
    Provided(fn(&K) -> Result<(), BoxError>),
    /// Makes the value by and by.
    #[cfg(feature = "async")]
    Awaited(fn(&K) -> K, fn(K) -> Initialiser<T>),
}

impl<K, T> Clone for InitByKey<K, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K, T> Copy for InitByKey<K, T> {}

/// The initialiser with the key that it is for.
pub struct ByKey<K: 'static, T: 'static> {
    pub(in crate::singleton) key: K,
    pub(in crate::singleton) init: &'static InitByKey<K, T>,
    #[cfg_attr(not(feature = "testing"), allow(dead_code))]
    pub(in crate::singleton) again: Again<K>,
}

#[cfg(feature = "testing")]
impl<K, T> ByKey<K, T> {
    /// The same for another instance of the same key.
    pub(in crate::singleton) fn renewed(&self) -> Self {
        ByKey { key: self.again.key(&self.key), init: self.init, again: self.again }
    }
}

// SAFETY: threads share the key, which needs `K: Sync`. Only `Keyed` makes one, and that is made by
// `NodeOf::keyed`, which asks for a `KeyedSingleton`, which has that bound of its key.
unsafe impl<K, T> Sync for ByKey<K, T> {}

impl<K: 'static, T: 'static> Maker<T> for ByKey<K, T> {
    fn fill(&self, place: &impl Place<T>, name: &'static str) -> Result<(), BoxError> {
        match self.init {
            InitByKey::Made(init) => init(&self.key).map(|value| initialiser::put(place, value)),
            InitByKey::Provided(prepare) => {
                prepare(&self.key)?;
                provided::expect(place, name)
            }
            #[cfg(feature = "async")]
            InitByKey::Awaited(..) => Err("it is made by a future".into()),
        }
    }

    #[cfg(feature = "testing")]
    fn again(&self) -> Option<Self> {
        match self.init {
            // Nobody would provide it a second time.
            InitByKey::Provided(_) => None,
            InitByKey::Made(_) => Some(self.renewed()),
            #[cfg(feature = "async")]
            InitByKey::Awaited(..) => Some(self.renewed()),
        }
    }
}
