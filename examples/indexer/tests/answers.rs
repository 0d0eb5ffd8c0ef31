//! What is found.

use std::fs;

use crate::plain_search::plain_search;
use crate::scene::{Ended, Scene, run};

/// Sources with everything that words can be made of, and files that are none.
fn scene() -> Scene {
    let scene = Scene::new();
    scene.write("a.rs", "fn main() { let r#fn = 0x7f_u8; main() }\r\n");
    scene.write("b/deep/er.rs", "//! Straße, ΣΟΦΟΣ, naïve; İstanbul — 漢字\nfn fN FN\n_ __ a_b\n");
    scene.write("b/empty.rs", "");
    scene.write("b/last_word_ends_the_file.rs", "\u{feff}fn main");
    scene.write("b.rs", "main.main::main");
    scene.write("notes.txt", "unseen");
    scene.write("target/made.rs", "unseen");
    scene.write("b/target/made.rs", "unseen");
    scene.write(".hidden/made.rs", "unseen");
    scene.write("b/targets/seen.rs", "seen");
    scene
}

#[test]
fn every_word_is_found_where_a_plain_search_finds_it() {
    let scene = scene();
    let files = ["a.rs", "b/deep/er.rs", "b/empty.rs", "b/last_word_ends_the_file.rs"];
    let expected =
        plain_search(&scene.tree(), &[&files[..], &["b/targets/seen.rs", "b.rs"]].concat());
    assert_eq!(scene.build().code, Some(0));
    for (word, answer) in expected {
        let Ended { code, out, err } = scene.find(&word);
        assert_eq!((code, out, err), (Some(0), answer, String::new()));
    }
}

#[test]
fn what_is_no_source_is_left_out() {
    let scene = scene();
    #[cfg(unix)]
    std::os::unix::fs::symlink("a.rs", scene.tree().join("link.rs")).unwrap();
    let Ended { code, out, err } = scene.build();
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.contains(": 6 files, "), "{out}");
    let nowhere = format!("unseen: 0 times in 0 files of {}\n", scene.tree().display());
    assert_eq!(scene.find("unseen").out, nowhere);
}

#[test]
fn case_does_not_matter() {
    let scene = scene();
    scene.build();
    assert_eq!(scene.find("FN").out, scene.find("fn").out);
    assert_eq!(scene.find("σοφοσ").out, scene.find("ΣΟΦΟΣ").out);
    assert!(scene.find("ΣΟΦΟΣ").out.starts_with("σοφοσ: 1 time in 1 file of"));
}

#[test]
fn an_index_answers_without_its_folder() {
    let scene = scene();
    let built = run(scene.program().arg(scene.tree()).args(["--find", "main"]));
    let answer = scene.find("main").out;
    assert!(built.out.ends_with(&answer), "{built:?}");
    fs::remove_dir_all(scene.tree()).unwrap();
    assert_eq!(scene.find("main").out, answer);
}

#[test]
fn the_same_tree_gives_the_same_bytes() {
    let scene = scene();
    scene.build();
    let first = fs::read(scene.index()).unwrap();
    fs::remove_file(scene.index()).unwrap();
    scene.build();
    assert!(fs::read(scene.index()).unwrap() == first);
    scene.write("c.rs", "more");
    scene.build();
    assert!(fs::read(scene.index()).unwrap() != first);
}

/// More words than one MiB holds, so that a file is cut in two, and more runs than are kept.
#[test]
fn memory_changes_nothing_but_memory() {
    let scene = Scene::new();
    for file in 0..7 {
        let words = (0..60_000).map(|word| format!("word_{} common ", word * 7 + file));
        scene.write(&format!("{file}.rs"), words.collect::<String>());
    }
    let mut program = scene.program();
    program.arg(scene.tree()).args(["--memory", "1"]);
    // Half of what the words would take all together; only Linux has this limit.
    #[cfg(target_os = "linux")]
    let mut program = crate::scene::limited("ulimit -v 50000", &program);
    assert_eq!(run(&mut program).code, Some(0));
    let frugal = fs::read(scene.index()).unwrap();
    assert!(scene.find("common").out.starts_with("common: 420,000 times in 7 files"));
    assert!(scene.find("word_419999").out.ends_with("       1  6.rs\n"));
    assert_eq!(run(scene.program().arg(scene.tree()).args(["--memory", "500"])).code, Some(0));
    assert!(fs::read(scene.index()).unwrap() == frugal);
}
