//! The locks, threads and atomics of the singletons and of what counts: those of std, or under
//! `cfg(loom)` those of the model checker, so that the modules called `model` try the very code that
//! runs.

#[cfg(not(loom))]
pub(crate) use std::{
    sync::{
        Condvar, Mutex, MutexGuard,
        atomic::{AtomicPtr, AtomicU8},
    },
    thread, thread_local as local,
};

#[cfg(loom)]
pub(crate) use loom::{
    sync::{Condvar, Mutex, MutexGuard},
    thread,
};

#[cfg(all(loom, any(feature = "track", test)))]
pub(crate) use loom::sync::atomic::AtomicU64;
#[cfg(all(not(loom), feature = "track"))]
pub(crate) use std::sync::atomic::AtomicU64;

/// Statics that all threads share; a model begins with new ones.
#[cfg(not(loom))]
macro_rules! shared {
    ($($(#[$attr:meta])* static $name:ident: $ty:ty = $value:expr;)*) => {
        $($(#[$attr])* static $name: $ty = $value;)*
    };
}

#[cfg(loom)]
macro_rules! shared {
    ($($(#[$attr:meta])* static $name:ident: $ty:ty = $value:expr;)*) => {
        loom::lazy_static! { $($(#[$attr])* static ref $name: $ty = $value;)* }
    };
}

pub(crate) use shared;

/// `thread_local!` of loom knows no `const` blocks.
#[cfg(loom)]
macro_rules! local {
    ($($(#[$attr:meta])* static $name:ident: $ty:ty = const { $value:expr };)*) => {
        loom::thread_local! { $($(#[$attr])* static $name: $ty = $value;)* }
    };
}

#[cfg(loom)]
pub(crate) use local;

/// An atomic of loom cannot be made in a constant: this one is made where it is used first.
#[cfg(loom)]
pub(crate) struct AtomicU8 {
    initial: u8,
    made: std::sync::OnceLock<loom::sync::atomic::AtomicU8>,
}

#[cfg(loom)]
impl AtomicU8 {
    pub(crate) const fn new(initial: u8) -> Self {
        AtomicU8 { initial, made: std::sync::OnceLock::new() }
    }

    fn made(&self) -> &loom::sync::atomic::AtomicU8 {
        self.made.get_or_init(|| loom::sync::atomic::AtomicU8::new(self.initial))
    }

    pub(crate) fn load(&self, ordering: std::sync::atomic::Ordering) -> u8 {
        self.made().load(ordering)
    }

    pub(crate) fn store(&self, value: u8, ordering: std::sync::atomic::Ordering) {
        self.made().store(value, ordering);
    }
}

/// The same for pointers. Loom takes a `SeqCst` operation for an `AcqRel` one; the fences make it
/// what it is.
#[cfg(loom)]
pub(crate) struct AtomicPtr<T> {
    initial: *mut T,
    made: std::sync::OnceLock<loom::sync::atomic::AtomicPtr<T>>,
}

// SAFETY: the initial pointer is copied and nothing else; the atomic may be shared anyway.
#[cfg(loom)]
unsafe impl<T> Send for AtomicPtr<T> {}
// SAFETY: as above.
#[cfg(loom)]
unsafe impl<T> Sync for AtomicPtr<T> {}

#[cfg(loom)]
impl<T> AtomicPtr<T> {
    pub(crate) const fn new(initial: *mut T) -> Self {
        AtomicPtr { initial, made: std::sync::OnceLock::new() }
    }

    fn made(&self) -> &loom::sync::atomic::AtomicPtr<T> {
        self.made.get_or_init(|| loom::sync::atomic::AtomicPtr::new(self.initial))
    }

    fn in_order<R>(ordering: std::sync::atomic::Ordering, step: impl FnOnce() -> R) -> R {
        let fence = || {
            if ordering == std::sync::atomic::Ordering::SeqCst {
                loom::sync::atomic::fence(ordering);
            }
        };
        fence();
        let result = step();
        fence();
        result
    }

    pub(crate) fn load(&self, ordering: std::sync::atomic::Ordering) -> *mut T {
        Self::in_order(ordering, || self.made().load(ordering))
    }

    pub(crate) fn store(&self, value: *mut T, ordering: std::sync::atomic::Ordering) {
        Self::in_order(ordering, || self.made().store(value, ordering));
    }

    pub(crate) fn swap(&self, value: *mut T, ordering: std::sync::atomic::Ordering) -> *mut T {
        Self::in_order(ordering, || self.made().swap(value, ordering))
    }
}
