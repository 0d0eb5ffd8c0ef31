//! What happens once, when the process records its first call.

use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(unix)]
use super::fork;
use super::overhead;
use super::panics;
use super::thread::Thread;

/// Called by each thread with its first call, when it cannot record yet.
pub(super) fn prepare() {
    static PREPARED: AtomicBool = AtomicBool::new(false);

    panics::prepare();
    // Relaxed: the flag stands for nothing but itself, and another thread need not wait.
    if PREPARED.load(Ordering::Relaxed) || PREPARED.swap(true, Ordering::Relaxed) {
        return;
    }
    #[cfg(unix)]
    fork::prepare();
    if let Some(scratch) = Thread::place() {
        overhead::measure(scratch);
        // SAFETY: placed here, in no list, and no call in it is open.
        unsafe { Thread::free(scratch) };
    }
}
