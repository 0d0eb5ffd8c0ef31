//! What the constructor of a singleton may take: references to other singletons.

use std::rc::Rc;

use super::Singleton;
use super::cell::Result;
#[cfg(feature = "async")]
use super::future::TryInstance;
use super::node::NodePtr;
use super::storage::Storage;

/// A parameter of a constructor that can be filled in.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a singleton cannot depend on `{Self}`",
    label = "not a reference to a type with `#[singleton]`, or one with `key`",
    note = "add `#[singleton]` to the type, and take it as its `instance` gives it: `&'static Config`",
    note = "with `key` it is no dependency by itself: call its `instance(&key)` in the constructor"
)]
pub trait Dependency: Sized {
    const NODE: NodePtr;

    /// # Errors
    ///
    /// Why the singleton cannot be made.
    #[track_caller]
    fn get() -> Result<Self>;

    /// The same, where it may be awaited.
    #[cfg(feature = "async")]
    #[track_caller]
    fn get_async() -> TryInstance<Self> {
        TryInstance::ready(Self::get())
    }
}

/// A singleton that `deps` names.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`deps` cannot name `{Self}`",
    label = "no `#[singleton]` on this type, or one with `key`",
    note = "add `#[singleton]` to `{Self}`, or do not name it in `deps`",
    note = "with `key` it is no dependency by itself: call `{Self}::instance(&key)` in the initialiser"
)]
pub trait Listed: Sized {
    const NODE: NodePtr;

    /// # Errors
    ///
    /// Why the singleton cannot be made.
    #[track_caller]
    fn get() -> Result<()>;

    /// The same, where it may be awaited.
    #[cfg(feature = "async")]
    #[track_caller]
    fn get_async() -> impl Future<Output = Result<()>>;
}

impl<T: Singleton> Listed for T {
    const NODE: NodePtr = T::DECLARED.node();

    #[track_caller]
    fn get() -> Result<()> {
        T::Ref::try_instance(T::DECLARED.slot()).map(drop)
    }

    #[cfg(feature = "async")]
    #[track_caller]
    fn get_async() -> impl Future<Output = Result<()>> {
        let instance = T::Ref::try_instance_async(T::DECLARED.slot());
        async { instance.await.map(drop) }
    }
}

impl<T: Singleton<Ref = Rc<T>>> Dependency for Rc<T> {
    const NODE: NodePtr = T::DECLARED.node();

    #[track_caller]
    fn get() -> Result<Self> {
        Storage::try_instance(T::DECLARED.slot())
    }
}

impl<T: Singleton<Ref = &'static T>> Dependency for &'static T {
    const NODE: NodePtr = T::DECLARED.node();

    #[track_caller]
    fn get() -> Result<Self> {
        Storage::try_instance(T::DECLARED.slot())
    }

    #[cfg(feature = "async")]
    #[track_caller]
    fn get_async() -> TryInstance<Self> {
        Storage::try_instance_async(T::DECLARED.slot())
    }
}
