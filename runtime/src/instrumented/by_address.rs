//! Maps whose keys are addresses: nobody chooses those to make the maps slow.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map from what a pointer points to.
pub(super) type ByAddress<T, V> = HashMap<*const T, V, BuildHasherDefault<AddressHasher>>;

/// Spreads an address over all bits.
#[derive(Default)]
pub(super) struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_usize((*byte).into());
        }
    }

    fn write_usize(&mut self, address: usize) {
        // The golden ratio: its product carries into the high bits, which the maps look at first.
        self.0 = (self.0.rotate_left(5) ^ address as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_apart() {
        let values: Vec<u64> = (0..1_000).collect();
        let map: ByAddress<u64, u64> =
            values.iter().map(|value| (&raw const *value, *value)).collect();
        assert_eq!(map.len(), 1_000);
        assert!(values.iter().all(|value| map[&(&raw const *value)] == *value));
    }
}
