//! A thread that is to end.

use std::panic::resume_unwind;
use std::thread::{self, JoinHandle};

/// Waits for the end of a thread, and gives back what it returned.
///
/// It waits as long as that takes: whatever makes the thread end has to come before, as the end of
/// its channel. An error that the thread returned is a failure of the disposal. Where a thread
/// returns something else, a closure says what is to become of it: `|thread| _ = with::join(thread)`.
///
/// ```
/// use std::thread::{self, JoinHandle};
/// use tenure::{Dispose, disposable, with};
///
/// #[disposable]
/// struct Worker {
///     #[dispose(take = with::join)]
///     thread: Option<JoinHandle<Result<(), String>>>,
/// }
///
/// let worker = Worker { thread: Some(thread::spawn(|| panic!("no more paper"))) };
/// let error = worker.close().unwrap_err();
/// assert_eq!(error.to_string(), "thread: panicked: no more paper");
/// ```
///
/// # Panics
///
/// With the panic of the thread if it panicked, which in a disposal is a
/// [`Cause::Panic`](crate::Cause::Panic) with the text of the thread; and if the thread is the one
/// that is running, which would wait for ever.
#[allow(clippy::must_use_candidate)] // most threads return nothing
pub fn join<R>(thread: JoinHandle<R>) -> R {
    assert!(
        thread.thread().id() != thread::current().id(),
        "a thread cannot wait for its own end; dispose its handle on another one"
    );
    // Not a new panic: the hook has reported this one where it happened.
    thread.join().unwrap_or_else(|payload| resume_unwind(payload))
}
