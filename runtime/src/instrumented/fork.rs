//! What a fork leaves to the child: a report of its own, with nothing of what the parent did.

use std::cell::Cell;
use std::ffi::c_int;
use std::mem::ManuallyDrop;
use std::sync::MutexGuard;

use super::registry::{self, Registry};
use super::thread;

// Declared here instead of a dependency: the C library of every unix has it.
unsafe extern "C" {
    fn pthread_atfork(
        prepare: Option<extern "C" fn()>,
        parent: Option<extern "C" fn()>,
        child: Option<extern "C" fn()>,
    ) -> c_int;
}

thread_local! {
    /// Held by the thread that forks from before the fork until after it.
    static HELD: Cell<Option<ManuallyDrop<MutexGuard<'static, Registry>>>> =
        const { Cell::new(None) };
}

/// Has every fork from now on begin anew in the child.
pub(super) fn prepare() {
    // SAFETY: the three functions run on the thread that forks, and touch nothing but its own memory
    // and what the lock, which `before` takes, keeps all others from. That there is no room for them
    // would only mean that a fork goes as it does without us. Miri has no forks.
    let _ =
        cfg!(miri) || unsafe { pthread_atfork(Some(before), Some(in_parent), Some(in_child)) } == 0;
}

extern "C" fn before() {
    HELD.set(Some(ManuallyDrop::new(registry::lock())));
}

extern "C" fn in_parent() {
    drop(HELD.take().map(ManuallyDrop::into_inner));
}

extern "C" fn in_child() {
    if let Some(mut registry) = HELD.take().map(ManuallyDrop::into_inner) {
        registry.keep(thread::recording());
    }
}
