//! What a function returns of which the user says that it is a future.

use std::marker::PhantomData;
use std::ops::Deref;
use std::pin::Pin;

/// What is recorded of an `F`, if that is a future.
///
/// The methods stand here for futures, and behind a dereference for all else: there they return
/// whatever is asked for, so that what is none is one error.
#[derive(Debug)]
pub struct Returned<F, Recorded> {
    recorded: Recorded,
    none: NoFuture<F>,
}

impl<F, Recorded> Returned<F, Recorded> {
    #[inline]
    pub(super) fn new(recorded: Recorded) -> Self {
        Returned { recorded, none: NoFuture(PhantomData) }
    }
}

impl<F: Future, Recorded> Returned<F, Recorded> {
    /// As it is recorded.
    #[inline]
    pub fn future(self) -> Recorded {
        self.recorded
    }

    /// As it is recorded, in a box.
    #[inline]
    pub fn pinned(self) -> Pin<Box<Recorded>> {
        Box::pin(self.recorded)
    }
}

impl<F, Recorded> Deref for Returned<F, Recorded> {
    type Target = NoFuture<F>;

    fn deref(&self) -> &NoFuture<F> {
        &self.none
    }
}

/// Something else than a future.
#[derive(Debug)]
pub struct NoFuture<F>(PhantomData<F>);

// They are methods for the sake of their place.
#[allow(clippy::unused_self)]
impl<F> NoFuture<F> {
    /// Does not compile.
    #[must_use]
    pub fn future<Anything>(&self) -> Anything
    where
        F: IsFuture,
    {
        unreachable!("nothing is an `IsFuture`")
    }

    /// Does not compile.
    #[must_use]
    pub fn pinned<Anything>(&self) -> Anything
    where
        F: IsFuture,
    {
        unreachable!("nothing is an `IsFuture`")
    }
}

/// What `future` is for; no type has it, for it is only there to be missed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a future; remove `future` from `#[instrumented]`",
    label = "it is for functions that return a future"
)]
pub trait IsFuture {}
