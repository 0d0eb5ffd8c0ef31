//! What a function of the user has returned: a future, or what it would have been ready with.

#![allow(clippy::unused_self)] // a method is what is looked for

use std::future::{Future, Ready};
use std::marker::PhantomData;
use std::ops::Deref;

use super::async_ways::{Later, Now};

/// Calls a function of the user, whose parameter gets its type from here.
pub fn call<'a, T: ?Sized, R>(
    value: &'a mut T,
    function: impl FnOnce(&'a mut T) -> R,
) -> Returned<R> {
    Returned::of(function(value))
}

/// As [`call`], by value.
pub fn give<T, R>(value: T, function: impl FnOnce(T) -> R) -> Returned<R> {
    Returned::of(function(value))
}

/// Whether a function of the user has returned a future.
pub struct Returned<R>(R, PlainReturned);

#[doc(hidden)]
pub struct PlainReturned;

impl<R> Returned<R> {
    fn of(result: R) -> Self {
        Returned(result, PlainReturned)
    }

    pub(super) fn value(self) -> R {
        self.0
    }
}

impl<R: Future> Returned<R> {
    /// It has.
    #[must_use]
    pub fn __tenure_found(&self) -> Later {
        Later
    }
}

impl<R> Deref for Returned<R> {
    type Target = PlainReturned;

    fn deref(&self) -> &PlainReturned {
        &self.1
    }
}

impl PlainReturned {
    /// It has not.
    #[must_use]
    pub fn __tenure_found(&self) -> Now {
        Now
    }

    /// It is not.
    #[must_use]
    pub fn __tenure_ended(&self) -> Later {
        Later
    }
}

/// Whether a future is there already.
pub struct Ended<'a, F>(PhantomData<&'a F>, PlainReturned);

impl<'a, F> Ended<'a, F> {
    /// That is asked of it.
    #[must_use]
    pub fn of(_: &'a F) -> Self {
        Ended(PhantomData, PlainReturned)
    }
}

impl<R> Ended<'_, Ready<R>> {
    /// It is.
    #[must_use]
    pub fn __tenure_ended(&self) -> Now {
        Now
    }
}

impl<F> Deref for Ended<'_, F> {
    type Target = PlainReturned;

    fn deref(&self) -> &PlainReturned {
        &self.1
    }
}
