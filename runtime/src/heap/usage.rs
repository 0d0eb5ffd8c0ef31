//! What a thread did with the heap while something ran.

use std::hint::black_box;

use super::window::Window;

/// Runs `code` once, drops what it returns, and tells what that did with the heap; `None`: nobody
/// counts.
///
/// No time is taken, so a leak is made but once: [`measure`](crate::measure) runs what it measures
/// many thousand times, and what leaks leaks in each of them. Counted is the thread that calls.
///
/// ```
/// # #[global_allocator]
/// # static ALLOC: tenure::Alloc = tenure::Alloc::new();
/// use std::hint::black_box;
///
/// let usage = tenure::heap_use(|| {
///     let numbers = black_box(vec![0_u8; 8_000]);
///     Box::leak(black_box(Box::new([0_u8; 16])));
///     numbers.len()
/// });
/// if let Some(usage) = usage {
///     assert_eq!((usage.allocs, usage.bytes, usage.peak), (2, 8_016, 8_016));
///     assert_eq!((usage.net, usage.net_blocks), (16, 1));
/// }
/// ```
///
/// # Panics
///
/// When `code` does.
pub fn heap_use<R>(code: impl FnOnce() -> R) -> Option<HeapUse> {
    let window = Window::open();
    drop(black_box(code()));
    window.close()
}

/// What the calling thread did with the heap while something ran, in blocks and bytes as they were
/// asked for.
///
/// A block that grows is an allocation of the bytes that it grows by. What other threads allocate
/// and free meanwhile is not in it.
///
/// ```
/// # #[global_allocator]
/// # static ALLOC: tenure::Alloc = tenure::Alloc::new();
/// let metrics = tenure::measure("temporary", || vec![0_u8; 8_000]);
/// // `None` where nobody counts.
/// if let Some(memory) = metrics.memory {
///     assert_eq!((memory.allocs, memory.bytes), (1, 8_000));
///     assert_eq!((memory.peak, memory.net), (8_000, 0));
/// }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct HeapUse {
    /// How often it allocated.
    pub allocs: u64,
    /// How many bytes it allocated in all.
    pub bytes: u64,
    /// The most bytes that were there at once, beyond those that were there before.
    pub peak: u64,
    /// Bytes that it allocated and did not free: what is left, or less than zero where it freed what
    /// was there before.
    pub net: i64,
    /// Blocks that it allocated and did not free.
    pub net_blocks: i64,
}
