//! Values that the program hands over instead of an initialiser that makes them.

use std::panic::Location;

use super::cell::{Slot, Status};
use super::error::InitError;
use super::initialiser::{Init, Maker, Place};
use super::local::LocalSlot;
use super::local::node::LocalNode;
use super::local::thread_end;
use super::managed::ManagedSlot;
use super::managed::disposal;
use super::node::NodeOf;
use super::rules::Last;
use super::{graph, order};
use crate::disposable::error::BoxError;

impl<T> NodeOf<T> {
    /// The slot of a value that is provided; `prepare` makes what it needs.
    #[must_use]
    #[track_caller]
    pub const fn slot_provided(self, prepare: fn() -> Result<(), BoxError>) -> Slot<T> {
        graph::check(self.node);
        Slot::new(self.node, self.shared, Init::Provided(prepare))
    }

    /// The same of a value that is freed, on whatever thread that is asked for.
    #[must_use]
    #[track_caller]
    pub const fn managed_provided(
        self,
        dispose: Option<Last<T>>,
        prepare: fn() -> Result<(), BoxError>,
    ) -> ManagedSlot<T>
    where
        T: Send,
    {
        graph::check(self.node);
        ManagedSlot::new(self.node, self.shared, dispose, Init::Provided(prepare))
    }
}

impl<T> LocalNode<T> {
    /// The slot of a value that each thread is provided with; `prepare` makes what it needs.
    #[must_use]
    #[track_caller]
    pub const fn init_provided(self, prepare: fn() -> Result<(), BoxError>) -> LocalSlot<T> {
        self.slot(Init::Provided(prepare))
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

impl<T, M: Maker<T>> ManagedSlot<T, M> {
    /// The same of a value that is freed; with `recreate` once after each disposal, for the end of
    /// which it waits.
    ///
    /// # Errors
    ///
    /// `value` itself, when it cannot be handed out any more.
    #[track_caller]
    pub fn provide(&'static self, value: T) -> Result<(), T> {
        let caller = Location::caller();
        if self.recreate && disposal::wait_for_its_end(self, caller).is_err() {
            return Err(value);
        }
        let order = order::lock();
        let takes = matches!(self.status(), Status::Empty | Status::Running);
        if order.teardown.is_some() || !takes || self.has_value() {
            return Err(value);
        }
        self.cradle.put(value)?;
        drop(order);
        let _of_the_first_user = order::make(self, caller);
        Ok(())
    }
}

impl<T> LocalSlot<T> {
    /// The same for this thread; the value is freed at its end.
    ///
    /// # Errors
    ///
    /// `value` itself, when it cannot be handed out on this thread any more.
    #[track_caller]
    pub fn provide(&'static self, value: T) -> Result<(), T> {
        let takes = matches!(self.status(), Status::Empty | Status::Running);
        if !takes || thread_end::is_over() || order::lock().teardown.is_some() {
            return Err(value);
        }
        self.place.with(|local| local.put(value))?;
        let _of_the_first_user = self.make(Location::caller());
        Ok(())
    }
}

/// The end of the initialiser: whether the value is in its place.
pub(super) fn expect<T>(place: &impl Place<T>, singleton: &'static str) -> Result<(), BoxError> {
    if place.is_filled() { Ok(()) } else { Err(InitError::NotProvided { singleton }.into()) }
}
