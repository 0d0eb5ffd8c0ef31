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

#[test]
fn a_child_never_waits_for_a_thread_that_ended_while_the_process_forked() {
    let output = fork!("ends");
    assert_eq!((output.code, output.stdout.as_str()), (Some(0), "every child came to its end\n"));
}

#[test]
fn a_child_never_waits_for_a_thread_that_began_to_await_while_the_process_forked() {
    let output = fork!("awaits");
    assert_eq!(output.stdout, "every child came to its end\n", "{}", output.stderr);
    assert_eq!(output.code, Some(0));
}

#[test]
fn what_another_thread_was_disposing_is_disposed_in_the_child_or_made_anew() {
    let output = fork!("disposal");
    let expected =
        ["Kept: Disposed false", "Anew: Empty true", "child: 5", "Kept: Disposed, Anew: Empty"];
    assert_eq!(output.stdout.lines().collect::<Vec<_>>(), expected, "{}", output.stderr);
    assert_eq!(output.code, Some(0));
}

#[test]
fn a_hook_that_forks_goes_on_in_both() {
    let output = fork!("hook");
    let expected = [
        "Disposing",
        "freed in the child",
        "Disposed",
        "child: 5",
        "freed in the parent",
        "Disposed",
    ];
    assert_eq!(output.stdout.lines().collect::<Vec<_>>(), expected, "{}", output.stderr);
    assert_eq!(output.code, Some(0));
}

#[test]
fn a_future_that_is_half_done_goes_on_in_the_child_or_is_an_error_at_once() {
    let output = fork!("awaited");
    let forked = |name| {
        format!(
            "{name}: `{name}` was being made by another thread when the process forked; make it before the fork"
        )
    };
    let expected = [
        // This thread polled it last.
        "Here: there",
        &forked("Elsewhere"),
        &forked("Polled"),
        "child: 5",
        "Polled: there",
        "Elsewhere: there",
        "Here: there",
    ];
    assert_eq!(output.stdout.lines().collect::<Vec<_>>(), expected, "{}", output.stderr);
    assert_eq!(output.code, Some(0));
}
