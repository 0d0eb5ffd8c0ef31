//! The report at the end.

use crate::scene::{Ended, Scene, run};

#[test]
fn the_report_is_on_standard_error_and_says_where_time_and_memory_went() {
    let scene = Scene::new();
    scene.write("a.rs", "fine");
    let Ended { code, out, err } =
        run(scene.program().arg(scene.tree()).env_remove("TENURE_REPORT"));
    assert_eq!(code, Some(0));
    assert_eq!(out, scene.build().out);
    for function in ["source::read", "IndexBuilder::add", "Runs::spill", "Draft::publish"] {
        assert!(err.contains(function), "{function} is not in\n{err}");
    }
}

#[test]
fn it_comes_after_the_problems() {
    let scene = Scene::new();
    scene.write("bad.rs", [0xff]);
    let Ended { code, err, .. } =
        run(scene.program().arg(scene.tree()).env_remove("TENURE_REPORT"));
    assert_eq!(code, Some(1));
    assert!(err.starts_with("indexer: "), "{err}");
    assert!(err.contains("Problems::report"), "{err}");
}

#[test]
fn nothing_is_forgotten() {
    let scene = Scene::new();
    scene.write("a.rs", "fine");
    let Ended { err, .. } = run(scene.program().arg(scene.tree()).env_remove("TENURE_REPORT"));
    assert!(!err.contains("without being disposed"), "{err}");
}
