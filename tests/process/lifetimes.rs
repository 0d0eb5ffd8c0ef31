//! What the report says of what was made and what was taken down.

#![allow(missing_docs)]
#![cfg(feature = "instrument")]

use tenure_tests::run_with;

/// The cells of each line of the report.
fn cells() -> Vec<Vec<String>> {
    let output = run_with(env!("CARGO_BIN_EXE_lifetimes"), &[], &[]);
    assert_eq!((output.code, output.stdout.as_str()), (Some(0), ""), "{output:?}");
    let cells = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect();
    output.stderr.lines().map(cells).collect()
}

fn row<'a>(rows: &'a [Vec<String>], name: &str) -> &'a [String] {
    let named = |row: &&Vec<String>| row.get(1).is_some_and(|cell| cell == name);
    let mut found = rows.iter().filter(named);
    let row = found.next().unwrap_or_else(|| panic!("no {name} in {rows:?}"));
    assert_eq!(found.next(), None, "{name} stands there twice");
    row
}

#[test]
fn singletons_are_listed_with_who_made_them_and_what_became_of_them() {
    let rows = cells();
    let source = "tests/process/programs/lifetimes.rs:";
    for (name, end, thread) in [
        ("lifetimes::Config", "there", "worker"),
        ("lifetimes::Server", "disposed", "worker"),
        ("lifetimes::Broken", "not made", "main"),
    ] {
        let row = row(&rows, name);
        assert!(row[5].starts_with(source), "{row:?}");
        assert_eq!((row[6].as_str(), row[7].as_str()), (thread, end), "{row:?}");
    }
    let order: Vec<_> = rows.iter().filter_map(|row| row.get(1)).collect();
    let place = |name: &str| order.iter().position(|cell| *cell == name);
    assert!(place("lifetimes::Config") < place("lifetimes::Server"));
}

#[test]
fn values_are_listed_with_how_many_were_disposed_failed_and_forgotten() {
    let rows = cells();
    let row = row(&rows, "lifetimes::Session");
    assert_eq!(row[3..6], ["2", "1", "1"], "{row:?}");
}

#[test]
fn what_was_forgotten_is_said_before_the_tables() {
    let output = run_with(env!("CARGO_BIN_EXE_lifetimes"), &[], &[]);
    let first = output.stderr.lines().next().unwrap_or_default();
    assert!(first.starts_with("warning: lifetimes::Session, created at "), "{first}");
}
