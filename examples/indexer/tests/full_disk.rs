//! Writing that fails: an index is whole or not there, and an old one stays.

use std::fs;

use crate::scene::{Ended, Scene, limited, run};

/// Runs the program where no file may grow beyond `blocks` of 512 bytes. The signal for it is
/// ignored, so that writing fails as on a full disk: some bytes go in, the others do not.
fn build_within(scene: &Scene, blocks: u32) -> Ended {
    let mut program = scene.program();
    program.arg(scene.tree()).args(["--memory", "1"]);
    run(&mut limited(&format!("trap '' XFSZ; ulimit -f {blocks}"), &program))
}

pub(crate) fn many_words(from: u32) -> String {
    (from..from + 6_000).map(|word| format!("word_{word}")).collect::<Vec<_>>().join(" ")
}

#[test]
fn wherever_the_disk_is_full_the_old_index_stays() {
    let scene = Scene::new();
    scene.write("old.rs", many_words(0));
    assert_eq!(scene.build().code, Some(0));
    let old = fs::read(scene.index()).unwrap();
    // More than memory holds, so that a run is smaller than the index; and a word so long that it
    // passes by every buffer: when it fails, what is in the buffer can still be written.
    scene.write("new.rs", many_words(10_000) + " " + &"a".repeat(40_000));

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
