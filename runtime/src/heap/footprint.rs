//! How much memory a new value takes.

use std::fmt;
use std::hint::black_box;

use super::owned::{Heap, owned_heap};
use super::usage::HeapUse;
use super::window::Window;

/// The memory that what `make` returns takes: its own size, and the heap that making it has added.
///
/// The heap is counted while `make` runs, and once more while the value is dropped: see
/// [`Footprint::owned`]. Counted is the thread that calls. What `make` captures by value is dropped
/// in it, and would be subtracted: let it borrow.
///
/// ```
/// # #[global_allocator]
/// # static ALLOC: tenure::Alloc = tenure::Alloc::new();
/// let footprint = tenure::footprint(|| vec![0_u64; 5]);
/// assert_eq!(footprint.shallow(), size_of::<Vec<u64>>());
/// // Where nobody counts it is `n/a`, and `None`.
/// if footprint.is_counted() {
///     assert_eq!(footprint.heap(), Some(40));
///     assert_eq!(footprint.total(), Some(24 + 40));
///     assert_eq!(footprint.to_string(), "24 B + 40 B in 1 block");
/// }
/// ```
///
/// # Panics
///
/// When `make` panics, or dropping the value does.
pub fn footprint<T>(make: impl FnOnce() -> T) -> Footprint {
    let window = Window::open();
    let value = black_box(make());
    let making = window.close();
    let shallow = size_of_val(&value);
    Footprint { shallow, making, owned: owned_heap(value) }
}

/// What a value takes, by [`footprint`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Footprint {
    shallow: usize,
    making: Option<HeapUse>,
    owned: Heap,
}

impl Footprint {
    /// The size of the value itself, in bytes, wherever it lies.
    #[must_use]
    pub fn shallow(&self) -> usize {
        self.shallow
    }

    /// The bytes by which the heap has grown while the value was made; `None`: nobody counts.
    ///
    /// Less than zero where making it has freed more than it has allocated.
    #[must_use]
    pub fn heap(&self) -> Option<i64> {
        self.making.map(|making| making.net)
    }

    /// The blocks by which the heap has grown; `None`: nobody counts.
    #[must_use]
    pub fn blocks(&self) -> Option<i64> {
        self.making.map(|making| making.net_blocks)
    }

    /// The value and its heap, in bytes; `None`: nobody counts.
    #[must_use]
    pub fn total(&self) -> Option<i64> {
        let heap = self.heap()?;
        Some(heap.saturating_add(i64::try_from(self.shallow).unwrap_or(i64::MAX)))
    }

    /// What dropping the value has given back: less than [`heap`](Self::heap) where making it leaves
    /// something behind, as a cache or a leak does, and more where it was made of what was there.
    #[must_use]
    pub fn owned(&self) -> Heap {
        self.owned
    }

    /// All that making it did with the heap, temporaries included; `None`: nobody counts.
    #[must_use]
    pub fn making(&self) -> Option<HeapUse> {
        self.making
    }

    /// Whether the figures of the heap are known.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        self.making.is_some()
    }
}

impl fmt::Display for Footprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Footprint { shallow, making, owned } = self;
        let Some(HeapUse { net, net_blocks, .. }) = making else {
            return write!(formatter, "{shallow} B + n/a");
        };
        let s = if *net_blocks == 1 { "" } else { "s" };
        write!(formatter, "{shallow} B + {net} B in {net_blocks} block{s}")?;
        match owned.bytes() {
            Some(bytes) if u64::try_from(*net) != Ok(bytes) => {
                write!(formatter, ", of which {bytes} B are freed with it")
            }
            _ => Ok(()),
        }
    }
}
