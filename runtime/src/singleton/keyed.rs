//! Singletons of which there is one for each key.

use std::hash::Hash;
use std::ops::Deref;

use super::by_key::{ByKey, InitByKey, KeyedStorage};
use super::cell::{Hook, Result, Status};
use super::graph;
use super::label::{Label, Write};
use super::lookup::{self, Lookup};
use super::node::{Node, NodeOf};
use super::rules::Shared;
use super::trie::Trie;
use crate::disposable::error::BoxError;

/// A type of which there is one value for each key; implemented by
/// [`#[singleton(key = K)]`](macro@crate::singleton).
///
/// ```
/// use tenure::{KeyedSingleton, Status, singleton};
///
/// #[singleton(key = String, init = |name| Pool { url: format!("db://{name}") })]
/// struct Pool {
///     url: String,
/// }
///
/// assert_eq!(Pool::status("primary"), Status::Empty);
/// assert!(Pool::peek("primary").is_none());
/// assert_eq!(Pool::with("primary", |pool| pool.url.len()), 12);
/// assert!(std::ptr::eq(Pool::instance("primary"), Pool::instance(&"primary".to_owned())));
///
/// Pool::instance("replica");
/// let urls: Vec<_> = Pool::instances().into_iter().map(|(_, pool)| &pool.url).collect();
/// assert_eq!(urls, ["db://primary", "db://replica"]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a singleton with a key",
    label = "no `#[singleton(key = ..)]` on this type",
    note = "add `#[singleton(key = ..)]` to `{Self}`"
)]
pub trait KeyedSingleton: Sized + 'static {
    /// What tells its instances apart.
    type Key: Clone + Eq + Hash + Send + Sync + 'static;

    /// What `instance` gives: `&'static Self`, with `managed` a [`Handle`](crate::Handle).
    type Ref: Deref<Target = Self> + KeyedStorage<Self::Key>;

    #[doc(hidden)]
    const DECLARED: KeyedDeclared<Self>;

    /// The instance of `key`, if it is there; never makes it and never locks (but the first handle
    /// of a thread to a managed one does).
    #[must_use]
    #[track_caller]
    fn peek(key: impl Lookup<Self::Key>) -> Option<Self::Ref> {
        Self::DECLARED.slot().peek(key)
    }

    /// Calls `f` with the instance of `key`, which is made first if need be.
    ///
    /// # Panics
    ///
    /// With the text of the [`InitError`](crate::InitError) when the instance cannot be made.
    #[track_caller]
    fn with<R>(key: impl Lookup<Self::Key>, f: impl FnOnce(&Self) -> R) -> R {
        f(&Self::DECLARED.slot().instance(key))
    }

    /// What has become of the instance of `key` so far.
    #[must_use]
    fn status(key: impl Lookup<Self::Key>) -> Status {
        Self::DECLARED.slot().status(key)
    }

    /// Every instance that is there, with its key, in the order in which the keys were first asked
    /// for; never makes one.
    #[must_use]
    #[track_caller]
    fn instances() -> Vec<(&'static Self::Key, Self::Ref)> {
        Self::DECLARED.slot().instances()
    }
}

/// Made by `#[singleton]`: a slot for each key that was asked for.
pub struct Keyed<K: 'static, R: KeyedStorage<K>> {
    node: &'static Node,
    shared: Shared<R::Target>,
    init: InitByKey<K, R::Target>,
    pub(super) ending: R::Ending,
    write: Option<Write<K>>,
    slots: Trie<R::Slot>,
}

// SAFETY: threads share the slots, and in them the keys and what a slot shares anyway. That needs
// `K: Send + Sync`, since a slot is dropped by a thread that was not the first, and what the slot
// asks of `T`. `NodeOf::keyed` asks for both: the proof for `T`, and a `KeyedSingleton`, which has
// those bounds of its key.
// (The bounds are there and not here so that a key without them is one error, at one place.)
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
        Keyed::new(self.node, self.shared, InitByKey::Made(init), self.shared.hook)
    }

    /// The same for values that are provided; `prepare` makes what they need.
    #[must_use]
    #[track_caller]
    pub const fn keyed_provided(
        self,
        prepare: fn(&T::Key) -> Result<(), BoxError>,
    ) -> Keyed<T::Key, &'static T> {
        graph::check(self.node);
        Keyed::new(self.node, self.shared, InitByKey::Provided(prepare), self.shared.hook)
    }
}

impl Node {
    /// The slots as `KeyedSingleton` finds them.
    #[must_use]
    pub const fn declared_by_key<T: KeyedSingleton>(
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
    pub(super) const fn new(
        node: &'static Node,
        shared: Shared<R::Target>,
        init: InitByKey<K, R::Target>,
        ending: R::Ending,
    ) -> Self {
        Keyed { node, shared, init, ending, write: None, slots: Trie::new() }
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
    fn peek(&'static self, key: impl Lookup<K>) -> Option<R> {
        R::peek(self.known(key)?)
    }

    fn status(&'static self, key: impl Lookup<K>) -> Status {
        self.known(key).map_or(Status::Empty, R::status)
    }

    #[track_caller]
    fn instances(&'static self) -> Vec<(&'static K, R)> {
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
    fn slot(&'static self, key: impl Lookup<K>) -> &'static R::Slot {
        match self.known(key) {
            Some(slot) => slot,
            None => self.add(key),
        }
    }

    #[inline]
    pub(super) fn known(&'static self, key: impl Lookup<K>) -> Option<&'static R::Slot> {
        self.slots.find(self.hash(key), |slot| key.is(R::key(slot)))
    }

    #[cold]
    #[inline(never)]
    fn add(&'static self, key: impl Lookup<K>) -> &'static R::Slot {
        let is = |slot: &R::Slot| key.is(R::key(slot));
        self.slots.find_or_insert(self.hash(key), is, || {
            let key = key.to_key();
            let label = self.write.map(|write| Label::new::<R::Target>(self.node, &write(&key)));
            let maker = ByKey { key, init: self.init };
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

    const fn slot(&self) -> &'static Keyed<T::Key, T::Ref> {
        // SAFETY: `Node::declared_by_key` makes it from a reference that lives for ever, and a
        // program with an `ABSENT` one does not compile.
        unsafe { &*self.slot }
    }
}
