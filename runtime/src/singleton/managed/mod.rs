//! The slot of a singleton that is really freed.

pub(in crate::singleton) mod cradle;
pub(in crate::singleton) mod disposal;
pub(crate) mod handle;
mod held;
pub(in crate::singleton) mod holders;
pub(in crate::singleton) mod keyed;
#[cfg(all(test, loom))]
mod model;
mod pins;
pub(in crate::singleton) mod shelf;

use std::panic::Location;
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::ThreadId;

use super::cell::{AnySlot, Entry, Result, Status};
use super::eager::Eager;
use super::initialiser::{Init, Maker};
use super::node::Node;
use super::rules::{Hook, Last, Shared};
use super::{order, swap, thrown};
use crate::disposable::error::BoxError;
use cradle::Cradle;
use handle::Handle;
use shelf::Shelf;

/// Made by `#[singleton(managed)]`: the value on the heap, and all that is known of its life.
#[repr(C)]
pub struct ManagedSlot<T: 'static, M = Init<T>> {
    pub(in crate::singleton) maker: M,
    pub(in crate::singleton) hook: Option<Hook<T>>,
    pub(in crate::singleton) last: Option<Last<T>>,
    pub(in crate::singleton) recreate: bool,
    /// The thread that disposes it. Read and written under the lock of `order` only; the next one is
    /// written under it.
    pub(in crate::singleton) disposer: Mutex<Option<ThreadId>>,
    /// How many disposals have ended.
    pub(in crate::singleton) disposals: AtomicU32,
    /// The hook of the value that is left has run.
    pub(in crate::singleton) is_hooked: AtomicBool,
    /// A value that is being disposed, or that handles kept from being freed.
    pub(in crate::singleton) left: AtomicPtr<T>,
    /// A value that is not complete.
    pub(in crate::singleton) cradle: Cradle<T>,
    // Its last field is the state, so that both are on one line.
    pub(in crate::singleton) entry: Entry,
    /// The value that handles are given out for.
    pub(in crate::singleton) value: Shelf<T>,
}

impl<T, M> ManagedSlot<T, M> {
    // Handles on all threads share the value, for which the proof is asked; and whoever disposes
    // drops it, which needs `Send`: each function of `NodeOf` that makes one asks for that.
    pub(in crate::singleton) const fn new(
        node: &'static Node,
        shared: Shared<T>,
        last: Option<Last<T>>,
        maker: M,
    ) -> Self {
        ManagedSlot {
            maker,
            hook: shared.hook,
            last,
            recreate: false,
            disposer: Mutex::new(None),
            disposals: AtomicU32::new(0),
            is_hooked: AtomicBool::new(false),
            left: AtomicPtr::new(ptr::null_mut()),
            cradle: Cradle::new(),
            entry: Entry::new::<T>(node),
            value: Shelf::new(),
        }
    }
}

impl<T, M: Maker<T>> ManagedSlot<T, M> {
    /// With a hook, that takes the place of `DisposeShared`.
    #[must_use]
    pub const fn dispose(mut self, hook: Hook<T>) -> Self {
        self.hook = Some(hook);
        self
    }

    /// With a new value after the old one is freed.
    #[must_use]
    pub const fn recreate(mut self) -> Self {
        self.recreate = true;
        self
    }

    /// Itself, to be made on the way into `main`.
    #[must_use]
    pub const fn eager(&'static self) -> Eager {
        Eager::of(self)
    }

    /// A handle to the value; made first if need be.
    ///
    /// # Panics
    ///
    /// With the text of the `InitError`.
    #[inline]
    #[track_caller]
    pub fn instance(&'static self) -> Handle<T> {
        let caller = Location::caller();
        match self.take(caller) {
            Some(handle) => handle,
            None => self.instance_slowly(caller),
        }
    }

    #[cold]
    #[inline(never)]
    #[track_caller]
    fn instance_slowly(&'static self, caller: &'static Location<'static>) -> Handle<T> {
        self.make_and_take(caller).unwrap_or_else(|error| thrown::throw(error))
    }

    /// A handle to the value, or why there is none.
    ///
    /// # Errors
    ///
    /// When the initialiser, or one that it needs, fails; and when the value was disposed.
    #[inline]
    #[track_caller]
    pub fn try_instance(&'static self) -> Result<Handle<T>> {
        let caller = Location::caller();
        match self.take(caller) {
            Some(handle) => Ok(handle),
            None => self.make_and_take(caller),
        }
    }

    /// A handle to the value, if it is there.
    #[track_caller]
    pub fn peek(&'static self) -> Option<Handle<T>> {
        let slot = if self.entry.is_ready() { self } else { swap::in_force(self) };
        slot.take_there(Location::caller())
    }

    /// The state of this singleton.
    pub fn status(&'static self) -> Status {
        swap::in_force(self).entry.status()
    }

    /// Called under the lock of `order` only.
    pub(in crate::singleton) fn disposer(&self) -> MutexGuard<'_, Option<ThreadId>> {
        self.disposer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a value is complete, or about to be.
    pub(in crate::singleton) fn has_value(&self) -> bool {
        !self.value.is_empty()
    }

    /// The value in the cradle is complete.
    pub(in crate::singleton) fn complete(&self) {
        // `provide` looks for both under it.
        let _order = order::lock();
        let value = self.cradle.take().expect("a maker that came back has filled the place");
        // Only the thread that set the state to RUNNING is here, and it did so when there was no
        // value.
        self.value.put(value);
    }

    #[inline]
    fn take(&'static self, caller: &'static Location<'static>) -> Option<Handle<T>> {
        if self.entry.is_ready() { self.pinned(caller) } else { None }
    }

    /// The same for a slot that is in force: another thread may override it.
    pub(in crate::singleton) fn take_there(
        &'static self,
        caller: &'static Location<'static>,
    ) -> Option<Handle<T>> {
        if self.entry.status() == Status::Ready { self.pinned(caller) } else { None }
    }

    #[inline]
    fn pinned(&'static self, caller: &'static Location<'static>) -> Option<Handle<T>> {
        let (pin, value) = self.value.behind(|| pins::announce(&self.entry, caller));
        match value {
            Some(value) => Some(Handle::new(value, pin)),
            None => too_late(pin),
        }
    }

    #[cold]
    #[inline(never)]
    fn make_and_take(&'static self, caller: &'static Location<'static>) -> Result<Handle<T>> {
        swap::in_force(self).make_and_take_there(caller)
    }

    fn make_and_take_there(&'static self, caller: &'static Location<'static>) -> Result<Handle<T>> {
        loop {
            let disposals = self.disposals.load(Ordering::Relaxed);
            if self.recreate {
                disposal::wait_for_its_end(self, caller)?;
            }
            let made = order::make(self, caller);
            if let Some(handle) = self.take_there(caller) {
                return Ok(handle);
            }
            // A value may be disposed between its making and the taking of a handle.
            let is_disposed = disposals != self.disposals.load(Ordering::Relaxed)
                || self.entry.status() == Status::Disposing;
            match made {
                _ if is_disposed && self.recreate => {}
                Ok(()) => return Err(order::disposed(&self.entry, caller)),
                Err(error) => return Err(error),
            }
        }
    }
}

#[cold]
fn too_late<T>(pin: &'static pins::Pin) -> Option<Handle<T>> {
    pin.release();
    None
}

impl<T, M: Maker<T>> AnySlot for ManagedSlot<T, M> {
    fn entry(&self) -> &Entry {
        &self.entry
    }

    fn make(&'static self) -> Result<(), BoxError> {
        self.maker.fill(&self.cradle, self.entry.name())?;
        self.complete();
        Ok(())
    }

    fn dispose(&'static self) -> Result<(), BoxError> {
        self.dispose_at_the_end()
    }

    fn has_hook(&self) -> bool {
        true
    }

    #[cfg(feature = "testing")]
    fn is_swappable(&self) -> bool {
        true
    }

    fn status_after(&self) -> Status {
        let is_free = self.left.load(Ordering::Relaxed).is_null();
        if is_free && self.recreate { Status::Empty } else { Status::Disposed }
    }

    /// Where the other thread was nobody knows, so nobody touches the value any more.
    #[cfg(all(unix, not(loom)))]
    fn status_after_fork(&self, _teardown_is_here: bool) -> Status {
        let mut disposer = self.disposer();
        if *disposer == Some(std::thread::current().id()) {
            return Status::Disposing;
        }
        *disposer = None;
        let _lost = self.value.clear();
        self.left.store(ptr::null_mut(), Ordering::Relaxed);
        self.status_after()
    }
}
