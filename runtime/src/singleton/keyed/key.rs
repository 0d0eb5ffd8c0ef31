//! What a key has to be.

use std::hash::Hash;

/// All that is asked of a key at once, so that one that lacks several of it is one error: as bounds
/// of this trait, or of [`KeyedSingleton::Key`](super::singleton::KeyedSingleton), each would be one.
///
/// Nobody else can name it, so each key has them all.
#[doc(hidden)]
#[allow(unreachable_pub)] // Rust 1.85 does not see that the bound of a public associated type is public
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the key of a singleton",
    label = "a key is `Clone + Eq + Hash + Send + Sync + 'static`, and owns what it holds",
    note = "a type of your own gets them with `#[derive(Clone, PartialEq, Eq, Hash)]`",
    note = "instead of others write `String` for `str`, `Arc` for `Rc`, and a whole number for `f64`"
)]
pub trait Key: Sized + 'static {
    /// Another one that is equal.
    #[must_use]
    fn copied(&self) -> Self;
}

#[diagnostic::do_not_recommend] // else each trait that it lacks is an error
impl<K: Clone + Eq + Hash + Send + Sync + 'static> Key for K {
    fn copied(&self) -> Self {
        self.clone()
    }
}
