//! What the constructor of a singleton may take: references to other singletons.

use super::Singleton;
use super::cell::Result;
use super::node::NodePtr;

/// A parameter of a constructor that can be filled in.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a singleton cannot depend on `{Self}`",
    label = "not a reference to a type with `#[singleton]`",
    note = "add `#[singleton]` to the type, and take it as its `instance` gives it: `&'static Config`"
)]
pub trait Dependency: Sized {
    const NODE: NodePtr;

    /// # Errors
    ///
    /// Why the singleton cannot be made.
    #[track_caller]
    fn get() -> Result<Self>;
}

impl<T: Singleton<Ref = &'static T>> Dependency for &'static T {
    const NODE: NodePtr = T::DECLARED.node();

    #[track_caller]
    fn get() -> Result<Self> {
        T::DECLARED.slot().try_instance()
    }
}
