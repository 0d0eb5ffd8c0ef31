//! What went wrong while things were taken down: all of it, in order.

use std::any::Any;
use std::borrow::Cow;
use std::error::Error;
use std::fmt;

/// Any error that a hook may return.
pub type BoxError = Box<dyn Error + Send + Sync>;

/// Everything that failed during one disposal, in order of occurrence; never empty.
///
/// `{}` prints the first failure and how many followed, `{:#}` all of them, one a line.
pub struct DisposeError {
    // In a box, so that the result of a disposal is one register.
    failures: Box<Failures>,
}

struct Failures {
    first: Failure,
    rest: Vec<Failure>,
}

/// One step that failed.
#[derive(Debug)]
pub struct Failure {
    pub(super) path: Cow<'static, str>,
    pub(super) cause: Cause,
}

/// Why a step failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum Cause {
    /// It returned an error.
    Error(BoxError),
    /// It panicked, with this message.
    Panic(String),
}

impl DisposeError {
    /// The number of failures, at least one.
    #[must_use]
    #[allow(clippy::len_without_is_empty)] // it is never empty
    pub fn len(&self) -> usize {
        1 + self.failures.rest.len()
    }

    /// The failures in order of occurrence.
    pub fn iter(&self) -> impl Iterator<Item = &Failure> {
        std::iter::once(&self.failures.first).chain(&self.failures.rest)
    }

    /// The first error of type `E` among the failures.
    #[must_use]
    pub fn downcast_ref<E: Error + 'static>(&self) -> Option<&E> {
        self.iter().find_map(|failure| match &failure.cause {
            Cause::Error(error) => error.downcast_ref(),
            Cause::Panic(_) => None,
        })
    }

    pub(super) fn of(first: Failure) -> Self {
        DisposeError { failures: Box::new(Failures { first, rest: Vec::new() }) }
    }

    pub(super) fn push(&mut self, failure: Failure) {
        self.failures.rest.push(failure);
    }

    pub(super) fn into_failures(self) -> impl Iterator<Item = Failure> {
        let Failures { first, rest } = *self.failures;
        std::iter::once(first).chain(rest)
    }
}

impl Failure {
    /// Which field of which value: `shards[1].log`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Why it failed.
    #[must_use]
    pub fn cause(&self) -> &Cause {
        &self.cause
    }
}

impl fmt::Display for DisposeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Failures { first, rest } = &*self.failures;
        write!(f, "{first}")?;
        if f.alternate() {
            rest.iter().try_for_each(|failure| write!(f, "\n{failure}"))
        } else if rest.is_empty() {
            Ok(())
        } else {
            write!(f, " (and {} more)", rest.len())
        }
    }
}

impl fmt::Debug for DisposeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Error for DisposeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.failures.first)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        match &self.cause {
            Cause::Error(error) => write!(f, "{error}"),
            Cause::Panic(message) => write!(f, "panicked: {message}"),
        }
    }
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.cause {
            Cause::Error(error) => Some(&**error),
            Cause::Panic(_) => None,
        }
    }
}

/// What a hook may return: nothing, or a result with any error.
#[diagnostic::on_unimplemented(
    message = "a disposal step cannot return `{Self}`",
    label = "returns neither `()` nor a `Result<_, E>` whose `E` is an error",
    note = "return `()`, or a `Result` whose error is `Into<Box<dyn Error + Send + Sync>>`"
)]
pub trait IntoOutcome {
    /// The error, if there is one.
    ///
    /// # Errors
    ///
    /// The error of the hook.
    fn into_outcome(self) -> Result<(), BoxError>;
}

impl IntoOutcome for () {
    fn into_outcome(self) -> Result<(), BoxError> {
        Ok(())
    }
}

#[diagnostic::do_not_recommend] // else each thing that the error lacks is an error
impl<T, E: Into<BoxError>> IntoOutcome for Result<T, E> {
    fn into_outcome(self) -> Result<(), BoxError> {
        self.map(drop).map_err(Into::into)
    }
}

/// A hook that never returns, such as `|_| panic!("..")`.
impl IntoOutcome for Never {
    fn into_outcome(self) -> Result<(), BoxError> {
        self
    }
}

/// `!`, which cannot be written as a type yet, but a function can be said to return it.
type Never = <fn() -> ! as Returns>::Output;

// Public because the implementation above is; nobody can name it.
#[doc(hidden)]
pub trait Returns {
    /// What it returns.
    type Output;
}

impl<R> Returns for fn() -> R {
    type Output = R;
}

/// The text of a panic; a payload that is no text is named as such.
pub(crate) fn panic_message(payload: &(dyn Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        (*text).to_owned()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "a payload that is no text".to_owned()
    }
}
