//! The report at the end of a process, and what `TENURE_REPORT` says about it.

#![allow(missing_docs)]
#![cfg(feature = "instrument")]

use std::process::{Command, Output};

/// Runs the program that ends in this way.
fn run(way: &str, variable: Option<&str>) -> (String, Output) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_report"));
    program.arg(way).env_remove("TENURE_REPORT").env_remove("COLUMNS");
    if let Some(value) = variable {
        program.env("TENURE_REPORT", value);
    }
    let output = program.output().expect("the program runs");
    assert!(output.status.success(), "{output:?}");
    (String::from_utf8(output.stderr.clone()).expect("text"), output)
}

/// The line of a function.
fn line<'a>(report: &'a str, name: &str) -> &'a str {
    let mut lines = report.lines().filter(|line| line.contains(&format!("report::{name} ")));
    let line = lines.next().unwrap_or_else(|| panic!("no {name} in\n{report}"));
    assert_eq!(lines.next(), None, "{name} stands there twice");
    line
}

#[test]
fn the_table_is_printed_once_however_the_process_ends() {
    for way in ["main", "guard", "twice"] {
        let (report, output) = run(way, None);
        assert!(output.stdout.is_empty(), "{way}: it belongs on standard error");
        assert!(line(&report, "inner").contains("| 3 |") || line(&report, "inner").contains(" 3 "));
        assert!(line(&report, "outer").contains(" 1 "), "{way}: {report}");
    }
}

#[test]
fn a_process_that_ends_inside_a_call_still_reports_it() {
    let (report, _) = run("inside", None);
    assert!(line(&report, "outer").contains("1 (1 open)"), "{report}");
    assert!(line(&report, "inner").contains(" 3 "), "{report}");
}

#[test]
fn table_says_what_is_said_anyway_and_off_says_nothing() {
    let (report, _) = run("main", Some("table"));
    line(&report, "outer");
    assert_eq!(run("main", Some("off")).0, "");
    assert_eq!(run("guard", Some("off")).0, "");
}

#[test]
fn an_unknown_value_is_told_which_are_known() {
    let (report, _) = run("main", Some("tabel"));
    let first = report.lines().next().expect("a line");
    let known =
        "`table`, `json=PATH`, `folded=PATH`, `folded:bytes=PATH`, `speedscope=PATH` or `off`";
    assert_eq!(first, format!("tenure: `TENURE_REPORT=tabel` is unknown; write {known}"));
    line(&report, "outer");
}

#[test]
fn a_process_that_calls_nothing_prints_nothing() {
    assert_eq!(run("none", None).0, "");
}

#[test]
fn without_our_allocator_the_report_says_so_instead_of_zeros() {
    let (report, _) = run("main", None);
    assert!(report.contains("`tenure::Alloc` is not the `#[global_allocator]`"), "{report}");
    assert!(!report.contains("allocs"), "{report}");
}
