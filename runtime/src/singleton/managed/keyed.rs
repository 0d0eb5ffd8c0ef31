//! Singletons of which there is one for each key, until it is disposed.

use super::ManagedSlot;
use super::handle::Handle;
use crate::disposable::error::{BoxError, DisposeError};
use crate::singleton::cell::{Entry, Result, Status};
use crate::singleton::graph;
use crate::singleton::keyed::Keyed;
use crate::singleton::keyed::by_key::{ByKey, InitByKey, KeyedStorage};
use crate::singleton::keyed::label::Label;
use crate::singleton::keyed::lookup::Lookup;
use crate::singleton::keyed::singleton::KeyedSingleton;
use crate::singleton::node::{Node, NodeOf};
use crate::singleton::rules::{Hook, Last, Shared};
use crate::singleton::swap::Again;

/// How the value of each key is taken down.
pub struct Ending<T: 'static> {
    pub(in crate::singleton) hook: Option<Hook<T>>,
    pub(in crate::singleton) last: Option<Last<T>>,
    pub(in crate::singleton) recreate: bool,
}

impl<T> Clone for Ending<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Ending<T> {}

impl<T: KeyedSingleton<Ref = Handle<T>>> NodeOf<T> {
    /// The slots of a singleton with a key, whose values are freed on whatever thread that is asked
    /// for.
    #[must_use]
    #[track_caller]
    pub const fn managed_keyed(
        self,
        dispose: Option<Last<T>>,
        init: fn(&T::Key) -> Result<T, BoxError>,
    ) -> Keyed<T::Key, Handle<T>>
    where
        T: Send,
    {
        graph::check(self.node);
        let ending = Ending { hook: self.shared.hook, last: dispose, recreate: false };
        Keyed::new(self.node, self.shared, InitByKey::Made(init), ending, Again::new())
    }

    /// The same for values that are provided; `prepare` makes what they need.
    #[must_use]
    #[track_caller]
    pub const fn managed_keyed_provided(
        self,
        dispose: Option<Last<T>>,
        prepare: fn(&T::Key) -> Result<(), BoxError>,
    ) -> Keyed<T::Key, Handle<T>>
    where
        T: Send,
    {
        graph::check(self.node);
        let ending = Ending { hook: self.shared.hook, last: dispose, recreate: false };
        Keyed::new(self.node, self.shared, InitByKey::Provided(prepare), ending, Again::new())
    }
}

impl<K, T> Keyed<K, Handle<T>> {
    /// With a hook for the end of each instance, that takes the place of `DisposeShared`.
    #[must_use]
    pub const fn dispose(mut self, hook: Hook<T>) -> Self {
        self.ending.hook = Some(hook);
        self
    }

    /// With a new value after the old one is freed.
    #[must_use]
    pub const fn recreate(mut self) -> Self {
        self.ending.recreate = true;
        self
    }

    /// Disposes the value of `key` and frees it; the key stays.
    ///
    /// # Errors
    ///
    /// What failed, under the name of the singleton; or where the handles were taken that are
    /// still out.
    #[track_caller]
    pub fn free(&'static self, key: impl Lookup<K>) -> Result<(), DisposeError> {
        match self.known(key) {
            Some(slot) => slot.free(),
            None => Ok(()),
        }
    }
}

impl<K: 'static, T: 'static> KeyedStorage<K> for Handle<T> {
    type Slot = ManagedSlot<T, ByKey<K, T>>;
    type Ending = Ending<T>;

    fn slot(
        node: &'static Node,
        shared: Shared<T>,
        maker: ByKey<K, T>,
        label: Option<Label>,
        ending: Ending<T>,
    ) -> Self::Slot {
        let Ending { hook, last, recreate } = ending;
        let entry = Entry::new::<T>(node).labelled(label);
        ManagedSlot { hook, recreate, entry, ..ManagedSlot::new(node, shared, last, maker) }
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

    #[track_caller]
    fn peek(slot: &'static Self::Slot) -> Option<Self> {
        slot.peek()
    }

    fn status(slot: &'static Self::Slot) -> Status {
        slot.status()
    }
}
