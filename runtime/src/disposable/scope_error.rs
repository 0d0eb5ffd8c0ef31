//! What can go wrong in a scope: the body, the disposal of what it used, or both.

use std::error::Error;
use std::fmt;

use super::Outcome;
use super::collector::Collector;
use super::error::{BoxError, DisposeError};

/// The error of a scope: the body's, the disposal's, or both of them.
///
/// [`using`](fn@crate::using) and `#[scoped]` give it back. `{}` prints the first that went wrong and
/// how many followed, `{:#}` all of them, one a line; `source()` is the body's error where there
/// is one.
///
/// ```
/// use tenure::{Owned, ScopeError, using};
///
/// let file = Owned::with("draft.txt", |_| Err::<(), _>("disk full"));
/// let error = using(file, |name| Err::<(), _>(format!("{} is empty", **name))).unwrap_err();
/// assert_eq!(error.to_string(), "draft.txt is empty (and 1 more)");
/// assert_eq!(format!("{error:#}"), "draft.txt is empty\ndisk full");
/// let ScopeError::Both { body, dispose } = error else { unreachable!() };
/// assert_eq!((body.as_str(), dispose.len()), ("draft.txt is empty", 1));
/// ```
///
/// Where `E` is no error itself, as a `String`, a `Box<dyn Error>` or an `anyhow::Error`, neither
/// is `ScopeError<E>`; `map_err(ScopeError::boxed)` makes one of it that goes on with `?`.
#[derive(Debug)]
pub enum ScopeError<E> {
    /// The body failed; everything was disposed without an error.
    Body(E),
    /// The body did its work, and then something could not be disposed.
    Dispose(DisposeError),
    /// The body failed, and then something could not be disposed.
    Both {
        /// The error of the body.
        body: E,
        /// All that failed afterwards.
        dispose: DisposeError,
    },
}

impl<E> ScopeError<E> {
    /// The error of the body, if it failed.
    pub fn body(&self) -> Option<&E> {
        match self {
            ScopeError::Body(body) | ScopeError::Both { body, .. } => Some(body),
            ScopeError::Dispose(_) => None,
        }
    }

    /// What could not be disposed.
    pub fn dispose_error(&self) -> Option<&DisposeError> {
        match self {
            ScopeError::Dispose(dispose) | ScopeError::Both { dispose, .. } => Some(dispose),
            ScopeError::Body(_) => None,
        }
    }

    /// The error of the body by value; what could not be disposed is dropped.
    pub fn into_body(self) -> Option<E> {
        self.into_parts().0
    }

    /// Both by value; at least one of them is there.
    pub fn into_parts(self) -> (Option<E>, Option<DisposeError>) {
        match self {
            ScopeError::Body(body) => (Some(body), None),
            ScopeError::Dispose(dispose) => (None, Some(dispose)),
            ScopeError::Both { body, dispose } => (Some(body), Some(dispose)),
        }
    }

    /// The same with another error of the body.
    ///
    /// ```
    /// use tenure::ScopeError;
    ///
    /// let error = ScopeError::Body("404").map_body(str::parse::<u16>);
    /// assert!(matches!(error, ScopeError::Body(Ok(404))));
    /// ```
    pub fn map_body<F>(self, map: impl FnOnce(E) -> F) -> ScopeError<F> {
        match self {
            ScopeError::Body(body) => ScopeError::Body(map(body)),
            ScopeError::Dispose(dispose) => ScopeError::Dispose(dispose),
            ScopeError::Both { body, dispose } => ScopeError::Both { body: map(body), dispose },
        }
    }

    /// All of it as one list: the error of the body, then what could not be disposed.
    ///
    /// ```
    /// use tenure::{DisposeError, ScopeError};
    ///
    /// let dispose = DisposeError::new("log", "disk full");
    /// let error = ScopeError::Both { body: "no such user", dispose }.flattened();
    /// assert_eq!(error.len(), 2);
    /// assert_eq!(error.first().path(), "");
    /// ```
    pub fn flattened(self) -> DisposeError
    where
        E: Into<BoxError>,
    {
        let (body, dispose) = self.into_parts();
        match (body.map(|body| DisposeError::new("", body)), dispose) {
            (Some(mut all), Some(dispose)) => {
                dispose.into_iter().for_each(|failure| all.push(failure));
                all
            }
            (Some(all), None) | (None, Some(all)) => all,
            (None, None) => unreachable!("`into_parts` gives at least one"),
        }
    }

    /// An error that goes on with `?` where a `Box<dyn Error>` or an `anyhow::Error` is expected.
    ///
    /// The body's error alone is what it was; with others it is a [`DisposeError`] that holds all of
    /// them, the body's first.
    ///
    /// ```
    /// use std::error::Error;
    /// use tenure::{Owned, ScopeError, using};
    ///
    /// fn parse() -> Result<i32, Box<dyn Error + Send + Sync>> {
    ///     let text = Owned::with("7", drop);
    ///     Ok(using(text, |text| text.parse::<i32>()).map_err(ScopeError::boxed)?)
    /// }
    /// assert_eq!(parse().unwrap(), 7);
    /// ```
    pub fn boxed(self) -> BoxError
    where
        E: Into<BoxError>,
    {
        match self {
            ScopeError::Body(body) => body.into(),
            other => other.flattened().into(),
        }
    }
}

/// What comes of a body and of the disposals after it.
pub(super) fn joined<T, E>(body: Result<T, E>, disposals: Collector) -> Result<T, ScopeError<E>> {
    let outcome: Outcome = disposals.finish();
    match (body, outcome) {
        (Ok(value), Ok(())) => Ok(value),
        (Ok(_), Err(dispose)) => Err(ScopeError::Dispose(dispose)),
        (Err(body), Ok(())) => Err(ScopeError::Body(body)),
        (Err(body), Err(dispose)) => Err(ScopeError::Both { body, dispose }),
    }
}

impl<E: fmt::Display> fmt::Display for ScopeError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ScopeError::Body(body) => body.fmt(f),
            ScopeError::Dispose(dispose) => dispose.fmt(f),
            ScopeError::Both { body, dispose } if f.alternate() => {
                write!(f, "{body:#}\n{dispose:#}")
            }
            ScopeError::Both { body, dispose } => write!(f, "{body} (and {} more)", dispose.len()),
        }
    }
}

impl<E: Error + 'static> Error for ScopeError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            ScopeError::Body(body) | ScopeError::Both { body, .. } => Some(body),
            ScopeError::Dispose(dispose) => Some(dispose),
        }
    }
}
