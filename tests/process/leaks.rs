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

/// What a scope fails with, with the variable set.
#[cfg(feature = "testing")]
fn failed_with(level: &str) -> String {
    let output = run_with(PROGRAM, &["in_a_scope"], &[("TENURE_LEAKS", level)]);
    assert_eq!(output.code, Some(0), "{output:?}");
    output.stdout
}

/// A test asks for its scope, whoever asked for silence.
#[test]
#[cfg(feature = "testing")]
fn a_scope_of_a_test_fails_whatever_it_says() {
    for level in ["off", "count", "site"] {
        let text = failed_with(level);
        let lines: Vec<_> = text.lines().take_while(|line| *line != "later:").collect();
        let [first, dropped, alive] = lines[..] else { panic!("{level}: {text}") };
        assert!(first.starts_with("2 values of the scope that began at "), "{level}: {first}");
        let expected = format!("leaks::Session, created at {SOURCE}:");
        assert!(dropped.starts_with(&expected), "{level}: {dropped}");
        let failed =
            "was dropped without being disposed; disposing it then failed: name: it is busy";
        assert!(dropped.ends_with(failed), "{level}: {dropped}");
        assert!(alive.contains(&format!(" made at {SOURCE}:")), "{level}: {alive}");
        assert!(alive.ends_with(" is still alive at its end"), "{level}: {alive}");
    }
    assert!(failed_with("backtrace").contains("leaks::in_a_scope"));
}

#[test]
#[cfg(feature = "testing")]
fn what_outlives_its_scope_is_reported_with_its_callers_when_it_is_dropped() {
    let text = failed_with("backtrace");
    let (_, later) = text.split_once("later:\n").expect("what is said later");
    assert!(later.starts_with("leaks::Session, created at "), "{later}");
    assert!(later.contains("leaks::made_elsewhere") && later.contains("leaks::in_a_scope"));
}
