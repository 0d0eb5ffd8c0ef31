//! Values of any types in blocks of memory that never move.

use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::ptr::NonNull;

/// The values in the order in which they were added, each seen as a `D`, and the memory in which
/// they lie.
///
/// Pointers and not boxes: a box claims to be the only way to its contents whenever it is moved,
/// and there are references to these.
pub(super) struct Arena<D: ?Sized> {
    order: Vec<NonNull<D>>,
    blocks: Vec<Block>,
}

impl<D: ?Sized> Arena<D> {
    pub(super) const fn new() -> Self {
        Arena { order: Vec::new(), blocks: Vec::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    /// Adds `value`. It stays where it is until it is given back by `pop`, or until the arena is
    /// dropped. `seen` makes no more of the pointer than one to a `D`.
    #[inline]
    pub(super) fn add<T>(
        &mut self,
        value: T,
        seen: impl FnOnce(NonNull<T>) -> NonNull<D>,
    ) -> NonNull<T> {
        let layout = Layout::new::<T>();
        let place = self.blocks.last_mut().and_then(|block| block.place(layout));
        let place = place.unwrap_or_else(|| self.grown(layout)).cast::<T>();
        // SAFETY: the place was made for this layout and given to nobody else.
        unsafe { place.write(value) };
        self.order.push(seen(place));
        place
    }

    /// The last value: it is alive as long as the arena is, and whoever has it must drop it or move
    /// it out, since the arena forgets it.
    #[inline]
    pub(super) fn pop(&mut self) -> Option<NonNull<D>> {
        self.order.pop()
    }

    /// A place in a new block, which is twice as large as the last one.
    #[cold]
    fn grown(&mut self, layout: Layout) -> NonNull<u8> {
        let double = self.blocks.last().map_or(Block::FIRST, |block| block.layout.size() * 2);
        let block = Block::new(double.min(Block::LARGEST), layout);
        self.blocks.push(block);
        let last = self.blocks.last_mut();
        last.and_then(|block| block.place(layout)).expect("a block is made for its first value")
    }
}

impl<D: ?Sized> Default for Arena<D> {
    fn default() -> Self {
        Self::new()
    }
}

impl<D: ?Sized> Drop for Arena<D> {
    fn drop(&mut self) {
        while let Some(value) = self.pop() {
            // SAFETY: it was written by `add`, it is alive because its block is, and having left
            // the list it is not touched again.
            unsafe { value.drop_in_place() };
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

    /// A block of `size`, or as large as its first value needs.
    fn new(size: usize, first: Layout) -> Self {
        let align = first.align().max(align_of::<u128>());
        let layout = Layout::from_size_align(size.max(first.size()), align)
            .expect("no larger than what the value itself or a constant asks for");
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
        // SAFETY: `new` got the memory with this layout; the arena drops its values before.
        unsafe { dealloc(self.start.as_ptr(), self.layout) };
    }
}
