//! The process from the first eager singleton to the last report.

use std::panic::Location;
use std::process::{ExitCode, Termination};
use std::sync::OnceLock;
use std::thread;

use crate::disposable::alive::alive;
use crate::disposable::error::DisposeError;
use crate::disposable::leak::leaks;
use crate::disposable::{level, sink};
use crate::report;
use crate::report::say::say;
use crate::singleton::eager;
use crate::singleton::error::InitError;
use crate::singleton::local::thread_failures;
use crate::singleton::teardown::{self, take_down};
use crate::singleton::watchdog::Overrun;
use crate::timeline::timeline;

/// The code that [`exit`] was called with first; it stands, whoever ends the process.
static CODE: OnceLock<i32> = OnceLock::new();

/// Takes the process down when it is dropped; made by [`start`].
///
/// ```
/// let process: tenure::Process = tenure::start();
/// drop(process); // singletons are taken down here, at the latest
/// ```
#[derive(Debug)]
#[must_use = "the process is taken down when this value is dropped; write `let _process = ..`"]
pub struct Process {
    /// Where it was made.
    place: &'static Location<'static>,
}

/// Begins the life of the process: makes every `eager` singleton, dependencies first.
///
/// The value it gives ends that life when it is dropped, at the end of `main`: singletons are taken
/// down, and errors of that, leaks, overrun budgets and the report are printed on standard error.
/// `#[tenure::main]` does both, and turns errors of the teardown into the exit code. A teardown that
/// takes longer than 30 seconds is given up: what is left is named, and the process ends with the
/// code 1.
///
/// Where nothing is dropped, as in [`std::process::exit`] and after a signal, no hook runs; call
/// [`exit`] instead.
///
/// ```
/// let _process = tenure::start();
/// ```
///
/// # Panics
///
/// With the text of the [`InitError`] when an eager singleton cannot be made.
#[track_caller]
pub fn start() -> Process {
    let place = Location::caller();
    if let Err(error) = eager::make_all(place) {
        panic!("{error}");
    }
    thread_failures::begin();
    Process { place }
}

impl Drop for Process {
    fn drop(&mut self) {
        let code = if thread::panicking() { PANICKED } else { 1 };
        let end = end(self.place, code);
        if let Some(code) = CODE.get() {
            std::process::exit(end.code(*code));
        }
    }
}

/// The exit code of a `main` that panics.
const PANICKED: i32 = 101;

/// Ends the process with `code`, as [`std::process::exit`] does, but takes it down first.
///
/// It may be called anywhere: on any thread, in an initialiser, in a hook (then the other hooks run
/// before the process ends). Of several calls the first decides on the code, also over the `main`
/// that returns at the same time. A teardown that is under way on another thread is waited for. When
/// a hook fails, of that teardown too, 0 becomes 1; the teardown is given up after 30 seconds, as by
/// [`start`].
///
/// ```no_run
/// tenure::exit(2);
/// ```
#[track_caller]
pub fn exit(code: i32) -> ! {
    let code = *CODE.get_or_init(|| code);
    std::process::exit(end(Location::caller(), code).code(code))
}

/// How a process was taken down.
#[derive(Clone, Copy)]
enum End {
    Well,
    Failed,
}

impl End {
    /// A process that was not taken down as it should be is no success.
    fn code(self, code: i32) -> i32 {
        match self {
            End::Failed if code == 0 => 1,
            End::Failed | End::Well => code,
        }
    }
}

/// The deadline of the teardown has passed, and one of its hooks still runs.
fn give_up(code: i32, text: &str) -> ! {
    say(&format!("error: {text}"));
    // That of `exit`, also when it only waits for the teardown of somebody else.
    std::process::exit(End::Failed.code(*CODE.get().unwrap_or(&code)))
}

/// `#[tenure::main]`.
#[doc(hidden)]
#[track_caller]
pub fn run<R: Termination>(main: impl FnOnce() -> R) -> ExitCode {
    thread_failures::begin();
    let place = Location::caller();
    if let Err(error) = eager::make_all(place) {
        return refuse(&error, place);
    }
    // Dropped when `main` panics; a `main` that returns is taken down in the open, for the code.
    let process = Process { place };
    let code = main().report();
    std::mem::forget(process);
    let end = end(place, 1);
    if let Some(code) = CODE.get() {
        std::process::exit(end.code(*code));
    }
    match end {
        End::Failed if code == ExitCode::SUCCESS => ExitCode::FAILURE,
        End::Failed | End::Well => code,
    }
}

/// The body is not entered.
fn refuse(error: &InitError, place: &'static Location<'static>) -> ExitCode {
    say(&format!("error: {error}"));
    let _printed = end(place, 1);
    ExitCode::FAILURE
}

/// Takes the process down and says what there is to say about it.
fn end(place: &'static Location<'static>, code: i32) -> End {
    let failed_before = teardown::failed();
    let outcome = take_down(place, Overrun::End(code, give_up), |error| {
        say(&format!("error: the teardown failed\n{error:#}"));
    });
    let late = thread_failures::end();
    if let Err(error) = &late {
        say_of_threads(error);
    }
    // Both before anybody is told: who is told may leak in its turn.
    sink::tell(&[leaks(), alive()].concat());
    level::complain();
    for init in timeline().over_budget() {
        say(&format!("warning: {}", init.overrun()));
    }
    report::at_exit();
    // One that ran on another thread was waited for: who ends first must not decide on the code.
    let failed_beside = teardown::failed() != failed_before;
    if failed_beside || outcome.is_err() || late.is_err() { End::Failed } else { End::Well }
}

/// A `thread_local` singleton failed at the end of its thread, where nobody can be given the error:
/// it becomes part of that of the teardown, or is printed when no guard will do that.
pub(crate) fn failed_with_its_thread(error: DisposeError) {
    if let Err(error) = thread_failures::keep(error) {
        say_of_threads(&error);
    }
}

fn say_of_threads(error: &DisposeError) {
    say(&format!("error: the end of a thread failed\n{error:#}"));
}
