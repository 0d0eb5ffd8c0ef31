//! What becomes of singletons at the end of the process.

#![allow(missing_docs)]

use tenure_tests::run;

/// The lines behind what every mode begins with.
fn after_the_start(stdout: &str) -> Vec<&str> {
    let mut lines = stdout.lines();
    let start: Vec<_> = lines.by_ref().take(4).collect();
    assert_eq!(start, ["made Config", "made Database", "made Plain", "made Cache"]);
    lines.collect()
}

/// Line and column of a piece of code in the program, by what stands there once.
fn place(code: &str) -> String {
    let source = include_str!("programs/teardown.rs");
    let (before, _) = source.rsplit_once(code).expect("the code is there");
    let column = before.lines().last().map_or(0, str::len) + 1;
    format!("{}:{column}", before.lines().count())
}

/// The line with every place in the program replaced by `HERE`.
fn without_places(line: &str) -> String {
    let mut words = line.split(' ').map(|word| {
        let end = word.rfind(|c: char| c.is_ascii_digit()).map_or(0, |end| end + 1);
        if word.contains(".rs:") { format!("HERE{}", &word[end..]) } else { word.to_owned() }
    });
    let first = words.next().unwrap_or_default();
    words.fold(first, |line, word| line + " " + &word)
}

macro_rules! teardown {
    ($mode:literal) => {
        run(env!("CARGO_BIN_EXE_teardown"), &[$mode])
    };
}

const IN_REVERSE: [&str; 3] = ["disposed Cache", "disposed Database", "disposed Config"];

/// Seed: A51.
/// Behaviour 165.
#[test]
fn singletons_are_disposed_in_the_reverse_order_of_completion() {
    let output = teardown!("plain");
    let [first, rest @ ..] = &after_the_start(&output.stdout)[..] else { panic!("no output") };
    assert_eq!(*first, "end of main");
    assert_eq!(rest, IN_REVERSE);
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
}

/// Behaviour 165.
#[test]
fn every_hook_is_tried_and_every_error_is_printed() {
    let output = teardown!("failing_hook");
    assert_eq!(after_the_start(&output.stdout)[1..], IN_REVERSE);
    assert_eq!(output.code, Some(1));
    let stderr = "error: the teardown failed\n\
                  Cache: the disk is full\n\
                  Database: the server is gone\n";
    assert_eq!(output.stderr, stderr);
}

#[test]
fn one_that_disposes_itself_is_taken_down_without_being_told_to() {
    let output = teardown!("disposes_itself");
    let lines = after_the_start(&output.stdout);
    assert_eq!(lines[..2], ["end of main", "disposed Own"]);
    assert_eq!(lines[2..], IN_REVERSE);
    assert_eq!(output.code, Some(1));
    assert_eq!(output.stderr, "error: the teardown failed\nOwn.log: the disk is full\n");
}

#[test]
fn a_hook_that_panics_is_an_error_like_any_other() {
    let output = teardown!("panicking_hook");
    assert_eq!(after_the_start(&output.stdout)[1..], IN_REVERSE);
    assert_eq!(output.code, Some(1));
    let report = "error: the teardown failed\nDatabase: panicked: no server\n";
    assert!(output.stderr.ends_with(report), "{}", output.stderr);
}

/// Behaviour 165.
#[test]
fn a_hook_may_use_itself_and_what_it_depends_on() {
    let output = teardown!("hook_uses_others");
    let lines = after_the_start(&output.stdout);
    assert_eq!(
        lines.iter().map(|line| without_places(line)).collect::<Vec<_>>()[1..],
        [
            "disposed Cache",
            "disposed Database",
            "itself: true",
            "a dependency: true",
            "a dependent: `Cache` was disposed at HERE, and asked for at HERE; use it before that",
            "a new one: `Late` is not made during the teardown at HERE, and was asked for at HERE; make it before that",
            "disposed Config",
        ]
    );
    assert_eq!(output.code, Some(0));
}

#[test]
fn a_panic_in_main_takes_the_process_down_too() {
    let output = teardown!("panic");
    assert_eq!(after_the_start(&output.stdout), IN_REVERSE);
    assert_eq!(output.code, Some(101));
    assert!(output.stderr.contains("main is not well"), "{}", output.stderr);
}

#[test]
fn exit_takes_the_process_down_and_keeps_the_code() {
    let output = teardown!("exit");
    assert_eq!(after_the_start(&output.stdout), IN_REVERSE);
    assert_eq!(output.code, Some(3));
}

#[test]
fn exit_is_a_failure_when_the_teardown_fails() {
    let output = teardown!("failing_exit");
    assert_eq!(after_the_start(&output.stdout), IN_REVERSE);
    assert_eq!(output.code, Some(1));
}

#[test]
fn the_exit_code_of_main_is_kept() {
    let output = teardown!("exit_code");
    assert_eq!(after_the_start(&output.stdout), IN_REVERSE);
    assert_eq!(output.code, Some(5));
}

/// Behaviour 165.
#[test]
fn a_second_teardown_disposes_only_what_is_new() {
    let output = teardown!("twice");
    let lines = after_the_start(&output.stdout);
    assert_eq!(lines[..3], IN_REVERSE);
    let file = "tests/process/programs/teardown.rs";
    let (teardown, asked) =
        (place("tenure::teardown()"), place("Database::try_instance().err()))"));
    let disposed = format!(
        "database: `Database` was disposed at {file}:{teardown}, and asked for at \
         {file}:{asked}; use it before that"
    );
    assert_eq!(
        lines[3..],
        ["first: true", "plain: true", &disposed, "made Late", "end of main", "disposed Late",]
    );
}

#[test]
fn what_is_made_after_a_teardown_is_disposed_by_hand_by_the_next_or_at_the_end() {
    let output = teardown!("afterwards");
    let lines = after_the_start(&output.stdout);
    assert_eq!(lines[..4], [&IN_REVERSE[..], &["first: true"]].concat());
    let by_hand = ["made Late", "disposed Lease", "lease: true, Empty"];
    assert_eq!(lines[4..7], by_hand);
    assert_eq!(lines[7..10], ["disposed Late", "second: true", "late: Disposed"]);
    assert_eq!(lines[10..], ["end of main", "disposed Kept", "disposed Lease"]);
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
}

#[test]
fn what_is_being_made_is_waited_for_and_disposed_first() {
    let output = teardown!("slow");
    let lines = after_the_start(&output.stdout);
    assert_eq!(lines[..3], ["end of main", "made Slow", "disposed Slow"]);
    assert_eq!(lines[3..], IN_REVERSE);
    assert_eq!(output.code, Some(0));
}

#[test]
fn an_initialiser_that_never_ends_is_named_and_the_rest_is_disposed() {
    let output = teardown!("endless");
    assert_eq!(after_the_start(&output.stdout)[1..], IN_REVERSE);
    let report = "error: the teardown failed\n\
                  Slow: its initialiser still runs, so it is not disposed; end it before the teardown\n";
    assert_eq!(output.stderr, report);
    assert_eq!(output.code, Some(1));
}
