//! What becomes of singletons in a process that was forked.

#![allow(missing_docs)]
#![cfg(unix)]

use tenure_tests::run;

macro_rules! fork {
    ($mode:literal) => {
        run(env!("CARGO_BIN_EXE_fork"), &[$mode])
    };
}

#[test]
fn a_child_keeps_what_is_there_and_gets_an_error_for_what_was_being_made() {
    let output = fork!("once");
    let halfway = "`Halfway` was being made by another thread when the process forked; make it before the fork";
    let waiting = halfway.replace("Halfway", "Waiting");
    let expected = [
        "Parents: 1",
        &format!("Halfway: {halfway}"),
        &format!("Waiting: {waiting}"),
        "Forking: there",
        "Childs: there",
        // The child disposes what it made, and the parent the rest.
        "disposed Childs",
        "child: 3",
        "Halfway: there",
        "Waiting: there",
        "disposed Halfway",
        "disposed Parents",
    ];
    assert_eq!(output.stdout.lines().collect::<Vec<_>>(), expected);
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
}

#[test]
fn a_child_never_finds_the_lock_taken() {
    let output = fork!("many");
    assert_eq!((output.code, output.stdout.as_str()), (Some(0), "200 children\n"));
}
