//! A table of values by their hashes that only ever grows.
//!
//! Each value is a leaf that has room for eight more below it, and a search goes down by three bits
//! of the hash at a time. An entry is added by one compare-and-swap of an empty place, and no entry
//! moves afterwards: readers write nothing, nobody waits, and what is compared with what is decided
//! by code of the user while nothing is locked.
//! Source: Chris Wellons, "The quick and practical MSI hash trie", with more than one root.

use std::sync::atomic::{AtomicUsize, Ordering};

use once_cell::race::OnceBox;

pub(in crate::singleton) struct Trie<V> {
    roots: [Place<V>; 1 << ROOT_BITS],
    /// How many leaves there are, or are about to be.
    count: AtomicUsize,
}

type Place<V> = OnceBox<Leaf<V>>;

struct Leaf<V> {
    hash: u64,
    value: V,
    below: [Place<V>; 1 << LEAF_BITS],
    /// Its place in the order of insertion.
    index: usize,
}

const ROOT_BITS: u32 = 6;
const LEAF_BITS: u32 = 3;

/// Where a search stands: a place, and the bits of the hash that were not used yet, from the top.
struct Search<'trie, V> {
    place: &'trie Place<V>,
    bits: u64,
}

impl<V> Trie<V> {
    pub(in crate::singleton) const fn new() -> Self {
        Trie { roots: [const { OnceBox::new() }; 1 << ROOT_BITS], count: AtomicUsize::new(0) }
    }

    /// The value with that hash that `is` the one.
    #[inline]
    pub(in crate::singleton) fn find(&self, hash: u64, is: impl Fn(&V) -> bool) -> Option<&V> {
        self.search(hash).down(hash, is)
    }

    /// The same; without one, what `make` gives, unless another thread has been faster.
    pub(in crate::singleton) fn find_or_insert(
        &self,
        hash: u64,
        is: impl Fn(&V) -> bool,
        make: impl FnOnce() -> V,
    ) -> &V {
        let mut search = self.search(hash);
        if let Some(found) = search.down(hash, &is) {
            return found;
        }
        let value = make();
        // A number that is not used leaves a gap, which the order does not mind.
        let index = self.count.fetch_add(1, Ordering::Relaxed);
        let below = [const { OnceBox::new() }; 1 << LEAF_BITS];
        let mut leaf = Box::new(Leaf { hash, value, below, index });
        while let Err(back) = search.place.set(leaf) {
            // Another thread has been faster: the same value, or one that is further up.
            if let Some(found) = search.down(hash, &is) {
                return found;
            }
            leaf = back;
        }
        match search.place.get() {
            Some(leaf) => &leaf.value,
            None => unreachable!("it was set, and nothing is taken out"),
        }
    }

    /// All values, in the order in which they were inserted.
    pub(in crate::singleton) fn values(&self) -> Vec<&V> {
        let mut leaves = Vec::with_capacity(self.count.load(Ordering::Relaxed));
        let mut places: Vec<&[Place<V>]> = vec![&self.roots];
        while let Some(level) = places.pop() {
            for leaf in level.iter().filter_map(OnceBox::get) {
                leaves.push(leaf);
                places.push(&leaf.below);
            }
        }
        leaves.sort_by_key(|leaf| leaf.index);
        leaves.into_iter().map(|leaf| &leaf.value).collect()
    }

    #[inline]
    fn search(&self, hash: u64) -> Search<'_, V> {
        Search { place: &self.roots[top(hash, ROOT_BITS)], bits: hash << ROOT_BITS }
    }
}

impl<'trie, V> Search<'trie, V> {
    /// Goes down to the value that `is` the one, or to the empty place where it would be.
    #[inline]
    fn down(&mut self, hash: u64, is: impl Fn(&V) -> bool) -> Option<&'trie V> {
        while let Some(leaf) = self.place.get() {
            if leaf.hash == hash && is(&leaf.value) {
                return Some(&leaf.value);
            }
            // Behind the last bit come zeros: equal hashes make a list.
            self.place = &leaf.below[top(self.bits, LEAF_BITS)];
            self.bits <<= LEAF_BITS;
        }
        None
    }
}

/// The first `count` bits.
#[inline]
#[allow(clippy::cast_possible_truncation)] // six bits at most
const fn top(bits: u64, count: u32) -> usize {
    (bits >> (u64::BITS - count)) as usize
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use once_cell::race::OnceBox;

    use super::{Place, Trie};

    const COUNT: u64 = 10_000;

    fn hash(number: u64) -> u64 {
        number.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    fn filled() -> Trie<u64> {
        let trie = Trie::new();
        for number in 0..COUNT {
            assert_eq!(*trie.find_or_insert(hash(number), |it| *it == number, || number), number);
        }
        trie
    }

    fn depth<V>(level: &[Place<V>]) -> usize {
        let below = level.iter().filter_map(OnceBox::get).map(|leaf| 1 + depth(&leaf.below));
        below.max().unwrap_or(0)
    }

    #[test]
    fn a_value_is_compared_with_itself_only() {
        let (trie, compared) = (filled(), Cell::new(0));
        for number in 0..COUNT {
            let is = |it: &u64| {
                compared.set(compared.get() + 1);
                *it == number
            };
            assert_eq!(trie.find(hash(number), is), Some(&number));
        }
        assert_eq!(compared.get(), COUNT);
        assert!(trie.find(hash(COUNT), |_| true).is_none());
    }

    #[test]
    fn of_two_that_insert_the_same_the_first_wins() {
        let (trie, is) = (filled(), |it: &u64| it % COUNT == 5);
        // The second begins, and ends, while the first makes its value.
        let add = || *trie.find_or_insert(7, is, || COUNT + 5);
        let found = *trie.find_or_insert(7, is, || {
            assert_eq!(add(), COUNT + 5);
            5
        });
        assert_eq!((found, add()), (COUNT + 5, COUNT + 5));
        assert_eq!(trie.values().len() as u64, COUNT + 1);
    }

    #[test]
    fn what_is_there_is_not_made_again() {
        let trie = filled();
        for number in 0..COUNT {
            trie.find_or_insert(hash(number), |it| *it == number, || unreachable!("it is there"));
        }
    }

    #[test]
    fn the_way_to_a_value_is_short() {
        // A perfect one of 64 roots and eight branches would be four deep; with fewer of either, or
        // with bits that are used twice, it would be six.
        assert!(depth(&filled().roots) <= 5, "{}", depth(&filled().roots));
    }

    #[test]
    fn values_are_listed_in_the_order_of_insertion() {
        assert!(filled().values().into_iter().copied().eq(0..COUNT));
    }
}
