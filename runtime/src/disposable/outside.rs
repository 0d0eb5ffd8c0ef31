//! The calls of `#[scoped]` where there is none.

/// In a `#[scoped]` function: a resource that is disposed at the end of its block.
///
/// Its name is a `&mut` to it; see [`#[scoped]`](macro@crate::scoped), which reads it by itself: no
/// import is needed.
///
/// ```
/// use tenure::{Owned, ScopeError, scoped};
///
/// #[scoped]
/// fn sum() -> Result<i32, ScopeError<String>> {
///     using!(let numbers = Owned::with(vec![1, 2], |_| Err::<(), _>("not closed")));
///     Ok(numbers.iter().sum())
/// }
///
/// assert_eq!(sum().unwrap_err().to_string(), "numbers: not closed");
/// ```
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
///
/// ```
/// use tenure::{ScopeError, scoped};
///
/// #[scoped]
/// fn publish(log: &mut Vec<&str>, good: bool) -> Result<(), ScopeError<String>> {
///     on_err!(log.push("failed"));
///     if good { Ok(()) } else { Err("no".to_owned())? }
/// }
///
/// let mut log = Vec::new();
/// assert!(publish(&mut log, true).is_ok());
/// assert!(publish(&mut log, false).is_err());
/// assert_eq!(log, ["failed"]);
/// ```
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
///
/// ```
/// use tenure::{ScopeError, scoped};
///
/// #[scoped]
/// fn publish(log: &mut Vec<&str>, good: bool) -> Result<(), ScopeError<String>> {
///     on_ok!(log.push("went well"));
///     if good { Ok(()) } else { Err("no".to_owned())? }
/// }
///
/// let mut log = Vec::new();
/// assert!(publish(&mut log, true).is_ok());
/// assert!(publish(&mut log, false).is_err());
/// assert_eq!(log, ["went well"]);
/// ```
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
///
/// ```
/// use tenure::{ScopeError, scoped};
///
/// #[scoped]
/// fn publish(log: &mut Vec<&str>, good: bool) -> Result<(), ScopeError<String>> {
///     on_exit!(log.push("over"));
///     if good { Ok(()) } else { Err("no".to_owned())? }
/// }
///
/// let mut log = Vec::new();
/// assert!(publish(&mut log, true).is_ok());
/// assert!(publish(&mut log, false).is_err());
/// assert_eq!(log, ["over", "over"]);
/// ```
#[macro_export]
macro_rules! on_exit {
    ($($anything:tt)*) => {
        ::core::compile_error!(
            "`on_exit!` belongs in a `#[scoped]` function; write `#[tenure::scoped]` on it"
        )
    };
}
