//! Answers that nobody takes.

use std::fs::File;
use std::process::Stdio;

use crate::scene::Scene;

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_printed_is_a_problem_of_the_answer_only() {
    let scene = Scene::new();
    scene.write("a.rs", "fine");
    let full = File::options().write(true).open("/dev/full").unwrap();
    let output = scene.program().arg(scene.tree()).stdout(full).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        err,
        "indexer: standard output: cannot be written (No space left on device (os error 28)); the \
         index itself is whole\n"
    );
    assert!(scene.find("fine").out.starts_with("fine: 1 time in 1 file"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_problem_that_nobody_can_hear_is_in_the_exit_code() {
    let scene = Scene::new();
    scene.write("bad.rs", [0xff]);
    let full = File::options().write(true).open("/dev/full").unwrap();
    let output = scene.program().arg(scene.tree()).stderr(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(scene.beside_the_index(), ["words.idx"]);
}

/// As with `| head -1`.
#[test]
fn a_reader_that_has_seen_enough_is_no_problem() {
    let scene = Scene::new();
    for file in 0..3_000 {
        scene.write(&format!("a_file_with_a_long_name_{file}.rs"), "fine");
    }
    scene.build();
    let mut find = scene.program();
    find.args(["--find", "fine"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = find.spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}
