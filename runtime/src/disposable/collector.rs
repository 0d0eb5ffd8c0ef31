//! Runs steps and keeps what went wrong.

use std::any::Any;
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::error::{BoxError, Cause, DisposeError, Failure, IntoOutcome, panic_message};

/// Runs steps one after the other and keeps every error; allocates only when something fails.
#[derive(Debug, Default)]
pub struct Collector {
    error: Option<DisposeError>,
}

impl Collector {
    /// No failures yet.
    #[must_use]
    pub const fn new() -> Self {
        Collector { error: None }
    }

    /// Runs `step`; its error or panic is kept under `path`.
    #[inline]
    pub fn step<R: IntoOutcome>(&mut self, path: &'static str, step: impl FnOnce() -> R) {
        if let Err(cause) = attempt(step) {
            self.keep(Cow::Borrowed(path), cause);
        }
    }

    /// Runs `step`; only if it fails, its path is made.
    #[inline]
    pub(crate) fn element<R: IntoOutcome>(
        &mut self,
        path: impl FnOnce() -> String,
        step: impl FnOnce() -> R,
    ) {
        if let Err(cause) = attempt(step) {
            // A key that cannot be printed must not stop the steps after this one.
            let path = quietly(path).unwrap_or_else(|| "[?]".to_owned());
            self.keep(Cow::Owned(path), cause);
        }
    }

    /// Whether nothing failed so far.
    #[cfg(feature = "instrument")]
    pub(crate) fn is_empty(&self) -> bool {
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

    pub(crate) fn error(&mut self, path: Cow<'static, str>, error: BoxError) {
        self.keep(path, Cause::Error(error));
    }

    /// A panic that was caught, by its [`text_of`].
    pub(crate) fn panic(&mut self, path: Cow<'static, str>, text: String) {
        self.keep(path, Cause::Panic(text));
    }

    /// Keeps `cause`; the failures of a `DisposeError` are taken over one by one.
    #[cold]
    fn keep(&mut self, path: Cow<'static, str>, cause: Cause) {
        let cause = match cause {
            Cause::Error(error) => match error.downcast::<DisposeError>() {
                Ok(nested) => {
                    for Failure { path: inner, cause } in nested.into_failures() {
                        self.push(Failure { path: joined(&path, &inner), cause });
                    }
                    return;
                }
                Err(error) => Cause::Error(error),
            },
            Cause::Panic(message) => Cause::Panic(message),
        };
        self.push(Failure { path, cause });
    }

    fn push(&mut self, failure: Failure) {
        match &mut self.error {
            None => self.error = Some(DisposeError::of(failure)),
            Some(error) => error.push(failure),
        }
    }
}

/// Runs one step to its end, whatever that is.
#[inline]
fn attempt<R: IntoOutcome>(step: impl FnOnce() -> R) -> Result<(), Cause> {
    match catch_unwind(AssertUnwindSafe(|| step().into_outcome())) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(Cause::Error(error)),
        Err(payload) => Err(panicked(payload)),
    }
}

#[cold]
fn panicked(payload: Box<dyn Any + Send>) -> Cause {
    Cause::Panic(text_of(payload))
}

/// What is kept of a panic: its text.
#[cold]
pub(crate) fn text_of(payload: Box<dyn Any + Send>) -> String {
    let text = panic_message(&*payload);
    discard(payload);
    text
}

/// Runs foreign code where a panic may not come out; `None` if it panicked.
pub(crate) fn quietly<R>(run: impl FnOnce() -> R) -> Option<R> {
    catch_unwind(AssertUnwindSafe(run)).map_err(discard).ok()
}

/// Drops the payload of a panic, which may panic in its turn; what that leaves behind stays there.
#[cold]
fn discard(payload: Box<dyn Any + Send>) {
    if let Err(again) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
        std::mem::forget(again);
    }
}

/// `log` in `shards[1]` is `shards[1].log`; an element `[1]` of `shards` is `shards[1]`.
fn joined(outer: &str, inner: &str) -> Cow<'static, str> {
    let joined_already = inner.is_empty() || inner.starts_with(['[', '.']);
    let dot = if outer.is_empty() || joined_already { "" } else { "." };
    Cow::Owned(format!("{outer}{dot}{inner}"))
}
