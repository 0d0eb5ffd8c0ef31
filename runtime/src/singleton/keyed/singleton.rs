//! What a singleton with a key can do.

use std::ops::Deref;

use super::KeyedDeclared;
use super::by_key::KeyedStorage;
use super::key::Key;
use super::lookup::Lookup;
use crate::singleton::cell::Status;
#[cfg(feature = "testing")]
use crate::singleton::swap::{self, OverridableByKey as _};

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
    note = "add `#[singleton(key = ..)]` to `{Self}`; one without `key` is a `Singleton`"
)]
pub trait KeyedSingleton: Sized + 'static {
    /// What tells its instances apart: any type that is `Clone + Eq + Hash + Send + Sync + 'static`.
    type Key: Key;

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

    /// Calls `f` while this thread sees `value` as the instance of `key`; for tests, with the feature
    /// `testing`.
    ///
    /// Those of other keys stay as they are. All else, and when it panics, is as with
    /// [`Singleton::override_with`](crate::Singleton::override_with).
    ///
    /// ```
    /// use tenure::{KeyedSingleton, singleton};
    ///
    /// #[singleton(key = String, init = |name| Pool(format!("db://{name}")))]
    /// struct Pool(String);
    ///
    /// Pool::override_with("primary", Pool("memory".to_owned()), || {
    ///     assert_eq!(Pool::instance("primary").0, "memory");
    ///     assert_eq!(Pool::instance("replica").0, "db://replica");
    /// });
    /// assert_eq!(Pool::instance("primary").0, "db://primary");
    /// ```
    #[cfg(feature = "testing")]
    #[track_caller]
    fn override_with<R>(key: impl Lookup<Self::Key>, value: Self, f: impl FnOnce() -> R) -> R
    where
        Self::Ref: swap::OverridableByKey<Self::Key>,
    {
        swap::with_swapped(Self::Ref::with_value(Self::DECLARED.slot().slot(key), value), f)
    }

    /// The same for all threads of the process, as with
    /// [`Singleton::override_global`](crate::Singleton::override_global).
    #[cfg(feature = "testing")]
    #[track_caller]
    fn override_global<R>(key: impl Lookup<Self::Key>, value: Self, f: impl FnOnce() -> R) -> R
    where
        Self::Ref: swap::OverridableByKey<Self::Key>,
    {
        swap::with_swapped_everywhere(
            Self::Ref::with_value(Self::DECLARED.slot().slot(key), value),
            f,
        )
    }
}
