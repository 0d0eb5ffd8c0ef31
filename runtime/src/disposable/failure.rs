//! One step that failed, and why.

use std::borrow::Cow;
use std::error::Error;
use std::{fmt, io};

use super::error::BoxError;
use super::panic::Panic;

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
    /// It panicked.
    Panic(Panic),
}

impl Failure {
    pub(super) fn new(path: Cow<'static, str>, cause: Cause) -> Self {
        Failure { path, cause }
    }

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

    /// Why it failed, by value.
    #[must_use]
    pub fn into_cause(self) -> Cause {
        self.cause
    }

    /// The error, if it is an `E` or comes from one: also what `source()` and [`io::Error`] hide
    /// is looked at.
    #[must_use]
    pub fn downcast_ref<E: Error + 'static>(&self) -> Option<&E> {
        match &self.cause {
            Cause::Error(error) => found(&**error),
            Cause::Panic(_) => None,
        }
    }

    /// The same failure, seen from outside the value at `outer`.
    pub(super) fn inside(self, outer: &str) -> Self {
        Failure { path: joined(outer, self.path), cause: self.cause }
    }
}

fn found<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        // What was put into one with `io::Error::new` is not its source, but what it stands for.
        let inside = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        next = match inside {
            Some(inside) => Some(inside),
            None => error.source(),
        };
    }
    None
}

/// `log` in `shards[1]` is `shards[1].log`; an element `[1]` of `shards` is `shards[1]`.
fn joined(outer: &str, inner: Cow<'static, str>) -> Cow<'static, str> {
    if outer.is_empty() {
        return inner;
    }
    let dot = if inner.is_empty() || inner.starts_with(['[', '.']) { "" } else { "." };
    Cow::Owned(format!("{outer}{dot}{inner}"))
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        // With what was asked for: errors that are lists of their own print all with `{:#}`.
        match &self.cause {
            Cause::Error(error) => fmt::Display::fmt(error, f),
            Cause::Panic(panic) => fmt::Display::fmt(panic, f),
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
