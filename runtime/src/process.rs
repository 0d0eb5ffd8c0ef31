//! The process from the first eager singleton to the last report.

use std::io::{Write as _, stderr};
use std::panic::Location;
use std::process::{ExitCode, Termination};

use crate::disposable::error::DisposeError;
use crate::disposable::leak::leaks;
use crate::report;
use crate::singleton::eager;
use crate::singleton::error::InitError;
use crate::singleton::teardown::teardown;
use crate::timeline::timeline;

/// Takes the process down when it is dropped; made by [`start`].
#[derive(Debug)]
#[must_use = "the process is taken down when this value is dropped; write `let _process = ..`"]
pub struct Process {
    _private: (),
}

/// Begins the life of the process: makes every `eager` singleton, dependencies first.
///
/// The value it gives ends that life when it is dropped, at the end of `main`: singletons are taken
/// down, and errors of that, leaks, overrun budgets and the report are printed on standard error. `#[tenure::main]`
/// does both, and turns errors of the teardown into the exit code.
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
    if let Err(error) = eager::make_all(Location::caller()) {
        panic!("{error}");
    }
    Process { _private: () }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _printed = end();
    }
}

/// Ends the process with `code`, as [`std::process::exit`] does, but takes it down first.
///
/// ```no_run
/// tenure::exit(2);
/// ```
pub fn exit(code: i32) -> ! {
    let failed = end().is_err();
    std::process::exit(if failed && code == 0 { 1 } else { code })
}

/// `#[tenure::main]`.
#[doc(hidden)]
#[track_caller]
pub fn run<R: Termination>(main: impl FnOnce() -> R) -> ExitCode {
    if let Err(error) = eager::make_all(Location::caller()) {
        return refuse(&error);
    }
    // Dropped when `main` panics; a `main` that returns is taken down in the open, for the code.
    let process = Process { _private: () };
    let code = main().report();
    std::mem::forget(process);
    if end().is_err() && code == ExitCode::SUCCESS { ExitCode::FAILURE } else { code }
}

/// The body is not entered.
fn refuse(error: &InitError) -> ExitCode {
    say(&format!("error: {error}"));
    let _printed = end();
    ExitCode::FAILURE
}

/// Takes the process down and says what there is to say about it.
fn end() -> Result<(), DisposeError> {
    let outcome = teardown();
    if let Err(error) = &outcome {
        say(&format!("error: the teardown failed\n{error:#}"));
    }
    for leak in leaks() {
        say(&format!("warning: {leak}"));
    }
    for init in timeline().over_budget() {
        say(&format!("warning: {}", init.overrun()));
    }
    report::at_exit();
    outcome
}

/// On standard error; when that is closed nobody is left to be told, and a panic would end the
/// process in the middle of its teardown.
fn say(text: &str) {
    let _nobody_listens = writeln!(stderr(), "{text}");
}
