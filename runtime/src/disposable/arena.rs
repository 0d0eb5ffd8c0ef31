//! Values of any types in blocks of memory that never move.

use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::ptr::NonNull;

/// The values in the order in which they were added, each seen as a `D`, and the memory in which
/// they lie.
///
/// Pointers and not boxes: a box claims to be the only way to its contents whenever it is moved,
/// and there are references to these.
pub(super) struct Arena<D: ?Sized> {
    last: Option<NonNull<Node<D>>>,
    len: usize,
    blocks: Blocks,
}

/// What stands in front of a value: so a few values are one block and nothing else.
struct Node<D: ?Sized> {
    before: Option<NonNull<Node<D>>>,
    value: NonNull<D>,
}

#[repr(C)] // the node is first, so that a pointer to all is one to it
struct Place<T, D: ?Sized> {
    node: Node<D>,
    value: T,
}

impl<D: ?Sized> Arena<D> {
    pub(super) const fn new() -> Self {
        Arena { last: None, len: 0, blocks: Blocks::new() }
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Adds `value`. It stays where it is until it is given back by `pop`, or until the arena is
    /// dropped. `seen` makes no more of the pointer than one to a `D`.
    #[inline]
    pub(super) fn add<T>(
        &mut self,
        value: T,
        seen: impl FnOnce(NonNull<T>) -> NonNull<D>,
    ) -> NonNull<T> {
        let place = self.blocks.place(Layout::new::<Place<T, D>>()).cast::<Place<T, D>>();
        // SAFETY: the place was made for this layout, so it has this field.
        let at = unsafe { NonNull::new_unchecked(&raw mut (*place.as_ptr()).value) };
        let node = Node { before: self.last, value: seen(at) };
        // SAFETY: the place was made for this layout and given to nobody else.
        unsafe { place.write(Place { node, value }) };
        self.last = Some(place.cast());
        self.len += 1;
        at
    }

    /// The last value: it is alive as long as the arena is, and whoever has it must drop it or move
    /// it out, since the arena forgets it.
    #[inline]
    pub(super) fn pop(&mut self) -> Option<NonNull<D>> {
        let last = self.last?;
        // SAFETY: `add` wrote it, its block lives as long as the arena, and nobody else reads or
        // writes a node: what is given out is the value behind it.
        let Node { before, value } = unsafe { last.read() };
        self.last = before;
        self.len -= 1;
        Some(value)
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

/// Memory that is given away from the start of each block to its end.
struct Blocks {
    last: Option<NonNull<Block>>,
    /// Behind what was given away of the last block, and how many bytes are left there.
    free: NonNull<u8>,
    left: usize,
}

/// What stands at the start of a block.
struct Block {
    before: Option<NonNull<Block>>,
    layout: Layout,
}

impl Blocks {
    const FIRST: usize = 512;
    const LARGEST: usize = 64 * 1024;

    const fn new() -> Self {
        Blocks { last: None, free: NonNull::dangling(), left: 0 }
    }

    /// A place for a value of this layout.
    #[inline]
    fn place(&mut self, layout: Layout) -> NonNull<u8> {
        let free = self.free.addr().get();
        let padding = free.next_multiple_of(layout.align()) - free;
        if padding + layout.size() > self.left {
            return self.grown(layout);
        }
        // SAFETY: there are so many bytes left behind `free`.
        unsafe { self.given(self.free.add(padding), layout.size(), self.left - padding) }
    }

    /// A place in a new block, which is twice as large as the last one, or as large as its first
    /// value needs.
    #[cold]
    fn grown(&mut self, first: Layout) -> NonNull<u8> {
        // SAFETY: `grown` wrote it, and it lives as long as `self`.
        let double = self.last.map_or(Self::FIRST, |last| unsafe { last.read() }.layout.size() * 2);
        let size = double.min(Self::LARGEST);
        let made = Layout::new::<Block>().extend(first).ok().and_then(|(both, offset)| {
            let align = both.align().max(align_of::<u128>());
            let layout = Layout::from_size_align(both.size().max(size), align).ok()?;
            Some((layout, offset))
        });
        let (layout, offset) = made.expect("the value is not as large as all memory");
        // SAFETY: the size is not 0, because there is a `Block` in it.
        let start = unsafe { alloc(layout) };
        let start = NonNull::new(start).unwrap_or_else(|| handle_alloc_error(layout));
        let block = start.cast::<Block>();
        // SAFETY: the memory is new, aligned for a `Block`, and `extend` made room for it.
        unsafe { block.write(Block { before: self.last, layout }) };
        self.last = Some(block);
        // SAFETY: the size is that of both or more, with the value at `offset`.
        unsafe { self.given(start.add(offset), first.size(), layout.size() - offset) }
    }

    /// Gives away `size` bytes at `place`.
    ///
    /// # Safety
    ///
    /// There are `left` bytes of the last block from `place` on, and no fewer than `size`.
    #[inline]
    unsafe fn given(&mut self, place: NonNull<u8>, size: usize, left: usize) -> NonNull<u8> {
        // SAFETY: the caller promises so many bytes.
        self.free = unsafe { place.add(size) };
        self.left = left - size;
        place
    }
}

impl Drop for Blocks {
    #[inline]
    fn drop(&mut self) {
        while let Some(last) = self.last {
            // SAFETY: `grown` wrote it and got the memory with this layout; the arena drops its
            // values before, and having left the list the block is not touched again.
            unsafe {
                let Block { before, layout } = last.read();
                self.last = before;
                dealloc(last.as_ptr().cast(), layout);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::any::Any;
    use std::cell::Cell;
    use std::rc::Rc;

    use super::*;

    /// As wide as no allocator aligns by itself.
    #[repr(align(128))]
    struct Wide(u8);

    type Anything = Arena<dyn Any>;

    fn add<T: 'static>(arena: &mut Anything, value: T) -> NonNull<T> {
        arena.add(value, |value| value)
    }

    #[test]
    fn each_value_has_a_place_of_its_own_that_is_aligned_for_it() {
        for narrow in 0..80_u8 {
            let mut arena = Anything::new();
            let places: Vec<_> = (0..narrow).map(|number| add(&mut arena, number)).collect();
            let wide = add(&mut arena, Wide(narrow));
            assert_eq!(wide.addr().get() % 128, 0);
            // SAFETY: the arena lives, and nobody else uses what is in it.
            assert_eq!(unsafe { wide.as_ref() }.0, narrow);
            for (number, place) in (0..narrow).zip(places) {
                // SAFETY: as above.
                assert_eq!(unsafe { place.read() }, number);
            }
        }
    }

    #[test]
    fn the_last_value_comes_out_first_and_what_is_left_is_dropped_with_the_arena() {
        struct Noted(u32, Rc<Cell<u32>>);
        impl Drop for Noted {
            fn drop(&mut self) {
                self.1.set(self.1.get() * 10 + self.0);
            }
        }
        let noted = Rc::new(Cell::new(0));
        let mut arena = Anything::new();
        for number in 1..=3 {
            add(&mut arena, Noted(number, Rc::clone(&noted)));
        }
        let last = arena.pop().expect("there are three");
        assert_eq!(arena.len(), 2);
        // SAFETY: the arena gave it away.
        unsafe { last.drop_in_place() };
        assert_eq!(noted.get(), 3);
        drop(arena);
        assert_eq!(noted.get(), 321);
    }

    /// The blocks, the oldest first.
    fn sizes(arena: &Anything) -> Vec<usize> {
        let blocks = std::iter::successors(arena.blocks.last, |last| {
            // SAFETY: it lives as long as the arena.
            unsafe { last.read() }.before
        });
        // SAFETY: as above.
        let mut sizes: Vec<_> = blocks.map(|block| unsafe { block.read() }.layout.size()).collect();
        sizes.reverse();
        sizes
    }

    #[test]
    fn blocks_grow_up_to_a_limit_and_a_large_value_has_one_of_its_size() {
        let mut arena = Anything::new();
        for number in 0..20_000_u32 {
            add(&mut arena, number);
        }
        let sizes_of_many = sizes(&arena);
        let (growing, grown) = sizes_of_many.split_at(7);
        assert_eq!(growing, [512, 1024, 2048, 4096, 8192, 16_384, 32_768]);
        assert!(grown.len() > 2 && grown.iter().all(|size| *size == 65_536), "{grown:?}");
        let mut arena = Anything::new();
        add(&mut arena, [0_u8; 10_000]);
        assert!(matches!(sizes(&arena)[..], [10_000..10_100]), "{:?}", sizes(&arena));
    }
}
