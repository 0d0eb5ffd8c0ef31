//! `TENURE_LEAKS` says what is kept of a value that nobody disposed; it is read once.

#![allow(missing_docs)]

use tenure_tests::{run, run_with};

const PROGRAM: &str = env!("CARGO_BIN_EXE_leaks");
const SOURCE: &str = "tests/process/programs/leaks.rs";

/// The lines about forgotten values, with the variable set.
fn reported(level: Option<&str>) -> Vec<String> {
    let level = level.map(|level| ("TENURE_LEAKS", level));
    let output = run_with(PROGRAM, &["by_hand"], level.as_slice());
    assert_eq!(output.code, Some(0), "{output:?}");
    output.stdout.lines().map(str::to_owned).collect()
}

const END: &str = " was dropped without being disposed 2 times; disposing it then failed 2 times, \
                   first with name: first is busy";

#[test]
fn off_keeps_nothing() {
    assert_eq!(reported(Some("off")), <[&str; 0]>::default());
}

#[test]
fn count_keeps_the_type() {
    assert_eq!(reported(Some("count")), [format!("leaks::Session{END}")]);
}

#[test]
fn site_is_the_default_and_keeps_the_place() {
    let expected = format!("leaks::Session, created at {SOURCE}:");
    for level in [None, Some("site")] {
        let lines = reported(level);
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].starts_with(&expected) && lines[0].ends_with(END), "{lines:?}");
    }
}

#[test]
fn backtrace_keeps_the_callers_too() {
    let lines = reported(Some("backtrace"));
    assert!(lines[0].starts_with("leaks::Session, created at"), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("leaks::made_here")), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("leaks::forget_two")), "{lines:?}");
}

#[test]
fn the_guard_of_the_process_prints_them_at_the_end() {
    let output = run(PROGRAM, &["at_the_end"]);
    let expected = format!("warning: leaks::Session, created at {SOURCE}:");
    assert!(output.stderr.starts_with(&expected), "{output:?}");
    assert_eq!(output.stderr.lines().count(), 1, "{output:?}");
    assert!(output.stderr.trim_end().ends_with(END), "{output:?}");
    assert_eq!(output.code, Some(0));
}
