//! The guards of a layout for any type.

use super::Layout;
use super::made;
use super::type_layout::{Kind, TypeLayout};

/// Fails the build when a type is not as large, aligned or packed as it should be: the guards of
/// [`#[derive(Layout)]`](derive@crate::Layout), for any type.
///
/// It stands where an item or a statement may. `size` and `align` go with every type; `waste`,
/// `holes`, `variant_ratio` need its `Layout`.
///
/// ```
/// tenure::assert_layout!(Option<Box<u8>>, size == size_of::<usize>());
/// tenure::assert_layout!([u32; 4], size <= 16, align == 4);
///
/// #[derive(tenure::Layout)]
/// struct Pair<T>(T, u8);
///
/// tenure::assert_layout!(Pair<u8>, size <= 2, no_holes, waste == 0);
/// ```
///
/// | condition | what has to hold |
/// |---|---|
/// | `size == 48` | its size in bytes; also `<=`, `<`, `>=` and `>` |
/// | `align == 8` | its alignment in bytes; also `<=`, `<`, `>=` and `>` |
/// | `waste <= 8` | the bytes in holes and at the end; also `==`, `<`, `>=` and `>` |
/// | `no_holes` | no bytes between fields that hold nothing |
/// | `niche` | an `Option` of it is no larger than itself |
/// | `variant_ratio <= 4` | the fields of the largest variant take at most 4 times as many bytes as those of the next |
#[macro_export]
macro_rules! assert_layout {
    ($ty:ty, $($conditions:tt)+) => {
        $crate::__private::conditions!([$ty] $($conditions)+);
    };
    ($ty:ty $(,)?) => {
        $crate::__private::located!([$ty] $crate::__private::compile_error!(
            "`assert_layout!` needs a condition; write `assert_layout!(Type, size <= 64)`"
        ););
    };
    ($($other:tt)*) => {
        $crate::__private::compile_error!(
            "`assert_layout!` needs a type and a condition; write `assert_layout!(Type, size <= 64)`"
        );
    };
}

/// One condition after the other, each a constant of its own, so that all that are broken are
/// reported.
#[doc(hidden)]
#[macro_export]
macro_rules! __conditions {
    ([$ty:ty] $(,)?) => {};
    // Its word once more, for the place of an error.
    ([$ty:ty] $what:ident $($rest:tt)*) => {
        $crate::__private::condition!([$ty] $what $what $($rest)*);
    };
    ([$ty:ty] $other:tt $($rest:tt)*) => {
        $crate::__private::condition!([$ty] $other !);
    };
}

/// One condition.
#[doc(hidden)]
#[macro_export]
macro_rules! __condition {
    ([$ty:ty] $what:ident size $($rest:tt)*) => {
        $crate::__private::limit!([$ty] $what Size [$crate::__private::any] $($rest)*);
    };
    ([$ty:ty] $what:ident align $($rest:tt)*) => {
        $crate::__private::limit!([$ty] $what Align [$crate::__private::any] $($rest)*);
    };
    ([$ty:ty] $what:ident waste $($rest:tt)*) => {
        $crate::__private::limit!([$ty] $what Waste [$crate::__private::named] $($rest)*);
    };
    ([$ty:ty] $what:ident variant_ratio <= $count:expr $(, $($rest:tt)*)?) => {
        $crate::__private::condition!(
            @ [$ty] $count, [$crate::__private::named] VariantRatio($count)
        );
        $crate::__private::conditions!([$ty] $($($rest)*)?);
    };
    ([$ty:ty] $what:ident no_holes $(, $($rest:tt)*)?) => {
        $crate::__private::condition!(@ [$ty] $what, [$crate::__private::named] NoHoles);
        $crate::__private::conditions!([$ty] $($($rest)*)?);
    };
    ([$ty:ty] $what:ident niche $(, $($rest:tt)*)?) => {
        $crate::__private::condition!(@ [$ty] $what, [$crate::__private::any] Niche);
        $crate::__private::conditions!([$ty] $($($rest)*)?);
    };
    (@ [$ty:ty] $place:expr, [$($whose:tt)+] $($guard:tt)+) => {
        const _: () = $crate::__private::located!(
            [$place]
            $($whose)+::<$ty>($crate::__private::stringify!($ty))
                .keep($crate::__private::Guard::$($guard)+)
        );
    };
    ([$ty:ty] $what:tt $($other:tt)*) => {
        $crate::__private::located!([$what] $crate::__private::compile_error!(
            "`assert_layout!` has no such condition; it can be `size <= 64`, `align == 8`, \
             `waste <= 8`, `no_holes`, `niche` or `variant_ratio <= 4`"
        ););
    };
}

/// One condition with a number.
#[doc(hidden)]
#[macro_export]
macro_rules! __limit {
    ([$ty:ty] $what:ident $guard:ident [$($whose:tt)+] == $count:expr $(, $($rest:tt)*)?) => {
        $crate::__private::limit!(@ [$ty] $guard [$($whose)+] Exactly $count, $($($rest)*)?);
    };
    ([$ty:ty] $what:ident $guard:ident [$($whose:tt)+] <= $count:expr $(, $($rest:tt)*)?) => {
        $crate::__private::limit!(@ [$ty] $guard [$($whose)+] AtMost $count, $($($rest)*)?);
    };
    ([$ty:ty] $what:ident $guard:ident [$($whose:tt)+] < $count:expr $(, $($rest:tt)*)?) => {
        $crate::__private::limit!(@ [$ty] $guard [$($whose)+] LessThan $count, $($($rest)*)?);
    };
    ([$ty:ty] $what:ident $guard:ident [$($whose:tt)+] >= $count:expr $(, $($rest:tt)*)?) => {
        $crate::__private::limit!(@ [$ty] $guard [$($whose)+] AtLeast $count, $($($rest)*)?);
    };
    ([$ty:ty] $what:ident $guard:ident [$($whose:tt)+] > $count:expr $(, $($rest:tt)*)?) => {
        $crate::__private::limit!(@ [$ty] $guard [$($whose)+] MoreThan $count, $($($rest)*)?);
    };
    (@ [$ty:ty] $guard:ident [$($whose:tt)+] $bound:ident $count:expr, $($rest:tt)*) => {
        $crate::__private::condition!(
            @ [$ty] $count, [$($whose)+] $guard($crate::__private::Limit::$bound($count))
        );
        $crate::__private::conditions!([$ty] $($rest)*);
    };
    ([$ty:ty] $what:ident $guard:ident [$($whose:tt)+] $sign:tt $($other:tt)*) => {
        $crate::__private::limit!($sign);
    };
    ([$ty:ty] $what:ident $guard:ident [$($whose:tt)+]) => {
        $crate::__private::limit!($what);
    };
    ($place:tt) => {
        $crate::__private::located!([$place] $crate::__private::compile_error!(
            "`assert_layout!` compares with a number; write `size <= 64`, or `==`, `<`, `>=` or `>`"
        ););
    };
}

/// A type of which only its size and alignment are known.
#[must_use]
pub const fn any<T>(name: &'static str) -> TypeLayout {
    made::whole::<T>(name, Kind::Unit, "Rust")
}

/// A type that knows its layout, under the name that it was written with.
#[must_use]
pub const fn named<T: Layout>(name: &'static str) -> TypeLayout {
    TypeLayout { name, ..*T::LAYOUT }
}
