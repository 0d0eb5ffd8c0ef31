//! What a constructor with a key may take by value.

use crate::singleton::cell::Result;
use crate::singleton::dependency::Dependency;
#[cfg(feature = "async")]
use crate::singleton::future::TryInstance;
use crate::singleton::node::NodePtr;

/// A parameter that is the key, or one that is a singleton: `By` is which, and left to rustc, so that
/// aliases of both work.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a constructor with the key `{K}` cannot take a `{Self}`",
    label = "neither `{K}` nor a reference to a type with `#[singleton]`",
    note = "take the key as a `&{K}` or a `{K}`, and a singleton as its `instance` gives it: \
            `&'static Config`"
)]
pub trait Parameter<K, By>: Sized {
    /// The singleton.
    const NODE: NodePtr;

    /// # Errors
    ///
    /// Why the singleton cannot be made.
    #[track_caller]
    fn of(key: &K) -> Result<Self>;

    /// The same, where it may be awaited.
    #[cfg(feature = "async")]
    #[track_caller]
    fn of_async(key: &K) -> TryInstance<Self> {
        TryInstance::ready(Self::of(key))
    }
}

/// By being the key.
pub struct ByKey;

/// By being a singleton.
pub struct ByDependency;

impl<K: Clone> Parameter<K, ByKey> for K {
    const NODE: NodePtr = NodePtr::ABSENT;

    fn of(key: &K) -> Result<Self> {
        Ok(key.clone())
    }
}

impl<K, D: Dependency> Parameter<K, ByDependency> for D {
    const NODE: NodePtr = D::NODE;

    #[track_caller]
    fn of(_key: &K) -> Result<Self> {
        D::get()
    }

    #[cfg(feature = "async")]
    #[track_caller]
    fn of_async(_key: &K) -> TryInstance<Self> {
        D::get_async()
    }
}
