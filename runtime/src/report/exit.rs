//! The report at the end of the process.

use std::io::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};

use super::inittime;

/// The variable that says what becomes of the report.
const VARIABLE: &str = "TENURE_REPORT";

/// Whether the report of this process has been printed.
static PRINTED: AtomicBool = AtomicBool::new(false);

/// Prints what the process has to tell, each part unless that is done already.
pub(crate) fn at_exit() {
    inittime::at_exit();
    report();
}

/// Prints the report on standard error, as `TENURE_REPORT` says. Without the feature `instrument`
/// there is none.
fn report() {
    if !cfg!(feature = "instrument") {
        return;
    }
    // Relaxed: the flag stands for nothing but itself.
    if PRINTED.swap(true, Ordering::Relaxed) {
        return;
    }
    let value = std::env::var_os(VARIABLE).unwrap_or_default();
    let text = match value.to_string_lossy().as_ref() {
        "off" => return,
        "" | "table" => super::report().to_string(),
        other => {
            let report = super::report();
            format!("tenure: `{VARIABLE}={other}` is unknown; write `table` or `off`\n{report}")
        }
    };
    // When standard error is closed nobody is left to be told.
    let _ = std::io::stderr().write_all(text.as_bytes());
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
