//! What a cache keeps of a value: the value, or no more than a way back to it.

use std::sync::{Arc, Weak};

/// How a cache holds its values; [`Strong`] or [`Weakly`].
pub trait Mode<V>: sealed::Sealed + Sized + 'static {
    /// What is stored.
    #[doc(hidden)]
    type Held;

    /// Keeps the value alive.
    #[doc(hidden)]
    fn keep(value: V) -> Self::Held;

    /// Leaves it to those who use it; `None`: this mode does not.
    #[doc(hidden)]
    fn lend(held: &Self::Held) -> Option<Self::Held>;

    /// Whether the cache itself keeps the value alive.
    #[doc(hidden)]
    fn is_kept(held: &Self::Held) -> bool;

    /// Whether the value is gone.
    #[doc(hidden)]
    fn is_dead(held: &Self::Held) -> bool;

    /// Whether somebody else can reach the value; asked where no copy can be made meanwhile.
    #[doc(hidden)]
    fn is_in_use(held: &mut Self::Held) -> bool;

    /// The value, to be taken down.
    #[doc(hidden)]
    fn take(held: Self::Held) -> Option<V>;
}

/// A mode in which copies of the values can be given out.
pub trait Give<V>: Mode<V> {
    /// A value to be used; `None`: it is gone.
    #[doc(hidden)]
    fn give(held: &Self::Held) -> Option<V>;
}

mod sealed {
    pub trait Sealed {}

    impl Sealed for super::Strong {}
    impl Sealed for super::Weakly {}
}

/// The cache alone keeps its values, and gives out copies.
#[derive(Debug)]
pub enum Strong {}

/// A value is found for as long as anybody has it.
#[derive(Debug)]
pub enum Weakly {}

impl<V> Mode<V> for Strong {
    type Held = V;

    fn keep(value: V) -> V {
        value
    }

    fn lend(_: &V) -> Option<V> {
        None
    }

    #[inline]
    fn is_kept(_: &V) -> bool {
        true
    }

    fn is_dead(_: &V) -> bool {
        false
    }

    fn is_in_use(_: &mut V) -> bool {
        false
    }

    fn take(held: V) -> Option<V> {
        Some(held)
    }
}

impl<V: Clone> Give<V> for Strong {
    #[inline]
    fn give(held: &V) -> Option<V> {
        Some(held.clone())
    }
}

/// What is stored of a shared value.
#[doc(hidden)]
#[derive(Debug)]
pub enum Hold<T: ?Sized> {
    Kept(Arc<T>),
    Lent(Weak<T>),
}

impl<T: ?Sized + 'static> Mode<Arc<T>> for Weakly {
    type Held = Hold<T>;

    fn keep(value: Arc<T>) -> Hold<T> {
        Hold::Kept(value)
    }

    fn lend(held: &Hold<T>) -> Option<Hold<T>> {
        match held {
            Hold::Kept(value) => Some(Hold::Lent(Arc::downgrade(value))),
            Hold::Lent(value) => Some(Hold::Lent(Weak::clone(value))),
        }
    }

    #[inline]
    fn is_kept(held: &Hold<T>) -> bool {
        matches!(held, Hold::Kept(_))
    }

    fn is_dead(held: &Hold<T>) -> bool {
        matches!(held, Hold::Lent(value) if value.strong_count() == 0)
    }

    fn is_in_use(held: &mut Hold<T>) -> bool {
        match held {
            // A `Weak` of the user's counts, too: it may become an `Arc` at any moment.
            Hold::Kept(value) => Arc::get_mut(value).is_none(),
            Hold::Lent(value) => value.strong_count() > 0,
        }
    }

    fn take(held: Hold<T>) -> Option<Arc<T>> {
        match held {
            Hold::Kept(value) => Some(value),
            Hold::Lent(_) => None,
        }
    }
}

impl<T: ?Sized + 'static> Give<Arc<T>> for Weakly {
    #[inline]
    fn give(held: &Hold<T>) -> Option<Arc<T>> {
        match held {
            Hold::Kept(value) => Some(Arc::clone(value)),
            Hold::Lent(value) => value.upgrade(),
        }
    }
}
