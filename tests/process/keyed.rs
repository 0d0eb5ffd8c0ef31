//! What becomes of instances with keys and of provided values at the end of the process.

#![allow(missing_docs)]

use tenure_tests::run;

macro_rules! keyed {
    ($mode:literal) => {
        run(env!("CARGO_BIN_EXE_keyed"), &[$mode])
    };
}

#[test]
fn instances_are_disposed_in_the_reverse_order_of_completion() {
    let output = keyed!("plain");
    let lines: Vec<_> = output.stdout.lines().collect();
    let disposed = ["disposed late", "disposed replica", "disposed primary", "disposed other"];
    assert_eq!(lines[0], "end of main");
    assert_eq!(lines[1..], disposed);
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
}

#[test]
fn that_holds_for_instances_made_by_many_threads_each_once() {
    let output = keyed!("threads");
    let behind = |prefix: &str| -> Vec<_> {
        output.stdout.lines().filter_map(|line| line.strip_prefix(prefix)).collect()
    };
    let (expected, disposed) = (behind("expected "), behind("disposed "));
    assert_eq!(expected.len(), 100);
    assert_eq!(disposed, expected);
}

#[test]
fn a_hook_may_use_its_instance_and_those_completed_before_it() {
    let output = keyed!("hooks");
    let lines: Vec<_> = output.stdout.lines().skip_while(|it| *it != "disposed replica").collect();
    assert_eq!(lines[..3], ["disposed replica", "itself: true", "the first: true"]);
    assert!(lines[3].starts_with(r#"the last: `Pool["late"]` was disposed"#), "{}", lines[3]);
    assert!(lines[4].starts_with(r#"a new one: `Pool["new"]` is not made"#), "{}", lines[4]);
}

#[test]
fn the_errors_of_hooks_name_the_keys() {
    let output = keyed!("errors");
    assert_eq!(output.code, Some(0));
    let lines: Vec<_> = output.stderr.lines().collect();
    let expected = [
        "error: the teardown failed",
        r#"Pool["late"]: the server is gone"#,
        r#"Pool["replica"]: the server is gone"#,
        r#"Pool["primary"]: the server is gone"#,
        r#"Pool["other"]: the server is gone"#,
    ];
    assert_eq!(lines, expected);
}

#[test]
fn what_is_provided_is_disposed_and_then_comes_back() {
    let output = keyed!("provided");
    let expected = [
        "disposed Cache 7", // by its `DisposeShared`
        "disposed Arguments",
        "disposed Untouched",
        "provided again: false",
        "another: false",
        "after it: true",
        "a new one: 5",
    ];
    assert_eq!(output.stdout.lines().collect::<Vec<_>>(), expected);
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
}
