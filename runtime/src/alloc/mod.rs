//! The user's allocator, counted by the thread that calls it.

mod counters;

use std::alloc::{GlobalAlloc, Layout, System};

pub(crate) use counters::Totals;
#[cfg(all(feature = "alloc", feature = "instrument"))]
pub(crate) use counters::{Counters, bytes};
#[cfg(feature = "bench")]
pub(crate) use counters::{Moment, set_peak};
use counters::{allocated, gone, shrunk};

/// An allocator that counts what each thread allocates and hands all the work to another one.
///
/// With the feature `alloc` the report and the functions that look at memory know allocations and
/// bytes; without it this forwards and compiles to nothing, so the line can stay:
///
/// ```
/// #[global_allocator]
/// static ALLOC: tenure::Alloc = tenure::Alloc::new();
/// # fn main() {}
/// ```
///
/// Counted are allocations that succeeded, in bytes as they were asked for. A reallocation counts
/// as one allocation of the bytes by which it grows, so that a vector which grows to 4 096 bytes
/// counts 4 096 bytes. Nothing here locks, panics or allocates, and it may be called at any time:
/// before `main`, while a thread ends and after `main`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Alloc<A = System> {
    inner: A,
}

impl Alloc {
    /// Counts what the allocator of the system does.
    ///
    /// ```
    /// static ALLOC: tenure::Alloc = tenure::Alloc::new();
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Alloc { inner: System }
    }
}

impl<A> Alloc<A> {
    /// Counts what `inner` does.
    ///
    /// ```
    /// use std::alloc::System; // or MiMalloc, Jemalloc, ..
    ///
    /// static ALLOC: tenure::Alloc<System> = tenure::Alloc::wrap(System);
    /// ```
    #[must_use]
    pub const fn wrap(inner: A) -> Self {
        Alloc { inner }
    }
}

/// A block of that layout, counted if there is one.
#[inline]
fn counted(block: *mut u8, layout: Layout) -> *mut u8 {
    if !block.is_null() {
        allocated(layout.size());
    }
    block
}

/// What the allocator of a C library aligns every block to that is as large.
const USUAL: usize = 2 * size_of::<usize>();

impl<A: GlobalAlloc> Alloc<A> {
    /// # Safety
    /// As for [`GlobalAlloc::alloc`].
    #[cold]
    #[inline(never)]
    unsafe fn alloc_unusual(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the contract, which is the same.
        counted(unsafe { self.inner.alloc(layout) }, layout)
    }
}

// SAFETY: every call goes to `inner` as it came, and what `inner` returns is returned as it came;
// `inner` keeps the contract, and counting touches no memory but the counters of the thread.
unsafe impl<A: GlobalAlloc> GlobalAlloc for Alloc<A> {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // Asked here, what is rare takes no room on the stack of what is not.
        if layout.align() > USUAL || layout.align() > layout.size() {
            // SAFETY: the caller keeps the contract, which is the same.
            return unsafe { self.alloc_unusual(layout) };
        }
        // SAFETY: as above.
        counted(unsafe { self.inner.alloc(layout) }, layout)
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the contract, which is the same.
        counted(unsafe { self.inner.alloc_zeroed(layout) }, layout)
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        shrunk(layout.size());
        gone();
        // SAFETY: the caller keeps the contract, which is the same.
        unsafe { self.inner.dealloc(block, layout) };
    }

    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller keeps the contract, which is the same.
        let moved = unsafe { self.inner.realloc(block, layout, size) };
        if !moved.is_null() {
            if size > layout.size() {
                allocated(size - layout.size());
                gone();
            } else {
                shrunk(layout.size() - size);
            }
        }
        moved
    }
}

/// Whether an [`Alloc`] is the allocator of this program.
pub(crate) fn is_installed() -> bool {
    #[cfg(feature = "alloc")]
    {
        let before = Totals::of_this_thread();
        drop(std::hint::black_box(Box::new(0_u8)));
        Totals::of_this_thread().since(before).allocs > 0
    }
    #[cfg(not(feature = "alloc"))]
    false
}
