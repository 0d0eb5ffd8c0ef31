//! `assert_allocs!` and `assert_no_alloc!`.

use std::hint::black_box;
use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use std::sync::Barrier;
use std::thread;

use tenure::{assert_allocs, assert_no_alloc, instrumented};

use super::allocate;

/// What an assertion that fails says.
fn refusal(assertion: impl FnOnce()) -> String {
    let payload = catch_unwind(AssertUnwindSafe(assertion)).expect_err("it fails");
    *payload.downcast::<String>().expect("a text")
}

fn allocations(count: u64) {
    (0..count).for_each(|_| drop(allocate(10)));
}

#[test]
fn every_comparison_holds_at_its_bound_and_fails_beyond_it() {
    assert_allocs!(== 3, || allocations(3));
    assert_allocs!(<= 3, || allocations(3));
    assert_allocs!(<= 3, || allocations(2));
    assert_allocs!(< 3, || allocations(2));
    assert_allocs!(>= 3, || allocations(3));
    assert_allocs!(> 3, || allocations(4));
    assert_no_alloc!(|| allocations(0));
    let refused = [
        (refusal(|| assert_allocs!(== 3, || allocations(2))), "3 allocations", 2),
        (refusal(|| assert_allocs!(== 3, || allocations(4))), "3 allocations", 4),
        (refusal(|| assert_allocs!(<= 3, || allocations(4))), "at most 3 allocations", 4),
        (refusal(|| assert_allocs!(< 3, || allocations(3))), "less than 3 allocations", 3),
        (refusal(|| assert_allocs!(>= 3, || allocations(2))), "at least 3 allocations", 2),
        (refusal(|| assert_allocs!(> 3, || allocations(3))), "more than 3 allocations", 3),
        (refusal(|| assert_no_alloc!(|| allocations(2))), "none", 2),
    ];
    for (message, expected, got) in refused {
        let told = format!(
            "wrong number of allocations\n expected: {expected}\n      got: {got} allocations, {} \
             bytes",
            got * 10
        );
        assert_eq!(message, told);
    }
}

#[test]
fn an_assertion_says_what_it_was_about() {
    let name = "words";
    let mut calls = 0;
    // The message may look at what the closure changes.
    let message = refusal(|| {
        assert_allocs!(
            == 0,
            || {
                calls += 1;
                allocations(1);
            },
            "of {name} after {calls} call",
        );
    });
    assert_eq!(
        message,
        "wrong number of allocations: of words after 1 call\n expected: none\n      got: 1 \
         allocation, 10 bytes"
    );
}

#[test]
fn a_failure_is_where_the_assertion_stands() {
    let places = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let seen = std::sync::Arc::clone(&places);
    let this = thread::current().id();
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if thread::current().id() == this {
            let place = info.location().expect("a place");
            seen.lock().expect("no panic").push((place.file().to_owned(), place.line()));
        } else {
            hook(info);
        }
    }));
    let line = line!() + 1;
    let _message = refusal(|| assert_no_alloc!(|| allocations(1)));
    assert_eq!(*places.lock().expect("no panic"), [(file!().to_owned(), line)]);
}

#[test]
fn the_closure_gives_its_value_and_may_borrow() {
    let numbers = vec![1, 2, 3];
    let sum = assert_no_alloc!(|| numbers.iter().sum::<u32>());
    let longer =
        assert_allocs!(== 1, || numbers.iter().map(|number| number * 2).collect::<Vec<_>>());
    assert_eq!((sum, longer), (6, vec![2, 4, 6]));
    let first = assert_no_alloc!(|| numbers.first(), "of {}", numbers.len());
    assert_eq!(first, Some(&1));
    assert_eq!(assert_no_alloc!(|| drop(numbers)), (), "to free is no allocation");
}

#[test]
fn to_grow_is_an_allocation_and_to_shrink_is_none() {
    let mut bytes = allocate(16);
    bytes.resize(10, 0);
    assert_allocs!(== 1, || bytes.reserve_exact(100));
    assert_no_alloc!(|| bytes.shrink_to_fit());
}

#[test]
fn only_the_own_thread_counts() {
    let barrier = Barrier::new(2);
    thread::scope(|scope| {
        scope.spawn(|| {
            barrier.wait();
            allocations(1_000);
            barrier.wait();
        });
        assert_no_alloc!(|| {
            barrier.wait();
            barrier.wait();
        });
    });
}

#[test]
fn the_first_call_of_a_function_in_a_new_thread_allocates_nothing() {
    #[instrumented]
    fn first(number: u64) -> u64 {
        black_box(number)
    }

    thread::spawn(|| assert_no_alloc!(|| first(1))).join().expect("no panic");
}

#[test]
fn assertions_may_stand_in_each_other() {
    let inner = assert_allocs!(== 3, || {
        allocations(1);
        let inner = assert_allocs!(== 2, || allocate(5).len() + allocate(5).len());
        assert_no_alloc!(|| black_box(inner))
    });
    assert_eq!(inner, 0);
}

#[test]
fn a_panic_of_the_closure_goes_on() {
    let payload = catch_unwind(|| assert_no_alloc!(|| panic_any(7))).expect_err("a panic");
    assert_eq!(payload.downcast_ref::<i32>(), Some(&7));
}
