//! The cache of a function: what `#[cached]` makes and asks.

use std::hash::Hash;

use super::Cache;
use super::flight::Found;
use super::label::Label;
use super::mode::{Give, Mode};
use super::query::{Lookup, Query};
use crate::singleton::rules::Last;

impl<K, V, M: Mode<V>> Cache<K, V, M> {
    /// The function, which a closure in the static is inside of, and how its values are taken down.
    #[doc(hidden)]
    #[must_use]
    #[track_caller]
    pub const fn of<Inside: Copy>(mut self, _: Inside, dispose: Option<Last<V>>) -> Self {
        self.label = Label::around::<Inside>();
        self.settings.dispose = dispose;
        self
    }

    /// The function, where another one has the cache.
    #[doc(hidden)]
    #[must_use]
    pub const fn named(mut self, name: &'static str) -> Self {
        self.label = self.label.named(name);
        self
    }
}

impl<K, V, M> Cache<K, V, M>
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
    M: Give<V>,
    M::Held: Send + Sync,
{
    /// The value of a call with these arguments, or the duty to make it.
    #[doc(hidden)]
    #[inline]
    #[track_caller]
    pub fn find<Q: Query<K>>(&'static self, query: Q) -> Found<'static, K, V, M> {
        match self.parts().get(&Lookup(query)) {
            Some(value) => Found::Value(value),
            None => Found::of(self, query.to_key()).in_list(self),
        }
    }

    /// As [`find`](Self::find), without a thread that waits.
    #[doc(hidden)]
    pub async fn find_async<Q: Query<K>>(&'static self, query: Q) -> Found<'static, K, V, M> {
        match self.parts().get(&Lookup(query)) {
            Some(value) => Found::Value(value),
            None => Found::of_async(self, query.to_key()).await.in_list(self),
        }
    }

    /// As [`find`](Self::find), with a key that was made for the call.
    #[doc(hidden)]
    #[inline]
    #[track_caller]
    pub fn find_key(&'static self, key: K) -> Found<'static, K, V, M> {
        self.found(key).in_list(self)
    }

    /// As [`find_async`](Self::find_async), with a key that was made for the call.
    #[doc(hidden)]
    pub async fn find_key_async(&'static self, key: K) -> Found<'static, K, V, M> {
        self.found_async(key).await.in_list(self)
    }
}
