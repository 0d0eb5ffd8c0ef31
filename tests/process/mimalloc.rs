//! `tenure::Alloc` around the allocator of another crate.

#![allow(missing_docs)]
#![cfg(feature = "instrument")]

use std::alloc::{GlobalAlloc as _, Layout};
use std::hint::black_box;
use std::thread;

use mimalloc::MiMalloc;
use tenure::{Alloc, Memory, instrumented};

#[global_allocator]
static ALLOC: Alloc<MiMalloc> = Alloc::wrap(MiMalloc);

#[instrumented]
fn grow() -> Vec<u8> {
    let mut bytes = Vec::with_capacity(16);
    (0..4_096_u32).for_each(|_| bytes.push(1));
    black_box(bytes)
}

#[instrumented]
fn zeros() -> Vec<u8> {
    black_box(vec![0; 1 << 20])
}

#[instrumented]
fn aligned() {
    let layout = Layout::from_size_align(100, 1 << 12).expect("a layout");
    // SAFETY: the layout has a size, and the block is freed with it.
    unsafe {
        let block = ALLOC.alloc_zeroed(layout);
        assert!(block.addr() % layout.align() == 0 && block.add(99).read() == 0);
        ALLOC.dealloc(block, layout);
    }
}

#[instrumented]
fn too_much() {
    let mut bytes: Vec<u8> = Vec::new();
    assert!(bytes.try_reserve(isize::MAX.unsigned_abs()).is_err());
}

fn memory(name: &str) -> Memory {
    let report = tenure::report();
    let row = report.functions().iter().find(|row| row.name == format!("mimalloc::{name}"));
    row.unwrap_or_else(|| panic!("no {name} in\n{report}")).memory.expect("it counts")
}

#[test]
fn the_counts_are_those_of_the_requests() {
    assert!(tenure::report().counts_memory());
    thread::spawn(|| drop(grow())).join().expect("it ends");
    assert_eq!((grow().len(), zeros().len()), (4_096, 1 << 20));
    aligned();
    too_much();
    let grow = memory("grow");
    assert_eq!(
        (grow.total_bytes, grow.peak_bytes, grow.retained_bytes),
        (2 * 4_096, 4_096, 2 * 4_096)
    );
    assert_eq!(memory("zeros").total_bytes, 1 << 20);
    let aligned = memory("aligned");
    assert_eq!((aligned.total_allocs, aligned.total_bytes, aligned.retained_bytes), (1, 100, 0));
    // What failed is no allocation.
    assert_eq!((memory("too_much").total_allocs, memory("too_much").peak_bytes), (0, 0));
}
