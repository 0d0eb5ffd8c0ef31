//! What a keyed singleton is asked for with: its key, or what the key borrows as.

use std::borrow::Borrow;
use std::hash::{Hash, Hasher};

/// What finds the instance of a key `K`: a `&K`, or a reference to what a `K` is owned from
/// ([`ToOwned`]; `&str` for a `String`).
///
/// It is implemented for all types that can, and stands in signatures only:
///
/// ```
/// use tenure::{Lookup, singleton};
///
/// #[singleton(key = String, init = |name| Pool { name: name.clone() })]
/// struct Pool {
///     name: String,
/// }
///
/// fn length(name: impl Lookup<String>) -> usize {
///     Pool::instance(name).name.len()
/// }
///
/// assert_eq!(length("primary"), 7);
/// assert_eq!(length(&"primary".to_owned()), 7);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not find an instance by its key `{K}`",
    label = "neither `&{K}` nor a reference to what it borrows as and can be made from",
    note = "give a `&{K}`; the key itself has to be `Clone + Eq + Hash`"
)]
pub trait Lookup<K>: Copy {
    #[doc(hidden)]
    fn is(self, key: &K) -> bool;
    #[doc(hidden)]
    fn feed(self, hasher: &mut impl Hasher);
    #[doc(hidden)]
    fn to_key(self) -> K;
}

#[diagnostic::do_not_recommend] // else it speaks of `ToOwned`
impl<Q: Eq + Hash + ToOwned + ?Sized> Lookup<Q::Owned> for &Q {
    #[inline]
    fn is(self, key: &Q::Owned) -> bool {
        let key: &Q = key.borrow();
        key == self
    }

    #[inline]
    fn feed(self, hasher: &mut impl Hasher) {
        self.hash(hasher);
    }

    fn to_key(self) -> Q::Owned {
        self.to_owned()
    }
}

/// The hash of `key`.
///
/// Not the one of `std::collections`, which takes some hundred instructions to resist keys that
/// somebody chose to collide: whoever may choose keys of a singleton without limit can fill the
/// memory with instances anyway. `seed` still makes collisions differ from run to run.
#[inline]
pub(in crate::singleton) fn hash<K>(key: impl Lookup<K>, seed: usize) -> u64 {
    let mut hasher = Folding(seed as u64);
    key.feed(&mut hasher);
    hasher.0
}

/// Multiplies and folds: both halves of a product of 128 bits, as in wyhash and foldhash.
struct Folding(u64);

/// An odd number without a pattern: the golden ratio.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

impl Folding {
    #[inline]
    #[allow(clippy::cast_possible_truncation)] // two halves
    fn mix(&mut self, word: u64) {
        let product = u128::from(self.0 ^ word) * u128::from(FACTOR);
        self.0 = product as u64 ^ (product >> 64) as u64;
    }
}

impl Hasher for Folding {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        self.0 = self.0.wrapping_add(bytes.len() as u64);
        let mut rest = bytes;
        while let Some((eight, behind)) = rest.split_first_chunk() {
            self.mix(u64::from_le_bytes(*eight));
            rest = behind;
        }
        // What is left is read in at most two pieces, which overlap where it is short.
        match (rest, bytes.last_chunk(), bytes.first_chunk(), bytes.last_chunk()) {
            ([], ..) => {}
            (_, Some(eight), ..) => self.mix(u64::from_le_bytes(*eight)),
            (_, _, Some(first), Some(last)) => {
                let first = u64::from(u32::from_le_bytes(*first));
                self.mix(first << 32 | u64::from(u32::from_le_bytes(*last)));
            }
            ([first, ..], ..) => {
                let (middle, last) = (bytes[bytes.len() / 2], bytes[bytes.len() - 1]);
                self.mix(u64::from_le_bytes([*first, middle, last, 0, 0, 0, 0, 0]));
            }
        }
    }

    #[inline]
    fn write_u8(&mut self, number: u8) {
        self.mix(number.into());
    }

    #[inline]
    fn write_u16(&mut self, number: u16) {
        self.mix(number.into());
    }

    #[inline]
    fn write_u32(&mut self, number: u32) {
        self.mix(number.into());
    }

    #[inline]
    fn write_u64(&mut self, number: u64) {
        self.mix(number);
    }

    #[inline]
    fn write_usize(&mut self, number: usize) {
        self.mix(number as u64);
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::hash;

    #[test]
    fn keys_that_are_alike_have_hashes_that_are_not() {
        let mut texts: Vec<String> = (0..10_000).map(|number| format!("key-{number}")).collect();
        texts.extend((0..40).map(|length| "\0".repeat(length)));
        texts.extend((1..40).map(|length| "a".repeat(length)));
        let of_texts: Vec<u64> = texts.iter().map(|text| hash::<String>(&**text, 1)).collect();
        let of_numbers: Vec<u64> = (0..10_000).map(|number| hash::<u32>(&number, 1)).collect();
        for hashes in [of_texts, of_numbers] {
            assert_eq!(hashes.iter().collect::<HashSet<_>>().len(), hashes.len());
            // The roots are chosen by the first six bits.
            let mut roots = [0; 64];
            for hash in &hashes {
                roots[usize::try_from(hash >> 58).unwrap()] += 1;
            }
            let even = hashes.len() / 64;
            assert!(roots.iter().all(|count| (even / 2..even * 2).contains(count)), "{roots:?}");
        }
    }
}
