//! The values that are being made, by the numbers of their flights.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use super::running;

/// Every flight of a cache. They are found by their numbers, since every miss asks for them, and a
/// key may cost much to hash; by their keys only when somebody is about to wait.
pub(super) struct Flights<K> {
    all: HashMap<u64, Making<K>, BuildHasherDefault<Spread>>,
    /// How many of them nobody makes at the moment, while somebody waits.
    idle: usize,
}

/// A value that is being made, or that those who wait have to make.
struct Making<K> {
    key: Arc<K>,
    runs: bool,
    /// How many threads wait; the one that goes on when this flight fails has the same number, so
    /// that those who wait for it wait for the right one.
    waiting: usize,
}

impl<K: Eq> Flights<K> {
    pub(super) fn new() -> Self {
        Flights { all: HashMap::default(), idle: 0 }
    }

    /// The value of `key` is made from now on; gives back the number of the flight.
    pub(super) fn begin(&mut self, key: &Arc<K>) -> u64 {
        if self.idle > 0 {
            let mut idle = self.all.iter_mut().filter(|(_, making)| !making.runs);
            if let Some((number, making)) = idle.find(|(_, making)| making.key == *key) {
                making.runs = true;
                self.idle -= 1;
                return *number;
            }
        }
        let number = running::number();
        self.all.insert(number, Making { key: Arc::clone(key), runs: true, waiting: 0 });
        number
    }

    pub(super) fn end(&mut self, number: u64) {
        let Some(making) = self.all.get_mut(&number) else { return };
        if making.waiting == 0 {
            self.all.remove(&number);
        } else {
            making.runs = false;
            self.idle += 1;
        }
    }

    pub(super) fn begin_waiting(&mut self, number: u64) {
        if let Some(making) = self.all.get_mut(&number) {
            making.waiting += 1;
        }
    }

    /// Gives back the key if nobody is left, to be dropped where no lock is held.
    pub(super) fn end_waiting(&mut self, number: u64) -> Option<Arc<K>> {
        let making = self.all.get_mut(&number)?;
        making.waiting -= 1;
        if making.waiting > 0 || making.runs {
            return None;
        }
        self.idle -= 1;
        self.all.remove(&number).map(|making| making.key)
    }

    /// Who makes the value of `key`; after a removal there may be several, and the last one does.
    pub(super) fn of(&self, key: &K) -> Option<u64> {
        let of_key = self.all.iter().filter(|(_, making)| *making.key == *key);
        of_key.map(|(number, _)| *number).max()
    }

    /// Which of `numbers` makes the value of `key`.
    pub(super) fn own(&self, numbers: &[u64], key: &K) -> Option<u64> {
        let makes = |number: &u64| self.all.get(number).is_some_and(|it| *it.key == *key);
        numbers.iter().copied().find(makes)
    }

    pub(super) fn keys(&self) -> Vec<Arc<K>> {
        self.all.values().map(|making| Arc::clone(&making.key)).collect()
    }
}

/// Numbers that are counted up need no more than to be spread over all bits.
#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(self.0 ^ u64::from(*byte));
        }
    }

    #[inline]
    fn write_u64(&mut self, number: u64) {
        self.0 = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
}
