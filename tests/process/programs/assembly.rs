//! Functions whose machine code a test reads; the program itself does nothing.

#![allow(missing_docs, unexpected_cfgs)]
// They are only there to be read.
#![allow(clippy::no_mangle_with_rust_abi, clippy::not_unsafe_ptr_arg_deref, clippy::unused_async)]

use std::alloc::{GlobalAlloc, Layout};

use tenure::{Alloc, Singleton as _};

/// Does nothing, so that all that is left of `Alloc` is its own.
struct Nothing;

// SAFETY: nobody ever uses what it returns.
unsafe impl GlobalAlloc for Nothing {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        std::ptr::without_provenance_mut(layout.align())
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // Not the same as `alloc`, or the two would become one function.
        std::ptr::without_provenance_mut(layout.align() | 1)
    }

    unsafe fn realloc(&self, block: *mut u8, _: Layout, _: usize) -> *mut u8 {
        block
    }
}

static ALLOC: Alloc<Nothing> = Alloc::wrap(Nothing);

#[unsafe(no_mangle)]
pub fn probe_alloc(layout: Layout) -> *mut u8 {
    // SAFETY: `Nothing` asks for nothing.
    unsafe { ALLOC.alloc(layout) }
}

#[unsafe(no_mangle)]
pub fn probe_alloc_zeroed(layout: Layout) -> *mut u8 {
    // SAFETY: `Nothing` asks for nothing.
    unsafe { ALLOC.alloc_zeroed(layout) }
}

#[unsafe(no_mangle)]
pub fn probe_dealloc(block: *mut u8, layout: Layout) {
    // SAFETY: `Nothing` asks for nothing.
    unsafe { ALLOC.dealloc(block, layout) }
}

#[unsafe(no_mangle)]
pub fn probe_realloc(block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
    // SAFETY: `Nothing` asks for nothing.
    unsafe { ALLOC.realloc(block, layout, size) }
}

#[tenure::singleton(init = || Answer(std::hint::black_box(42)))]
struct Answer(u64);

#[unsafe(no_mangle)]
pub fn probe_instance() -> u64 {
    Answer::instance().0
}

#[tenure::singleton(thread_local, init = || OfThread(std::hint::black_box(42)))]
struct OfThread(u64);

#[unsafe(no_mangle)]
pub fn probe_local_with() -> u64 {
    OfThread::with(|value| value.0)
}

#[unsafe(no_mangle)]
pub fn probe_local_instance() -> u64 {
    OfThread::instance().0
}

#[unsafe(no_mangle)]
pub fn probe_local_peek() -> Option<u64> {
    OfThread::peek().map(|value| value.0)
}

#[tenure::singleton(managed, init = || Managed(std::hint::black_box(42)))]
struct Managed(u64);

#[unsafe(no_mangle)]
pub fn probe_handle() -> u64 {
    Managed::instance().0
}

#[tenure::singleton(key = u32, init = |key: &u32| Square(u64::from(*key).pow(2)))]
struct Square(u64);

#[unsafe(no_mangle)]
pub fn probe_keyed(key: u32) -> u64 {
    Square::instance(&key).0
}

/// Annotated in one of two builds.
#[cfg_attr(annotated, tenure::instrumented)]
#[unsafe(no_mangle)]
pub fn probe_call(numbers: &[u64]) -> u64 {
    let mut sum = 0_u64;
    for number in numbers {
        sum = sum.rotate_left(3) ^ number;
    }
    sum
}

#[unsafe(no_mangle)]
pub fn probe_future() -> u64 {
    let future = std::pin::pin!(future(3));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match future.poll(&mut context) {
        std::task::Poll::Ready(number) => number,
        std::task::Poll::Pending => 0,
    }
}

#[cfg_attr(annotated, tenure::instrumented)]
async fn future(number: u64) -> u64 {
    std::hint::black_box(number)
}

fn main() {}
