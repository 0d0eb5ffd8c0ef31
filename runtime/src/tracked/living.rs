//! How many values of a type are alive, and how many were at once.

use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};

use crate::sync::AtomicU64;

/// Those that are alive. Each number of them in its turn is that of some moment, so that the largest
/// is the peak.
pub(super) struct Living {
    now: AtomicU64,
    most: AtomicU64,
}

impl Living {
    pub(super) fn new() -> Self {
        Living { now: AtomicU64::new(0), most: AtomicU64::new(0) }
    }

    /// A value is made.
    #[inline]
    pub(super) fn came(&self) {
        // Release: who sees it among the living sees it among those that were made.
        let now = self.now.fetch_add(1, Release) + 1;
        self.reached(now);
    }

    /// There were so many; who has seen more may have said so before.
    #[inline]
    fn reached(&self, number: u64) {
        if number > self.most.load(Relaxed) {
            self.most.fetch_max(number, Relaxed);
        }
    }

    /// A value is dropped.
    #[inline]
    pub(super) fn went(&self) {
        self.now.fetch_sub(1, Release);
    }

    /// How many are alive, and how many were at most.
    pub(super) fn now_and_most(&self) -> [u64; 2] {
        // Acquire pairs with `came`: what is alive was made before.
        let now = self.now.load(Acquire);
        // Who made the last one may not have come to the peak yet.
        [now, self.most.load(Relaxed).max(now)]
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn the_peak_is_the_largest_number_in_whatever_order_threads_tell_them() {
        let living = Living::new();
        for (told, peak) in [(2, 2), (1, 2), (5, 5), (3, 5), (5, 5), (6, 6)] {
            living.reached(told);
            assert_eq!(living.now_and_most(), [0, peak], "told {told}");
        }
    }
}

#[cfg(all(test, loom))]
mod model {
    use loom::sync::Arc;
    use loom::sync::atomic::AtomicUsize;
    use loom::{model, thread};

    use super::*;

    #[test]
    fn the_peak_is_that_of_two_threads_that_meet() {
        model(|| {
            let living = Arc::new(Living::new());
            let threads = [(); 2].map(|()| {
                let living = Arc::clone(&living);
                thread::spawn(move || living.came())
            });
            let [now, most] = living.now_and_most();
            assert!(now <= most && most <= 2);
            threads.into_iter().for_each(|thread| thread.join().unwrap());
            assert_eq!(living.now_and_most(), [2, 2]);
        });
    }

    #[test]
    fn the_peak_is_never_more_than_there_were() {
        model(|| {
            let living = Arc::new(Living::new());
            let other = Arc::clone(&living);
            let thread = thread::spawn(move || {
                other.came();
                other.went();
            });
            living.came();
            living.went();
            thread.join().unwrap();
            let [now, most] = living.now_and_most();
            assert!(now == 0 && (most == 1 || most == 2), "{now} {most}");
        });
    }

    #[test]
    fn what_is_alive_was_made_before() {
        model(|| {
            let made = Arc::new((AtomicUsize::new(0), Living::new()));
            let maker = Arc::clone(&made);
            let thread = thread::spawn(move || {
                maker.0.fetch_add(1, Relaxed);
                maker.1.came();
                maker.1.went();
                maker.0.fetch_add(1, Relaxed);
                maker.1.came();
            });
            let [now, _] = made.1.now_and_most();
            assert!(now <= made.0.load(Relaxed) as u64, "made later, it seems");
            thread.join().unwrap();
        });
    }
}
