//! A set of shared values that it does not keep alive.

use std::collections::BTreeMap;
use std::fmt;
use std::iter::FusedIterator;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::vec;

use super::shared_pointer::SharedPointer;

/// A set of values that others own: it holds each by a weak pointer, and one that is dropped is no
/// longer in it.
///
/// An element is an allocation, not what is in it: two values that are equal are two elements, and a
/// type needs neither `Eq` nor `Hash`. With `Arc`, which is what `WeakSet<T>` stands for, threads may
/// share it; `WeakSet<T, Rc<T>>` is that of one thread.
///
/// ```
/// use std::sync::Arc;
/// use tenure::WeakSet;
///
/// static USERS: WeakSet<String> = WeakSet::new();
///
/// let ada = Arc::new("ada".to_owned());
/// let other = Arc::new("ada".to_owned());
/// assert!(USERS.insert(&ada) && USERS.insert(&other), "equal, and two");
/// assert!(!USERS.insert(&ada), "it is there already");
/// assert_eq!(USERS.len(), 2);
///
/// drop(other);
/// assert_eq!(USERS.len(), 1);
/// assert!(USERS.iter().all(|user| Arc::ptr_eq(&user, &ada)));
/// ```
///
/// What is gone leaves the set when somebody asks for its length or its elements, and when an
/// insertion finds twice as many elements as were alive the last time: memory is bounded by what is
/// alive, and an insertion costs what it costs in a map. No code of the elements runs under its lock,
/// so a `Drop` may use the set that it is in.
///
/// A weak pointer keeps the allocation, though not the value: of an `Arc<[u8; 4096]>` the 4 096
/// bytes are freed when the set has noticed; of an `Arc<Box<[u8; 4096]>>` they are freed with the
/// value. And while there is a weak pointer, `Arc::get_mut` refuses, and `Arc::make_mut` moves the
/// value to an allocation of its own, which is not in the set.
pub struct WeakSet<T: ?Sized, P: SharedPointer<Target = T> = Arc<T>> {
    elements: Mutex<Elements<P::Weak>>,
    of: PhantomData<fn() -> T>,
}

struct Elements<W> {
    /// By address, which is that of one element as long as there is a weak pointer to it.
    by_address: BTreeMap<usize, Element<W>>,
    /// How many were ever inserted.
    inserted: u64,
    /// When it has so many, those that are gone are looked for.
    purged_at: usize,
}

#[derive(Clone)]
struct Element<W> {
    weak: W,
    /// How many were inserted before.
    order: u64,
}

/// So few that it is not worth looking for those that are gone.
const FEW: usize = 16;

impl<T: ?Sized, P: SharedPointer<Target = T>> WeakSet<T, P> {
    /// An empty set.
    #[must_use]
    pub const fn new() -> Self {
        let by_address = BTreeMap::new();
        let elements = Elements { by_address, inserted: 0, purged_at: FEW };
        WeakSet { elements: Mutex::new(elements), of: PhantomData }
    }

    /// Adds a value; gives back whether it was not there.
    pub fn insert(&self, value: &P) -> bool {
        let address = P::address(value);
        let mut elements = self.lock();
        if elements.by_address.contains_key(&address) {
            return false;
        }
        if elements.by_address.len() >= elements.purged_at {
            elements.purge(P::is_alive);
        }
        let order = elements.inserted;
        elements.inserted += 1;
        elements.by_address.insert(address, Element { weak: P::weak(value), order });
        true
    }

    /// Takes a value out; gives back whether it was there.
    pub fn remove(&self, value: &P) -> bool {
        self.lock().by_address.remove(&P::address(value)).is_some()
    }

    /// Whether a value is in the set: itself, not one that is equal.
    #[must_use]
    pub fn contains(&self, value: &P) -> bool {
        self.lock().by_address.contains_key(&P::address(value))
    }

    /// How many of its values are alive.
    #[must_use]
    pub fn len(&self) -> usize {
        let mut elements = self.lock();
        elements.purge(P::is_alive);
        elements.by_address.len()
    }

    /// Whether none of its values is alive.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes all values out.
    pub fn clear(&self) {
        self.lock().by_address.clear();
    }

    /// The values that are in the set now, in the order of their insertion.
    ///
    /// Only the one that was given out last is kept alive; one that goes in the meantime is left
    /// out. The set may be changed meanwhile, which the iterator does not see.
    #[must_use]
    pub fn iter(&self) -> WeakSetIter<P> {
        let mut elements = self.lock();
        elements.purge(P::is_alive);
        let mut found: Vec<_> = elements.by_address.values().cloned().collect();
        drop(elements);
        found.sort_unstable_by_key(|element| element.order);
        WeakSetIter { elements: found.into_iter() }
    }

    fn lock(&self) -> MutexGuard<'_, Elements<P::Weak>> {
        // Nothing of the user runs under the lock.
        self.elements.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<W> Elements<W> {
    /// Leaves those out that are gone; what is freed is memory, and no code of theirs runs.
    fn purge(&mut self, is_alive: fn(&W) -> bool) {
        self.by_address.retain(|_, element| is_alive(&element.weak));
        self.purged_at = (2 * self.by_address.len()).max(FEW);
    }
}

impl<T: ?Sized, P: SharedPointer<Target = T>> Default for WeakSet<T, P> {
    fn default() -> Self {
        WeakSet::new()
    }
}

/// A set of its own, of the same values.
impl<T: ?Sized, P: SharedPointer<Target = T>> Clone for WeakSet<T, P> {
    fn clone(&self) -> Self {
        self.iter().collect()
    }
}

impl<T: ?Sized, P: SharedPointer<Target = T>> Extend<P> for WeakSet<T, P> {
    fn extend<I: IntoIterator<Item = P>>(&mut self, values: I) {
        values.into_iter().for_each(|value| {
            self.insert(&value);
        });
    }
}

impl<T: ?Sized, P: SharedPointer<Target = T>> FromIterator<P> for WeakSet<T, P> {
    fn from_iter<I: IntoIterator<Item = P>>(values: I) -> Self {
        let mut set = WeakSet::new();
        set.extend(values);
        set
    }
}

impl<T: ?Sized, P: SharedPointer<Target = T>> IntoIterator for &WeakSet<T, P> {
    type Item = P;
    type IntoIter = WeakSetIter<P>;

    fn into_iter(self) -> WeakSetIter<P> {
        self.iter()
    }
}

impl<T: ?Sized, P: SharedPointer<Target = T> + fmt::Debug> fmt::Debug for WeakSet<T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self).finish()
    }
}

/// The values of a [`WeakSet`] that are still there when their turn comes.
#[derive(Clone)]
pub struct WeakSetIter<P: SharedPointer> {
    elements: vec::IntoIter<Element<P::Weak>>,
}

impl<P: SharedPointer> Iterator for WeakSetIter<P> {
    type Item = P;

    fn next(&mut self) -> Option<P> {
        self.elements.find_map(|element| P::upgrade(&element.weak))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.elements.len()))
    }
}

impl<P: SharedPointer> FusedIterator for WeakSetIter<P> {}

impl<P: SharedPointer> fmt::Debug for WeakSetIter<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WeakSetIter({} at most)", self.elements.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_elements_that_are_gone_are_never_many() {
        let set = WeakSet::new();
        let elements = || set.lock().by_address.len();
        let kept: Vec<_> = (0..40).map(Arc::new).collect();
        assert!(kept.iter().all(|value| set.insert(value)));
        for number in 0..10_000 {
            set.insert(&Arc::new(number));
            assert!(elements() <= 2 * (kept.len() + FEW), "{}", elements());
        }
        assert!(elements() > kept.len(), "not every insertion looks for them");
        assert_eq!((set.len(), elements()), (kept.len(), kept.len()));
    }
}
