//! Singletons of which there is one for each key, made by a future.

use super::task::Initialiser;
use super::{Instance, TryInstance};
use crate::singleton::graph;
use crate::singleton::initialiser::MakerAsync;
use crate::singleton::keyed::Keyed;
use crate::singleton::keyed::by_key::{ByKey, InitByKey, KeyedStorage};
use crate::singleton::keyed::key::Key;
use crate::singleton::keyed::lookup::Lookup;
use crate::singleton::keyed::singleton::KeyedSingleton;
use crate::singleton::managed::handle::Handle;
use crate::singleton::managed::keyed::Ending;
use crate::singleton::node::NodeOf;
use crate::singleton::rules::Last;
use crate::singleton::swap::Again;

impl<T: KeyedSingleton<Ref = &'static T>> NodeOf<T> {
    /// The slots of a singleton with a key; each future gets a key of its own.
    #[must_use]
    #[track_caller]
    pub const fn keyed_async(
        self,
        init: fn(T::Key) -> Initialiser<T>,
    ) -> Keyed<T::Key, &'static T> {
        graph::check(self.node);
        Keyed::new(
            self.node,
            self.shared,
            InitByKey::Awaited(Key::copied, init),
            self.shared.hook,
            Again::new(),
        )
    }
}

impl<T: KeyedSingleton<Ref = Handle<T>>> NodeOf<T> {
    /// The same of values that are freed, on whatever thread that is asked for.
    #[must_use]
    #[track_caller]
    pub const fn managed_keyed_async(
        self,
        dispose: Option<Last<T>>,
        init: fn(T::Key) -> Initialiser<T>,
    ) -> Keyed<T::Key, Handle<T>>
    where
        T: Send,
    {
        graph::check(self.node);
        let ending = Ending { hook: self.shared.hook, last: dispose, recreate: false };
        Keyed::new(
            self.node,
            self.shared,
            InitByKey::Awaited(Key::copied, init),
            ending,
            Again::new(),
        )
    }
}

/// A reference to an instance that can be awaited.
pub trait KeyedAwaited<K>: KeyedStorage<K> {
    #[track_caller]
    fn try_instance_async(slot: &'static Self::Slot) -> TryInstance<Self>;
}

impl<K: 'static, T: 'static> KeyedAwaited<K> for &'static T {
    #[inline]
    #[track_caller]
    fn try_instance_async(slot: &'static Self::Slot) -> TryInstance<Self> {
        slot.try_instance_async()
    }
}

impl<K: 'static, T: 'static> KeyedAwaited<K> for Handle<T> {
    #[inline]
    #[track_caller]
    fn try_instance_async(slot: &'static Self::Slot) -> TryInstance<Self> {
        slot.try_instance_async()
    }
}

impl<K, R: KeyedAwaited<K>> Keyed<K, R> {
    /// The instance of `key`; made first if need be.
    #[inline]
    #[track_caller]
    pub fn instance_async(&'static self, key: impl Lookup<K>) -> Instance<R> {
        Instance::of(self.try_instance_async(key))
    }

    /// The instance of `key`, or why it cannot be made.
    #[inline]
    #[track_caller]
    pub fn try_instance_async(&'static self, key: impl Lookup<K>) -> TryInstance<R> {
        R::try_instance_async(self.slot(key))
    }
}

impl<K: 'static, T: 'static> MakerAsync<T> for ByKey<K, T> {
    fn start(&self) -> Initialiser<T> {
        match self.init {
            InitByKey::Awaited(copied, init) => init(copied(&self.key)),
            _ => Box::pin(async { Err("it is not made by a future".into()) }),
        }
    }
}
