//! What a managed singleton is handed out as.

use std::fmt;
use std::ops::Deref;
use std::panic::{Location, RefUnwindSafe, UnwindSafe};
use std::ptr::NonNull;

use super::ManagedSlot;
use super::pins::Pin;
use crate::singleton::Singleton;
use crate::singleton::cell::{Result, Status};
use crate::singleton::dependency::Dependency;
#[cfg(feature = "async")]
use crate::singleton::future::TryInstance;
use crate::singleton::node::NodePtr;
use crate::singleton::storage::Storage;

/// A managed singleton in use: its value is not freed before the handle is dropped.
///
/// It is what `instance` gives with `#[singleton(managed)]`. It may be held across an `.await` and
/// dropped on another thread. Taking and dropping one writes no memory that another thread writes,
/// so it costs the same on any number of threads.
///
/// ```
/// use tenure::singleton;
///
/// #[singleton(managed, init = || Pool(vec![1, 2]))]
/// struct Pool(Vec<u32>);
///
/// let pool = Pool::instance();
/// assert_eq!(pool.0.len(), 2);
/// drop(pool);
///
/// Pool::dispose()?; // waits for the last handle, then drops the value
/// assert!(Pool::try_instance().is_err());
/// # Ok::<(), tenure::DisposeError>(())
/// ```
///
/// It is not `Clone`: ask `instance` again, or share `&Handle` or an `Arc<Handle>`. One that is
/// forgotten is never given back: `dispose` then says where it was taken, and the value stays.
///
/// Who keeps a handle in a field should be `managed` as well, and so be dropped before the value
/// is wanted back: a singleton that is never dropped never gives a handle back.
#[must_use = "a handle that is dropped at once keeps nothing"]
pub struct Handle<T: 'static> {
    value: NonNull<T>,
    pin: &'static Pin,
}

// SAFETY: a handle gives out `&T` and nothing else, which `T: Sync` allows on any thread; the value
// is dropped by whoever disposes, which is a matter of the slot. Its record may be released on any
// thread.
unsafe impl<T: Send + Sync> Send for Handle<T> {}
// SAFETY: as above.
unsafe impl<T: Send + Sync> Sync for Handle<T> {}

impl<T: RefUnwindSafe> UnwindSafe for Handle<T> {}
impl<T: RefUnwindSafe> RefUnwindSafe for Handle<T> {}

impl<T> Handle<T> {
    /// Of a value that `pin` was announced for, and that was found in its place afterwards.
    #[inline]
    pub(in crate::singleton) const fn new(value: NonNull<T>, pin: &'static Pin) -> Self {
        Handle { value, pin }
    }

    /// Where it was taken: the line that `dispose` names if the handle does not come back.
    ///
    /// A function and not a method, so that it hides none of `T`.
    #[must_use]
    pub fn place(handle: &Self) -> &'static Location<'static> {
        handle.pin.place()
    }
}

impl<T> Deref for Handle<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: the record was announced before the value was found in its place, and stands
        // until `drop`; `ManagedSlot::take_down` frees no value that a record stands for.
        unsafe { self.value.as_ref() }
    }
}

impl<T> Drop for Handle<T> {
    #[inline]
    fn drop(&mut self) {
        self.pin.release();
    }
}

impl<T> AsRef<T> for Handle<T> {
    fn as_ref(&self) -> &T {
        self
    }
}

impl<T: fmt::Debug> fmt::Debug for Handle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::fmt(self, f)
    }
}

impl<T: fmt::Display> fmt::Display for Handle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::fmt(self, f)
    }
}

impl<T: 'static> Storage for Handle<T> {
    type Slot = ManagedSlot<T>;

    #[inline]
    fn instance(slot: &'static ManagedSlot<T>) -> Self {
        slot.instance()
    }

    fn try_instance(slot: &'static ManagedSlot<T>) -> Result<Self> {
        slot.try_instance()
    }

    #[cfg(feature = "async")]
    #[track_caller]
    fn try_instance_async(slot: &'static ManagedSlot<T>) -> TryInstance<Self> {
        slot.try_instance_async()
    }

    #[track_caller]
    fn peek(slot: &'static ManagedSlot<T>) -> Option<Self> {
        slot.peek()
    }

    fn status(slot: &'static ManagedSlot<T>) -> Status {
        slot.status()
    }
}

/// A dependent that keeps its handle is disposed before the value it holds.
impl<T: Singleton<Ref = Handle<T>>> Dependency for Handle<T> {
    const NODE: NodePtr = T::DECLARED.node();

    #[track_caller]
    fn get() -> Result<Self> {
        Storage::try_instance(T::DECLARED.slot())
    }

    #[cfg(feature = "async")]
    #[track_caller]
    fn get_async() -> TryInstance<Self> {
        Storage::try_instance_async(T::DECLARED.slot())
    }
}
