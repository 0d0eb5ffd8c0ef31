//! Files and folders that make trouble. What can be read is in the index all the same.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::scene::{Ended, Scene, ended, run};

/// A tree with one good source.
pub(crate) fn scene() -> Scene {
    let scene = Scene::new();
    scene.write("good.rs", "fine");
    scene
}

/// One message that names the file, exit code 1, and the good source is found.
pub(crate) fn assert_left_out(scene: &Scene, built: &Ended, file: &Path, what: &str) {
    assert_eq!(built.err, format!("indexer: {}: {what}\n", file.display()));
    assert_eq!(built.code, Some(1));
    assert!(built.out.contains(": 1 file, "), "{built:?}");
    assert!(scene.find("fine").out.starts_with("fine: 1 time in 1 file"));
    assert_eq!(scene.beside_the_index(), ["words.idx"]);
}

#[test]
fn a_file_that_is_not_utf8_is_left_out_whole() {
    let scene = scene();
    let file = scene.write("bad.rs", b"before \xff after");
    let what = "not UTF-8 at byte 7 and is left out; convert it and run again";
    assert_left_out(&scene, &scene.build(), &file, what);
    assert!(scene.find("before").out.starts_with("before: 0 times"));
}

#[test]
fn a_pipe_is_left_out_and_not_waited_for() {
    let scene = scene();
    let file = scene.tree().join("pipe.rs");
    assert!(Command::new("mkfifo").arg(&file).status().unwrap().success());
    let what = "not a regular file and is left out; give it another name";
    assert_left_out(&scene, &scene.build(), &file, what);
}

#[test]
fn a_file_that_is_too_large_is_left_out() {
    let scene = scene();
    let file = scene.write("large.rs", "");
    File::options().write(true).open(&file).unwrap().set_len((32 << 20) + 1).unwrap();
    let what = "larger than 32 MiB and is left out; split it";
    assert_left_out(&scene, &scene.build(), &file, what);
}

/// The program cannot get ahead of its messages by more than a pipe holds, so it cannot have come
/// to the last file of the folder when its first message is read.
#[test]
fn a_file_that_vanishes_during_the_walk_is_left_out() {
    let scene = scene();
    for bad in 0..2_000 {
        scene.write(&format!("bad{bad}.rs"), [0xff]);
    }
    let file = scene.write("vanishing.rs", "unseen");
    let mut command = scene.program();
    command.arg(scene.tree()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut messages = BufReader::new(child.stderr.take().unwrap());
    messages.read_line(&mut String::new()).unwrap();
    fs::remove_file(&file).unwrap();
    let mut rest = String::new();
    messages.read_to_string(&mut rest).unwrap();
    let built = ended(child.wait_with_output().unwrap());
    let last = rest.lines().next_back().unwrap().to_owned() + "\n";
    let what = "cannot be read (No such file or directory (os error 2)) and is left out; make it \
                readable and run again";
    assert_left_out(&scene, &Ended { err: last, ..built }, &file, what);
}

#[test]
fn without_a_folder_the_index_stays_as_it_is() {
    let scene = scene();
    scene.build();
    let before = fs::read(scene.index()).unwrap();
    let file = scene.tree().join("good.rs");
    let missing = scene.tree().join("missing");
    for (folder, what) in [
        (
            &missing,
            "no folder to index (No such file or directory (os error 2)); give one that exists",
        ),
        (&file, "not a folder; give the folder it lies in"),
    ] {
        let Ended { code, out, err } = run(scene.program().arg(folder));
        assert_eq!(err, format!("indexer: {}: {what}\n", folder.display()));
        assert_eq!((code, out.as_str()), (Some(1), ""));
        assert!(fs::read(scene.index()).unwrap() == before);
    }
}
