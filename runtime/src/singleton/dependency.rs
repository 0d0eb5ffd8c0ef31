//! What the constructor of a singleton may take: references to other singletons.

use super::Singleton;
use super::cell::Result;
use super::node::NodePtr;

/// A parameter of a constructor that can be filled in.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the constructor of a singleton cannot take a `{Self}`",
    label = "not a reference to a singleton",
    note = "its parameters are other singletons, as `instance` gives them: `&'static Config`"
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
