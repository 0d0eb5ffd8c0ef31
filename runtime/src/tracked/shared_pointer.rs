//! The pointers that share a value: `Arc` and `Rc`.

use std::rc::{self, Rc};
use std::sync::{self, Arc};

/// A pointer that shares a value with its likes: [`Arc`] or [`Rc`]. Of no other type, since who
/// implements it has to keep the allocation while there is a weak one.
#[diagnostic::on_unimplemented(
    message = "a `WeakSet` holds what is in an `Arc` or an `Rc`, not in a `{Self}`",
    label = "neither an `Arc` nor an `Rc`"
)]
pub trait SharedPointer: Clone + sealed::Sealed {
    /// What it points to.
    type Target: ?Sized;
    /// What does not keep the value alive.
    #[doc(hidden)]
    type Weak: Clone;
    #[doc(hidden)]
    fn weak(this: &Self) -> Self::Weak;
    #[doc(hidden)]
    fn upgrade(weak: &Self::Weak) -> Option<Self>;
    #[doc(hidden)]
    fn is_alive(weak: &Self::Weak) -> bool;
    /// No other allocation has the same, as long as there is a weak pointer.
    #[doc(hidden)]
    fn address(this: &Self) -> usize;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! shared_pointer {
    ($($strong:ident $module:ident)*) => {
        $(
            impl<T: ?Sized> sealed::Sealed for $strong<T> {}

            impl<T: ?Sized> SharedPointer for $strong<T> {
                type Target = T;
                type Weak = $module::Weak<T>;

                fn weak(this: &Self) -> Self::Weak {
                    $strong::downgrade(this)
                }

                fn upgrade(weak: &Self::Weak) -> Option<Self> {
                    weak.upgrade()
                }

                fn is_alive(weak: &Self::Weak) -> bool {
                    weak.strong_count() > 0
                }

                fn address(this: &Self) -> usize {
                    $strong::as_ptr(this).cast::<()>().addr()
                }
            }
        )*
    };
}

shared_pointer!(Arc sync Rc rc);
