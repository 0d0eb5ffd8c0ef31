//! The proof that the values of a type may be in a list that all threads see.

use std::any::Any;
use std::sync::Arc;

use crate::singleton::rules::refuse;

/// A value of any type.
pub(super) type Erased = Arc<dyn Any + Send + Sync>;

/// How values go into the list and come out of it.
pub struct Listing<T: ?Sized> {
    /// As a value of any type.
    pub put: fn(Arc<T>) -> Erased,
    /// As what it was.
    pub take: fn(Erased) -> Option<Arc<T>>,
}

impl<T: Send + Sync + 'static> Listing<T> {
    /// By the bounds.
    #[must_use]
    pub const fn new() -> Self {
        Listing { put: |value| value, take: |erased| erased.downcast().ok() }
    }
}

impl<T: Send + Sync + 'static> Default for Listing<T> {
    fn default() -> Self {
        Listing::new()
    }
}

/// The proof that was asked for, when no field was to blame for its absence.
#[must_use]
#[track_caller]
pub const fn listed_by<T>(listing: Option<Listing<T>>, name: &'static str) -> Listing<T> {
    match listing {
        Some(listing) => listing,
        None => refuse(
            "`{}` cannot be sent and shared between threads, which all see the list of its \
             values; remove `weak`",
            &[name],
        ),
    }
}

/// How the values of the type are listed; where threads cannot share them, the field that is to
/// blame.
#[doc(hidden)]
#[macro_export]
macro_rules! __listing {
    ($ty:ty $(; $($field:tt $of:tt),+)?) => {{
        use $crate::__private::IsNot as _;
        $($($crate::__private::blame!(
            ($) LISTING,
            "`{}: {}` cannot be sent and shared between threads, which all see the list of the \
             values of `{}`; use an `Arc`, an atomic or a `Mutex`, or remove `weak`",
            $ty,
            $field $of
        );)+)?
        $crate::__private::listed_by::<$ty>(
            <$crate::__private::Is<$ty>>::LISTING,
            ::core::stringify!($ty),
        )
    }};
}
