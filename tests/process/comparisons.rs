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

/// Fails unless most comparisons say `right`, and all others but `wrong` of them that the machine was
/// too busy to tell.
#[track_caller]
fn assert_verdicts(kind: &str, comparisons: u32, rows: u32, right: &str, wrong: u32) {
    let verdicts = verdicts(kind, comparisons);
    let count = |word| verdicts.iter().find(|(verdict, _)| verdict == word).map_or(0, |it| it.1);
    let all = comparisons * rows;
    assert!(count(right) * 2 > all, "{kind}: {verdicts:?}");
    assert!(count(right) + count("noisy") + wrong >= all, "{kind}: {verdicts:?}");
}

#[test]
fn equal_code_is_the_same() {
    // What 1 of 100 may be, one of so few may be.
    assert_verdicts("again", 25, 2, "same", 1);
    assert_verdicts("long", 25, 1, "same", 1);
    assert_verdicts("allocating", 25, 1, "same", 1);
}

#[test]
fn a_lock_is_slower() {
    assert_verdicts("locked", 25, 1, "slower", 0);
}
