//! The ways of adding to a stack that do not panic.

use std::future::Future;

use super::Dispose;
use super::async_dispose::AsyncDispose;
use super::async_stack::AsyncDisposeStack;
use super::error::IntoOutcome;

impl<'a> AsyncDisposeStack<'a> {
    /// As [`push`](Self::push).
    ///
    /// # Errors
    ///
    /// The value, if the stack was disposed.
    #[allow(clippy::mut_from_ref)] // as in `push`
    pub fn try_push<T: Dispose + Send + 'a>(&self, value: T) -> Result<&mut T, T> {
        if self.is_disposed() { Err(value) } else { Ok(self.push(value)) }
    }

    /// As [`push_async`](Self::push_async).
    ///
    /// # Errors
    ///
    /// The value, if the stack was disposed.
    #[allow(clippy::mut_from_ref)] // as in `push`
    pub fn try_push_async<T: AsyncDispose + Send + 'a>(&self, value: T) -> Result<&mut T, T> {
        if self.is_disposed() { Err(value) } else { Ok(self.push_async(value)) }
    }

    /// As [`adopt`](Self::adopt).
    ///
    /// # Errors
    ///
    /// The value, if the stack was disposed.
    #[allow(clippy::mut_from_ref)] // as in `push`
    pub fn try_adopt<T: Send + 'a, R: IntoOutcome>(
        &self,
        value: T,
        closer: impl FnOnce(T) -> R + Send + 'a,
    ) -> Result<&mut T, T> {
        if self.is_disposed() { Err(value) } else { Ok(self.adopt(value, closer)) }
    }

    /// As [`adopt_async`](Self::adopt_async).
    ///
    /// # Errors
    ///
    /// The value, if the stack was disposed.
    #[allow(clippy::mut_from_ref)] // as in `push`
    pub fn try_adopt_async<T: Send + 'a, R>(
        &self,
        value: T,
        closer: impl FnOnce(T) -> R + Send + 'a,
    ) -> Result<&mut T, T>
    where
        R: Future<Output: IntoOutcome> + Send,
    {
        if self.is_disposed() { Err(value) } else { Ok(self.adopt_async(value, closer)) }
    }

    /// As [`defer`](Self::defer).
    ///
    /// # Errors
    ///
    /// The function, if the stack was disposed.
    pub fn try_defer<R: IntoOutcome, F>(&self, action: F) -> Result<(), F>
    where
        F: FnOnce() -> R + Send + 'a,
    {
        self.try_adopt(action, |action| action()).map(drop)
    }

    /// As [`defer_async`](Self::defer_async).
    ///
    /// # Errors
    ///
    /// The function, if the stack was disposed.
    pub fn try_defer_async<R, F>(&self, action: F) -> Result<(), F>
    where
        R: Future<Output: IntoOutcome> + Send,
        F: FnOnce() -> R + Send + 'a,
    {
        self.try_adopt_async(action, |action| action()).map(drop)
    }
}
