//! Eight threads ask for a singleton at the same moment, a thousand times.

#![allow(missing_docs)]

use std::collections::HashSet;
use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

const THREADS: usize = 8;

/// What is in each of ten modules, and a function that runs all of it.
macro_rules! ten_modules_of {
    ($inside:ident) => {
        ten_modules_of! { $inside: zero one two three four five six seven eight nine }
    };
    ($inside:ident: $($module:ident)*) => {
        $(mod $module {
            $inside! {}
        })*

        pub(crate) fn rounds() -> usize {
            0 $(+ $module::rounds())*
        }
    };
}

macro_rules! hundreds {
    () => {
        ten_modules_of! { tens }
    };
}

macro_rules! tens {
    () => {
        ten_modules_of! { single }
    };
}

macro_rules! single {
    () => {
        use std::sync::atomic::{AtomicUsize, Ordering};

        static CONSTRUCTIONS: AtomicUsize = AtomicUsize::new(0);

        #[tenure::singleton]
        struct Made(usize);

        impl Made {
            fn new() -> Self {
                Made(CONSTRUCTIONS.fetch_add(1, Ordering::Relaxed))
            }
        }

        pub(crate) fn rounds() -> usize {
            crate::round(|| std::ptr::from_ref(Made::instance()) as usize, &CONSTRUCTIONS);
            Made::instance().0 + 1
        }
    };
}

ten_modules_of! { hundreds }

fn round(address: fn() -> usize, constructions: &AtomicUsize) {
    let barrier = Barrier::new(THREADS);
    let addresses: HashSet<usize> = thread::scope(|scope| {
        let ask = || {
            barrier.wait();
            address()
        };
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(ask)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(addresses.len(), 1);
    assert_eq!(constructions.load(Ordering::Relaxed), 1);
}

/// Seed: A28, F17.
#[test]
fn a_thousand_rounds_make_one_value_each() {
    assert_eq!(rounds(), 1_000);
}
