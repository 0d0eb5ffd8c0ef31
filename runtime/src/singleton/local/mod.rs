//! The slot of a singleton of which each thread has its own.

pub(in crate::singleton) mod instance;
pub(in crate::singleton) mod node;
pub(crate) mod place;
pub(in crate::singleton) mod thread_end;
pub(crate) mod thread_failures;

use std::panic::Location;
use std::ptr;
use std::rc::Rc;
use std::thread::LocalKey;

use super::cell::{Result, Status};
use super::error::InitError;
use super::initialiser::Init;
use super::node::Node;
use super::rules::{Hook, Last};
use super::{Singleton, order, swap, thrown};
use instance::Instance;
use place::{Local, share};

/// Made by `#[singleton(thread_local)]`: all that the values of the threads have in common.
///
/// Nothing in it changes, so that constant evaluation may read it: where a thread has its value is
/// then known to the compiler at every use, in every crate.
pub struct LocalSlot<T: 'static> {
    pub(in crate::singleton) node: &'static Node,
    pub(in crate::singleton) place: &'static LocalKey<Local<T>>,
    pub(in crate::singleton) init: Init<T>,
    pub(in crate::singleton) hook: Option<Hook<T>>,
    pub(in crate::singleton) last: Option<Last<T>>,
}

impl<T> LocalSlot<T> {
    /// With a hook for the end of the thread.
    #[must_use]
    pub const fn dispose(mut self, hook: Hook<T>) -> Self {
        self.hook = Some(hook);
        self
    }

    /// The state of the value of this thread.
    #[must_use]
    pub fn status(&'static self) -> Status {
        swap::status_of_local(self).unwrap_or_else(|| {
            self.place.with(|local| match local.instance.get() {
                Some(instance) => instance.status(),
                None if local.is_over.get() => Status::Disposed,
                None => Status::Empty,
            })
        })
    }

    /// Makes the value of this thread if it is not there.
    pub(in crate::singleton) fn make(
        &'static self,
        caller: &'static Location<'static>,
    ) -> Result<*const T> {
        if let Some(made) = swap::make_local(self, caller) {
            return made;
        }
        if thread_end::is_over() {
            return Err(InitError::ThreadEnding { singleton: self.node.name(), caller });
        }
        self.place.with(|local| {
            let instance = local.instance.get().unwrap_or_else(|| {
                let instance = Instance::of(self);
                local.instance.set(Some(instance));
                instance
            });
            let outcome = order::make(instance, caller);
            thread_end::keep(instance);
            outcome.map(|()| local.value.get())
        })
    }

    #[cold]
    #[inline(never)]
    #[track_caller]
    fn make_or_panic(&'static self) -> *const T {
        self.make(Location::caller()).unwrap_or_else(|error| thrown::throw(error))
    }

    /// The whole of `with`, and not a part in its middle: the hot path ends with a jump to it, and
    /// needs no frame.
    #[cold]
    #[inline(never)]
    #[track_caller]
    fn make_with<R>(&'static self, f: impl FnOnce(&T) -> R) -> R {
        // SAFETY: as in `instance`. It is counted, since one of an override ends before its thread.
        let value = unsafe { share(self.make_or_panic()) };
        f(&value)
    }
}

impl<T: Singleton<Ref = Rc<T>>> LocalSlot<T> {
    /// Read from the slot by the compiler, so that no program does it.
    const PLACE: &'static LocalKey<Local<T>> = T::DECLARED.slot().place;

    #[inline]
    fn value() -> *const T {
        if swap::is_seen() {
            return ptr::null();
        }
        Self::PLACE.with(|local| local.value.get())
    }

    /// The value of this thread; made first if need be.
    ///
    /// # Panics
    ///
    /// With the text of the `InitError`.
    #[must_use]
    #[inline]
    #[track_caller]
    pub fn instance(&'static self) -> Rc<T> {
        let mut value = Self::value();
        if value.is_null() {
            value = self.make_or_panic();
        }
        // SAFETY: it was read from the `Local` of this thread, and is not null.
        unsafe { share(value) }
    }

    /// The value of this thread, or why it cannot be made.
    ///
    /// # Errors
    ///
    /// When the initialiser, or one that it needs, fails.
    #[inline]
    #[track_caller]
    pub fn try_instance(&'static self) -> Result<Rc<T>> {
        let mut value = Self::value();
        if value.is_null() {
            value = self.make(Location::caller())?;
        }
        // SAFETY: as in `instance`.
        Ok(unsafe { share(value) })
    }

    /// The value of this thread, if it is there.
    #[must_use]
    #[inline]
    pub fn peek(&'static self) -> Option<Rc<T>> {
        let value = Self::value();
        let value = if value.is_null() { swap::peek_local(self) } else { value };
        // SAFETY: as in `instance`.
        (!value.is_null()).then(|| unsafe { share(value) })
    }

    /// Calls `f` with the value of this thread, without counting.
    ///
    /// # Panics
    ///
    /// With the text of the `InitError`.
    #[inline]
    #[track_caller]
    pub fn with<R>(&'static self, f: impl FnOnce(&T) -> R) -> R {
        let value = Self::value();
        if value.is_null() {
            return self.make_with(f);
        }
        // SAFETY: the value is freed at the end of its thread only, by a destructor of a thread
        // local, which runs on this thread and so not while `f` does. (`exit` in `f` runs
        // destructors too, but never comes back to `f`.)
        f(unsafe { &*value })
    }
}
