//! What a cached function is asked for: its arguments, borrowed, which find a key that owns them.

use std::borrow::Borrow;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use quick_cache::Equivalent;

/// References to the arguments of a call; the key of the cache owns the same.
pub trait Query<K>: Copy + Hash {
    /// Whether `key` was made of the same arguments.
    fn is(self, key: &K) -> bool;
    /// The key, made of the arguments.
    fn to_key(self) -> K;
}

/// Looks a query up without making a key of it.
pub(super) struct Lookup<Q>(pub(super) Q);

impl<Q: Hash> Hash for Lookup<Q> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<K, Q: Query<K>> Equivalent<K> for Lookup<Q> {
    #[inline]
    fn equivalent(&self, key: &K) -> bool {
        self.0.is(key)
    }
}

/// Looks up what has the key of an entry.
pub(super) struct By<'a, Q: ?Sized>(pub(super) &'a Q);

impl<Q: Hash + ?Sized> Hash for By<'_, Q> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<K, Q: Equivalent<K> + ?Sized> Equivalent<Arc<K>> for By<'_, Q> {
    #[inline]
    fn equivalent(&self, key: &Arc<K>) -> bool {
        self.0.equivalent(key)
    }
}

/// One argument is the key itself.
impl<A: Eq + Hash + ToOwned + ?Sized> Query<A::Owned> for &A {
    #[inline]
    fn is(self, key: &A::Owned) -> bool {
        let key: &A = key.borrow();
        *self == *key
    }

    fn to_key(self) -> A::Owned {
        self.to_owned()
    }
}

/// No arguments: there is one value.
impl Query<()> for () {
    #[inline]
    fn is(self, (): &()) -> bool {
        true
    }

    fn to_key(self) {}
}

macro_rules! arguments {
    ($($A:ident $index:tt),*) => {
        impl<$($A: Eq + Hash + ToOwned + ?Sized),*> Query<($($A::Owned,)*)> for ($(&$A,)*) {
            #[inline]
            fn is(self, key: &($($A::Owned,)*)) -> bool {
                $(*self.$index == *Borrow::<$A>::borrow(&key.$index))&&*
            }

            fn to_key(self) -> ($($A::Owned,)*) {
                ($(self.$index.to_owned(),)*)
            }
        }
    };
}

arguments!(A 0, B 1);
arguments!(A 0, B 1, C 2);
arguments!(A 0, B 1, C 2, D 3);
arguments!(A 0, B 1, C 2, D 3, E 4);
arguments!(A 0, B 1, C 2, D 3, E 4, F 5);
arguments!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
arguments!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
arguments!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
arguments!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
arguments!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, L 10);
arguments!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, L 10, M 11);
