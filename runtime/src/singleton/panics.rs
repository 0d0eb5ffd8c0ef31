//! Where an initialiser panicked.
//!
//! std tells the place of a panic to the panic hook and to nobody else; who catches the panic gets
//! the message alone. So the first initialiser of a process puts a hook in front of the one that is
//! there, which is called as before, with the same arguments. A program that sets a hook of its own
//! afterwards replaces ours: then an error lacks the place and is otherwise the same.

use std::cell::Cell;
use std::panic::{self, PanicHookInfo};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;

use super::order;

type Hook = Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send>;

/// The hook that was there. In a static and not in our hook, whose box is of nothing and therefore
/// needs no allocation: an allocator may be what uses the first singleton.
static PREVIOUS: OnceLock<Hook> = OnceLock::new();

thread_local! {
    /// The place of the last panic that began in an initialiser on this thread.
    static PLACE: Cell<Option<Arc<str>>> = const { Cell::new(None) };
}

/// Has the places of panics noted from now on.
pub(super) fn note_places() {
    static NOTED: AtomicBool = AtomicBool::new(false);

    // std refuses to change the hook while a panic is on its way; the next initialiser does it.
    // Relaxed: the flag stands for nothing but itself. A model ends with its panic, outside of which
    // loom knows no thread that could be asked what it makes.
    if NOTED.load(Ordering::Relaxed) || thread::panicking() || cfg!(loom) {
        return;
    }
    if !NOTED.swap(true, Ordering::Relaxed) {
        let previous = panic::take_hook();
        let _first = PREVIOUS.set(previous);
        panic::set_hook(Box::new(note_and_go_on));
    }
}

/// The place of the panic that was just caught, if it was noted.
pub(super) fn take_place() -> Option<Arc<str>> {
    // A thread that ends has no such variable any more.
    PLACE.try_with(Cell::take).ok().flatten()
}

fn note_and_go_on(info: &PanicHookInfo<'_>) {
    if order::is_making() {
        let place = info.location().map(|place| place.to_string().into());
        let _noted = PLACE.try_with(|noted| noted.set(place));
    }
    if let Some(previous) = PREVIOUS.get() {
        previous(info);
    }
}
