//! Calls instrumented functions on several threads, for reports that go to files.

#![allow(missing_docs)]

use std::hint::black_box;
use std::sync::mpsc;
use std::thread;

use tenure::instrumented;

#[global_allocator]
static ALLOC: tenure::Alloc = tenure::Alloc::new();

#[instrumented]
fn outer() -> Vec<u8> {
    inner();
    inner();
    down(3);
    black_box(vec![1; 1_000])
}

#[instrumented]
fn inner() {
    drop(black_box(vec![1_u8; 100]));
}

#[instrumented]
fn down(depth: u32) {
    if depth > 0 {
        down(depth - 1);
    }
}

#[instrumented(name = "größe; \"解析\"\n\\ 2")]
fn strange() {
    inner();
}

#[instrumented(name = "twin")]
fn first() {
    drop(black_box(vec![1_u8; 10]));
}

#[instrumented(name = "twin")]
fn second() {
    drop(black_box(vec![1_u8; 20]));
}

#[instrumented]
fn work() {
    inner();
}

fn main() {
    black_box(outer());
    strange();
    first();
    second();
    thread::spawn(work).join().expect("a thread");
    // One that is still there at the end.
    let (tell, told) = mpsc::channel();
    let busy = thread::Builder::new().name("worker".to_owned()).spawn(move || {
        work();
        tell.send(()).expect("somebody who waits");
        loop {
            thread::park();
        }
    });
    busy.expect("a thread");
    told.recv().expect("a thread that works");
}
