//! The order of the rows in a round.

/// Another permutation each time: splitmix64 (Steele, Lea and Flood, "Fast splittable pseudorandom
/// number generators", OOPSLA 2014) and the shuffle of Fisher and Yates.
pub(super) struct Order {
    state: u64,
    rows: Vec<usize>,
}

impl Order {
    pub(super) fn new(rows: usize, seed: u64) -> Self {
        Order { state: seed, rows: (0..rows).collect() }
    }

    pub(super) fn next_round(&mut self) -> &[usize] {
        for end in (1..self.rows.len()).rev() {
            let place = self.below(end + 1);
            self.rows.swap(end, place);
        }
        &self.rows
    }

    /// Evenly, but for one in 2^64.
    fn below(&mut self, limit: usize) -> usize {
        let scaled = (u128::from(self.bits()) * limit as u128) >> 64;
        usize::try_from(scaled).unwrap_or_default()
    }

    /// Between zero and one, for tests.
    #[cfg(test)]
    pub(super) fn part(&mut self) -> f64 {
        (f64::from(u32::try_from(self.bits() >> 32).unwrap_or(0)) + 0.5) / f64::from(u32::MAX)
    }

    fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_round_has_each_row_once() {
        let mut order = Order::new(5, 1);
        for _ in 0..100 {
            let mut rows = order.next_round().to_vec();
            rows.sort_unstable();
            assert_eq!(rows, [0, 1, 2, 3, 4]);
        }
    }

    #[test]
    fn every_order_is_as_frequent_as_the_others() {
        let mut order = Order::new(3, 7);
        let mut seen = std::collections::BTreeMap::new();
        for _ in 0..6_000 {
            *seen.entry(order.next_round().to_vec()).or_insert(0) += 1;
        }
        assert_eq!(seen.len(), 6);
        // Six standard deviations, by the binomial distribution.
        assert!(seen.values().all(|count| (1_000 - 174..1_000 + 174).contains(count)), "{seen:?}");
    }
}
