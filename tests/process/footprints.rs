//! Footprints and leaks against an allocator below ours that counts by itself.

#![allow(missing_docs)]
#![cfg(all(feature = "bench", feature = "instrument"))]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap, LinkedList, VecDeque};
use std::hint::black_box;
use std::rc::Rc;
use std::sync::Arc;

use proptest::prelude::*;
use tenure::{Alloc, footprint, leak_check, owned_heap};

/// Knows the blocks and bytes that each thread has.
struct Own;

thread_local! {
    static HAS: Cell<[i64; 2]> = const { Cell::new([0; 2]) };
}

fn add(blocks: i64, size: usize) {
    let size = i64::try_from(size).expect("no block is that large");
    HAS.set([HAS.get()[0] + blocks, HAS.get()[1] + blocks * size]);
}

// SAFETY: every call goes to the one of the system.
unsafe impl GlobalAlloc for Own {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        add(1, layout.size());
        // SAFETY: the caller keeps the contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        add(-1, layout.size());
        // SAFETY: the caller keeps the contract.
        unsafe { System.dealloc(block, layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        add(-1, layout.size());
        add(1, size);
        // SAFETY: the caller keeps the contract.
        unsafe { System.realloc(block, layout, size) }
    }
}

#[global_allocator]
static ALLOC: Alloc<Own> = Alloc::wrap(Own);

/// What one thread has more behind `work`.
fn more(work: impl FnOnce()) -> [i64; 2] {
    let before = HAS.get();
    work();
    [HAS.get()[0] - before[0], HAS.get()[1] - before[1]]
}

/// Ours and theirs of the same value, made, owned and leaked.
#[track_caller]
fn agree<T>(make: impl Fn() -> T) {
    let kept = RefCell::new(None);
    let theirs = more(|| *kept.borrow_mut() = Some(black_box(make())));
    let value = kept.take().expect("it was made");
    let ours = footprint(&make);
    assert_eq!([ours.blocks(), ours.heap()].map(Option::unwrap), theirs);
    let owned = Cell::new(None);
    let given_back = more(|| owned.set(Some(owned_heap(value))));
    let owned = owned.get().expect("it was counted");
    let owned = [owned.blocks(), owned.bytes()].map(Option::unwrap);
    assert_eq!(owned.map(Ok), given_back.map(|count| u64::try_from(-count)));
    let leak = leak_check(|| std::mem::forget(black_box(make())));
    assert_eq!([leak.blocks(), leak.bytes()].map(Option::unwrap), theirs);
    leak_check(make).assert_none();
}

#[test]
fn containers_of_std() {
    // With the keys of this thread's hash maps made.
    drop(black_box(HashMap::<u8, u8>::new()));
    let text = |number: u64| "x".repeat(usize::try_from(number % 50).expect("it fits"));
    for count in [0, 1, 5, 6, 7, 11, 12, 100, 1_000, 10_000] {
        agree(|| (0..count).collect::<Vec<u64>>());
        agree(|| (0..count).filter(|number| number % 3 == 0).collect::<Vec<u64>>());
        agree(|| (0..count).map(text).collect::<Vec<String>>());
        agree(|| (0..count).map(|key| (key, text(key))).collect::<BTreeMap<_, _>>());
        agree(|| (0..count).map(|key| (key, [key; 3])).collect::<HashMap<_, _>>());
        agree(|| (0..count).rev().map(text).collect::<BTreeSet<_>>());
        agree(|| (0..count).map(Rc::new).collect::<LinkedList<_>>());
        agree(|| (0..count).map(|key| Arc::<str>::from(text(key))).collect::<VecDeque<_>>());
    }
}

#[test]
fn a_map_after_insertions_and_removals() {
    agree(|| {
        let mut map = BTreeMap::new();
        (0..2_000_u64).for_each(|key| _ = map.insert(key * 7 % 2_003, key.to_string()));
        (0..1_500).for_each(|key| _ = map.remove(&key));
        map
    });
    agree(|| {
        let mut map: HashMap<_, _> = (0..2_000_u64).map(|key| (key, vec![key; 3])).collect();
        map.retain(|key, _| key % 10 == 0);
        map.shrink_to_fit();
        map
    });
}

proptest! {
    #[test]
    fn trees_of_anything(values in prop::collection::vec(
        (any::<u16>(), prop::collection::vec(".{0,9}", 0..6)), 0..60,
    )) {
        agree(|| values.iter().cloned().collect::<BTreeMap<_, _>>());
        agree(|| values.iter().cloned().map(Rc::new).collect::<Vec<_>>());
    }
}
