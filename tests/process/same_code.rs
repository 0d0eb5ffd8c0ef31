//! `compare!` says which rows are identical machine code, in a program built as users build theirs.

#![allow(missing_docs)]
#![cfg(all(feature = "bench", feature = "dis", target_os = "linux"))]
#![cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]

use std::path::Path;
use std::process::Command;

use tenure_tests::run;

/// The program, optimised as those of users are.
fn release() -> String {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("dis");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
    cargo.args(["build", "--release", "--offline", "-p=tenure-tests", "--bin=same_code"]);
    cargo.args(["--no-default-features", "--features=bench,dis"]);
    cargo.arg("--target-dir").arg(&target).env_remove("RUSTFLAGS");
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    target.join("release/same_code").to_str().expect("a path that is text").to_owned()
}

fn printed(program: &str) -> String {
    let output = run(program, &[]);
    assert_eq!(output.code, Some(0), "{output:?}");
    output.stdout
}

/// The rows of which this was said.
fn rows<'a>(printed: &'a str, said: &str) -> Vec<&'a str> {
    let end = format!(": {said}");
    printed.lines().filter_map(|line| line.strip_suffix(&end)).collect()
}

#[test]
fn rows_of_identical_machine_code_are_told() {
    let printed = printed(&release());
    let same = ["sum once more", "the same call", "another copy", "two"];
    assert_eq!(rows(&printed, "Some(true)"), same, "{printed}");
    let differ = ["product", "another static", "another number", "a loop", "by five"];
    assert_eq!(rows(&printed, "Some(false)"), differ, "{printed}");
    let remark = "\n`sum once more` is identical machine code to `sum`\n";
    assert!(printed.contains(remark), "{printed}");
}

#[cfg(debug_assertions)]
#[test]
fn nothing_is_said_of_code_that_is_not_optimised() {
    let printed = printed(env!("CARGO_BIN_EXE_same_code"));
    assert_eq!(rows(&printed, "None").len(), 9, "{printed}");
    assert!(!printed.contains("machine code"), "{printed}");
}
