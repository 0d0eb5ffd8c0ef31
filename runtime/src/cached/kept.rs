//! What a cached function keeps all of.

/// How a value is taken down of which all is kept; a `Result` by another name is none, which the
/// attribute cannot see.
#[doc(hidden)]
#[macro_export]
macro_rules! __kept {
    ($ty:ty) => {{
        use $crate::__private::IsNot as _;
        if <$crate::__private::Is<$ty>>::RESULT {
            $crate::__private::refuse(
                "`{}` is a `Result` by another name, so its errors would be kept like values; \
                 write `Result<T, E>`, by whatever path",
                &[::core::stringify!($ty)],
            );
        }
        <$crate::__private::Is<$ty>>::DISPOSE
    }};
}
