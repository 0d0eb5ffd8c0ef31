//! Values counted by type and by the place where they were made, in a table for each thread.
//!
//! One thread writes a table, with loads and stores; any thread may read it. The table of a thread
//! that has ended goes on to the next one that begins, with all that is in it: there are as many
//! as there were threads at once, and nothing is ever freed.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::panic::Location;
use std::ptr;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use std::sync::atomic::{AtomicBool, AtomicU64};

use super::chain::Link;

/// What is counted.
#[derive(Clone, Copy)]
pub(super) enum Count {
    /// Made and not yet disposed or dropped. What one thread makes another one may drop, so that
    /// only the sum of all threads is a number of values.
    Alive,
    /// Disposed in order.
    Disposed,
    /// Of these, with an error.
    Failed,
    /// Dropped without being disposed.
    Dropped,
    /// Of these, while the thread was unwinding.
    DroppedInUnwinding,
    /// Of these, disposed with an error.
    DroppedAndFailed,
}

const COUNTS: usize = Count::DroppedAndFailed as usize + 1;

/// A type and a place, as far as they are known.
pub(super) type Key = (Option<&'static str>, Option<&'static Location<'static>>);

/// The counts of one key, as one thread sees them.
pub(super) struct Entry {
    key: Key,
    counts: [AtomicU64; COUNTS],
    next: Link<Entry>,
}

/// The counts of one key, of all threads together.
#[derive(Default)]
pub(super) struct Sums([u64; COUNTS]);

/// The table of one thread: lists of entries, the newest first.
struct Tally {
    /// Whether it is that of a thread that has not ended.
    taken: AtomicBool,
    lists: [Link<Entry>; LISTS],
    next: Link<Tally>,
}

const LISTS: usize = 64;

/// The table that was made last.
static FIRST: Link<Tally> = Link::new();

thread_local! {
    // Nothing to initialise and no destructor: it is there to the very end of the thread.
    static MINE: Cell<Option<&'static Tally>> = const { Cell::new(None) };
    // Touched once, when the thread counts for the first time.
    static END: End = const { End };
}

/// Hands the table on when the thread ends.
struct End;

impl Drop for End {
    fn drop(&mut self) {
        MINE.take().inspect(|tally| tally.release());
    }
}

/// Counts in the table of this thread.
#[inline]
pub(super) fn count(key: Key, counts: impl FnOnce(&Entry)) {
    match MINE.get() {
        Some(tally) => counts(tally.entry(key)),
        None => Tally::claimed(|tally| counts(tally.entry(key))),
    }
}

/// What all threads have counted.
pub(super) fn sums() -> BTreeMap<Key, Sums> {
    let mut sums = BTreeMap::<Key, Sums>::new();
    for tally in FIRST.all(|tally| &tally.next) {
        for entry in tally.lists.iter().flat_map(|list| list.all(|entry| &entry.next)) {
            let Sums(sum) = sums.entry(entry.key).or_default();
            for (sum, count) in sum.iter_mut().zip(&entry.counts) {
                *sum = sum.wrapping_add(count.load(Relaxed));
            }
        }
    }
    sums
}

impl Sums {
    pub(super) fn of(&self, count: Count) -> u64 {
        self.0[count as usize]
    }

    /// How many values are alive; in the middle of things one may be seen to go before it came.
    pub(super) fn alive(&self) -> u64 {
        let alive = self.of(Count::Alive);
        if alive > u64::MAX / 2 { 0 } else { alive }
    }
}

impl Entry {
    #[inline]
    pub(super) fn add(&self, count: Count) {
        self.change(count, 1);
    }

    #[inline]
    pub(super) fn subtract(&self, count: Count) {
        self.change(count, u64::MAX);
    }

    #[inline]
    fn change(&self, count: Count, by: u64) {
        let count = &self.counts[count as usize];
        // One thread writes: nothing comes between the load and the store.
        count.store(count.load(Relaxed).wrapping_add(by), Relaxed);
    }

    /// Addresses only: the same text elsewhere has an entry of its own, and [`sums`] adds them.
    #[inline]
    fn is_of(&self, (type_name, created_at): Key) -> bool {
        let same_type = match (self.key.0, type_name) {
            (Some(own), Some(other)) => ptr::eq(own, other),
            (None, None) => true,
            _ => false,
        };
        same_type && address(self.key.1) == address(created_at)
    }
}

#[inline]
fn address(place: Option<&'static Location<'static>>) -> usize {
    place.map_or(0, |place| ptr::from_ref(place).addr())
}

impl Tally {
    /// Calls `work` on a thread that has no table yet, or none any more because it ends.
    #[cold]
    fn claimed(work: impl FnOnce(&Tally)) {
        let is_ending = END.try_with(|_| ()).is_err();
        let tally = Tally::free().unwrap_or_else(Tally::new);
        work(tally);
        match MINE.get() {
            None if !is_ending => MINE.set(Some(tally)),
            _ => tally.release(),
        }
    }

    /// One of a thread that has ended.
    fn free() -> Option<&'static Tally> {
        // Acquire pairs with `release`: who counts next goes on from there.
        FIRST.all(|tally| &tally.next).find(|tally| !tally.taken.swap(true, Acquire))
    }

    fn new() -> &'static Tally {
        let lists = [const { Link::new() }; LISTS];
        let tally = Tally { taken: AtomicBool::new(true), lists, next: Link::new() };
        FIRST.push(tally, |tally| &tally.next)
    }

    fn release(&self) {
        self.taken.store(false, Release);
    }

    /// Only the thread whose table it is asks.
    #[inline]
    fn entry(&self, key: Key) -> &'static Entry {
        let list = &self.lists[list_of(key)];
        let known = list.all(|entry| &entry.next).find(|entry| entry.is_of(key));
        known.unwrap_or_else(|| {
            let counts = [const { AtomicU64::new(0) }; COUNTS];
            list.push(Entry { key, counts, next: Link::new() }, |entry| &entry.next)
        })
    }
}

/// Places are 24 bytes apart, or more.
#[inline]
fn list_of((type_name, created_at): Key) -> usize {
    let type_address = type_name.map_or(0, |name| name.as_ptr().addr());
    ((address(created_at) / 8) ^ (type_address / 8)).wrapping_mul(0x9E37_79B9) >> 16 & (LISTS - 1)
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    fn sum(key: Key, count: Count) -> u64 {
        sums().get(&key).map_or(0, |sums| sums.of(count))
    }

    #[test]
    fn threads_add_up_to_what_is_alive() {
        let key = (None, Some(Location::caller()));
        for _ in 0..100 {
            count(key, |entry| entry.add(Count::Alive));
        }
        let ends = || (0..30).for_each(|_| count(key, |entry| entry.subtract(Count::Alive)));
        thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(ends);
            }
        });
        assert_eq!(sums()[&key].alive(), 10);
        ends();
        assert_eq!(sums()[&key].alive(), 0, "more ends than beginnings");
    }

    #[test]
    fn types_and_places_are_counted_apart() {
        let here = Some(Location::caller());
        let keys = [(Some("one"), here), (Some("other"), here), (Some("one"), None), (None, here)];
        for (times, key) in keys.into_iter().enumerate() {
            for _ in 0..=times {
                count(key, |entry| entry.add(Count::Dropped));
            }
        }
        assert_eq!(keys.map(|key| sum(key, Count::Dropped)), [1, 2, 3, 4]);
    }

    #[test]
    fn a_thread_that_ends_counts_to_its_end() {
        struct Late(Key);

        impl Drop for Late {
            fn drop(&mut self) {
                count(self.0, |entry| entry.add(Count::Dropped));
            }
        }

        thread_local!(static LATE: Cell<Option<Late>> = const { Cell::new(None) });
        let key = (Some("late"), Some(Location::caller()));
        let register = move || LATE.set(Some(Late(key)));
        // Destructors run in the order of registration or in the reverse: one of both is late.
        for late_first in [true, false] {
            thread::spawn(move || {
                if late_first {
                    register();
                }
                count(key, |entry| entry.add(Count::Alive));
                if !late_first {
                    register();
                }
            })
            .join()
            .expect("nothing panics");
        }
        assert_eq!([Count::Alive, Count::Dropped].map(|count| sum(key, count)), [2, 2]);
    }

    #[test]
    fn threads_one_after_the_other_share_a_table() {
        let tables = || FIRST.all(|tally| &tally.next).count();
        let key = (None, Some(Location::caller()));
        thread::scope(|scope| {
            scope.spawn(|| count(key, |entry| entry.add(Count::Dropped)));
        });
        let before = tables();
        for _ in 0..1000 {
            thread::scope(|scope| {
                scope.spawn(|| count(key, |entry| entry.add(Count::Dropped)));
            });
        }
        // Other tests count too, on threads of their own.
        assert!(tables() < before + 100, "{before} tables have become {}", tables());
        assert_eq!(sum(key, Count::Dropped), 1001);
    }
}
