//! A managed value that is made by a future.

use std::any::Any;
use std::panic::Location;

use super::task::Initialiser;
use super::{Awaitable, Instance, TryInstance};
use crate::singleton::cell::Result;
use crate::singleton::initialiser::{self, Init, MakerAsync};
use crate::singleton::managed::ManagedSlot;
use crate::singleton::managed::handle::Handle;
use crate::singleton::node::NodeOf;
use crate::singleton::rules::Last;
use crate::singleton::{graph, order, swap};

impl<T> NodeOf<T> {
    /// The slot of a value that is made by a future, and freed on whatever thread that is asked for.
    #[must_use]
    #[track_caller]
    pub const fn managed_async(
        self,
        dispose: Option<Last<T>>,
        init: fn() -> Initialiser<T>,
    ) -> ManagedSlot<T>
    where
        T: Send,
    {
        graph::check(self.node);
        ManagedSlot::new(self.node, self.shared, dispose, Init::Awaited(init))
    }
}

impl<T: 'static, M: MakerAsync<T>> Awaitable for ManagedSlot<T, M> {
    fn start(&'static self) -> Initialiser<()> {
        let initialiser = self.maker.start();
        Box::pin(async move {
            initialiser::put(&self.cradle, initialiser.await?);
            self.complete();
            Ok(())
        })
    }

    fn comes_back(&self) -> bool {
        self.recreate
    }

    fn as_any(&'static self) -> &'static dyn Any {
        self
    }
}

impl<T: 'static, M: MakerAsync<T>> ManagedSlot<T, M> {
    /// A handle to the value; made first if need be.
    #[inline]
    #[track_caller]
    pub fn instance_async(&'static self) -> Instance<Handle<T>> {
        Instance::of(self.try_instance_async())
    }

    /// A handle to the value, or why there is none.
    #[inline]
    #[track_caller]
    pub fn try_instance_async(&'static self) -> TryInstance<Handle<T>> {
        if let Some(handle) = self.peek() {
            return TryInstance::ready(Ok(handle));
        }
        if !self.entry.is_async() {
            // Who makes it wakes threads, and no tasks.
            return TryInstance::ready(self.try_instance());
        }
        let slot = swap::in_force(self);
        TryInstance::waiting(slot, slot, Self::get, Location::caller())
    }

    fn get(
        slot: &'static dyn Awaitable,
        caller: &'static Location<'static>,
    ) -> Option<Result<Handle<T>>> {
        let Some(slot) = slot.as_any().downcast_ref::<Self>() else {
            unreachable!("`try_instance_async` pairs a slot with its own function")
        };
        match slot.take_there(caller) {
            Some(handle) => Some(Ok(handle)),
            // It was disposed between its making and the taking of a handle.
            None if slot.recreate => None,
            None => Some(Err(order::disposed(&slot.entry, caller))),
        }
    }
}
