//! A list that any thread may read and add to, and that nothing ever leaves.

use std::alloc::{GlobalAlloc as _, Layout, System, handle_alloc_error};
use std::ptr::{self, null_mut};
use std::sync::atomic::AtomicPtr;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};

/// Leads to an element, or to none; the elements have links of their own to those behind them.
pub(crate) struct Link<T: 'static>(AtomicPtr<T>);

impl<T> Link<T> {
    pub(crate) const fn new() -> Self {
        Link(AtomicPtr::new(null_mut()))
    }

    #[inline]
    fn follow(&self) -> Option<&'static T> {
        // SAFETY: only `push` puts something there, which was made by `place` and is for ever.
        // Acquire pairs with `push`.
        unsafe { self.0.load(Acquire).cast_const().as_ref() }
    }

    /// The elements from here on.
    #[inline]
    pub(crate) fn all(
        &self,
        next: impl Fn(&'static T) -> &'static Link<T>,
    ) -> impl Iterator<Item = &'static T> {
        std::iter::successors(self.follow(), move |last| next(last).follow())
    }

    /// Adds `value` in front of all others; `next` is its link.
    #[cold]
    pub(crate) fn push(&self, value: T, next: impl Fn(&T) -> &Link<T>) -> &'static T {
        let element = place(value);
        let Link(behind) = next(element);
        let pointer = ptr::from_ref(element).cast_mut();
        let mut first = self.0.load(Relaxed);
        loop {
            behind.store(first, Relaxed);
            // Release: who sees the element sees what is in it, and those behind it.
            match self.0.compare_exchange(first, pointer, Release, Relaxed) {
                Ok(_) => return element,
                Err(other) => first = other,
            }
        }
    }
}

// SAFETY: it lends elements to any thread, and takes them from any.
unsafe impl<T: Send + Sync> Sync for Link<T> {}

/// Puts `value` where it stays for ever: into memory from the system, so that what a program itself
/// allocates is the same whether we count or not.
fn place<T>(value: T) -> &'static T {
    const { assert!(size_of::<T>() > 0, "nothing is placed that has no size") };
    let layout = Layout::new::<T>();
    // SAFETY: the size is not zero.
    let place = unsafe { System.alloc(layout) }.cast::<T>();
    if place.is_null() {
        handle_alloc_error(layout);
    }
    // SAFETY: the block was allocated for a `T` a moment ago, is nobody else's, and is never freed.
    unsafe {
        place.write(value);
        &*place
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::thread;

    use super::*;

    struct Number(u32, Link<Number>);

    static NUMBERS: Link<Number> = Link::new();

    const EACH: u32 = 5000;

    #[test]
    fn what_many_threads_add_at_once_is_all_there() {
        // So that they meet.
        let start = Barrier::new(4);
        let add = |first: u32| {
            start.wait();
            for number in first..first + EACH {
                NUMBERS.push(Number(number, Link::new()), |number| &number.1);
            }
        };
        thread::scope(|threads| {
            for thread in 0..4 {
                let add = &add;
                threads.spawn(move || add(thread * EACH));
            }
        });
        let mut numbers: Vec<u32> =
            NUMBERS.all(|number| &number.1).map(|number| number.0).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (0..4 * EACH).collect::<Vec<_>>());
    }
}
