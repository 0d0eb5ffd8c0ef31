//! The command line.

use crate::scene::{Ended, Scene, run};

#[test]
fn help_says_how_to_use_it_and_is_no_problem() {
    let Ended { code, out, err } = run(Scene::new().program().arg("--help"));
    assert_eq!((code, err.as_str()), (Some(0), ""));
    for option in ["FOLDER", "--find WORD", "--index FILE", "--memory MIB", "--help"] {
        assert!(out.contains(option), "{option} is not in\n{out}");
    }
}

#[test]
fn a_wrong_command_line_is_told_and_nothing_is_done() {
    for (arguments, message) in [
        (&["--fnid", "word"][..], "invalid option '--fnid'"),
        (&["--find"], "missing argument for option '--find'"),
        (&["--find", "two words"], "'two words' is not one word of letters, digits and _"),
        (&["--find", ""], "'' is not one word of letters, digits and _"),
        (&["--memory", "0"], "--memory takes a number of MiB from 1"),
        (&["--memory", "much"], "cannot parse argument \"much\": invalid digit found in string"),
        (&["one", "two"], "unexpected argument \"two\""),
    ] {
        let scene = Scene::new();
        let Ended { code, out, err } = run(scene.program().args(arguments));
        assert_eq!(err, format!("indexer: {message}; see --help\n"));
        assert_eq!((code, out.as_str()), (Some(2), ""));
        assert!(scene.beside_the_index().is_empty());
    }
}
