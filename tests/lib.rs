//! What the test binaries share.

pub mod futures;

use std::path::Path;
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

/// Builds a program of these tests as users build theirs, with these features, and says where it is;
/// `folder` is the `CARGO_TARGET_TMPDIR` of the test.
///
/// # Panics
///
/// If it cannot be built.
#[must_use]
pub fn release(program: &str, features: &str, folder: &str) -> String {
    let target = Path::new(folder).join("dis");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
    cargo.args(["build", "--release", "--offline", "-p=tenure-tests", "--no-default-features"]);
    cargo.arg(format!("--bin={program}")).arg(format!("--features={features}"));
    cargo.arg("--target-dir").arg(&target).env_remove("RUSTFLAGS");
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    target.join("release").join(program).to_str().expect("a path that is text").to_owned()
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
