//! What a function of the user has returned: a future, or what it would have been ready with.

#![allow(clippy::unused_self)] // a method is what is looked for

use std::future::{Future, Ready};
use std::marker::PhantomData;
use std::ops::Deref;

use super::async_ways::{Later, Now};

/// Calls a function of the user, whose parameter gets its type from here.
pub fn call<'a, T: ?Sized, R>(value: &'a mut T, function: impl FnOnce(&'a mut T) -> R) -> R {
    function(value)
}

/// As [`call`], by value.
pub fn give<T, R>(value: T, function: impl FnOnce(T) -> R) -> R {
    function(value)
}

/// Whether a function of the user has returned a future.
pub struct Returned<'a, R>(PlainReturned<'a, R>);

#[doc(hidden)]
pub struct PlainReturned<'a, R>(PhantomData<&'a R>);

impl<'a, R> Returned<'a, R> {
    /// That is asked of what it has returned.
    #[must_use]
    pub fn of(_: &'a R) -> Self {
        Returned(PlainReturned(PhantomData))
    }
}

impl<R: Future> Returned<'_, R> {
    /// It has.
    #[must_use]
    pub fn found(&self) -> Later {
        Later
    }
}

impl<'a, R> Deref for Returned<'a, R> {
    type Target = PlainReturned<'a, R>;

    fn deref(&self) -> &PlainReturned<'a, R> {
        &self.0
    }
}

impl<R> PlainReturned<'_, R> {
    /// It has not.
    #[must_use]
    pub fn found(&self) -> Now {
        Now
    }

    /// It is not.
    #[must_use]
    pub fn ended(&self) -> Later {
        Later
    }
}

/// Whether a future is there already.
pub struct Ended<'a, F>(PlainReturned<'a, F>);

impl<'a, F> Ended<'a, F> {
    /// That is asked of it.
    #[must_use]
    pub fn of(_: &'a F) -> Self {
        Ended(PlainReturned(PhantomData))
    }
}

impl<R> Ended<'_, Ready<R>> {
    /// It is.
    #[must_use]
    pub fn ended(&self) -> Now {
        Now
    }
}

impl<'a, F> Deref for Ended<'a, F> {
    type Target = PlainReturned<'a, F>;

    fn deref(&self) -> &PlainReturned<'a, F> {
        &self.0
    }
}
