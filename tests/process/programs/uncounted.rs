//! Asks for allocations with an allocator that counts none: `uncounted assertion|contracts|heap|leaks|session`.

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
        #[cfg(feature = "bench")]
        Some("heap") => {
            let footprint = tenure::footprint(|| vec![0_u8; 100]);
            println!("{footprint}; {:?} {:?}", footprint.heap(), footprint.total());
            let owned = tenure::owned_heap(vec![0_u8; 100]);
            println!("{owned}; {:?} {:?}", owned.blocks(), owned.bytes());
            let leak = tenure::leak_check(|| std::mem::forget(vec![0_u8; 100]));
            println!("{leak}; {:?} {:?} {}", leak.blocks(), leak.bytes(), leak.is_none());
            let sampling = tenure::Sampling::new().rounds(11);
            let comparison = tenure::compare! {
                sampling: sampling,
                baseline: "vector" => vec![0_u8; 100],
                "box" => Box::new([0_u8; 100]),
            };
            assert!(comparison.rows().iter().all(|row| row.memory.is_none()));
            println!("{comparison}");
            println!("{}", sampling.measure("vector", || vec![0_u8; 100]));
        }
        #[cfg(feature = "bench")]
        Some("leaks") => tenure::leak_check(|| ()).assert_none(),
        _ => {
            let session = Session::start();
            drop(boxed());
            assert!(session.stop().violations().is_empty());
        }
    }
    println!("done");
}
