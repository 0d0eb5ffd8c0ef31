//! What went wrong while things were taken down: all of it, in order.

use std::any::Any;
use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Any error that a hook may return.
pub type BoxError = Box<dyn Error + Send + Sync>;

/// Everything that failed during one disposal, in order of occurrence; never empty.
///
/// `{}` prints the first failure and how many followed, `{:#}` all of them, one a line.
pub struct DisposeError {
    first: Failure,
    rest: Vec<Failure>,
}

/// One step that failed.
#[derive(Debug)]
pub struct Failure {
    path: Cow<'static, str>,
    cause: Cause,
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
        1 + self.rest.len()
    }

    /// The failures in order of occurrence.
    pub fn iter(&self) -> impl Iterator<Item = &Failure> {
        std::iter::once(&self.first).chain(&self.rest)
    }

    /// The first error of type `E` among the failures.
    #[must_use]
    pub fn downcast_ref<E: Error + 'static>(&self) -> Option<&E> {
        self.iter().find_map(|failure| match &failure.cause {
            Cause::Error(error) => error.downcast_ref(),
            Cause::Panic(_) => None,
        })
    }

    fn into_failures(self) -> impl Iterator<Item = Failure> {
        std::iter::once(self.first).chain(self.rest)
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
        write!(f, "{}", self.first)?;
        if f.alternate() {
            self.rest.iter().try_for_each(|failure| write!(f, "\n{failure}"))
        } else if self.rest.is_empty() {
            Ok(())
        } else {
            write!(f, " (and {} more)", self.rest.len())
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
        Some(&self.first)
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
    label = "returns neither `()` nor a `Result`",
    note = "return `()` or `Result<_, E>` with an `E` that is an error"
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

impl<T, E: Into<BoxError>> IntoOutcome for Result<T, E> {
    fn into_outcome(self) -> Result<(), BoxError> {
        self.map(drop).map_err(Into::into)
    }
}

/// Runs steps one after the other and keeps every error; allocates only when something fails.
#[derive(Debug, Default)]
pub struct Collector {
    failures: Vec<Failure>,
}

impl Collector {
    /// No failures yet.
    #[must_use]
    pub const fn new() -> Self {
        Collector { failures: Vec::new() }
    }

    /// Runs `step`; its error or panic is kept under `path`.
    pub fn step<R: IntoOutcome>(&mut self, path: &'static str, step: impl FnOnce() -> R) {
        match catch_unwind(AssertUnwindSafe(|| step().into_outcome())) {
            Ok(Ok(())) => {}
            Ok(Err(error)) => self.error(Cow::Borrowed(path), error),
            Err(payload) => self.panic(Cow::Borrowed(path), &*payload),
        }
    }

    /// Everything that failed, or `Ok`.
    ///
    /// # Errors
    ///
    /// When a step failed.
    pub fn finish(self) -> Result<(), DisposeError> {
        let mut failures = self.failures.into_iter();
        match failures.next() {
            None => Ok(()),
            Some(first) => Err(DisposeError { first, rest: failures.collect() }),
        }
    }

    /// Keeps `error`; the failures of a `DisposeError` are taken over one by one.
    #[cold]
    pub(crate) fn error(&mut self, path: Cow<'static, str>, error: BoxError) {
        match error.downcast::<DisposeError>() {
            Ok(nested) => self.failures.extend(nested.into_failures().map(|failure| Failure {
                path: joined(&path, &failure.path),
                cause: failure.cause,
            })),
            Err(error) => self.failures.push(Failure { path, cause: Cause::Error(error) }),
        }
    }

    #[cold]
    pub(crate) fn panic(&mut self, path: Cow<'static, str>, payload: &(dyn Any + Send)) {
        self.failures.push(Failure { path, cause: Cause::Panic(panic_message(payload)) });
    }
}

/// `log` in `shards[1]` is `shards[1].log`; an element `[1]` of `shards` is `shards[1]`.
fn joined(outer: &str, inner: &str) -> Cow<'static, str> {
    let dot = if outer.is_empty() || inner.is_empty() || inner.starts_with('[') { "" } else { "." };
    Cow::Owned(format!("{outer}{dot}{inner}"))
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
