//! What went wrong while things were taken down: all of it, in order.

use std::borrow::Cow;
use std::error::Error;
use std::{fmt, io};

use super::failure::{Cause, Failure};

/// Any error that a hook may return.
pub type BoxError = Box<dyn Error + Send + Sync>;

/// Everything that failed during one disposal, in order of occurrence; never empty.
///
/// `{}` prints the first failure and how many followed, `{:#}` all of them, one a line, and `{:?}`
/// the errors themselves. Nothing is wrapped: [`downcast_ref`](Self::downcast_ref) finds each of
/// them, and `source()` is the first.
///
/// ```
/// use std::error::Error;
/// use std::io;
/// use tenure::Collector;
///
/// let mut steps = Collector::new();
/// steps.step("log", || Err::<(), _>(io::Error::from(io::ErrorKind::StorageFull)));
/// steps.step("socket", || panic!("no such socket"));
/// let error = steps.finish().unwrap_err();
///
/// assert_eq!(error.to_string(), "log: no storage space (and 1 more)");
/// assert_eq!(format!("{error:#}"), "log: no storage space\nsocket: panicked: no such socket");
/// assert!(error.downcast_ref::<io::Error>().is_some());
/// for failure in &error {
///     assert!(["log", "socket"].contains(&failure.path()));
/// }
/// ```
///
/// Where an [`io::Error`] is expected, `?` makes one: of the kind of the first failure, with all
/// of them inside.
pub struct DisposeError {
    // In a box, so that the result of a disposal is one register.
    failures: Box<Failures>,
}

/// Never empty.
struct Failures(Vec<Failure>);

impl DisposeError {
    /// The one failure of what is at `path`; those of a `DisposeError` are taken over one by one.
    ///
    /// For [`Dispose`](crate::Dispose) written by hand; several failures are what a
    /// [`Collector`](crate::Collector) is for.
    ///
    /// ```
    /// use tenure::DisposeError;
    ///
    /// let error = DisposeError::new("socket", "still in use");
    /// assert_eq!(error.to_string(), "socket: still in use");
    /// ```
    pub fn new(path: impl Into<Cow<'static, str>>, error: impl Into<BoxError>) -> Self {
        match nested(error.into()) {
            Ok(mut nested) => {
                let path = path.into();
                let inside = |failure: Failure| failure.inside(&path);
                nested.failures.0 = nested.failures.0.into_iter().map(inside).collect();
                nested
            }
            Err(error) => Self::of(Failure::new(path.into(), Cause::Error(error))),
        }
    }

    /// The number of failures, at least one.
    #[must_use]
    #[allow(clippy::len_without_is_empty)] // it is never empty
    pub fn len(&self) -> usize {
        self.failures.0.len()
    }

    /// The failures in order of occurrence.
    pub fn iter(&self) -> std::slice::Iter<'_, Failure> {
        self.failures.0.iter()
    }

    /// The failure that came first.
    #[must_use]
    pub fn first(&self) -> &Failure {
        &self.failures.0[0]
    }

    /// The first error of type `E` among the failures and what they come from.
    #[must_use]
    pub fn downcast_ref<E: Error + 'static>(&self) -> Option<&E> {
        self.iter().find_map(Failure::downcast_ref)
    }

    /// Lets the first panic go on, if a step panicked; what failed beside it is dropped then.
    ///
    /// ```
    /// use tenure::DisposeError;
    ///
    /// let error = DisposeError::new("socket", "still in use");
    /// let error = error.resume_panic(); // there was none
    /// assert_eq!(error.len(), 1);
    /// ```
    ///
    /// # Panics
    ///
    /// If a step panicked.
    #[must_use = "without a panic the failures come back"]
    pub fn resume_panic(mut self) -> Self {
        let panicked = |failure: &Failure| matches!(failure.cause(), Cause::Panic(_));
        if let Some(index) = self.iter().position(panicked) {
            if let Cause::Panic(panic) = self.failures.0.swap_remove(index).into_cause() {
                panic.resume();
            }
        }
        self
    }

    pub(super) fn of(first: Failure) -> Self {
        DisposeError { failures: Box::new(Failures(vec![first])) }
    }

    pub(super) fn push(&mut self, failure: Failure) {
        self.failures.0.push(failure);
    }
}

/// The `DisposeError` that `error` is, or that an [`io::Error`] was made of.
pub(super) fn nested(error: BoxError) -> Result<DisposeError, BoxError> {
    let error = match error.downcast::<DisposeError>() {
        Ok(nested) => return Ok(*nested),
        Err(error) => error,
    };
    let inside = error.downcast_ref().and_then(io::Error::get_ref);
    if !inside.is_some_and(<dyn Error + Send + Sync>::is::<DisposeError>) {
        return Err(error);
    }
    match error.downcast::<io::Error>()?.into_inner().map(<dyn Error + Send + Sync>::downcast) {
        Some(Ok(nested)) => Ok(*nested),
        Some(Err(other)) => Err(other),
        None => unreachable!("it was just seen inside"),
    }
}

/// The failures by value, in order of occurrence.
impl IntoIterator for DisposeError {
    type Item = Failure;
    type IntoIter = std::vec::IntoIter<Failure>;

    fn into_iter(self) -> Self::IntoIter {
        self.failures.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a DisposeError {
    type Item = &'a Failure;
    type IntoIter = std::slice::Iter<'a, Failure>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Of the kind of the first failure; `get_ref` and `into_inner` give the `DisposeError` back.
impl From<DisposeError> for io::Error {
    fn from(error: DisposeError) -> Self {
        let kind = error.first().downcast_ref().map_or(io::ErrorKind::Other, io::Error::kind);
        io::Error::new(kind, error)
    }
}

impl fmt::Display for DisposeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.first(), f)?;
        let rest = &self.failures.0[1..];
        if f.alternate() {
            rest.iter().try_for_each(|failure| write!(f, "\n{failure:#}"))
        } else if rest.is_empty() {
            Ok(())
        } else {
            write!(f, " (and {} more)", rest.len())
        }
    }
}

impl fmt::Debug for DisposeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DisposeError ")?;
        f.debug_map().entries(self.iter().map(|it| (it.path(), it.cause()))).finish()
    }
}

impl Error for DisposeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self.first())
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
