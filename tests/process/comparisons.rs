//! Equal code is the same, and a lock is slower, in comparison after comparison.

#![allow(missing_docs)]
#![cfg(feature = "bench")]

use tenure_tests::{release, run};

/// How often each verdict was given in so many comparisons of one kind. Optimised: elsewhere each
/// variable is in memory, and where on the stack the rows are makes them a fifth slower or faster.
fn verdicts(kind: &str, comparisons: u32) -> Vec<(String, u32)> {
    let program = release("comparisons", "bench,dis", env!("CARGO_TARGET_TMPDIR"));
    let output = run(&program, &[kind, &comparisons.to_string(), "40"]);
    assert_eq!(output.code, Some(0), "{output:?}");
    let line = output.stdout.lines().find_map(|line| line.strip_prefix("verdicts: "));
    let count = |part: &str| {
        let (verdict, count) = part.split_once(' ').expect("a verdict and a count");
        (verdict.to_owned(), count.parse().expect("a count"))
    };
    line.expect("the verdicts").split(", ").map(count).collect()
}

#[test]
fn equal_code_is_the_same() {
    // Of two rows each; what 1 of 100 may be, one of so few may be.
    let of = |kind, rows: u32| {
        let verdicts = verdicts(kind, 25);
        let same = verdicts.iter().find(|(verdict, _)| verdict == "same").map_or(0, |it| it.1);
        assert!(same + 1 >= 25 * rows, "{kind}: {verdicts:?}");
    };
    of("again", 2);
    of("long", 1);
    of("allocating", 1);
}

#[test]
fn a_lock_is_slower() {
    assert_eq!(verdicts("locked", 25), [("slower".to_owned(), 25)]);
}
