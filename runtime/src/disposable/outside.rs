//! The calls of `#[scoped]` where there is none.

/// In a `#[scoped]` function: a resource that is disposed at the end of its block.
///
/// Its name is a `&mut` to it; see [`#[scoped]`](macro@crate::scoped), which reads it by itself: no
/// import is needed.
#[macro_export]
macro_rules! using {
    (@outside) => {
        ::core::compile_error!(
            "`using!` belongs in a `#[scoped]` function; write `#[tenure::scoped]` on it, or \
             `tenure::using(value, |name| ..)`"
        );
    };
    ($(await)? let $pat:pat = $value:expr) => {
        $crate::using!(@outside);
        let $pat = &mut $value;
    };
    ($(await)? let $name:ident : $ty:ty = $value:expr) => {
        $crate::using!(@outside);
        let $name: &mut $ty = &mut $value;
    };
    ($($anything:tt)*) => {
        $crate::using!(@outside)
    };
}

/// In a `#[scoped]` function: what is to be run at its end, if it fails or panics.
///
/// See [`#[scoped]`](macro@crate::scoped), which reads it by itself: no import is needed.
#[macro_export]
macro_rules! on_err {
    ($($anything:tt)*) => {
        ::core::compile_error!(
            "`on_err!` belongs in a `#[scoped]` function; write `#[tenure::scoped]` on it"
        )
    };
}

/// In a `#[scoped]` function: what is to be run at its end, if nothing has failed.
///
/// See [`#[scoped]`](macro@crate::scoped), which reads it by itself: no import is needed.
#[macro_export]
macro_rules! on_ok {
    ($($anything:tt)*) => {
        ::core::compile_error!(
            "`on_ok!` belongs in a `#[scoped]` function; write `#[tenure::scoped]` on it"
        )
    };
}

/// In a `#[scoped]` function: what is to be run at its end, whatever that is.
///
/// See [`#[scoped]`](macro@crate::scoped), which reads it by itself: no import is needed.
#[macro_export]
macro_rules! on_exit {
    ($($anything:tt)*) => {
        ::core::compile_error!(
            "`on_exit!` belongs in a `#[scoped]` function; write `#[tenure::scoped]` on it"
        )
    };
}
