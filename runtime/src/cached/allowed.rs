//! What can be a key and what can be kept, in words for a type that cannot.
//!
//! A type that may be there is one under the name of a projection; of any other that is an error, and
//! what has the name has no type. So nothing else that the cache demands is looked at, and one mistake
//! is one error.

use std::hash::Hash;

/// `T`, if it can be a key.
pub type Key<T> = <T as IsKey>::Key;

/// What a key keeps of an argument that is a reference: a `String` of a `str`, a `Vec<T>` of a `[T]`.
pub type Owned<T> = <T as ToOwned>::Owned;

/// `T`, if it can be kept.
pub type Kept<T> = <T as IsKept>::Kept;

/// `T`, if an `Arc` of it can be kept.
pub type Shared<T> = <T as IsShared>::Shared;

/// Leads from a key to itself.
pub trait IsKey {
    /// The type itself.
    type Key;
}

impl<T: MayBeKey> IsKey for T {
    type Key = T;
}

/// What a cache demands of a key.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the key of a cache",
    label = "a key is `Clone + Eq + Hash + Send + Sync + 'static`",
    note = "a type of your own gets them with `#[derive(Clone, PartialEq, Eq, Hash)]`",
    note = "for others say what tells calls apart, with `key = |..| -> Type` and a body in braces"
)]
pub trait MayBeKey: Clone + Eq + Hash + Send + Sync {}

#[diagnostic::do_not_recommend]
impl<T: Clone + Eq + Hash + Send + Sync + 'static> MayBeKey for T {}

/// Leads from what is kept to itself.
pub trait IsKept {
    /// The type itself.
    type Kept;
}

impl<T: MayBeKept> IsKept for T {
    type Kept = T;
}

/// What a cache demands of a value.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be kept in a cache",
    label = "what is kept is `Clone + Send + Sync + 'static`",
    note = "what is not `Clone` is kept as an `Arc`",
    note = "what stays on its thread has a counterpart for all: `Arc` for `Rc`, `Mutex` or an atomic \
            for `RefCell` and `Cell`, `dyn Trait + Send + Sync` for `dyn Trait`"
)]
pub trait MayBeKept: Clone + Send + Sync {}

#[diagnostic::do_not_recommend]
impl<T: Clone + Send + Sync + 'static> MayBeKept for T {}

/// Leads from what is in an `Arc` to itself.
pub trait IsShared {
    /// The type itself.
    type Shared: ?Sized;
}

impl<T: MayBeShared + ?Sized> IsShared for T {
    type Shared = T;
}

/// What a cache demands of what is in an `Arc`.
#[diagnostic::on_unimplemented(
    message = "an `Arc` of `{Self}` cannot be kept in a cache",
    label = "what is in it is `Send + Sync + 'static`",
    note = "what stays on its thread has a counterpart for all: `Arc` for `Rc`, `Mutex` or an atomic \
            for `RefCell` and `Cell`, `dyn Trait + Send + Sync` for `dyn Trait`"
)]
pub trait MayBeShared: Send + Sync {}

#[diagnostic::do_not_recommend]
impl<T: Send + Sync + 'static + ?Sized> MayBeShared for T {}
