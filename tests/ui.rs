//! Every misuse, and the words the user gets for it.

#![allow(missing_docs)]

use std::process::Command;

/// The messages that rustc adds around ours change from release to release.
const PINNED: &str = include_str!("ui/rustc");

#[test]
fn every_mistake_has_its_message() {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output().expect("rustc runs").stdout;
    let version = String::from_utf8(version).expect("a version is text");
    if !version.starts_with(PINNED.trim()) {
        eprintln!("skipped: the messages are those of {}, this is {version}", PINNED.trim());
        return;
    }
    if !cfg!(all(
        feature = "bench",
        feature = "dis",
        feature = "instrument",
        feature = "testing",
        feature = "track"
    )) {
        eprintln!("skipped: the messages are those with the features of a default test");
        return;
    }
    trybuild::TestCases::new().compile_fail("ui/*/*.rs");
}
