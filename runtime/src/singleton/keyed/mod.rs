//! The slots of a singleton with a key.

pub(crate) mod by_key;
pub(crate) mod key;
pub(crate) mod label;
pub(crate) mod lookup;
pub(crate) mod parameter;
pub(crate) mod singleton;
mod trie;

use super::cell::{Hook, Result, Status};
use super::graph;
use super::node::{Node, NodeOf};
use super::rules::Shared;
use super::swap::Again;
use crate::disposable::error::BoxError;
use by_key::{ByKey, InitByKey, KeyedStorage};
use label::{Label, Write};
use lookup::Lookup;
use singleton::KeyedSingleton;
use trie::Trie;

/// Made by `#[singleton]`: a slot for each key that was asked for.
pub struct Keyed<K: 'static, R: KeyedStorage<K>> {
    node: &'static Node,
    shared: Shared<R::Target>,
    init: InitByKey<K, R::Target>,
    pub(in crate::singleton) ending: R::Ending,
    write: Option<Write<K>>,
    again: Again<K>,
    slots: Trie<R::Slot>,
}

// (The bounds are in `NodeOf` and not here so that a key without them is one error, at one place.)
// SAFETY: threads share the slots, and in them keys and values; a slot may be dropped by a thread
// that was not the first. Whatever makes a `Keyed` asks for the proof for `T`, and for a
// `KeyedSingleton`, whose key is `Send + Sync`.
unsafe impl<K, R: KeyedStorage<K>> Sync for Keyed<K, R> {}

impl<T: KeyedSingleton<Ref = &'static T>> NodeOf<T> {
    /// The slots of a singleton with a key; fails the build when the declaration breaks a rule of
    /// the graph.
    #[must_use]
    #[track_caller]
    pub const fn keyed(
        self,
        init: fn(&T::Key) -> Result<T, BoxError>,
    ) -> Keyed<T::Key, &'static T> {
        graph::check(self.node);
        Keyed::new(self.node, self.shared, InitByKey::Made(init), self.shared.hook, Again::new())
    }

    /// The same for values that are provided; `prepare` makes what they need.
    #[must_use]
    #[track_caller]
    pub const fn keyed_provided(
        self,
        prepare: fn(&T::Key) -> Result<(), BoxError>,
    ) -> Keyed<T::Key, &'static T> {
        graph::check(self.node);
        let init = InitByKey::Provided(prepare);
        Keyed::new(self.node, self.shared, init, self.shared.hook, Again::new())
    }
}

impl Node {
    /// The slots as `KeyedSingleton` finds them.
    #[must_use]
    pub const fn __declared_by_key<T: KeyedSingleton>(
        &'static self,
        slot: &'static Keyed<T::Key, T::Ref>,
    ) -> KeyedDeclared<T> {
        KeyedDeclared { slot }
    }
}

impl<K, T> Keyed<K, &'static T> {
    /// With a hook for the teardown of each instance.
    #[must_use]
    pub const fn dispose(mut self, hook: Hook<T>) -> Self {
        self.ending = Some(hook);
        self
    }
}

impl<K, R: KeyedStorage<K>> Keyed<K, R> {
    pub(in crate::singleton) const fn new(
        node: &'static Node,
        shared: Shared<R::Target>,
        init: InitByKey<K, R::Target>,
        ending: R::Ending,
        again: Again<K>,
    ) -> Self {
        Keyed { node, shared, init, ending, write: None, again, slots: Trie::new() }
    }

    /// With names that show the key.
    #[must_use]
    pub const fn named(mut self, write: Option<Write<K>>) -> Self {
        self.write = write;
        self
    }

    /// The instance of `key`; made first if need be.
    ///
    /// # Panics
    ///
    /// With the text of the `InitError`.
    #[inline]
    #[track_caller]
    pub fn instance(&'static self, key: impl Lookup<K>) -> R {
        R::instance(self.slot(key))
    }

    /// The instance of `key`, or why it cannot be made.
    ///
    /// # Errors
    ///
    /// When the initialiser, or one that it needs, fails.
    #[inline]
    #[track_caller]
    pub fn try_instance(&'static self, key: impl Lookup<K>) -> Result<R> {
        R::try_instance(self.slot(key))
    }

    /// Provides the instance of `key`.
    ///
    /// # Errors
    ///
    /// `value` itself, when it cannot be handed out any more.
    #[track_caller]
    pub fn provide(&'static self, key: impl Lookup<K>, value: R::Target) -> Result<(), R::Target> {
        R::provide(self.slot(key), value)
    }

    #[track_caller]
    pub(in crate::singleton) fn peek(&'static self, key: impl Lookup<K>) -> Option<R> {
        R::peek(self.known(key)?)
    }

    pub(in crate::singleton) fn status(&'static self, key: impl Lookup<K>) -> Status {
        self.known(key).map_or(Status::Empty, R::status)
    }

    #[track_caller]
    pub(in crate::singleton) fn instances(&'static self) -> Vec<(&'static K, R)> {
        let mut instances = Vec::new();
        // No closures: a handle is to know who asked here.
        for slot in self.slots.values() {
            if let Some(instance) = R::peek(slot) {
                instances.push((R::key(slot), instance));
            }
        }
        instances
    }

    #[inline]
    pub(in crate::singleton) fn slot(&'static self, key: impl Lookup<K>) -> &'static R::Slot {
        match self.known(key) {
            Some(slot) => slot,
            None => self.add(key),
        }
    }

    #[inline]
    pub(in crate::singleton) fn known(
        &'static self,
        key: impl Lookup<K>,
    ) -> Option<&'static R::Slot> {
        self.slots.find(self.hash(key), |slot| key.is(R::key(slot)))
    }

    #[cold]
    #[inline(never)]
    fn add(&'static self, key: impl Lookup<K>) -> &'static R::Slot {
        let is = |slot: &R::Slot| key.is(R::key(slot));
        self.slots.find_or_insert(self.hash(key), is, || {
            let key = key.to_key();
            let label = self.write.map(|write| Label::new::<R::Target>(self.node, &write(&key)));
            let maker = ByKey { key, init: &self.init, again: self.again };
            R::slot(self.node, self.shared, maker, label, self.ending)
        })
    }

    /// Its own address differs from run to run where the system sees to that.
    #[inline]
    fn hash(&'static self, key: impl Lookup<K>) -> u64 {
        lookup::hash(key, std::ptr::from_ref(self).addr())
    }
}

/// The static behind a keyed singleton; a pointer, since a constant may not refer to a static that
/// changes.
#[doc(hidden)]
pub struct KeyedDeclared<T: KeyedSingleton> {
    slot: *const Keyed<T::Key, T::Ref>,
}

impl<T: KeyedSingleton> KeyedDeclared<T> {
    /// Stands in a declaration that did not compile.
    pub const ABSENT: Self = KeyedDeclared { slot: std::ptr::null() };

    pub(in crate::singleton) const fn slot(&self) -> &'static Keyed<T::Key, T::Ref> {
        // SAFETY: `Node::__declared_by_key` makes it from a reference that lives for ever, and a
        // program with an `ABSENT` one does not compile.
        unsafe { &*self.slot }
    }
}

#[cfg(test)]
mod tests {
    use super::by_key::ByKey;
    use crate::singleton::cell::Slot;

    #[test]
    fn what_is_kept_of_a_key_is_little() {
        let bytes = size_of::<Slot<(), ByKey<u64, ()>>>();
        assert!(bytes <= 500, "{bytes}");
    }
}
