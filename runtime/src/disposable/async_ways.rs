//! How a field or the result of a function is taken down: by a future, at once, or not at all.
//!
//! Each question is a method that is found on the first of several types, one behind the `Deref` of
//! the other, for which the answer holds; see [`Field`](super::steps::Field).

#![allow(clippy::unused_self)] // a method is what is looked for

use std::future::{Future, Ready, ready};
use std::marker::PhantomData;
use std::ops::Deref;

use super::async_dispose::AsyncDispose;
use super::async_entries::Unfinished;
use super::async_returned::Returned;
use super::error::{BoxError, IntoOutcome};
use super::{Dispose, Outcome};

/// It is awaited.
pub struct Later;

/// It needs no future.
pub struct Now;

/// There is nothing to do.
pub struct Never;

/// How a field is taken down where it can be awaited.
pub struct Way<'a, T: ?Sized>(PlainWay<'a, T>);

#[doc(hidden)]
pub struct PlainWay<'a, T: ?Sized>(PhantomData<&'a T>, NoWay);

#[doc(hidden)]
pub struct NoWay;

impl<'a, T: ?Sized> Way<'a, T> {
    /// That of a field.
    #[must_use]
    pub fn of(_: &'a T) -> Self {
        Way(PlainWay(PhantomData, NoWay))
    }
}

impl<T: AsyncDispose + ?Sized> Way<'_, T> {
    /// Of a field of which nobody said what is to be done.
    #[must_use]
    pub fn __tenure_found(&self) -> Later {
        Later
    }

    /// Of a field that is marked.
    #[must_use]
    pub fn __tenure_marked(&self) -> Later {
        Later
    }
}

impl<'a, T: ?Sized> Deref for Way<'a, T> {
    type Target = PlainWay<'a, T>;

    fn deref(&self) -> &PlainWay<'a, T> {
        &self.0
    }
}

impl<T: Dispose + ?Sized> PlainWay<'_, T> {
    /// As above.
    #[must_use]
    pub fn __tenure_found(&self) -> Now {
        Now
    }
}

impl<T: ?Sized> PlainWay<'_, T> {
    /// As above; that the field is disposable at all is asked by what follows.
    #[must_use]
    pub fn __tenure_marked(&self) -> Now {
        Now
    }
}

impl<T: ?Sized> Deref for PlainWay<'_, T> {
    type Target = NoWay;

    fn deref(&self) -> &NoWay {
        &self.1
    }
}

impl NoWay {
    /// As above.
    #[must_use]
    pub fn __tenure_found(&self) -> Never {
        Never
    }

    /// What is not disposable is reported where it is awaited, and only there.
    #[must_use]
    pub fn __tenure_marked(&self) -> Never {
        Never
    }
}

/// How a field is taken down where nothing can be awaited.
pub struct Rest<'a, T: ?Sized>(LateRest<'a, T>);

#[doc(hidden)]
pub struct LateRest<'a, T: ?Sized>(PhantomData<&'a T>, NoWay);

impl<'a, T: ?Sized> Rest<'a, T> {
    /// That of a field.
    #[must_use]
    pub fn of(_: &'a T) -> Self {
        Rest(LateRest(PhantomData, NoWay))
    }
}

impl<T: Dispose + ?Sized> Rest<'_, T> {
    /// As in [`Way`].
    #[must_use]
    pub fn __tenure_found(&self) -> Now {
        Now
    }

    /// As in [`Way`].
    #[must_use]
    pub fn __tenure_marked(&self) -> Now {
        Now
    }
}

impl<'a, T: ?Sized> Deref for Rest<'a, T> {
    type Target = LateRest<'a, T>;

    fn deref(&self) -> &LateRest<'a, T> {
        &self.0
    }
}

impl<T: AsyncDispose + ?Sized> LateRest<'_, T> {
    /// As in [`Way`].
    #[must_use]
    pub fn __tenure_found(&self) -> Later {
        Later
    }

    /// As in [`Way`].
    #[must_use]
    pub fn __tenure_marked(&self) -> Later {
        Later
    }
}

impl<T: ?Sized> Deref for LateRest<'_, T> {
    type Target = NoWay;

    fn deref(&self) -> &NoWay {
        &self.1
    }
}

impl Later {
    /// The future of a field.
    pub fn start<T: AsyncDispose + ?Sized>(
        self,
        field: &mut T,
    ) -> impl Future<Output = Outcome> + Send {
        field.dispose_async()
    }

    /// The future that was returned.
    pub fn result<F: Future>(self, future: Returned<F>) -> F {
        future.value()
    }

    /// Where nothing can be awaited, the field is left to its own `Drop`.
    ///
    /// # Errors
    ///
    /// Always.
    pub fn at_once<T: ?Sized>(self, _: &mut T) -> Result<(), Unfinished> {
        Err(Unfinished::NotAwaited)
    }

    /// Where nothing can be awaited, the future is dropped.
    ///
    /// # Errors
    ///
    /// Always.
    pub fn end<F>(self, _: F) -> Result<(), Unfinished> {
        Err(Unfinished::NotAwaited)
    }
}

impl Now {
    /// Disposes a field.
    pub fn start<T: Dispose + ?Sized>(self, field: &mut T) -> Ready<Outcome> {
        ready(field.dispose())
    }

    /// What was returned, as if it had been awaited.
    pub fn result<R: IntoOutcome>(self, result: Returned<R>) -> Ready<Result<(), BoxError>> {
        ready(result.value().into_outcome())
    }

    /// Disposes a field.
    ///
    /// # Errors
    ///
    /// Those of the field.
    pub fn at_once<T: Dispose + ?Sized>(self, field: &mut T) -> Outcome {
        field.dispose()
    }

    /// What was returned.
    pub fn end<R>(self, future: Ready<R>) -> R {
        future.into_inner()
    }
}

impl Never {
    /// There is no step.
    pub fn start<T: ?Sized>(self, _: &mut T) -> Ready<()> {
        ready(())
    }

    /// There is no step.
    pub fn at_once<T: ?Sized>(self, _: &mut T) {}
}
