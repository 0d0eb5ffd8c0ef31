//! What the functions of a declaration may return.

use crate::disposable::error::{BoxError, IntoOutcome};

/// What makes a `T`: a `T`, or a result.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the initialiser of `{T}` cannot return `{Self}`",
    label = "returns neither `{T}` nor a `Result<{T}, E>` whose `E` is an error",
    note = "return `{T}`, or a `Result` whose error is `Into<Box<dyn Error + Send + Sync>>`"
)]
pub trait Made<T> {
    /// # Errors
    ///
    /// The error of the initialiser.
    fn made(self) -> Result<T, BoxError>;
}

impl<T> Made<T> for T {
    fn made(self) -> Result<T, BoxError> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend] // else each thing that the error lacks is an error
impl<T, E: Into<BoxError>> Made<T> for Result<T, E> {
    fn made(self) -> Result<T, BoxError> {
        self.map_err(Into::into)
    }
}

/// Calls an initialiser without parameters.
///
/// # Errors
///
/// The error of the initialiser.
#[doc(hidden)]
pub fn make<T, R: Made<T>>(init: impl FnOnce() -> R) -> Result<T, BoxError> {
    init().made()
}

/// What an initialiser returned.
///
/// # Errors
///
/// The error of the initialiser.
#[doc(hidden)]
pub fn made<T>(value: impl Made<T>) -> Result<T, BoxError> {
    value.made()
}

/// Calls the `dispose` hook; a parameter of a closure gets its type here.
///
/// # Errors
///
/// The error of the hook.
#[doc(hidden)]
pub fn hook<T, R: IntoOutcome>(
    value: &'static T,
    hook: impl FnOnce(&'static T) -> R,
) -> Result<(), BoxError> {
    hook(value).into_outcome()
}

/// Stands where a value would be, in code that is beside a compile error.
#[doc(hidden)]
#[must_use]
pub fn never<T>() -> T {
    unreachable!("this program does not compile")
}
