//! A row of its own for what happens between a panic and its unwinding.
//!
//! To print a backtrace the hook of std reads the symbols of the program: some milliseconds and tens
//! of megabytes, which would all be of the function that panicked.

use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::site::{HERE, Site};

pub(super) const NAME: &str = "<panic>";

static PANIC: Site = HERE.named(NAME);

/// Puts the row around the hook of the program. A hook that is set later without calling the one
/// before it does without the row.
pub(super) fn prepare() {
    static PREPARED: AtomicBool = AtomicBool::new(false);

    // The hook cannot be changed by a thread that panics: the next one does it.
    // Relaxed: the flag stands for nothing but itself.
    if PREPARED.load(Ordering::Relaxed)
        || thread::panicking()
        || PREPARED.swap(true, Ordering::Relaxed)
    {
        return;
    }
    let hook = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let _call = PANIC.enter();
        hook(info);
    }));
}
