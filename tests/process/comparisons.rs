//! Equal code is the same, and a lock is slower, in comparison after comparison.

#![allow(missing_docs)]
#![cfg(feature = "bench")]

use tenure_tests::run;

/// How often each verdict was given in so many comparisons of one kind.
fn verdicts(kind: &str, comparisons: u32) -> Vec<(String, u32)> {
    let output = run(env!("CARGO_BIN_EXE_comparisons"), &[kind, &comparisons.to_string(), "40"]);
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
    // Of two rows each; what 1 of 100 may be, one of so few may be. Where the two loops lie in the memory
    // of a process is the same for all its comparisons, and in a rare one makes a difference.
    let of = |kind, rows: u32| {
        let mut found = Vec::new();
        for _process in 0..3 {
            let verdicts = verdicts(kind, 25);
            let same = verdicts.iter().find(|(verdict, _)| verdict == "same").map_or(0, |it| it.1);
            if same + 1 >= 25 * rows {
                return;
            }
            found.push(verdicts);
        }
        panic!("{kind}: {found:?}");
    };
    of("again", 2);
    of("long", 1);
    of("allocating", 1);
}

#[test]
fn a_lock_is_slower() {
    assert_eq!(verdicts("locked", 25), [("slower".to_owned(), 25)]);
}
