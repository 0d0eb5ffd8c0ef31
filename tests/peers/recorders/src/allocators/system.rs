//! The allocator of the system behind one that only forwards: a program that names none pays for a
//! call more than one that does.

use std::alloc::{GlobalAlloc, Layout, System};

struct Forwards;

// SAFETY: all that is asked of it goes to the allocator of the system as it is.
unsafe impl GlobalAlloc for Forwards {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        unsafe { System.dealloc(memory, layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        unsafe { System.realloc(memory, layout, size) }
    }
}

#[global_allocator]
static ALLOC: Forwards = Forwards;

fn main() {
    recorders::run(recorders::allocations::MODES);
}
