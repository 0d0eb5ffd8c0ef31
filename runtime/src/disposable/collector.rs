//! Runs steps and keeps what went wrong.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::error::{BoxError, DisposeError, IntoOutcome, nested};
use super::failure::{Cause, Failure};
use super::panic::{Panic, Payload};

/// Runs steps one after the other and keeps every error; allocates only when something fails.
///
/// ```
/// use std::{fs, io};
/// use tenure::{Collector, DisposeError};
///
/// fn clean_up(session: &mut Session) -> Result<(), DisposeError> {
///     let mut steps = Collector::new();
///     steps.step("lock", || fs::remove_file("/nowhere/lock")); // tried, whatever it returns
///     steps.step("log", || session.flush());
///     if session.unsent > 0 {
///         steps.keep("outbox", format!("{} messages were not sent", session.unsent));
///     }
///     steps.finish() // everything that failed, or `Ok`
/// }
/// # struct Session { unsent: usize }
/// # impl Session { fn flush(&mut self) {} }
///
/// let error = clean_up(&mut Session { unsent: 3 }).unwrap_err();
/// assert_eq!(error.len(), 2);
/// assert!(error.downcast_ref::<io::Error>().is_some());
///
/// // One that is nested is taken over failure by failure, with a path in front or as it is.
/// let mut all = Collector::new();
/// all.keep("session", error);
/// all.extend(DisposeError::new("cache", "not written"));
/// let error = all.finish().unwrap_err();
/// let paths: Vec<_> = error.iter().map(|failure| failure.path()).collect();
/// assert_eq!(paths, ["session.lock", "session.outbox", "cache"]);
/// ```
#[must_use = "what it has kept is lost without `finish`"]
#[derive(Debug, Default)]
pub struct Collector {
    error: Option<DisposeError>,
}

impl Collector {
    /// No failures yet.
    pub const fn new() -> Self {
        Collector { error: None }
    }

    /// Runs `step`; its error or panic is kept under `path`.
    #[inline]
    pub fn step<R: IntoOutcome>(&mut self, path: &'static str, step: impl FnOnce() -> R) {
        match attempt(step) {
            Ok(Ok(())) => {}
            Ok(Err(error)) => self.error(Cow::Borrowed(path), error),
            Err(payload) => self.panic(Cow::Borrowed(path), payload),
        }
    }

    /// Runs `step`; only if it fails, its path is made.
    #[inline]
    pub(crate) fn element<R: IntoOutcome>(
        &mut self,
        path: impl FnOnce() -> String,
        step: impl FnOnce() -> R,
    ) {
        // A key that cannot be printed must not stop the steps after this one.
        let path = || Cow::Owned(quietly(path).unwrap_or_else(|| "[?]".to_owned()));
        match attempt(step) {
            Ok(Ok(())) => {}
            Ok(Err(error)) => self.error(path(), error),
            Err(payload) => self.panic(path(), payload),
        }
    }

    /// Keeps `error` under `path`; the failures of a `DisposeError` are taken over one by one.
    pub fn keep(&mut self, path: impl Into<Cow<'static, str>>, error: impl Into<BoxError>) {
        self.error(path.into(), error.into());
    }

    /// Whether nothing failed so far.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.error.is_none()
    }

    /// Everything that failed, or `Ok`.
    ///
    /// # Errors
    ///
    /// When a step failed.
    #[inline]
    pub fn finish(self) -> Result<(), DisposeError> {
        self.error.map_or(Ok(()), Err)
    }

    #[cold]
    pub(crate) fn error(&mut self, path: Cow<'static, str>, error: BoxError) {
        match nested(error) {
            Ok(nested) => nested.into_iter().for_each(|failure| self.push(failure.inside(&path))),
            Err(error) => self.push(Failure::new(path, Cause::Error(error))),
        }
    }

    /// A panic that was caught.
    #[cold]
    pub(crate) fn panic(&mut self, path: Cow<'static, str>, payload: Payload) {
        self.push(Failure::new(path, Cause::Panic(Panic::of(payload))));
    }

    fn push(&mut self, failure: Failure) {
        match &mut self.error {
            None => self.error = Some(DisposeError::of(failure)),
            Some(error) => error.push(failure),
        }
    }
}

/// With their paths as they are.
impl Extend<Failure> for Collector {
    fn extend<I: IntoIterator<Item = Failure>>(&mut self, failures: I) {
        failures.into_iter().for_each(|failure| self.push(failure));
    }
}

/// What came of one step.
type Attempt = Result<Result<(), BoxError>, Payload>;

/// Runs one step to its end, whatever that is.
#[inline]
fn attempt<R: IntoOutcome>(step: impl FnOnce() -> R) -> Attempt {
    catch_unwind(AssertUnwindSafe(|| step().into_outcome()))
}

/// What is kept of a panic: its text.
#[cold]
pub(crate) fn text_of(payload: Payload) -> String {
    Panic::of(payload).message().to_owned()
}

/// Runs foreign code where a panic may not come out; `None` if it panicked.
pub(crate) fn quietly<R>(run: impl FnOnce() -> R) -> Option<R> {
    catch_unwind(AssertUnwindSafe(run)).map_err(discard).ok()
}

/// Drops the payload of a panic, which may panic in its turn; what that leaves behind stays there.
#[cold]
pub(super) fn discard(payload: Payload) {
    if let Err(again) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
        std::mem::forget(again);
    }
}
