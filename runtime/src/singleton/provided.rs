//! Values that the program hands over instead of an initialiser that makes them.

use std::panic::Location;

use once_cell::sync::OnceCell;

use super::cell::{Slot, Status};
use super::error::InitError;
use super::graph;
use super::initialiser::{Init, Maker};
use super::node::NodeOf;
use super::order;
use crate::disposable::error::BoxError;

impl<T> NodeOf<T> {
    /// The slot of a value that is provided; `prepare` makes what it needs.
    #[must_use]
    #[track_caller]
    pub const fn slot_provided(self, prepare: fn() -> Result<(), BoxError>) -> Slot<T> {
        graph::check(self.node);
        Slot::new(self.node, self.shared, Init::Provided(prepare))
    }
}

impl<T, M: Maker<T>> Slot<T, M> {
    /// Puts `value` into its place and completes the singleton, as its first use would.
    ///
    /// # Errors
    ///
    /// `value` itself, when it cannot be handed out any more: there is one already, or the
    /// singletons are being taken down.
    #[track_caller]
    pub fn provide(&'static self, value: T) -> Result<(), T> {
        let order = order::lock();
        let takes = matches!(self.entry.status(), Status::Empty | Status::Running);
        if order.teardown.is_some() || !takes {
            return Err(value);
        }
        // Under the lock no teardown can begin in between; of two threads the cell takes one.
        self.value.set(value)?;
        drop(order);
        // What it needs may fail: that is what its first user is told.
        let _of_the_first_user = order::make(self, Location::caller());
        Ok(())
    }
}

/// The end of the initialiser: whether the value is in its place.
pub(super) fn expect<T>(place: &OnceCell<T>, singleton: &'static str) -> Result<(), BoxError> {
    place.get().map(|_there| ()).ok_or_else(|| InitError::NotProvided { singleton }.into())
}
