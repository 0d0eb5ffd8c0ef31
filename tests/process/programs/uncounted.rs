//! Asks for allocations with an allocator that counts none: `uncounted assertion|contracts|session`.

#![allow(missing_docs)]

use tenure::{Session, assert_allocs, instrumented};

#[instrumented(max_allocs = 0)]
fn boxed() -> Box<u8> {
    Box::new(1)
}

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("assertion") => {
            let boxed = assert_allocs!(<= 3, boxed, "of a box");
            let _again = assert_allocs!(== 0, || boxed);
        }
        Some("contracts") => {
            drop(boxed());
            tenure::assert_contracts();
        }
        _ => {
            let session = Session::start();
            drop(boxed());
            assert!(session.stop().violations().is_empty());
        }
    }
    println!("done");
}
