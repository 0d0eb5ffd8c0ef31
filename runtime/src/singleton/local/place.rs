//! Where the value of each thread lies.

use std::cell::Cell;
use std::mem::ManuallyDrop;
use std::ptr;
use std::rc::Rc;
use std::thread::LocalKey;

use super::instance::Instance;
use crate::singleton::initialiser;
use crate::singleton::rules::{Hook, Last};

/// Where each thread has its value, and how a value is taken down of which nobody said it.
pub struct Place<T: 'static> {
    pub(in crate::singleton) key: &'static LocalKey<Local<T>>,
    pub(in crate::singleton) hook: Option<Hook<T>>,
    pub(in crate::singleton) last: Option<Last<T>>,
}

/// Where one thread has its value.
///
/// It has no destructor, so that reading it asks nobody whether it is still there; the value is
/// freed by `thread_end`.
pub struct Local<T: 'static> {
    /// What is handed out; null: go the slow way.
    pub(in crate::singleton) value: Cell<*const T>,
    /// The same, and one count of the `Rc`; null only before the value is made or provided and after
    /// it is freed.
    owned: Cell<*const T>,
    pub(super) instance: Cell<Option<&'static Instance<T>>>,
    pub(super) is_over: Cell<bool>,
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
    pub(in crate::singleton) fn provide(&self, value: T) {
        let _there_is_none = initialiser::Place::put(self, value);
        self.show();
    }

    /// From now on everybody on this thread gets the value that was put into its place.
    pub(in crate::singleton) fn show(&self) {
        self.value.set(self.owned.get());
    }

    /// The value, for its hook.
    pub(in crate::singleton) fn shared(&self) -> Option<Rc<T>> {
        let value = self.value.get();
        // SAFETY: it was read from the `Local` of this thread.
        (!value.is_null()).then(|| unsafe { share(value) })
    }

    /// From now on nobody gets the value; who has it keeps it.
    pub(in crate::singleton) fn hide(&self) {
        self.value.set(ptr::null());
    }

    /// The value of a thread that ends, which still has its count. Its hook may be in the middle of
    /// an `exit`, and so it is hidden here at the latest.
    pub(in crate::singleton) fn hidden(&self) -> Option<ManuallyDrop<Rc<T>>> {
        self.hide();
        let owned = self.owned.get();
        // SAFETY: what is not null was made by `Rc::into_raw` in `put`. The count stays with
        // `self`, since the `Rc` is never dropped.
        (!owned.is_null()).then(|| ManuallyDrop::new(unsafe { Rc::from_raw(owned) }))
    }

    /// Gives up the value of a thread that ends.
    pub(in crate::singleton) fn take(&self) -> Option<Rc<T>> {
        self.hide();
        let owned = self.owned.replace(ptr::null());
        // SAFETY: what is not null was made by `Rc::into_raw` in `put`, and its count is given
        // away here only, once, since null takes its place.
        (!owned.is_null()).then(|| unsafe { Rc::from_raw(owned) })
    }

    pub(in crate::singleton) fn leave(&self) {
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

/// One more count.
///
/// # Safety
///
/// `value` was read from the `Local` of this thread and is not null, which is so until it is freed.
#[inline]
pub(super) unsafe fn share<T>(value: *const T) -> Rc<T> {
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
