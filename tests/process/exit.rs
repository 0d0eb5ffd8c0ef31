//! The ways in which a process can end, and that the hooks run once in each of them.

#![allow(missing_docs)]

use tenure_tests::{Output, run};

macro_rules! exit {
    ($mode:literal) => {
        run(env!("CARGO_BIN_EXE_exit"), &[$mode])
    };
}

const IN_REVERSE: [&str; 3] = ["disposed Third", "disposed Second", "disposed First"];

fn lines(output: &Output) -> Vec<&str> {
    output.stdout.lines().collect()
}

#[test]
fn exit_on_another_thread_takes_the_process_down() {
    let output = exit!("exit_on_a_thread");
    assert_eq!(lines(&output), IN_REVERSE);
    assert_eq!((output.code, output.stderr.as_str()), (Some(4), ""));
}

#[test]
fn exit_in_an_initialiser_takes_the_process_down() {
    let output = exit!("exit_in_an_initialiser");
    assert_eq!(lines(&output), IN_REVERSE);
    assert_eq!((output.code, output.stderr.as_str()), (Some(8), ""));
}

#[test]
fn exit_in_a_hook_runs_the_other_hooks_first() {
    let output = exit!("exit_in_a_hook");
    assert_eq!(lines(&output), ["end of main", IN_REVERSE[0], IN_REVERSE[1], IN_REVERSE[2]]);
    assert_eq!((output.code, output.stderr.as_str()), (Some(6), ""));
}

#[test]
fn exit_in_a_hook_knows_what_failed_before_it() {
    let output = exit!("exit_in_a_hook_after_a_failure");
    assert_eq!(
        lines(&output)[1..],
        ["disposed Loner", IN_REVERSE[0], IN_REVERSE[1], IN_REVERSE[2]]
    );
    assert_eq!(output.stderr, "error: the teardown failed\nLoner: the disk is full\n");
    assert_eq!(output.code, Some(1));
}

#[test]
fn exit_in_a_hook_of_a_thread_runs_the_other_hooks_and_ends_the_thread() {
    let output = exit!("exit_in_a_hook_of_a_thread");
    assert_eq!(lines(&output)[1..], ["disposed Own", IN_REVERSE[0], IN_REVERSE[1], IN_REVERSE[2]]);
    assert_eq!((output.code, output.stderr.as_str()), (Some(5), ""));
}

#[test]
fn exit_waits_for_the_teardown_of_main_and_keeps_its_code() {
    let output = exit!("exit_during_a_teardown");
    assert_eq!(lines(&output)[1..], IN_REVERSE);
    assert_eq!((output.code, output.stderr.as_str()), (Some(9), ""));
}

#[test]
fn main_waits_for_the_teardown_of_exit_and_keeps_its_code() {
    let output = exit!("main_during_a_teardown");
    let mut disposed = lines(&output);
    // `main` goes on while the hooks run.
    disposed.retain(|line| *line != "end of main");
    assert_eq!(disposed, IN_REVERSE);
    assert_eq!((output.code, output.stderr.as_str()), (Some(9), ""));
}

#[test]
fn exit_is_no_success_when_the_teardown_that_it_waits_for_fails() {
    let output = exit!("exit_beside_a_failure");
    assert_eq!(lines(&output), IN_REVERSE);
    // Who called the teardown has the error, and says nothing.
    assert_eq!((output.code, output.stderr.as_str()), (Some(1), ""));
}

#[test]
fn main_is_no_success_when_the_teardown_of_exit_fails() {
    let output = exit!("exit_beside_a_teardown_that_fails");
    assert_eq!(output.stderr, "error: the teardown failed\nSecond: the disk is full\n");
    assert_eq!(output.code, Some(1));
}

#[test]
fn a_panic_in_a_hook_while_main_panics_is_kept_like_any_other() {
    let output = exit!("panics");
    assert_eq!(lines(&output), IN_REVERSE);
    assert_eq!(output.code, Some(101));
    assert!(output.stderr.contains("main is not well"), "{}", output.stderr);
    let report = "error: the teardown failed\nSecond: panicked: the hook is not well\n";
    assert!(output.stderr.ends_with(report), "{}", output.stderr);
}

#[test]
fn the_exit_of_std_runs_no_hook_and_breaks_nothing() {
    let output = exit!("std_exit");
    assert_eq!((output.code, output.stdout.as_str(), output.stderr.as_str()), (Some(4), "", ""));
}

#[test]
fn a_teardown_in_a_hook_is_part_of_the_one_that_runs() {
    let output = exit!("teardown_in_a_hook");
    let expected = ["end of main", IN_REVERSE[0], IN_REVERSE[1], "in a hook: true", IN_REVERSE[2]];
    assert_eq!(lines(&output), expected);
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
}

#[test]
fn initialisers_that_overlap_are_disposed_in_the_reverse_order_of_their_ends() {
    let output = exit!("concurrent");
    // `SlowOne` was asked for first and was there last.
    assert_eq!(lines(&output)[1..3], ["disposed SlowOne", "disposed QuickOne"]);
    assert_eq!(lines(&output)[3..], IN_REVERSE);
}

#[test]
fn a_hook_may_use_what_its_singleton_did_not_need_while_it_was_made() {
    let output = exit!("used_later");
    assert_eq!(lines(&output)[1..3], ["disposed Loner", "first: true"]);
    assert_eq!(output.code, Some(0));
}
