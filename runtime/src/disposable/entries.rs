//! The entries of a stack: values of any types in blocks of memory that never move.

use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::ptr::{self, NonNull};

use super::Dispose;
use super::error::{BoxError, IntoOutcome};

/// A value and how it is taken down.
pub(super) trait Entry {
    /// Takes the value down.
    ///
    /// # Safety
    ///
    /// The entry is moved out: whoever calls this must not touch or drop it again.
    unsafe fn run(&mut self) -> Result<(), BoxError>;
}

/// A value that knows how.
pub(super) struct Pushed<T>(pub(super) T);

impl<T: Dispose> Entry for Pushed<T> {
    unsafe fn run(&mut self) -> Result<(), BoxError> {
        // SAFETY: the caller does not touch or drop it again.
        let mut this = unsafe { ptr::read(self) };
        this.0.dispose().into_outcome()
    }
}

/// A value with its function.
pub(super) struct Adopted<T, F> {
    pub(super) value: T,
    pub(super) closer: F,
}

impl<T, R: IntoOutcome, F: FnOnce(T) -> R> Entry for Adopted<T, F> {
    unsafe fn run(&mut self) -> Result<(), BoxError> {
        // SAFETY: the caller does not touch or drop it again.
        let Adopted { value, closer } = unsafe { ptr::read(self) };
        closer(value).into_outcome()
    }
}

/// The entries in the order in which they were added, and the memory in which they lie.
///
/// Pointers and not boxes: a box claims to be the only way to its contents whenever it is moved,
/// and there are references to these.
#[derive(Default)]
pub(super) struct Entries<'a> {
    order: Vec<NonNull<dyn Entry + 'a>>,
    blocks: Vec<Block>,
}

impl<'a> Entries<'a> {
    pub(super) const fn new() -> Self {
        Entries { order: Vec::new(), blocks: Vec::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    /// Adds `entry`. It stays where it is until it is run, or until the list is dropped.
    pub(super) fn add<E: Entry + 'a>(&mut self, entry: E) -> NonNull<E> {
        let layout = Layout::new::<E>();
        let place = self.blocks.last_mut().and_then(|block| block.place(layout));
        let place = place.unwrap_or_else(|| self.grown(layout)).cast::<E>();
        // SAFETY: the place was made for this layout and given to nobody else.
        unsafe { place.write(entry) };
        self.order.push(place);
        place
    }

    /// Runs the last entry and forgets it.
    pub(super) fn run_last(&mut self) -> Result<(), BoxError> {
        // SAFETY: the entry was written by `add`, it is alive because its block is, and having
        // left the list it is not touched again.
        self.order.pop().map_or(Ok(()), |mut entry| unsafe { entry.as_mut().run() })
    }

    /// A place in a new block, which is twice as large as the last one.
    #[cold]
    fn grown(&mut self, layout: Layout) -> NonNull<u8> {
        let double = self.blocks.last().map_or(Block::FIRST, |block| block.layout.size() * 2);
        let block = Block::new(double.min(Block::LARGEST), layout);
        self.blocks.push(block);
        let last = self.blocks.last_mut();
        last.and_then(|block| block.place(layout)).expect("a block is made for its first entry")
    }
}

impl Drop for Entries<'_> {
    fn drop(&mut self) {
        while let Some(entry) = self.order.pop() {
            // SAFETY: as in `run_last`.
            unsafe { entry.drop_in_place() };
        }
    }
}

/// Memory that is given away from its start to its end.
struct Block {
    start: NonNull<u8>,
    layout: Layout,
    used: usize,
}

impl Block {
    const FIRST: usize = 512;
    const LARGEST: usize = 64 * 1024;

    /// A block of `size`, or as large as its first entry needs.
    fn new(size: usize, first: Layout) -> Self {
        let align = first.align().max(align_of::<u128>());
        let layout = Layout::from_size_align(size.max(first.size()), align)
            .expect("no larger than what the entry itself or a constant asks for");
        // SAFETY: the size is not 0, because no caller asks for less than `FIRST`.
        let start = unsafe { alloc(layout) };
        let start = NonNull::new(start).unwrap_or_else(|| handle_alloc_error(layout));
        Block { start, layout, used: 0 }
    }

    /// The next place for a value of this layout, if there is one left.
    fn place(&mut self, layout: Layout) -> Option<NonNull<u8>> {
        let free = self.start.addr().get() + self.used;
        let offset = self.used + (free.next_multiple_of(layout.align()) - free);
        let end = offset + layout.size();
        if end > self.layout.size() {
            return None;
        }
        self.used = end;
        // SAFETY: `offset` is not behind the end of the block.
        Some(unsafe { self.start.add(offset) })
    }
}

impl Drop for Block {
    fn drop(&mut self) {
        // SAFETY: `new` got the memory with this layout; the list drops its entries before.
        unsafe { dealloc(self.start.as_ptr(), self.layout) };
    }
}
