//! Files and folders that are closed to the one who runs the program.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

use crate::faults::{assert_left_out, scene};
use crate::scene::{Ended, Scene, program, run};

/// Nothing is closed to root, who therefore runs the program as somebody else.
fn build_as_anybody(scene: &Scene, locked: &Path) -> Ended {
    fs::set_permissions(locked, fs::Permissions::from_mode(0o000)).unwrap();
    let copy = scene.path().join("program");
    // By another process: a test beside this one that starts a program would inherit the open file,
    // and a file that is open for writing cannot be run.
    assert!(Command::new("cp").arg(program()).arg(&copy).status().unwrap().success());
    for (path, mode) in [("", 0o755), ("index", 0o777)] {
        let path = scene.path().join(path);
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }
    let mut command = Command::new(copy);
    command.arg("--index").arg(scene.index()).arg(scene.tree()).env("TENURE_REPORT", "off");
    if fs::read_dir(locked).is_ok() || File::open(locked).is_ok() {
        command.uid(65534);
    }
    let ended = run(&mut command);
    fs::set_permissions(locked, fs::Permissions::from_mode(0o755)).unwrap();
    ended
}

const DENIED: &str = "cannot be read (Permission denied (os error 13)) and is left out; make it \
                      readable and run again";

#[test]
fn a_file_that_may_not_be_read_is_left_out() {
    let scene = scene();
    let file = scene.write("secret.rs", "unseen");
    let built = build_as_anybody(&scene, &file);
    assert_left_out(&scene, &built, &file, DENIED);
}

#[test]
fn a_folder_that_may_not_be_read_is_left_out() {
    let scene = scene();
    scene.write("secret/file.rs", "unseen");
    let folder = scene.tree().join("secret");
    let built = build_as_anybody(&scene, &folder);
    assert_left_out(&scene, &built, &folder, DENIED);
}
