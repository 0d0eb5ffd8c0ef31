//! Functions that say how much they may allocate: `contracts kept|broken|elsewhere|off|forked`.

#![allow(missing_docs)]

use std::thread;

use tenure::{Session, instrumented};

#[global_allocator]
static ALLOC: tenure::Alloc = tenure::Alloc::new();

#[instrumented(max_allocs = 1, name = "collect")]
fn collect(words: &str) -> Vec<String> {
    words.split(' ').map(str::to_owned).collect()
}

fn main() {
    let words = collect("");
    match std::env::args().nth(1).as_deref() {
        Some("broken") => drop(collect("one two three")),
        Some("elsewhere") => {
            thread::spawn(|| drop(collect("one two"))).join().expect("no panic");
        }
        Some("forked") => return forked(),
        Some("off") => {
            tenure::set_recording(false);
            drop(collect("one two three"));
            tenure::set_recording(true);
        }
        _ => {}
    }
    tenure::assert_contracts();
    println!("kept, {} word", words.len());
}

/// A session that begins before a fork tells the child what it did itself.
fn forked() {
    let session = Session::start();
    drop(collect("one two three"));
    let who = if fork() == 0 {
        drop(collect("one two"));
        "child"
    } else {
        "parent"
    };
    let report = session.report();
    for row in report.functions() {
        println!("{who}: {} calls, peak {}", row.calls, row.memory.map_or(0, |it| it.peak_bytes));
    }
    for violation in report.violations() {
        println!("{who}: {} broken, {} allocations", violation.calls, violation.allocs);
    }
    drop(session);
}

#[cfg(unix)]
fn fork() -> i32 {
    unsafe extern "C" {
        fn fork() -> i32;
        fn wait(status: *mut i32) -> i32;
    }
    // SAFETY: no other thread is there to have held a lock.
    let child = unsafe { fork() };
    if child != 0 {
        // SAFETY: null asks for no status.
        unsafe { wait(std::ptr::null_mut()) };
    }
    child
}

#[cfg(not(unix))]
fn fork() -> i32 {
    1
}
