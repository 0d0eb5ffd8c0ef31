//! How many instructions recording takes, as callgrind counts them: the same on every run.

#![allow(missing_docs)]
#![cfg(all(feature = "instrument", target_arch = "x86_64", target_os = "linux"))]

use std::path::{Path, PathBuf};
use std::process::Command;

/// The program as a user would build it.
fn build() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("instructions");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR")).args(["build", "--release", "--offline"]);
    cargo.args(["-p=tenure-tests", "--bin=instructions", "--target-dir"]).arg(&folder);
    let output = cargo.env_remove("RUSTFLAGS").output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder.join("release").join("instructions")
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

#[test]
fn recording_takes_no_more_instructions_than_it_should() {
    if Command::new("valgrind").arg("--version").output().is_err() {
        return;
    }
    let program = build();
    let none = ("TENURE_FILTER", "");
    let off = ("TENURE_FILTER", "!*");
    let budget = ("TENURE_BUDGET", "2%");
    let limits = [
        ("sync", none, 70),
        ("nested", none, 2 * 72),
        ("poll", none, 147),
        ("polls", none, 339),
        ("pair", none, 11),
        ("sync", off, 12),
        ("sync", budget, 75),
    ];
    let mut table = Vec::new();
    let mut all_within = true;
    for (kind, variable, limit) in limits {
        let tenths = of_one(&program, kind, "ours", variable)
            .saturating_sub(of_one(&program, kind, "bare", variable));
        all_within &= tenths < (limit + 1) * 10;
        let tenths = format!("{}.{}", tenths / 10, tenths % 10);
        table.push(format!("{kind} {}={}: +{tenths} of {limit}", variable.0, variable.1));
    }
    assert!(all_within, "{table:#?}");
}
