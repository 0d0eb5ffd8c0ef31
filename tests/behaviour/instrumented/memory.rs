//! Allocations of calls.

use tenure::instrumented;

use super::{allocate, memory, row};

#[test]
fn self_is_without_callees_and_total_with_them() {
    #[instrumented]
    fn outer() {
        let _kept = allocate(2_000);
        inner();
        inner();
    }

    #[instrumented]
    fn inner() {
        drop(allocate(500));
    }

    outer();
    let name = "self_is_without_callees_and_total_with_them";
    let outer = memory(&row(module_path!(), &format!("{name}::outer")));
    let inner = memory(&row(module_path!(), &format!("{name}::inner")));
    assert_eq!((outer.self_allocs, outer.total_allocs), (1, 3));
    assert_eq!((outer.self_bytes, outer.total_bytes), (2_000, 2_000 + 2 * 500));
    assert_eq!((inner.self_bytes, inner.total_bytes), (2 * 500, 2 * 500));
    assert_eq!((outer.peak_bytes, inner.peak_bytes), (2_000 + 500, 500));
    assert_eq!((outer.retained_bytes, inner.retained_bytes), (0, 0));
}

#[test]
fn a_peak_is_what_was_there_at_once_in_one_call() {
    #[instrumented]
    fn three_times(bytes: u64) {
        for _ in 0..3 {
            drop(allocate(bytes));
        }
    }

    let _outside = allocate(1 << 20);
    three_times(1_000);
    three_times(700);
    let memory =
        memory(&row(module_path!(), "a_peak_is_what_was_there_at_once_in_one_call::three_times"));
    assert_eq!((memory.peak_bytes, memory.total_bytes), (1_000, 3 * 1_700));
}

#[test]
fn a_peak_in_front_of_a_call_is_not_forgotten_behind_it() {
    #[instrumented]
    fn outer() {
        drop(allocate(5_000));
        inner();
        drop(allocate(10));
    }

    #[instrumented]
    fn inner() {
        drop(allocate(300));
    }

    outer();
    let name = "a_peak_in_front_of_a_call_is_not_forgotten_behind_it";
    assert_eq!(memory(&row(module_path!(), &format!("{name}::outer"))).peak_bytes, 5_000);
    assert_eq!(memory(&row(module_path!(), &format!("{name}::inner"))).peak_bytes, 300);
}

#[test]
fn a_call_that_allocates_nothing_leaves_the_peak_around_it_alone() {
    #[instrumented]
    fn outer() {
        drop(allocate(5_000));
        nothing();
    }

    #[instrumented]
    fn nothing() {}

    outer();
    let name = "a_call_that_allocates_nothing_leaves_the_peak_around_it_alone";
    assert_eq!(memory(&row(module_path!(), &format!("{name}::outer"))).peak_bytes, 5_000);
}

#[test]
fn a_vector_that_grows_counts_what_it_has_in_the_end() {
    #[instrumented]
    fn grow() {
        let mut bytes = allocate(16);
        while bytes.len() < 4_096 {
            bytes.push(1);
        }
    }

    grow();
    let memory =
        memory(&row(module_path!(), "a_vector_that_grows_counts_what_it_has_in_the_end::grow"));
    assert_eq!((memory.self_bytes, memory.peak_bytes, memory.retained_bytes), (4_096, 4_096, 0));
    assert_eq!(memory.self_allocs, u64::from((4_096_u32 / 16).ilog2() + 1), "16, 32, .. 4096");
}

#[test]
fn what_a_call_leaves_behind_and_what_it_frees_of_others_is_told() {
    #[instrumented]
    fn make() -> Vec<u8> {
        drop(allocate(100));
        allocate(1_000)
    }

    #[instrumented]
    fn free(bytes: Vec<u8>) {
        drop(bytes);
    }

    let mut shrunk = make();
    shrunk.push(1);
    free(make());
    let name = "what_a_call_leaves_behind_and_what_it_frees_of_others_is_told";
    let make = memory(&row(module_path!(), &format!("{name}::make")));
    let free = memory(&row(module_path!(), &format!("{name}::free")));
    assert_eq!((make.retained_bytes, make.total_bytes), (2 * 1_000, 2 * 1_100));
    assert_eq!((free.retained_bytes, free.total_bytes, free.total_allocs), (-1_000, 0, 0));
}

#[test]
fn zeroed_memory_counts_like_any_other() {
    #[instrumented]
    fn zeros() -> Box<[u8]> {
        vec![0; 3_000].into()
    }

    drop(zeros());
    let memory = memory(&row(module_path!(), "zeroed_memory_counts_like_any_other::zeros"));
    assert_eq!((memory.self_allocs, memory.self_bytes), (1, 3_000));
}

#[test]
fn calls_that_do_not_allocate_have_nothing() {
    #[instrumented]
    fn nothing() -> u32 {
        std::hint::black_box(1)
    }

    let _around = allocate(10);
    (0..100).for_each(|_| assert_eq!(nothing(), 1));
    let row = row(module_path!(), "calls_that_do_not_allocate_have_nothing::nothing");
    let memory = memory(&row);
    assert_eq!(row.calls, 100);
    assert_eq!((memory.total_allocs, memory.total_bytes, memory.peak_bytes), (0, 0, 0));
    assert_eq!(memory.retained_bytes, 0);
}
