//! What is left behind.

use std::cell::RefCell;
use std::hint::black_box;
use std::mem::forget;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::{Rc, Weak};

use tenure::{Leftover, leak_check};

/// Blocks and bytes.
fn left(leftover: &Leftover) -> (i64, i64) {
    (leftover.blocks().expect("it counts"), leftover.bytes().expect("it counts"))
}

#[derive(Default)]
struct Node {
    strong: RefCell<Option<Rc<Node>>>,
    weak: RefCell<Weak<Node>>,
}

/// Two counts, a strong one that may be borrowed, and a weak one.
const NODE: i64 = 16 + 16 + 16;

#[cfg(target_pointer_width = "64")]
const _: () = assert!(size_of::<Node>() == 32);

#[test]
fn a_circle_is_found_and_a_broken_one_is_none() {
    let circle = |broken: bool| {
        let (one, other) = (Rc::new(Node::default()), Rc::new(Node::default()));
        *one.strong.borrow_mut() = Some(Rc::clone(&other));
        *other.strong.borrow_mut() = Some(Rc::clone(&one));
        if broken {
            other.strong.take();
        }
    };
    assert_eq!(left(&leak_check(|| circle(false))), (2, 2 * NODE));
    assert!(leak_check(|| circle(true)).is_none());
    let weak = || {
        let (one, other) = (Rc::new(Node::default()), Rc::new(Node::default()));
        *one.strong.borrow_mut() = Some(Rc::clone(&other));
        *other.weak.borrow_mut() = Rc::downgrade(&one);
        assert!(other.weak.borrow().upgrade().is_some());
    };
    leak_check(weak).assert_none();
}

#[test]
fn every_leaked_block_and_byte_is_counted() {
    for count in [0, 1, 2, 1_000] {
        for size in [1, 8, 100, 262_144] {
            if count * size > 10_000_000 {
                continue;
            }
            let mut kept = Vec::with_capacity(count);
            let leak = leak_check(|| {
                for _ in 0..count {
                    drop(black_box(vec![0_u8; size]));
                    kept.push(black_box(vec![0_u8; size]));
                }
            });
            let bytes = i64::try_from(count * size).expect("it fits");
            assert_eq!(left(&leak), (i64::try_from(count).expect("it fits"), bytes));
            assert_eq!(leak.is_none(), count == 0);
        }
    }
    assert_eq!(left(&leak_check(|| forget(black_box(Box::new(1_u64))))), (1, 8));
    assert_eq!(left(&leak_check(|| Box::leak(black_box(Box::new([0_u8; 100]))))), (1, 100));
}

#[test]
fn blocks_that_grow_and_shrink_stay_one() {
    let mut vector = Vec::new();
    let grown = leak_check(|| (0..10_000_u32).for_each(|number| vector.push(number)));
    assert_eq!(left(&grown), (1, 4 * i64::try_from(vector.capacity()).expect("it fits")));
    let (capacity, text) = (vector.capacity(), grown.to_string());
    assert_eq!(text, format!("1 block, {} bytes left behind", capacity * 4));
    vector.truncate(10);
    let shrunk = leak_check(|| vector.shrink_to_fit());
    assert_eq!(left(&shrunk), (0, 40 - 4 * i64::try_from(capacity).expect("it fits")));
    assert!(!shrunk.is_none());
    let zeroed = leak_check(|| forget(black_box(vec![0_u8; 10_000])));
    assert_eq!(left(&zeroed), (1, 10_000));
    leak_check(|| (0..10_000_u32).collect::<std::collections::VecDeque<_>>()).assert_none();
}

#[test]
fn what_it_returns_is_no_leak() {
    leak_check(|| vec![String::from("a"), String::from("b")]).assert_none();
    assert_eq!(leak_check(|| Box::new(1)).to_string(), "nothing left behind");
}

#[test]
fn what_was_there_before_may_be_freed() {
    let old = RefCell::new(Some(vec![0_u8; 100]));
    let freed = leak_check(|| drop(old.take()));
    assert_eq!(left(&freed), (-1, -100));
    assert_eq!(freed.to_string(), "-1 blocks, -100 bytes: it freed what was there before");
}

#[test]
fn what_a_closure_takes_with_it_is_told() {
    let taken = vec![0_u8; 10];
    let hidden = leak_check(move || forget(black_box(taken.clone())));
    assert!(hidden.is_none(), "{hidden}");
    assert!(hidden.to_string().contains("less what it took with it by value"), "{hidden}");
    let borrowed = Vec::<u8>::with_capacity(10);
    let seen = leak_check(|| forget(black_box(vec![0_u8; borrowed.capacity()])));
    assert_eq!(seen.to_string(), "1 block, 10 bytes left behind");
}

#[test]
fn an_assertion_tells_blocks_and_bytes() {
    let leak = leak_check(|| (0..3).for_each(|_| forget(black_box(Box::new(1_u64)))));
    let failed = catch_unwind(AssertUnwindSafe(|| leak.assert_none())).expect_err("it fails");
    let text = failed.downcast::<String>().expect("a text");
    assert!(text.starts_with("3 blocks, 24 bytes left behind\n(counted on this thread"), "{text}");
}
