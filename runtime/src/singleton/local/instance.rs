//! What the process knows of the value that one thread has.

use std::any::{Any, TypeId};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Local, LocalSlot};
use crate::disposable::error::BoxError;
use crate::singleton::cell::{AnySlot, Entry, Status};
use crate::singleton::initialiser::Maker as _;
use crate::singleton::order::{self, Known};

/// The life of one value, seen by all threads; the value itself is seen by its own thread only.
///
/// It lives for ever, as that of a slot does, and is used again: the process has as many as there
/// were threads at one time.
pub(in crate::singleton) struct Instance<T: 'static> {
    slot: &'static LocalSlot<T>,
    /// Whether its thread has ended, and none has it now.
    is_spare: AtomicBool,
    entry: Entry,
}

/// An instance of any type, for the thread that has it.
pub(in crate::singleton) trait PerThread: AnySlot {
    /// Itself as any other; rustc 1.85 cannot upcast.
    fn known(&'static self) -> Known;

    /// Disposes the hidden value, if it is disposable and nobody else has it.
    fn end(&'static self) -> Result<(), BoxError>;
    /// Drops the value, if there is one.
    fn free(&'static self);
    /// Leaves the instance to another thread.
    fn retire(&'static self);
}

/// Those that wait for a thread, by the type of the value. A thread takes one out before it
/// writes to it, and puts it back after it wrote to it for the last time.
static SPARE: Mutex<BTreeMap<TypeId, Vec<Spare>>> = Mutex::new(BTreeMap::new());

pub(in crate::singleton) type Spare = &'static (dyn Any + Send + Sync);

pub(in crate::singleton) type Locked = MutexGuard<'static, BTreeMap<TypeId, Vec<Spare>>>;

pub(in crate::singleton) fn lock() -> Locked {
    // No user code runs under the lock, so what a panic left behind is whole.
    SPARE.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<T> Instance<T> {
    /// One for this thread: one that an ended thread left, or a new one.
    pub(in crate::singleton) fn of(slot: &'static LocalSlot<T>) -> &'static Self {
        let found = lock().get_mut(&TypeId::of::<T>()).and_then(Vec::pop);
        let Some(left) = found.and_then(|spare| spare.downcast_ref::<Self>()) else {
            let entry = Entry::new::<T>(slot.node);
            return Box::leak(Box::new(Instance { slot, is_spare: AtomicBool::new(false), entry }));
        };
        let _order = order::lock();
        order::record(&left.entry).renew();
        left.entry.set(Status::Empty);
        left
    }

    pub(in crate::singleton) fn status(&self) -> Status {
        self.entry.status()
    }
}

impl<T> AnySlot for Instance<T> {
    fn entry(&self) -> &Entry {
        &self.entry
    }

    fn make(&'static self) -> Result<(), BoxError> {
        // Its record is about this run from now on, and no longer about that of an ended thread.
        self.is_spare.store(false, Ordering::Relaxed);
        self.slot.place.with(|local| {
            self.slot.init.fill(local, self.entry.name())?;
            local.show();
            Ok(())
        })
    }

    fn dispose(&'static self) -> Result<(), BoxError> {
        let value = self.slot.place.with(Local::shared);
        match (self.slot.hook, value) {
            (Some(hook), Some(value)) => hook(&value),
            _ => Ok(()),
        }
    }

    /// It is hidden in any case.
    fn has_hook(&self) -> bool {
        true
    }

    fn hide(&'static self) {
        self.slot.place.with(Local::hide);
    }

    fn is_per_thread(&self) -> bool {
        true
    }

    fn is_listed(&self) -> bool {
        !self.is_spare.load(Ordering::Relaxed)
    }
}

impl<T> PerThread for Instance<T> {
    fn known(&'static self) -> Known {
        self
    }

    fn end(&'static self) -> Result<(), BoxError> {
        // What is not to be dropped yet, whatever becomes of the call.
        let mut value = self.slot.place.with(Local::hidden);
        let last = value.as_mut().and_then(|value| Rc::get_mut(value)).zip(self.slot.last);
        last.map_or(Ok(()), |(value, dispose)| dispose(value))
    }

    fn free(&'static self) {
        // Outside of `with`: the destructor of the value is user code.
        let value = self.slot.place.with(Local::take);
        drop(value);
    }

    fn retire(&'static self) {
        self.slot.place.with(Local::leave);
        self.is_spare.store(true, Ordering::Relaxed);
        lock().entry(TypeId::of::<T>()).or_default().push(self);
    }
}
