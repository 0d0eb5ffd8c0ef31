//! A hash table of one thread, from a node and a site to what belongs to both.

use std::ptr::{NonNull, null_mut};

use super::system;
use super::word;

/// Open addressing over a power of two; nothing is ever removed.
pub(super) struct Table<T> {
    slots: *mut Slot<T>,
    capacity: usize,
    used: usize,
}

/// Free while `value` is null.
struct Slot<T> {
    key: Key,
    value: *mut T,
}

/// The addresses of a node (or null) and a site.
type Key = (usize, usize);

const SMALLEST: usize = 32;

impl<T> Table<T> {
    pub(super) const fn new() -> Self {
        Table { slots: null_mut(), capacity: 0, used: 0 }
    }

    pub(super) fn get(&self, key: Key) -> Option<NonNull<T>> {
        NonNull::new(self.slot(key)?.value)
    }

    /// As [`get`](Self::get), in few steps also where nothing is optimised; null: it is not there.
    #[inline(always)]
    pub(super) fn find(&self, key: Key) -> *mut T {
        if self.capacity == 0 {
            return null_mut();
        }
        let mask = self.capacity.wrapping_sub(1);
        let mut index = hash(key) & mask;
        loop {
            // SAFETY: as in `slot`.
            let slot = unsafe { word::at(self.slots.wrapping_add(index)) };
            if slot.value as usize == 0 || (slot.key.0 == key.0 && slot.key.1 == key.1) {
                return slot.value;
            }
            index = index.wrapping_add(1) & mask;
        }
    }

    /// Keeps `value`; `None`: there is no memory left.
    pub(super) fn insert(&mut self, key: Key, value: NonNull<T>) -> Option<()> {
        if self.used * 2 >= self.capacity {
            self.grow()?;
        }
        *self.slot(key)? = Slot { key, value: value.as_ptr() };
        self.used += 1;
        Some(())
    }

    /// The slot of `key`, or the free one that is its place; `None`: there are no slots yet.
    #[allow(clippy::mut_from_ref)]
    fn slot(&self, key: Key) -> Option<&mut Slot<T>> {
        let mask = self.capacity.checked_sub(1)?;
        let mut index = hash(key) & mask;
        loop {
            // SAFETY: the mask keeps the index inside the array, which only this table reaches; one
            // thread has the table, and no caller keeps a slot while it asks for another.
            let slot = unsafe { &mut *self.slots.add(index) };
            // Half of the slots are free, so the search ends.
            if slot.value.is_null() || slot.key == key {
                return Some(slot);
            }
            index = (index + 1) & mask;
        }
    }

    fn grow(&mut self) -> Option<()> {
        let capacity = (self.capacity * 2).max(SMALLEST);
        let slots = system::zeros(capacity)?.as_ptr();
        let old = std::mem::replace(self, Table { slots, capacity, used: self.used });
        for index in 0..old.capacity {
            // SAFETY: `index` is inside the old array.
            let Slot { key, value } = unsafe { old.slots.add(index).read() };
            if !value.is_null() {
                *self.slot(key)? = Slot { key, value };
            }
        }
        Some(())
    }
}

impl<T> Drop for Table<T> {
    fn drop(&mut self) {
        if self.capacity > 0 {
            // SAFETY: `grow` made the array with this capacity, and only this table reached it.
            unsafe { system::free_array(self.slots, self.capacity) };
        }
    }
}

/// Both are addresses of things of 16 bytes and more; the product spreads them over the high bits.
#[inline(always)]
fn hash((node, site): Key) -> usize {
    // The golden ratio; 32 bits of it are enough to carry into the high half.
    const ODD: usize = 0x9E37_79B9;
    let mixed = (node.rotate_left(21) ^ site).wrapping_mul(ODD);
    mixed ^ (mixed >> (usize::BITS / 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_found_after_growing() {
        let values: Vec<usize> = (1..=1000).collect();
        let mut table = Table::new();
        for value in &values {
            let key = (value * 64, value % 7 * 16);
            assert!(table.get(key).is_none());
            table.insert(key, NonNull::from(value)).expect("memory");
        }
        for value in &values {
            let found = table.get((value * 64, value % 7 * 16)).expect("it is there");
            assert_eq!(found, NonNull::from(value));
        }
        assert!(table.get((64, 2 * 16)).is_none(), "another site under the same node");
    }
}
