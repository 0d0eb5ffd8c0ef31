//! What may be where the index is to be.

use std::fs;

use crate::full_disk::many_words;
use crate::scene::{Ended, Scene, run};

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
