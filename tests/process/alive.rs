//! What is still alive when the process ends is listed by the place where it was made.

#![allow(missing_docs)]

use tenure_tests::{Output, run_with};

const PROGRAM: &str = env!("CARGO_BIN_EXE_alive");
const SOURCE: &str = "tests/process/programs/alive.rs";

fn ended(mode: &str, level: Option<&str>) -> Output {
    let level = level.map(|level| ("TENURE_LEAKS", level));
    let quiet = ("TENURE_REPORT", "off");
    run_with(PROGRAM, &[mode], &[Some(quiet), level].into_iter().flatten().collect::<Vec<_>>())
}

/// What is said at the end, line by line; the program says where the value was made.
fn said(mode: &str) -> (String, Vec<String>) {
    let output = ended(mode, Some("site"));
    let lines = output.stderr.lines().map(str::to_owned).collect();
    (output.stdout.trim_end().to_owned(), lines)
}

/// The place through which all sessions are made.
fn the_place() -> String {
    said("in_a_circle").0
}

#[test]
fn what_is_disposed_is_not_alive() {
    let output = ended("disposed", None);
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
}

/// Behaviours 150, 164.
#[test]
fn forgotten_values_are_listed() {
    let place = the_place();
    assert!(place.starts_with(&format!("{SOURCE}:")), "{place}");
    let expected = format!("warning: 2 values made at {place} are still alive at exit");
    assert_eq!(said("forgotten").1, [expected]);
}

#[test]
fn the_type_is_named_once_another_value_of_the_place_was_disposed() {
    let (place, lines) = said("of_a_known_type");
    assert_eq!(lines, [format!("warning: alive::Session made at {place} is still alive at exit")]);
}

#[test]
fn a_guard_without_its_value_says_nothing_about_the_type_of_the_others() {
    let (place, lines) = said("of_a_value_that_was_taken_apart");
    let alive = format!("warning: alive::Session made at {place} is still alive at exit");
    assert_eq!((lines.len(), &lines[1]), (2, &alive), "{lines:?}");
}

#[test]
fn where_values_of_two_types_are_made_none_is_named() {
    one_is_listed("of_two_types");
}

#[test]
fn the_callers_are_those_of_the_place() {
    let said = ended("from_two_places", Some("backtrace")).stderr;
    let mut of_each: Vec<_> = said.split("warning: a value made at ").skip(1).collect();
    of_each.sort_by_key(|callers| callers.contains("alive::made_elsewhere"));
    let [here, elsewhere] = of_each[..] else { panic!("{said}") };
    assert!(here.contains("alive::session") && !here.contains("alive::made_elsewhere"), "{here}");
    assert!(elsewhere.contains("alive::made_elsewhere"), "{elsewhere}");
    assert!(!elsewhere.contains("alive::session"), "{elsewhere}");
}

fn one_is_listed(mode: &str) {
    let (place, lines) = said(mode);
    assert_eq!(lines, [format!("warning: a value made at {place} is still alive at exit")]);
}

/// Behaviour 164.
#[test]
fn a_circle_of_arcs_is_listed() {
    one_is_listed("in_a_circle");
}

/// Behaviour 164.
#[test]
fn what_is_in_a_static_is_listed_unless_it_was_made_by_const_new() {
    one_is_listed("in_a_static");
}

#[test]
fn what_a_box_leaked_is_listed() {
    one_is_listed("leaked");
}

#[test]
fn what_a_running_thread_has_is_listed() {
    one_is_listed("of_a_running_thread");
}

#[test]
fn what_is_in_a_thread_local_of_main_is_listed_and_that_of_another_thread_was_dropped() {
    let (place, lines) = said("of_a_thread");
    let dropped = format!("alive::Session, created at {place}, was dropped without being disposed");
    let alive = format!("alive::Session made at {place} is still alive at exit");
    assert_eq!(lines, [format!("warning: {dropped}"), format!("warning: {alive}")]);
}

#[test]
fn ten_thousand_threads_that_pass_values_on_are_counted_exactly() {
    let place = the_place();
    let expected = format!("10 values of alive::Session made at {place} are still alive at exit");
    assert_eq!(said("of_many_threads").1, [format!("warning: {expected}")]);
}

#[test]
fn a_singleton_that_is_taken_down_is_not_listed_and_one_without_a_hook_is() {
    let place = the_place();
    let expected = format!("warning: alive::Session made at {place} is still alive at exit");
    assert_eq!(said("in_singletons").1, [expected]);
}

#[test]
fn what_lies_on_the_stack_at_tenure_exit_is_listed() {
    one_is_listed("at_exit");
    assert_eq!(ended("at_exit", None).code, Some(3));
}

#[test]
fn nothing_is_said_where_the_guard_of_the_process_does_not_run() {
    let output = ended("at_exit_of_the_process", Some("site"));
    assert_eq!((output.code, output.stderr.as_str()), (Some(3), ""));
}

/// Behaviour 156.
#[test]
fn a_panic_in_main_is_kept_and_what_it_drops_is_reported_as_dropped_during_unwinding() {
    let output = ended("in_a_panic", Some("site"));
    assert_eq!(output.code, Some(101));
    let place = the_place();
    let mut lines = output.stderr.lines().filter(|line| line.starts_with("warning: "));
    let dropped = "was dropped without being disposed during unwinding";
    let expected = format!("warning: alive::Session, created at {place}, {dropped}");
    assert_eq!(lines.next(), Some(expected.as_str()));
    let elsewhere = output.stdout.trim_end();
    let expected = format!("warning: a value made at {elsewhere} is still alive at exit");
    assert_eq!((lines.next(), lines.next()), (Some(expected.as_str()), None));
    assert!(output.stderr.contains("the body"), "{}", output.stderr);
}

#[test]
fn the_level_says_what_is_kept_of_them() {
    assert_eq!(ended("forgotten", Some("off")).stderr, "");
    let counted = ended("forgotten", Some("count")).stderr;
    assert_eq!(counted, "warning: 2 values are still alive at exit\n");
    let with_callers = ended("forgotten", Some("backtrace")).stderr;
    let (first, callers) = with_callers.split_once('\n').expect("more than a line");
    assert!(first.ends_with(" are still alive at exit"), "{first}");
    assert!(callers.contains("alive::session"), "{callers}");
}

#[test]
fn a_value_whose_disposal_was_dropped_half_way_is_reported_as_others_are() {
    let (place, lines) = said("dropped_half_way");
    let dropped = format!("alive::Upload, created at {place}, was dropped without being disposed");
    let failed = "disposing it then failed: async dispose was cancelled";
    let expected = format!("warning: {dropped}; {failed}");
    assert_eq!(lines, [expected.as_str(), "async dispose was not awaited"]);
    // Its type is known since the disposal began.
    let (place, lines) = said("forgotten_half_way");
    assert_eq!(lines, [format!("warning: alive::Upload made at {place} is still alive at exit")]);
    for mode in ["dropped_half_way", "forgotten_half_way"] {
        let said = ended(mode, Some("backtrace")).stderr;
        assert!(said.starts_with("warning: "), "{said}");
        assert!(said.contains("alive::half_way"), "{said}");
    }
}

#[test]
fn unasked_a_build_for_debugging_lists_them() {
    let listed = !ended("forgotten", None).stderr.is_empty();
    assert_eq!(listed, cfg!(debug_assertions));
}

#[test]
fn an_unknown_level_is_named_once_and_counts_as_the_default() {
    let output = ended("dropped", Some("sites"));
    let lines: Vec<_> = output.stderr.lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].ends_with("was dropped without being disposed"), "{lines:?}");
    let known = "write `off`, `count`, `site` or `backtrace`";
    assert_eq!(lines[1], format!("tenure: `TENURE_LEAKS=sites` is unknown; {known}"));
}

#[test]
fn a_sink_is_told_instead_and_what_it_leaks_itself_does_no_harm() {
    let output = ended("in_a_sink", Some("site"));
    let lines: Vec<_> = output.stdout.lines().collect();
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].starts_with("told: alive::Session, created at "), "{lines:?}");
    assert!(lines[1].starts_with("told: alive::Session made at "), "{lines:?}");
}

#[test]
fn where_a_sink_panics_the_line_is_printed() {
    let output = ended("in_a_sink_that_panics", Some("site"));
    assert_eq!(output.code, Some(0));
    let last = output.stderr.lines().last().unwrap_or_default();
    assert!(last.starts_with("warning: alive::Session, created at "), "{}", output.stderr);
}
