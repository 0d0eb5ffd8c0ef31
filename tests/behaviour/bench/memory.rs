//! The memory of a turn.

use std::hint::black_box;
use std::mem::forget;
use std::time::Duration;

use tenure::{HeapUse, Metrics, Sampling, compare, heap_use};

fn measured<R>(code: impl FnMut() -> R) -> Metrics {
    Sampling::new().time(Duration::from_millis(1)).rounds(11).measure("code", code)
}

fn memory<R>(code: impl FnMut() -> R) -> HeapUse {
    measured(code).memory.expect("it counts")
}

#[test]
fn a_temporary_is_in_the_peak() {
    let temporary = memory(|| drop(black_box(vec![0_u8; 8_000])));
    assert_eq!((temporary.allocs, temporary.bytes, temporary.peak), (1, 8_000, 8_000));
    assert_eq!((temporary.net, temporary.net_blocks), (0, 0));
    let twice = memory(|| {
        drop(black_box(vec![0_u8; 8_000]));
        drop(black_box(vec![0_u8; 8_000]));
    });
    assert_eq!((twice.allocs, twice.bytes, twice.peak), (2, 16_000, 8_000));
    let returned = memory(|| vec![0_u8; 8_000]);
    assert_eq!((returned.peak, returned.net), (8_000, 0));
}

#[test]
fn to_do_nothing_takes_no_memory() {
    assert_eq!(memory(|| ()), HeapUse::default());
    assert_eq!(memory(|| black_box(1) + 1), HeapUse::default());
}

#[test]
fn a_leak_of_each_turn_is_the_net() {
    let leaking = measured(|| forget(black_box(Box::new([0_u8; 100]))));
    let memory = leaking.memory.expect("it counts");
    assert_eq!((memory.net, memory.net_blocks, memory.peak), (100, 1, 100));
    let text = leaking.to_string();
    assert!(text.contains("`code` leaves 100 B in 1 block behind each time"), "{text}");
}

#[test]
fn memory_alone_is_counted_in_one_turn() {
    let mut turns = 0;
    let usage = heap_use(|| {
        turns += 1;
        forget(black_box(Box::new([0_u8; 100])));
        black_box(vec![0_u8; 8_000])
    });
    let HeapUse { allocs, bytes, peak, net, net_blocks, .. } = usage.expect("it counts");
    assert_eq!((allocs, bytes, peak), (2, 8_100, 8_100));
    assert_eq!((net, net_blocks, turns), (100, 1, 1));
}

#[test]
fn an_instance_for_each_call_is_one_allocation() {
    struct Instance(Vec<i64>);
    let comparison = compare! {
        sampling: Sampling::new().time(Duration::from_millis(1)).rounds(11),
        baseline: "inline" => black_box([1_i64, 2, 3, 4, 5]).iter().sum::<i64>(),
        "instance" => black_box(Instance(vec![1, 2, 3, 4, 5])).0.iter().sum::<i64>(),
    };
    let memory = |name| comparison.row(name).and_then(|row| row.memory).expect("it counts");
    assert_eq!(memory("inline"), HeapUse::default());
    let HeapUse { allocs, bytes, peak, net, .. } = memory("instance");
    assert_eq!((allocs, bytes, peak, net), (1, 40, 40, 0));
}

#[test]
fn what_is_made_once_is_of_the_first_turn() {
    let mut once = None::<Vec<i64>>;
    let singleton = measured(|| once.get_or_insert_with(|| vec![1, 2, 3, 4, 5]).len());
    assert_eq!(singleton.memory, Some(HeapUse::default()));
    let first = singleton.first.expect("it counts");
    assert_eq!((first.allocs, first.bytes, first.net), (1, 40, 40));
    let text = singleton.to_string();
    assert!(text.contains("`code` takes 1 allocation of 40 bytes the first time"), "{text}");
}

#[test]
fn turns_that_differ_are_told_and_the_highest_peak_counts() {
    let mut turn = 0;
    let uneven = measured(|| {
        turn += 1;
        drop(black_box(vec![0_u8; if turn % 4 == 0 { 4_000 } else { 10 }]));
    });
    assert!(!uneven.steady);
    let memory = uneven.memory.expect("it counts");
    assert_eq!((memory.bytes, memory.peak), (10, 4_000));
    let text = uneven.to_string();
    assert!(text.contains("`code` does not do the same with the heap each time"), "{text}");
}

#[test]
fn the_table_tells_zero_from_unknown() {
    let text = measured(|| ()).to_string();
    assert!(text.contains("|      0 |   0 B |  0 B |"), "{text}");
    assert!(!text.contains("n/a"), "{text}");
}
