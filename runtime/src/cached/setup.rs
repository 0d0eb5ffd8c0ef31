//! How a cache is made, before it holds anything.

use std::sync::OnceLock;
use std::time::Duration;

use super::label::Label;
use super::mode::Mode;
use super::parts::Settings;
use super::{Cache, WeakCache};
use crate::disposable::Dispose;
use crate::singleton::rules;

impl<K, V> Cache<K, V> {
    /// An empty cache that keeps at most `max` values.
    ///
    /// # Panics
    ///
    /// When `max` is 0; in a `static` at compile time.
    #[must_use]
    #[track_caller]
    pub const fn new(max: usize) -> Self {
        assert!(max > 0, "a cache that keeps at most 0 values keeps none");
        Cache::with(max)
    }
}

impl<K, T: ?Sized + 'static> WeakCache<K, T> {
    /// An empty cache that keeps nothing alive: a value is found while somebody else has it.
    #[must_use]
    #[track_caller]
    pub const fn weak() -> Self {
        Cache::with(0)
    }

    /// An empty cache that keeps the `max` most recently used values alive, and finds all others
    /// while somebody has them.
    ///
    /// # Panics
    ///
    /// When `max` is 0; in a `static` at compile time.
    #[must_use]
    #[track_caller]
    pub const fn weak_with_max(max: usize) -> Self {
        assert!(max > 0, "a cache that keeps at most 0 values keeps none");
        Cache::with(max)
    }
}

impl<K, V, M: Mode<V>> Cache<K, V, M> {
    #[track_caller]
    const fn with(max: usize) -> Self {
        Cache {
            settings: Settings { max, ttl: None, dispose: None },
            label: Label::of_type::<Self>(),
            parts: OnceLock::new(),
        }
    }

    /// Values that are older than `ttl` are not found any more, and made anew; also while somebody
    /// still has them.
    ///
    /// ```
    /// use std::time::Duration;
    /// use tenure::Cache;
    ///
    /// static PRICES: Cache<u32, u64> = Cache::new(100).ttl(Duration::from_secs(60));
    /// ```
    #[must_use]
    pub const fn ttl(mut self, ttl: Duration) -> Self {
        self.settings.ttl = Some(ttl);
        self
    }

    /// Disposes the values that it lets go, unless somebody else has them; what fails is reported
    /// as that of a value which was dropped, among [`leaks`](crate::leaks). A cache that is dropped
    /// disposes what is left.
    ///
    /// `#[cached]` does so for every type that implements [`Dispose`].
    #[must_use]
    pub const fn disposing(mut self) -> Self
    where
        V: Dispose,
    {
        self.settings.dispose = Some(rules::dispose::<V>);
        self
    }
}
