//! Writing that fails: an index is whole or not there, and an old one stays.

use std::fs::{self, File};
use std::process::Stdio;

use crate::scene::{Ended, Scene, limited, run};

/// Runs the program where no file may grow beyond `blocks` of 512 bytes. The signal for it is
/// ignored, so that writing fails as on a full disk: some bytes go in, the others do not.
fn build_within(scene: &Scene, blocks: u32) -> Ended {
    let mut program = scene.program();
    program.arg(scene.tree()).args(["--memory", "1"]);
    run(&mut limited(&format!("trap '' XFSZ; ulimit -f {blocks}"), &program))
}

fn many_words(from: u32) -> String {
    (from..from + 6_000).map(|word| format!("word_{word} ")).collect()
}

#[test]
fn wherever_the_disk_is_full_the_old_index_stays() {
    let scene = Scene::new();
    scene.write("old.rs", many_words(0));
    assert_eq!(scene.build().code, Some(0));
    let old = fs::read(scene.index()).unwrap();
    // More than memory holds, so that a run is smaller than the index; and a word so long that it
    // passes by every buffer: when it fails, what is in the buffer can still be written.
    scene.write("new.rs", many_words(10_000) + &"a".repeat(40_000));

    let mut seen = Vec::new();
    let mut limit = 0;
    loop {
        let Ended { code, out, err } = build_within(&scene, limit);
        assert_eq!(scene.beside_the_index(), ["words.idx"], "with {limit} blocks");
        if code == Some(0) {
            break;
        }
        assert_eq!((code, out.as_str()), (Some(1), ""), "with {limit} blocks: {err}");
        assert!(err.starts_with(&format!("indexer: {}", scene.path().display())), "{err}");
        assert!(err.contains("File too large (os error 27)"), "{err}");
        assert!(err.ends_with("an index that was there is as it was\n"), "{err}");
        assert!(fs::read(scene.index()).unwrap() == old, "with {limit} blocks");
        seen.push(err);
        limit += 8;
    }
    for stage in ["no temporary files can be kept", "cannot be written", "cannot be finished"] {
        assert!(seen.iter().any(|err| err.contains(stage)), "never: {stage}");
    }
    assert!(scene.find("word_12999").out.starts_with("word_12999: 1 time in 1 file"));
}

#[test]
fn a_first_index_that_cannot_be_written_is_not_there() {
    let scene = Scene::new();
    scene.write("a.rs", many_words(0));
    assert_eq!(build_within(&scene, 50).code, Some(1));
    assert!(scene.beside_the_index().is_empty());
}

#[test]
fn another_file_is_not_taken_for_the_index() {
    let scene = Scene::new();
    for text in ["precious", "", &"precious ".repeat(100), &"\0".repeat(100)] {
        fs::write(scene.index(), text).unwrap();
        let Ended { code, err, .. } = scene.build();
        assert_eq!(code, Some(1));
        assert!(err.contains("words.idx: not an index ("), "{err}");
        assert_eq!(fs::read_to_string(scene.index()).unwrap(), text);
    }
}

#[test]
fn an_index_that_is_not_whole_is_not_read() {
    let scene = Scene::new();
    scene.write("a.rs", many_words(0));
    let missing = scene.find("word_1");
    assert!(missing.err.contains("words.idx: no index to read ("), "{missing:?}");
    assert_eq!(missing.code, Some(1));
    scene.build();
    let whole = fs::read(scene.index()).unwrap();
    for part in [&whole[..whole.len() - 1], &whole[..40], &whole[1..]] {
        fs::write(scene.index(), part).unwrap();
        let Ended { code, out, err } = scene.find("word_1");
        assert_eq!((code, out.as_str()), (Some(1), ""));
        assert!(err.contains("words.idx: not a whole index ("), "{err}");
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let scene = Scene::new();
    let file = scene.write("file", "");
    let beside = file.join("index");
    let index = beside.join("words.idx");
    let Ended { code, err, .. } = run(scene.program().arg("--index").arg(index).arg(scene.tree()));
    assert_eq!(code, Some(1));
    assert!(err.starts_with(&format!("indexer: {}", beside.display())), "{err}");
    assert!(err.contains("Not a directory (os error 20)"), "{err}");
}

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
