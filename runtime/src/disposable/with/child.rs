//! A process that was started.

use std::borrow::BorrowMut;
use std::io;
use std::process::{Child, ExitStatus};

/// Ends a process that was started, unless it has ended by itself, waits for its end, and gives
/// back how it ended.
///
/// Waiting takes what is left of it out of the list of processes. It is ended the hard way (on
/// Unix `SIGKILL`); processes that it started in its turn go on.
///
/// ```
/// use std::process::{Child, Command};
/// use tenure::{Dispose, Guard, disposable, with};
///
/// #[disposable]
/// struct Helper {
///     #[dispose(with = with::kill_wait)]
///     process: Child,
///     guard: Guard,
/// }
///
/// # #[cfg(unix)] {
/// let process = Command::new("sleep").arg("1000").spawn()?;
/// Helper { process, guard: Guard::new() }.close()?;
/// # }
/// # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
/// ```
///
/// # Errors
///
/// When it cannot be ended, as one that runs as another user; it is not waited for then. When
/// nothing is known of its end, as where somebody else has waited for it.
pub fn kill_wait(mut child: impl BorrowMut<Child>) -> io::Result<ExitStatus> {
    let child = child.borrow_mut();
    if let Err(error) = child.kill() {
        // What has ended cannot be ended, which some systems call an error.
        return child.try_wait()?.ok_or(error);
    }
    child.wait()
}
