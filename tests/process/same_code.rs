//! `compare!` says which rows are identical machine code, in a program built as users build theirs.

#![allow(missing_docs)]
#![cfg(all(feature = "bench", feature = "dis", target_os = "linux"))]
#![cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]

use tenure_tests::{release, run};

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
    let printed = printed(&release("same_code", "bench,dis", env!("CARGO_TARGET_TMPDIR")));
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
