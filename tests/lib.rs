//! What the test binaries share.

pub mod futures;

use std::process::{Command, Stdio};

/// What a program left behind.
#[derive(Debug)]
pub struct Output {
    /// `None`: it was ended by a signal.
    pub code: Option<i32>,
    /// As text.
    pub stdout: String,
    /// As text.
    pub stderr: String,
}

/// Runs a program without the report at its end, which has tests of its own.
///
/// # Panics
///
/// When it cannot be run, or prints what is no text.
#[must_use]
pub fn run(program: &str, arguments: &[&str]) -> Output {
    run_with(program, arguments, &[("TENURE_REPORT", "off")])
}

/// Runs a program in a changed environment.
///
/// # Panics
///
/// When it cannot be run, or prints what is no text.
#[must_use]
pub fn run_with(program: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let output = Command::new(program)
        .args(arguments)
        .env_remove("RUST_BACKTRACE")
        .envs(environment.iter().copied())
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("its output is text");
    Output { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}
