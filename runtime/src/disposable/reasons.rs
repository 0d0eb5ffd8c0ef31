//! What a declaration is not to leave open, as items that do not compile.

/// A field is skipped without a reason, so it may not be disposable.
#[doc(hidden)]
#[macro_export]
macro_rules! __skipped {
    ($name:tt: $(#[$lint:meta])* $ty:ty, $message:literal) => {
        $(#[$lint])*
        const $name: () = {
            let disposable =
                $crate::__private::owns(|| $crate::__private::part::<$ty>().__tenure_if_disposable());
            ::core::assert!(!disposable, $message);
        };
    };
}

/// With `strict`: a field is left to its own `Drop`, so it may own nothing but memory.
#[doc(hidden)]
#[macro_export]
macro_rules! __accounted {
    ($name:tt: $(#[$lint:meta])* $ty:ty, $message:literal) => {
        $(#[$lint])*
        const $name: () = ::core::assert!(!$crate::__owns!($ty), $message);
    };
}

/// No `Drop` is written for a type, so nothing else keeps it from being copied.
#[doc(hidden)]
#[macro_export]
macro_rules! __single {
    ($ty:ty, $message:literal) => {
        const _: () = {
            use $crate::__private::IsNot as _;
            ::core::assert!(!<$crate::__private::Is<$ty>>::COPY, $message);
        };
    };
}
