//! The report at the end.

use crate::scene::{Ended, Scene, run};

/// What is on standard error after a run over one file.
fn report(scene: &Scene) -> Ended {
    run(scene.program().arg(scene.tree()).env_remove("TENURE_REPORT"))
}

#[test]
fn the_report_is_on_standard_error_and_says_where_time_and_memory_went() {
    let scene = Scene::new();
    scene.write("a.rs", "fine");
    let Ended { code, out, err } = report(&scene);
    assert_eq!(code, Some(0));
    assert_eq!(out, scene.build().out);
    for function in ["source::read", "IndexBuilder::add", "Runs::spill", "Draft::publish"] {
        let rows = err.lines().filter(|line| line.contains(function));
        assert_eq!(rows.count(), 2, "{function}: its time and its memory in\n{err}");
    }
}

#[test]
fn it_says_what_was_made_and_what_was_disposed() {
    let scene = Scene::new();
    scene.write("a.rs", "fine");
    let Ended { err, .. } = report(&scene);
    let row = |name: &str| {
        let row = err.lines().find(|line| line.contains(name));
        row.unwrap_or_else(|| panic!("{name} is not in\n{err}"))
    };
    assert!(row("settings::Settings").contains("there"), "{err}");
    assert!(row("progress::Progress").contains("disposed"), "{err}");
    let writer: Vec<_> = row("writer::IndexWriter").split('|').map(str::trim).collect();
    assert_eq!(writer[3..6], ["1", "0", "0"], "disposed, failed, forgotten in\n{err}");
}

#[test]
fn it_comes_after_the_problems() {
    let scene = Scene::new();
    scene.write("bad.rs", [0xff]);
    let Ended { code, err, .. } = report(&scene);
    assert_eq!(code, Some(1));
    assert!(err.starts_with("indexer: "), "{err}");
    assert!(err.contains("Problems::report"), "{err}");
}

#[test]
fn nothing_is_forgotten() {
    let scene = Scene::new();
    scene.write("a.rs", "fine");
    let Ended { err, .. } = report(&scene);
    assert!(!err.contains("without being disposed"), "{err}");
}
