//! What becomes of managed singletons at the end of the process, and of handles that stay out.

#![allow(missing_docs)]

use tenure_tests::{Output, run};

const PROGRAM: &str = include_str!("programs/managed.rs");

macro_rules! managed {
    ($mode:literal) => {
        run(env!("CARGO_BIN_EXE_managed"), &[$mode])
    };
}

/// The lines behind what every mode begins with.
fn after_the_start(output: &Output) -> Vec<&str> {
    let mut lines = output.stdout.lines();
    let start: Vec<_> = lines.by_ref().take(4).collect();
    assert_eq!(start, ["made Config", "begin of main", "made Log", "made Pool"]);
    lines.collect()
}

/// Where `code` stands in the program, as an error names it.
fn place(code: &str) -> String {
    let found = PROGRAM.lines().position(|line| line.contains(code)).expect("the code is there");
    let column = PROGRAM.lines().nth(found).and_then(|line| line.find(code)).expect("and there");
    format!("tests/process/programs/managed.rs:{}:{}", found + 1, column + 1)
}

const POOL: [&str; 2] = ["disposed Pool", "dropped Pool"];
const CONFIG: [&str; 2] = ["disposed Config", "dropped Config"];

/// `Pool` keeps a handle to `Config`, which is freed nevertheless: when `Pool` is no more.
#[test]
fn the_teardown_frees_managed_singletons_in_reverse_among_the_others() {
    let output = managed!("plain");
    let expected = [&["end of main"][..], &POOL, &["disposed Log"], &CONFIG].concat();
    assert_eq!(after_the_start(&output), expected);
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
}

#[test]
fn what_was_disposed_is_not_disposed_again_at_the_end() {
    let output = managed!("early");
    let expected =
        [&POOL[..], &["explicitly: done", "end of main", "disposed Log"], &CONFIG].concat();
    assert_eq!(after_the_start(&output), expected);
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
}

#[test]
fn what_was_made_anew_is_disposed_as_the_last_that_was_made() {
    let output = managed!("anew");
    let again = ["explicitly: done", "made Pool", "end of main"];
    let expected = [&POOL[..], &again, &POOL, &["disposed Log"], &CONFIG].concat();
    assert_eq!(after_the_start(&output), expected);
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
}

#[test]
fn after_a_teardown_only_what_is_recreated_can_come_back() {
    let output = managed!("teardown_first");
    let lines = after_the_start(&output);
    let torn_down = [&POOL[..], &["disposed Log"], &CONFIG, &["teardown: done"]].concat();
    assert_eq!(lines[..6], torn_down);
    assert_eq!(lines[6], "pool: Empty, config: Disposed");
    assert!(lines[7].starts_with("pool: `Log` was disposed"), "{lines:?}");
    assert_eq!(output.code, Some(0));
}

#[test]
fn what_is_made_behind_a_teardown_is_disposed_by_the_next_one() {
    let output = managed!("teardown_again");
    let ends = after_the_start(&output).into_iter();
    let ends: Vec<_> =
        ends.filter(|line| line.contains("Anew") || line.contains("teardown")).collect();
    assert_eq!(ends, ["disposed Anew", "teardown: done", "disposed Anew", "teardown: done"]);
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
}

#[test]
fn a_handle_that_was_forgotten_is_named_and_the_value_stays() {
    let output = managed!("forgotten");
    let expected = [&["end of main"][..], &POOL, &["disposed Log", "disposed Config"]].concat();
    assert_eq!(after_the_start(&output), expected);
    let place = place("Config::instance())");
    let report = format!(
        "error: the teardown failed\nConfig: not freed, since handles are still out after 5s: \
         taken at {place} on this thread; drop them, and dispose again\n"
    );
    // And nothing of a slow hook: none runs while the handles are waited for.
    assert_eq!(output.stderr, report);
    assert_eq!(output.code, Some(1));
}

#[test]
fn the_teardown_tries_once_more_to_free_what_was_in_use() {
    let output = managed!("kept");
    let lines = after_the_start(&output);
    let place = PROGRAM.split("\"kept\" =>").nth(1).and_then(|rest| rest.lines().nth(1));
    let place = self::place(place.expect("a line").trim()).replace(":13", ":24");
    let report = format!(
        "explicitly: Pool: not freed, since handles are still out after 5s: taken at {place} on \
         this thread; drop them, and dispose again"
    );
    assert_eq!(lines[..2], ["disposed Pool", &report]);
    assert_eq!(lines[2], "pool: Disposed");
    // There are never two, so it is not made anew yet.
    assert!(lines[3].starts_with("instance: `Pool` was disposed"), "{lines:?}");
    // Its hook has run.
    let rest = [&["end of main", "dropped Pool", "disposed Log"][..], &CONFIG].concat();
    assert_eq!(lines[4..], rest);
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
}

#[test]
fn a_second_dispose_frees_what_was_in_use_and_then_it_is_made_anew() {
    let output = managed!("kept_for_a_while");
    let lines = after_the_start(&output);
    let place = place("Pool::instance()).unwrap()");
    assert_eq!(lines[0], "disposed Pool");
    assert!(lines[1].contains(&format!("at {place} on a thread that has ended;")), "{lines:?}");
    let rest = ["dropped Pool", "once more: done", "made Pool", "instance: done", "end of main"];
    assert_eq!(lines[2..7], rest);
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
}

#[test]
fn the_oldest_handle_of_each_thread_is_named() {
    let output = managed!("many");
    let lines = after_the_start(&output);
    assert_eq!(lines[0], "disposed Config");
    // The main thread took that of `Pool` before its own.
    let holders = [
        ("#[singleton(managed, recreate, deps(Log)", "this thread"),
        ("Config::instance(), Config::instance()", "thread `worker`"),
        ("Config::instance()).join()", "a thread that has ended"),
    ];
    for (code, thread) in holders {
        let place = place(code);
        assert!(lines[1].contains(&format!(" at {place} on {thread}")), "{place} {}", lines[1]);
    }
    assert_eq!(lines[1].matches(" at ").count(), 3, "{}", lines[1]);
    assert_eq!(output.code, Some(0));
}

#[test]
fn the_teardown_waits_for_a_disposal_that_is_under_way() {
    let output = managed!("slow_hook");
    let expected = [&["end of main"][..], &POOL, &["disposed Log"], &CONFIG].concat();
    assert_eq!(after_the_start(&output), expected);
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
}
