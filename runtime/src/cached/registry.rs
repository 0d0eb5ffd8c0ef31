//! The caches of cached functions, in the order in which they got their first values.

use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use super::Cache;
use super::mode::Give;
use super::stats::CacheStats;
use crate::disposable::collector::Collector;

/// A cache of any type.
pub(super) trait AnyCache: Sync {
    fn info(&self) -> CacheInfo;
    /// Takes everything out and disposes it.
    fn empty(&self, failures: &mut Collector);
}

static CACHES: Mutex<Vec<&'static dyn AnyCache>> = Mutex::new(Vec::new());

/// The cache of one function, as [`caches`] lists it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CacheInfo {
    /// The function.
    pub name: String,
    /// What its cache has done so far.
    pub stats: CacheStats,
}

/// Every cached function that has made a value, in the order of their first values.
///
/// ```
/// #[tenure::cached(max = 10)]
/// fn square(number: u64) -> u64 {
///     number * number
/// }
///
/// square(4);
/// square(4);
///
/// let caches = tenure::caches();
/// assert!(caches[0].name.ends_with("::square"));
/// assert_eq!(caches[0].stats.hits, 1);
/// ```
#[must_use]
pub fn caches() -> Vec<CacheInfo> {
    all().into_iter().map(AnyCache::info).collect()
}

pub(super) fn list(cache: &'static dyn AnyCache) {
    CACHES.lock().unwrap_or_else(PoisonError::into_inner).push(cache);
}

fn all() -> Vec<&'static dyn AnyCache> {
    CACHES.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Takes the values out of all caches, the one that had a value first last: that may be part of
/// what the others keep.
pub(crate) fn empty(failures: &mut Collector) {
    for cache in all().into_iter().rev() {
        cache.empty(failures);
    }
}

impl<K, V, M> AnyCache for Cache<K, V, M>
where
    K: Clone + Eq + Hash + Send + Sync,
    V: Clone + Send + Sync,
    M: Give<V>,
    M::Held: Send + Sync,
{
    fn info(&self) -> CacheInfo {
        CacheInfo { name: self.label.name(), stats: self.stats() }
    }

    fn empty(&self, failures: &mut Collector) {
        let parts = self.parts();
        parts.dispose_all(parts.take_all(), || self.label.name(), failures);
    }
}
