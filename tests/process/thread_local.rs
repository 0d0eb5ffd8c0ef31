//! What becomes of the singletons of a thread at its end, and at that of the process.

#![allow(missing_docs)]

use tenure_tests::run;

macro_rules! threads {
    ($mode:literal) => {
        run(env!("CARGO_BIN_EXE_thread_local"), &[$mode])
    };
}

const MADE: [&str; 3] = ["made Config", "made Theme", "made Ui"];
const DISPOSED: &str = "disposed Ui, with Config";

#[test]
fn the_process_disposes_the_values_of_the_thread_first_and_frees_them_with_it() {
    let output = threads!("plain");
    let lines: Vec<_> = output.stdout.lines().collect();
    assert_eq!(lines[..3], MADE);
    assert_eq!(
        lines[3..],
        [
            "end of main",
            DISPOSED,
            "disposed Config",
            "end of the process",
            "dropped Ui",
            "dropped Theme",
        ]
    );
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
}

#[test]
fn the_teardown_disposes_the_values_of_the_thread_that_calls_it() {
    let output = threads!("elsewhere");
    let lines: Vec<_> = output.stdout.lines().skip(MADE.len()).collect();
    let end = ["end of main", "end of the process"];
    assert_eq!(lines[..3], [DISPOSED, "disposed Config", "teardown: true"]);
    assert_eq!(lines[3..5], ["dropped Ui", "dropped Theme"]);
    assert_eq!(lines[5..], end);
}

#[test]
fn a_teardown_inside_with_leaves_the_value_where_it_is() {
    let output = threads!("inside");
    let lines: Vec<_> = output.stdout.lines().skip(MADE.len()).collect();
    assert_eq!(
        lines,
        [
            DISPOSED,
            "disposed Config",
            "teardown: true",
            "still 1",
            "`Ui` was disposed",
            "Disposed Disposed",
            "end of main",
            "end of the process",
            "dropped Ui",
            "dropped Theme",
        ]
    );
    assert_eq!(output.code, Some(0));
}

#[test]
fn an_error_at_the_end_of_a_thread_is_part_of_that_of_the_teardown() {
    let output = threads!("failing");
    let lines: Vec<_> = output.stdout.lines().skip(MADE.len()).collect();
    assert_eq!(lines[..4], [DISPOSED, "dropped Ui", "dropped Theme", "the worker is gone"]);
    let report = "error: the teardown failed\n\
                  Ui at the end of thread `worker`: the window is stuck\n";
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), report));
}

#[test]
fn panics_at_the_end_of_a_thread_are_errors_like_any_other() {
    let output = threads!("panicking");
    let lines: Vec<_> = output.stdout.lines().skip(MADE.len()).collect();
    assert_eq!(lines[..4], [DISPOSED, "dropped Ui", "dropped Theme", "the worker is gone"]);
    let report = "error: the teardown failed\n\
                  Ui at the end of thread `worker`: panicked: no window\n\
                  Ui, dropped at the end of thread `worker`: panicked: no memory of a window\n";
    assert!(output.stderr.ends_with(report), "{}", output.stderr);
    assert_eq!(output.code, Some(0));
}

#[test]
fn without_a_guard_an_error_at_the_end_of_a_thread_is_printed_at_once() {
    let output = threads!("unguarded");
    assert!(output.stdout.ends_with("disposed Config\nteardown: true\n"), "{}", output.stdout);
    let report = "error: the end of a thread failed\n\
                  Ui at the end of thread `worker`: the window is stuck\n";
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), report));
}

#[test]
fn errors_of_very_many_threads_are_counted() {
    let output = threads!("failing_often");
    let errors: Vec<_> = output.stderr.lines().skip(1).collect();
    let (last, first) = errors.split_last().expect("errors");
    assert_eq!(first, ["Stuck at the end of thread `worker`: stuck"; 100]);
    assert_eq!(*last, "thread_local: 50 more failed at the end of their threads");
}

#[test]
fn a_thread_that_outlives_the_process_finds_what_it_uses_disposed() {
    let output = threads!("outlived");
    let lines: Vec<_> = output.stdout.lines().skip(MADE.len()).collect();
    assert_eq!(
        lines,
        [
            "disposed Config",
            "end of the process",
            "disposed Ui, `Config` was disposed",
            "dropped Ui",
            "dropped Theme",
        ]
    );
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
}

#[test]
fn an_exit_without_teardown_ends_the_values_of_its_thread() {
    let output = threads!("exit");
    let lines: Vec<_> = output.stdout.lines().skip(MADE.len()).collect();
    assert_eq!(lines, [DISPOSED, "dropped Ui", "dropped Theme"]);
    assert_eq!(output.code, Some(0));
}

#[test]
fn a_hundred_thousand_threads_leave_nothing_behind() {
    let output = threads!("many");
    let first = output.stdout.lines().next().unwrap_or_default();
    let (bytes, listed) = first.split_once(' ').expect("two numbers");
    assert_eq!(listed, "0");
    // A value, or an instance, for each thread would be megabytes.
    assert!(bytes.parse::<usize>().expect("a number") < 10_000, "{bytes} bytes more");
}
