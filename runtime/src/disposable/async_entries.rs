//! The entries of a stack whose disposal is awaited.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::ptr;

use super::async_dispose::AsyncDispose;
use super::entries::Entry;
use super::error::{BoxError, IntoOutcome};

/// A value and how it is taken down, at once or by a future.
pub(super) trait AsyncEntry<'a>: Send {
    /// Takes the value down, or makes the future that does.
    ///
    /// # Safety
    ///
    /// The entry is moved out: whoever calls this must not touch or drop it again.
    unsafe fn start(&mut self) -> Started<'a>;
}

pub(super) enum Started<'a> {
    Ended(Result<(), BoxError>),
    /// The future owns the value. Nothing of it has run yet.
    Awaited(Awaited<'a>),
}

/// Any value whose disposal is awaited, as far as a stack has to know it.
pub(super) type Awaited<'a> = Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send + 'a>>;

/// An entry that needs no future.
pub(super) struct AtOnce<E>(pub(super) E);

impl<E: Entry + Send> AsyncEntry<'_> for AtOnce<E> {
    unsafe fn start(&mut self) -> Started<'static> {
        // SAFETY: the caller does not touch or drop it again.
        Started::Ended(unsafe { self.0.run() })
    }
}

/// A value that makes its future itself.
pub(super) struct PushedAsync<T>(pub(super) T);

impl<'a, T: AsyncDispose + Send + 'a> AsyncEntry<'a> for PushedAsync<T> {
    unsafe fn start(&mut self) -> Started<'a> {
        // SAFETY: the caller does not touch or drop it again.
        let PushedAsync(mut value) = unsafe { ptr::read(self) };
        Started::Awaited(Box::pin(async move { value.dispose_async().await.into_outcome() }))
    }
}

/// A value with the function that makes its future.
pub(super) struct AdoptedAsync<T, F> {
    pub(super) value: T,
    pub(super) closer: F,
}

impl<'a, T, R, F> AsyncEntry<'a> for AdoptedAsync<T, F>
where
    T: Send + 'a,
    R: Future<Output: IntoOutcome> + Send,
    F: FnOnce(T) -> R + Send + 'a,
{
    unsafe fn start(&mut self) -> Started<'a> {
        // SAFETY: the caller does not touch or drop it again.
        let AdoptedAsync { value, closer } = unsafe { ptr::read(self) };
        Started::Awaited(Box::pin(async move { closer(value).await.into_outcome() }))
    }
}

/// Why a disposal that has to be awaited did not come to its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unfinished {
    Cancelled,
    NotAwaited,
}

impl fmt::Display for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unfinished::Cancelled => "async dispose was cancelled",
            Unfinished::NotAwaited => "async dispose was not awaited",
        })
    }
}

impl Error for Unfinished {}
