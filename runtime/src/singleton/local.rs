//! The slot of a singleton of which each thread has its own.

use std::cell::Cell;
use std::mem::ManuallyDrop;
use std::panic::Location;
use std::ptr;
use std::rc::Rc;
use std::thread::LocalKey;

use super::cell::{Result, Status};
use super::error::InitError;
use super::initialiser::{self, Init};
use super::instance::Instance;
use super::node::Node;
use super::rules::{Hook, Last};
use super::{Singleton, order, swap, thread_end, thrown};

/// Made by `#[singleton(thread_local)]`: all that the values of the threads have in common.
///
/// Nothing in it changes, so that constant evaluation may read it: where a thread has its value is
/// then known to the compiler at every use, in every crate.
pub struct LocalSlot<T: 'static> {
    pub(super) node: &'static Node,
    pub(super) place: &'static LocalKey<Local<T>>,
    pub(super) init: Init<T>,
    pub(super) hook: Option<Hook<T>>,
    pub(super) last: Option<Last<T>>,
}

/// Where each thread has its value, and how a value is taken down of which nobody said it.
pub struct Place<T: 'static> {
    pub(super) key: &'static LocalKey<Local<T>>,
    pub(super) hook: Option<Hook<T>>,
    pub(super) last: Option<Last<T>>,
}

/// Where one thread has its value.
///
/// It has no destructor, so that reading it asks nobody whether it is still there; the value is
/// freed by `thread_end`.
pub struct Local<T: 'static> {
    /// What is handed out; null: go the slow way.
    pub(super) value: Cell<*const T>,
    /// The same, and one count of the `Rc`; null only before the value is made or provided and after
    /// it is freed.
    owned: Cell<*const T>,
    instance: Cell<Option<&'static Instance<T>>>,
    is_over: Cell<bool>,
}

impl<T> Local<T> {
    /// Without a value.
    #[must_use]
    #[allow(clippy::new_without_default)] // generated code writes it into a constant
    pub const fn new() -> Self {
        Local {
            value: Cell::new(ptr::null()),
            owned: Cell::new(ptr::null()),
            instance: Cell::new(None),
            is_over: Cell::new(false),
        }
    }

    /// From now on everybody on this thread gets `value`, of which there is none yet.
    #[cfg(feature = "testing")]
    pub(super) fn provide(&self, value: T) {
        let _there_is_none = initialiser::Place::put(self, value);
        self.show();
    }

    /// From now on everybody on this thread gets the value that was put into its place.
    pub(super) fn show(&self) {
        self.value.set(self.owned.get());
    }

    /// The value, for its hook.
    pub(super) fn shared(&self) -> Option<Rc<T>> {
        let value = self.value.get();
        // SAFETY: it was read from the `Local` of this thread.
        (!value.is_null()).then(|| unsafe { share(value) })
    }

    /// From now on nobody gets the value; who has it keeps it.
    pub(super) fn hide(&self) {
        self.value.set(ptr::null());
    }

    /// The value of a thread that ends, which still has its count. Its hook may be in the middle of
    /// an `exit`, and so it is hidden here at the latest.
    pub(super) fn hidden(&self) -> Option<ManuallyDrop<Rc<T>>> {
        self.hide();
        let owned = self.owned.get();
        // SAFETY: what is not null was made by `Rc::into_raw` in `put`. The count stays with
        // `self`, since the `Rc` is never dropped.
        (!owned.is_null()).then(|| ManuallyDrop::new(unsafe { Rc::from_raw(owned) }))
    }

    /// Gives up the value of a thread that ends.
    pub(super) fn take(&self) -> Option<Rc<T>> {
        self.hide();
        let owned = self.owned.replace(ptr::null());
        // SAFETY: what is not null was made by `Rc::into_raw` in `put`, and its count is given
        // away here only, once, since null takes its place.
        (!owned.is_null()).then(|| unsafe { Rc::from_raw(owned) })
    }

    pub(super) fn leave(&self) {
        self.instance.set(None);
        self.is_over.set(true);
    }
}

impl<T> initialiser::Place<T> for Local<T> {
    fn put(&self, value: T) -> Result<(), T> {
        if self.is_filled() {
            return Err(value);
        }
        self.owned.set(Rc::into_raw(Rc::new(value)));
        Ok(())
    }

    fn is_filled(&self) -> bool {
        !self.owned.get().is_null()
    }
}

impl<T> Place<T> {
    /// With what a type itself says of its end.
    #[must_use]
    pub const fn new(
        key: &'static LocalKey<Local<T>>,
        hook: Option<Hook<T>>,
        last: Option<Last<T>>,
    ) -> Self {
        Place { key, hook, last }
    }
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
    pub(super) fn make(&'static self, caller: &'static Location<'static>) -> Result<*const T> {
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

/// One more count.
///
/// # Safety
///
/// `value` was read from the `Local` of this thread and is not null, which is so until it is freed.
#[inline]
unsafe fn share<T>(value: *const T) -> Rc<T> {
    // SAFETY: it was made by `Rc::into_raw`, and the `Local` still has its count.
    unsafe {
        Rc::increment_strong_count(value);
        Rc::from_raw(value)
    }
}

/// Where each thread has its value; fails the build when the type breaks one of the rules that are
/// listed.
#[doc(hidden)]
#[macro_export]
macro_rules! __local {
    ($ty:ty $(, $rule:ident)*) => {{
        use $crate::__private::IsNot as _;
        $crate::__private::rules!($ty $(, $rule)*);
        $crate::__private::thread_local! {
            static VALUE: $crate::__private::Local<$ty> = const { $crate::__private::Local::new() };
        }
        $crate::__private::Place::new(&VALUE, <$crate::__private::Is<$ty>>::HOOK, <$crate::__private::Is<$ty>>::DISPOSE)
    }};
}
