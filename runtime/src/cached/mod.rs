//! Values that are made once for each key, and kept for as long as they are worth it.

pub(crate) mod allowed;
pub(crate) mod flight;
mod flights;
mod function;
mod kept;
mod label;
mod leaving;
mod ledger;
pub(crate) mod mode;
mod node;
mod parts;
pub(crate) mod query;
pub(crate) mod registry;
mod room;
mod running;
mod setup;
pub(crate) mod stats;
mod waits;

use std::borrow::Borrow;
use std::fmt;
use std::future::Future;
use std::hash::Hash;
use std::sync::{Arc, OnceLock};

use self::flight::Found;
use self::label::Label;
use self::mode::{Give, Mode, Strong, Weakly};
use self::parts::{Parts, Settings};
use self::stats::CacheStats;

/// One value for each key, at most so many of them; what [`#[cached]`](macro@crate::cached) puts
/// behind a function, for use without one.
///
/// The value that was not used for the longest time makes room for a new one, and those that are
/// older than the [`ttl`](Self::ttl) go before that. Of several threads or tasks that want the same
/// missing value one makes it, and the others wait for it. It may be a `static`.
///
/// ```
/// use tenure::Cache;
///
/// static LENGTHS: Cache<String, usize> = Cache::new(100);
///
/// assert_eq!(LENGTHS.get_or_insert_with("four".to_owned(), || 4), 4);
/// assert_eq!(LENGTHS.get("four"), Some(4));
/// assert_eq!(LENGTHS.get("five"), None);
/// ```
///
/// Values that are shared, as `Arc<T>`, are better kept in a [`WeakCache`], which never makes a
/// second one while the first is in use.
pub struct Cache<K, V, M: Mode<V> = Strong> {
    settings: Settings<V>,
    label: Label,
    parts: OnceLock<Parts<K, V, M>>,
}

/// One shared value for each key: it is found for as long as anybody has it.
///
/// A cache from [`Cache::weak`] keeps nothing alive; one from [`Cache::weak_with_max`] also keeps
/// the most recently used values that nobody has. A value in use is never lost, and never made a
/// second time, however many there are; what is left of those that are gone is cleared away.
///
/// ```
/// use std::sync::Arc;
/// use tenure::{Cache, WeakCache};
///
/// let names: WeakCache<u32, str> = Cache::weak();
/// let one = names.get_or_insert_with(1, || Arc::from("one"));
/// assert!(Arc::ptr_eq(&one, &names.get(&1).unwrap()));
///
/// drop(one);
/// assert_eq!(names.get(&1), None);
/// ```
pub type WeakCache<K, T> = Cache<K, Arc<T>, Weakly>;

impl<K: Clone + Eq + Hash, V: Clone, M: Give<V>> Cache<K, V, M> {
    #[inline]
    fn parts(&self) -> &Parts<K, V, M> {
        match self.parts.get() {
            Some(parts) => parts,
            None => self.first(),
        }
    }

    #[cold]
    fn first(&self) -> &Parts<K, V, M> {
        self.parts.get_or_init(|| Parts::new(self.settings))
    }

    /// The value under `key`, which may be borrowed: a `&str` for a `String`. It waits for nobody.
    #[inline]
    pub fn get<Q>(&self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        let parts = self.parts();
        let found = parts.get(key);
        if found.is_none() {
            parts.missed();
        }
        found
    }

    /// The value under `key`, made by `make` if there is none. Who asks for it meanwhile waits.
    ///
    /// # Panics
    ///
    /// When `make` asks for the value of the same key, and when it panics itself: then the next one
    /// who waits makes the value.
    #[track_caller]
    pub fn get_or_insert_with(&self, key: K, make: impl FnOnce() -> V) -> V {
        match self.found(key) {
            Found::Value(value) => value,
            Found::Missing(flight) => flight.make(make),
        }
    }

    /// As [`get_or_insert_with`](Self::get_or_insert_with), with a `make` that may fail: its error
    /// is not kept, and whoever waits tries again.
    ///
    /// # Errors
    ///
    /// That of `make`.
    ///
    /// # Panics
    ///
    /// As [`get_or_insert_with`](Self::get_or_insert_with).
    #[track_caller]
    pub fn try_get_or_insert_with<E>(
        &self,
        key: K,
        make: impl FnOnce() -> Result<V, E>,
    ) -> Result<V, E> {
        match self.found(key) {
            Found::Value(value) => Ok(value),
            Found::Missing(flight) => flight.try_make(make),
        }
    }

    /// The value under `key`, made by the future if there is none. Who asks for it meanwhile waits
    /// without a thread; if the one who makes it is dropped, the next one does.
    ///
    /// # Panics
    ///
    /// As [`get_or_insert_with`](Self::get_or_insert_with).
    pub async fn get_or_insert_async(&self, key: K, make: impl Future<Output = V>) -> V {
        match self.found_async(key).await {
            Found::Value(value) => value,
            Found::Missing(flight) => flight.make_async(make).await,
        }
    }

    /// As [`get_or_insert_async`](Self::get_or_insert_async), with a future that may fail.
    ///
    /// # Errors
    ///
    /// That of the future.
    ///
    /// # Panics
    ///
    /// As [`get_or_insert_with`](Self::get_or_insert_with).
    pub async fn try_get_or_insert_async<E>(
        &self,
        key: K,
        make: impl Future<Output = Result<V, E>>,
    ) -> Result<V, E> {
        match self.found_async(key).await {
            Found::Value(value) => Ok(value),
            Found::Missing(flight) => flight.try_make_async(make).await,
        }
    }

    /// Puts a value under `key`; the one that was there is let go. What is being made for that key
    /// meanwhile goes to those who wait for it, and is not kept.
    pub fn insert(&self, key: K, value: V) {
        self.parts().insert(key, value);
    }

    /// Takes the value under `key` out, and gives it to the caller; so is not disposed. What is
    /// being made for that key meanwhile is of an older time, and is not kept.
    pub fn remove<Q>(&self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        self.parts().remove(key)
    }

    /// Takes all values out, and lets them go; also those that somebody has, which are made anew
    /// when they are asked for.
    pub fn clear(&self) {
        let parts = self.parts();
        parts.let_go(parts.take_all());
    }

    /// How many values can be found now.
    #[must_use]
    pub fn len(&self) -> usize {
        self.stats().len
    }

    /// Whether no value can be found now.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What it has done so far; looks through all entries, to tell those that are gone.
    #[must_use]
    pub fn stats(&self) -> CacheStats {
        self.parts().stats()
    }

    /// Lets time pass for this cache alone, so that a test of its `ttl` need not wait.
    #[cfg(feature = "testing")]
    pub fn advance(&self, by: std::time::Duration) {
        self.parts().advance(by);
    }

    #[track_caller]
    fn found(&self, key: K) -> Found<'_, K, V, M> {
        match self.parts().get(&key) {
            Some(value) => Found::Value(value),
            None => Found::of(self, key),
        }
    }

    async fn found_async(&self, key: K) -> Found<'_, K, V, M> {
        match self.parts().get(&key) {
            Some(value) => Found::Value(value),
            None => Found::of_async(self, key).await,
        }
    }
}

impl<K, V, M: Mode<V>> Drop for Cache<K, V, M> {
    fn drop(&mut self) {
        if let Some(parts) = self.parts.take() {
            (parts.end)(&parts);
        }
    }
}

impl<K, V, M: Mode<V>> fmt::Debug for Cache<K, V, M> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Settings { max, ttl, .. } = self.settings;
        formatter
            .debug_struct("Cache")
            .field("name", &self.label.name())
            .field("max", &max)
            .field("ttl", &ttl)
            .finish_non_exhaustive()
    }
}
