//! The memory of what is made.

use std::hint::black_box;
use std::sync::OnceLock;

use tenure::{footprint, owned_heap};

struct Instance {
    data: Vec<i64>,
}

impl Instance {
    fn new() -> Self {
        Instance { data: vec![1, 2, 3, 4, 5] }
    }
}

#[test]
fn an_instance_takes_its_size_and_its_heap() {
    let one = footprint(Instance::new);
    assert_eq!((one.shallow(), one.heap(), one.blocks()), (24, Some(5 * 8), Some(1)));
    assert_eq!(one.total(), Some(64));
    assert_eq!(one.to_string(), "24 B + 40 B in 1 block");
    assert_eq!(one.owned(), owned_heap(Instance::new()));
    assert_eq!(Instance::new().data.len(), 5);
    let hundred = footprint(|| {
        let mut all = Vec::with_capacity(100);
        all.extend((0..100).map(|_| Instance::new()));
        all
    });
    assert_eq!(hundred.heap(), Some(100 * 64));
    assert_eq!(hundred.blocks(), Some(101));
}

#[test]
fn what_lies_in_no_heap_takes_its_size_alone() {
    let inline = footprint(|| [1_i64; 5]);
    assert_eq!((inline.shallow(), inline.heap(), inline.total()), (40, Some(0), Some(40)));
    assert_eq!(inline.to_string(), "40 B + 0 B in 0 blocks");
    assert_eq!(footprint(|| ()).total(), Some(0));
}

#[test]
fn temporaries_are_in_the_making_and_not_in_the_value() {
    let made = footprint(|| {
        drop(black_box(vec![0_u8; 8_000]));
        Box::new(1_u64)
    });
    assert_eq!((made.heap(), made.blocks()), (Some(8), Some(1)));
    let making = made.making().expect("it counts");
    assert_eq!((making.allocs, making.bytes, making.peak), (2, 8_008, 8_000));
}

#[test]
fn what_is_made_once_counts_for_the_first_and_is_not_owned() {
    static ONCE: OnceLock<Vec<i64>> = OnceLock::new();
    let instance = || ONCE.get_or_init(|| vec![1, 2, 3, 4, 5]);
    let first = footprint(instance);
    assert_eq!((first.shallow(), first.heap(), first.owned().bytes()), (8, Some(40), Some(0)));
    assert_eq!(first.to_string(), "8 B + 40 B in 1 block, of which 0 B are freed with it");
    assert_eq!(footprint(instance).total(), Some(8));
}

#[test]
fn what_it_is_made_of_may_be_older() {
    let bytes = vec![0_u8; 100];
    let moved = footprint(move || bytes);
    assert_eq!((moved.heap(), moved.owned().bytes()), (Some(0), Some(100)));
    assert_eq!(moved.to_string(), "24 B + 0 B in 0 blocks, of which 100 B are freed with it");
}
