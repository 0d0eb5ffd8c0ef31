//! How many instructions recording takes, as callgrind counts them: the same on every run.

#![allow(missing_docs)]
#![cfg(all(feature = "instrument", target_arch = "x86_64", target_os = "linux"))]

use std::path::{Path, PathBuf};
use std::process::Command;

/// What all figures are of but that of a pair with `bench`.
const FEATURES: &str = "instrument,sinks,testing";

/// The program as a user would build it, with one of the profiles that cargo knows, and a change.
fn build(profile: &str, change: &str, features: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("instructions").join(features);
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR")).args(["build", "--offline", "--profile"]);
    cargo.args([profile, "-p=tenure-tests", "--bin=instructions", "--no-default-features"]);
    cargo.args(["--features", features, "--target-dir"]).arg(&folder);
    cargo.args((!change.is_empty()).then_some(["--config", change]).into_iter().flatten());
    let output = cargo.env_remove("RUSTFLAGS").output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder.join(if profile == "dev" { "debug" } else { profile }).join("instructions")
}

/// What one call takes, in tenths of an instruction: the difference of two counts, so that what the
/// process does once is not in it.
fn of_one(program: &Path, kind: &str, whose: &str, variable: (&str, &str)) -> u64 {
    const SHORT: u64 = 1_000;
    const MORE: u64 = 20_000;
    let count = |calls: u64| {
        let output = Command::new("valgrind")
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            .arg(program)
            .args([kind, whose, &calls.to_string()])
            .env("TENURE_REPORT", "off")
            .env(variable.0, variable.1)
            .output()
            .expect("valgrind runs");
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        let line = text.lines().find_map(|line| line.split_once("Collected : "));
        let count = line.and_then(|(_, count)| count.trim().parse::<u64>().ok());
        count.unwrap_or_else(|| panic!("callgrind counted nothing:\n{text}"))
    };
    (count(SHORT + MORE) - count(SHORT)) * 10 / MORE
}

const NONE: (&str, &str) = ("TENURE_FILTER", "");
const OFF: (&str, &str) = ("TENURE_FILTER", "!*");
const BUDGET: (&str, &str) = ("TENURE_BUDGET", "2%");

/// What is called, under which variable, and how many instructions it may take.
type Limit<'a> = (&'a str, (&'a str, &'a str), u64);

/// Fails with all figures if one is beyond its limit.
fn assert_within(profile: &str, change: &str, limits: &[Limit<'_>]) {
    assert_within_with(profile, change, FEATURES, limits);
}

fn assert_within_with(profile: &str, change: &str, features: &str, limits: &[Limit<'_>]) {
    if Command::new("valgrind").arg("--version").output().is_err() {
        eprintln!("skipped: instructions are counted by valgrind, which is not here");
        return;
    }
    let program = build(profile, change, features);
    let mut table = Vec::new();
    let mut all_within = true;
    for (kind, variable, limit) in limits {
        let tenths = of_one(&program, kind, "ours", *variable)
            .saturating_sub(of_one(&program, kind, "bare", *variable));
        all_within &= tenths < (limit + 1) * 10;
        let tenths = format!("{}.{}", tenths / 10, tenths % 10);
        table.push(format!("{kind} {}={}: +{tenths} of {limit}", variable.0, variable.1));
    }
    assert!(all_within, "{table:#?}");
}

#[test]
fn recording_takes_no_more_instructions_than_it_should() {
    let limits = [
        ("sync", NONE, 68),
        ("nested", NONE, 2 * 70),
        ("turns", NONE, 3 * 83),
        ("poll", NONE, 124),
        ("polls", NONE, 286),
        ("pair", NONE, 11),
        ("sync", OFF, 12),
        ("sync", BUDGET, 70),
        ("turns", BUDGET, 3 * 91),
    ];
    assert_within("release", "", &limits);
}

/// Blocks that are freed are counted for those who ask what code leaves behind.
#[test]
fn to_count_what_is_freed_takes_one_instruction() {
    let features = format!("{FEATURES},bench");
    assert_within_with("release", "", &features, &[("pair", NONE, 12), ("sync", NONE, 70)]);
}

/// Nothing is inlined there but what says so, and other releases of the compiler may make a little
/// more or less of it.
#[test]
fn recording_takes_no_more_instructions_than_it_should_in_a_debug_build() {
    let limits = [
        ("sync", NONE, 380),
        ("nested", NONE, 2 * 380),
        ("turns", NONE, 3 * 490),
        ("poll", NONE, 800),
        ("polls", NONE, 1800),
        ("sync", OFF, 39),
        ("sync", BUDGET, 365),
    ];
    assert_within("dev", "", &limits);
    // As the README has it; the same test, because both builds are in the same place.
    let limits = [("sync", NONE, 105), ("polls", NONE, 900), ("sync", OFF, 30)];
    assert_within("dev", "profile.dev.package.tenure.opt-level=3", &limits);
}
