//! Allocates where it is hardest: while a thread ends, and after `main`.

#![allow(missing_docs)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::RefCell;
use std::hint::black_box;

use tenure::{Alloc, instrumented};

/// An allocator of the user, instrumented itself.
struct Users;

// SAFETY: every call goes to the one of the system.
unsafe impl GlobalAlloc for Users {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the contract.
        unsafe { System.alloc(layout) }
    }

    // The start of a thread has no need of it: what that initialises is older than our own.
    #[instrumented]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the contract.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract.
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static ALLOC: Alloc<Users> = Alloc::wrap(Users);

struct Late(Vec<u8>);

impl Drop for Late {
    fn drop(&mut self) {
        late(&mut self.0);
    }
}

#[instrumented]
fn late(bytes: &mut Vec<u8>) {
    bytes.resize(bytes.len() + 1_000, 1);
    drop(black_box(vec![0_u8; 10_000]));
}

#[instrumented]
fn work(bytes: usize) -> Vec<u8> {
    black_box(Vec::with_capacity(black_box(bytes)))
}

thread_local! {
    /// Initialised before the recorder knows the thread, so it is dropped after that has left.
    static FIRST: RefCell<Option<Late>> = const { RefCell::new(None) };
    static SECOND: RefCell<Option<Late>> = const { RefCell::new(None) };
}

extern "C" fn after_main() {
    drop(black_box(vec![1_u8; 100]));
    late(&mut Vec::new());
}

fn in_a_thread() {
    FIRST.with(|late| *late.borrow_mut() = Some(Late(Vec::new())));
    drop(work(10));
    SECOND.with(|late| *late.borrow_mut() = Some(Late(Vec::new())));
}

/// The pages that this process has in memory, where the system tells.
fn pages() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/statm").ok()?;
    text.split_whitespace().nth(1)?.parse().ok()
}

fn main() {
    unsafe extern "C" {
        fn atexit(handler: extern "C" fn()) -> std::ffi::c_int;
    }
    // SAFETY: the handler may run at any time.
    assert_eq!(unsafe { atexit(after_main) }, 0);
    let threads = |count| {
        for _ in 0..count {
            std::thread::spawn(in_a_thread).join().expect("the thread ends");
        }
    };
    threads(100);
    let before = pages();
    threads(1_000);
    if let (Some(before), Some(after)) = (before, pages()) {
        // A tree of its own for each thread would be two pages at the least.
        assert!(after < before + 500, "{before} pages grew to {after}");
    }
    let report = tenure::report();
    let row = |name: &str| report.functions().iter().find(|row| row.name.ends_with(name));
    if cfg!(feature = "instrument") {
        let work = row("allocator::work").expect("a row");
        assert_eq!(work.calls, 1_100);
        assert_eq!(work.memory.expect("it counts").total_bytes, 1_100 * 10);
        // One of the two is dropped before the recorder has left, and the other after: that one, and
        // the allocation in it, are in no row, and the report says so.
        assert_eq!(row("allocator::late").expect("a row").calls, 1_100);
        assert_eq!(row("::alloc_zeroed").expect("the allocator").calls, 1_100);
        assert_eq!(report.unrecorded(), 2 * 1_100);
        assert!(report.to_string().contains("2200 calls of ending threads are in no row"));
    }
    println!("done");
}
