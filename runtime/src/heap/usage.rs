//! What a thread did with the heap while something ran.

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
