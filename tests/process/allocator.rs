//! `tenure::Alloc` around another allocator, in the first and the last moments of threads.

#![allow(missing_docs)]

use std::process::Command;

#[test]
fn allocations_in_destructors_of_threads_and_after_main_are_safe() {
    let program = Command::new(env!("CARGO_BIN_EXE_allocator")).output().expect("it runs");
    assert!(program.status.success(), "{program:?}");
    assert_eq!(String::from_utf8_lossy(&program.stdout), "done\n");
}
