//! The errors that a `#[scoped]` function may return.

use std::error::Error;
use std::io;
use std::panic::Location;

use super::error::{BoxError, DisposeError};
use super::scope::Scope;
use super::scope_error::ScopeError;

/// An error that can tell what went wrong in a scope: in the body, in the disposals, or in both.
///
/// It is what a `#[scoped]` function returns in its `Result`: [`ScopeError<E>`], a boxed error, an
/// [`io::Error`], or a type of your own:
///
/// ```
/// use tenure::{DisposeError, FromScope, ScopeError};
///
/// #[derive(Debug)]
/// enum StoreError {
///     NoSuchKey,
///     NotClosed { key_was_missing: bool, error: DisposeError },
/// }
///
/// impl FromScope for StoreError {
///     type Body = Self; // what `?` and `return Err(..)` make in the body
///
///     fn from_scope(error: ScopeError<Self>) -> Self {
///         match error {
///             ScopeError::Body(body) => body,
///             ScopeError::Dispose(error) => Self::NotClosed { key_was_missing: false, error },
///             ScopeError::Both { dispose: error, .. } => {
///                 Self::NotClosed { key_was_missing: true, error }
///             }
///         }
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold the errors of a scope",
    label = "does not implement `FromScope`",
    note = "write `Result<T, tenure::ScopeError<{Self}>>`, which keeps the error of the body and those of the disposals",
    note = "or implement `tenure::FromScope` for it; `Box<dyn Error>` and `std::io::Error` do"
)]
pub trait FromScope: Sized {
    /// The error of the body.
    type Body;

    /// The error of the whole.
    fn from_scope(error: ScopeError<Self::Body>) -> Self;
}

impl<E> FromScope for ScopeError<E> {
    type Body = E;

    fn from_scope(error: Self) -> Self {
        error
    }
}

/// As [`ScopeError::boxed`].
impl FromScope for BoxError {
    type Body = Self;

    fn from_scope(error: ScopeError<Self>) -> Self {
        error.boxed()
    }
}

/// As [`ScopeError::boxed`]; beside others, the body's error is kept as its text.
impl FromScope for Box<dyn Error> {
    type Body = Self;

    fn from_scope(error: ScopeError<Self>) -> Self {
        match error {
            ScopeError::Body(body) => body,
            // What threads may not share cannot stand in the list.
            other => other.map_body(|body| body.to_string()).boxed(),
        }
    }
}

/// Of the kind of the body's error, or else of the first that failed; the [`DisposeError`] inside
/// holds all of them.
impl FromScope for io::Error {
    type Body = Self;

    fn from_scope(error: ScopeError<Self>) -> Self {
        match error {
            ScopeError::Body(body) => body,
            other => other.flattened().into(),
        }
    }
}

/// All of it as one list, as [`ScopeError::flattened`].
impl FromScope for DisposeError {
    type Body = Self;

    fn from_scope(error: ScopeError<Self>) -> Self {
        error.flattened()
    }
}

/// What a `#[scoped]` function returns.
#[diagnostic::on_unimplemented(
    message = "a `#[scoped]` function cannot return `{Self}`",
    label = "no `Result`",
    note = "what could not be disposed has to go somewhere: return `Result<T, tenure::ScopeError<E>>`"
)]
pub trait Scoped {
    /// Keeps what fails in one call; nothing more is said of a type that has none.
    type Scope;

    /// The scope of one call, which begins at `place`.
    fn scope(place: &'static Location<'static>) -> Self::Scope;
}

impl<T, E: FromScope> Scoped for Result<T, E> {
    type Scope = Scope<T, E::Body, Self>;

    #[inline]
    fn scope(place: &'static Location<'static>) -> Self::Scope {
        Scope::beginning_at(place, |result| result.map_err(E::from_scope))
    }
}
