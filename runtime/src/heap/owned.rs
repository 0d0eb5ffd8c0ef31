//! How much heap belongs to a value.

use std::fmt;
use std::hint::black_box;

use super::some;
use super::window::Window;

/// The heap that belongs to `value`, found by dropping it: exactly the blocks and bytes that are
/// given back with it, for any type, without a derive.
///
/// What others share with it, such as the value in an [`Arc`](std::sync::Arc) that somebody else
/// holds, does not belong to it: it counts with the last one. The value itself,
/// `size_of_val(&value)`, is not in it. Counted are blocks freed by this thread; what the `drop` of
/// the value sends to others to be freed is not seen.
///
/// ```
/// # #[global_allocator]
/// # static ALLOC: tenure::Alloc = tenure::Alloc::new();
/// use std::rc::Rc;
///
/// let names = vec![String::from("ada"), String::with_capacity(100)];
/// let heap = tenure::owned_heap(names);
/// // Where nobody counts it is `n/a`, and `None`.
/// if heap.is_counted() {
///     assert_eq!(heap.bytes(), Some(2 * size_of::<String>() as u64 + 3 + 100));
///     assert_eq!(heap.to_string(), "3 blocks, 151 bytes");
///
///     let shared = Rc::new([0_u8; 1_000]);
///     assert_eq!(tenure::owned_heap(Rc::clone(&shared)).bytes(), Some(0));
/// }
/// ```
///
/// # Panics
///
/// When dropping the value does.
pub fn owned_heap<T>(value: T) -> Heap {
    // The compiler may not leave out a block that nobody looks at.
    let value = black_box(value);
    let window = Window::open();
    drop(value);
    let given_back = |net: i64| u64::try_from(net.saturating_neg()).unwrap_or(0);
    Heap(window.close().map(|usage| [usage.net_blocks, usage.net].map(given_back)))
}

/// Blocks and bytes of the heap, or the fact that nobody counts them.
///
/// As text it is `3 blocks, 151 bytes`, and `n/a` where [`tenure::Alloc`](crate::Alloc) is not the
/// allocator of the program or the feature `alloc` is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heap(pub(super) Option<[u64; 2]>);

impl Heap {
    /// Whether the figures are known.
    #[must_use]
    pub fn is_counted(self) -> bool {
        self.0.is_some()
    }

    /// How many blocks; `None`: nobody counts.
    #[must_use]
    pub fn blocks(self) -> Option<u64> {
        self.0.map(|[blocks, _]| blocks)
    }

    /// How many bytes; `None`: nobody counts.
    #[must_use]
    pub fn bytes(self) -> Option<u64> {
        self.0.map(|[_, bytes]| bytes)
    }
}

impl fmt::Display for Heap {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => formatter.pad("n/a"),
            Some([blocks, bytes]) => {
                formatter.pad(&format!("{}, {}", some(blocks, "block"), some(bytes, "byte")))
            }
        }
    }
}
