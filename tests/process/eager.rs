//! What is made before the body of `main`.

#![allow(missing_docs)]

use tenure_tests::run;

/// Seed: A29, A30, A35.
#[test]
fn eager_singletons_are_made_before_main_and_their_dependencies_before_them() {
    let output = run(env!("CARGO_BIN_EXE_eager"), &["work"]);
    let lines: Vec<_> = output.stdout.lines().collect();
    assert_eq!(
        lines,
        [
            "made Log",
            "made Server",
            "main",
            "eager::Log Ready",
            "eager::Server Ready",
            "disposed Log"
        ]
    );
    assert_eq!(output.code, Some(0));
}

#[test]
fn one_that_fails_ends_the_program_before_main() {
    let output = run(env!("CARGO_BIN_EXE_eager"), &["fail"]);
    let lines: Vec<_> = output.stdout.lines().collect();
    assert_eq!(lines, ["made Log", "made Server", "disposed Log"]);
    assert_eq!(output.stderr, "error: `Server` cannot be made: the port is taken\n");
    assert_eq!(output.code, Some(1));
}

#[test]
fn start_makes_them_and_its_guard_disposes_them() {
    let output = run(env!("CARGO_BIN_EXE_start"), &[]);
    let lines: Vec<_> = output.stdout.lines().collect();
    assert_eq!(lines, ["made Server", "main", "disposed Server", "end of main"]);
    assert_eq!(output.stderr, "error: the teardown failed\nServer: somebody was connected\n");
    // A guard cannot change the exit code; `#[tenure::main]` does.
    assert_eq!(output.code, Some(0));
}
