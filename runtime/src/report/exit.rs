//! The report at the end of the process.

use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};

use super::inittime;
use super::switch::{Look, Sink, sink};
#[cfg(feature = "instrument")]
use crate::instrumented::switches::all_left_out;

/// The variable that says what becomes of the report.
const VARIABLE: &str = "TENURE_REPORT";

/// Whether the report of this process has been printed.
static PRINTED: AtomicBool = AtomicBool::new(false);

/// Prints what the process has to tell, each part unless that is done already.
pub(crate) fn at_exit() {
    inittime::at_exit();
    report();
}

/// Sends the report where `TENURE_REPORT` says. Without the feature `instrument` there is none.
fn report() {
    if !cfg!(feature = "instrument") {
        return;
    }
    // Relaxed: the flag stands for nothing but itself.
    if PRINTED.swap(true, Ordering::Relaxed) {
        return;
    }
    let value = std::env::var_os(VARIABLE).unwrap_or_default();
    let value = value.to_string_lossy();
    if value == "off" {
        return;
    }
    let report = super::report();
    let (mut tables, mut problems) = (Vec::new(), String::new());
    for text in value.split(',') {
        let told = match sink(text) {
            Ok(None) => Ok(()),
            Ok(Some(Sink::Table(look))) => {
                tables.push(look);
                Ok(())
            }
            Ok(Some(Sink::File(write, path))) => std::fs::write(path, write(&report))
                .map_err(|it| format!("cannot be written: {it}")),
            Err(problem) => Err(problem),
        };
        if let Err(problem) = told {
            let _always = writeln!(problems, "tenure: `{VARIABLE}={text}` {problem}");
        }
    }
    // What did not get to its place is not lost.
    if !problems.is_empty() && tables.is_empty() {
        tables.push(Look::default());
    }
    let mut text = problems;
    #[cfg(feature = "instrument")]
    if report.functions().is_empty() {
        tell_of_a_filter(&mut text);
    }
    for look in tables {
        let _always = write!(text, "{}", look.of(&report));
    }
    // When standard error is closed nobody is left to be told.
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Whoever has mistyped a name sees no functions, as one who has none.
#[cfg(feature = "instrument")]
fn tell_of_a_filter(text: &mut String) {
    if let Some(name) = all_left_out() {
        let variable = std::env::var_os("TENURE_FILTER").unwrap_or_default();
        let variable = variable.to_string_lossy();
        let _always = writeln!(
            text,
            "tenure: `TENURE_FILTER={variable}` leaves out all that was called, such as `{name}`; \
             write globs of such names"
        );
    }
}

/// Has it printed when the process ends, also where no guard in `main` does it.
#[cfg(any(unix, windows))]
pub(crate) fn arm() {
    static ARMED: AtomicBool = AtomicBool::new(false);

    // Declared here instead of a dependency: the C library of every platform with std has it.
    unsafe extern "C" {
        fn atexit(handler: extern "C" fn()) -> std::ffi::c_int;
    }

    extern "C" fn handler() {
        at_exit();
    }

    // Relaxed: the flag stands for nothing but itself.
    if !ARMED.swap(true, Ordering::Relaxed) {
        // SAFETY: the handler may run at any time and on any thread. That there is no room for it
        // would only mean that there is no report.
        let _ = unsafe { atexit(handler) };
    }
}

/// Elsewhere there may be no C library; the guard in `main` has it printed.
#[cfg(not(any(unix, windows)))]
pub(crate) fn arm() {}
