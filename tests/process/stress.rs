//! Random graphs of singletons under many threads; each seed is a process of its own.

#![allow(missing_docs)]

use tenure_tests::run;

/// What breaks a rule is printed with its seed, and the same seed makes the same graph again.
fn holds(seed: u32, kind: &str) {
    let output = run(env!("CARGO_BIN_EXE_stress"), &[&seed.to_string(), kind]);
    assert_eq!(output.code, Some(0), "seed {seed}, {kind}:\n{}\n{}", output.stdout, output.stderr);
}

#[test]
fn each_is_made_once_and_disposed_in_reverse() {
    (0..10).for_each(|seed| holds(seed, "tree"));
}

#[test]
fn circles_end_in_errors_and_nobody_hangs() {
    (100..110).for_each(|seed| holds(seed, "circles"));
}

#[test]
#[cfg(feature = "testing")]
fn overrides_see_their_own_and_leave_nothing_behind() {
    (200..203).for_each(|seed| holds(seed, "overrides"));
}
