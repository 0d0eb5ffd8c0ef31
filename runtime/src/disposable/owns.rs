//! Tells at compile time whether a field is disposable, and whether it owns more than memory.
//!
//! `Vec<String>` needs its `Drop`, and so does `Vec<File>`; what differs is what they hold. The
//! types still to look at are a list of types, of which each step takes the first: what
//! only holds others is replaced by those, and what is none of that is found, if it needs a `Drop`.
//!
//! A method that does not apply gives way to the one behind a `Deref`, and both to a method by value
//! of a trait that the user has implemented for all types: hence names that nobody else takes.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::ffi::{CString, OsString};
use std::marker::PhantomData;
use std::mem::needs_drop;
use std::ops::Deref;
use std::path::PathBuf;
use std::rc::{self, Rc};
use std::sync::{self, Arc, Mutex, OnceLock, RwLock};

use super::Dispose;

/// A list of types.
pub struct List<First: ?Sized, Rest> {
    rest: PhantomData<Rest>,
    first: PhantomData<First>,
}

/// The end of one.
pub struct End;

/// Types to look at, and those that were found.
pub struct Search<Left, Found> {
    left: PhantomData<Left>,
    found: PhantomData<Found>,
}

/// As it is found behind the `Deref` of a [`Search`] that knows no better.
pub struct Unknown<Left, Found> {
    left: PhantomData<Left>,
    found: PhantomData<Found>,
}

impl<Left, Found> Search<Left, Found> {
    const NEW: Self = Search { left: PhantomData, found: PhantomData };
}

/// A field, by its type.
pub struct Part<T: ?Sized>(PhantomData<T>);

/// As it is found behind the `Deref` of a [`Part`] that is not disposable.
pub struct Other<T: ?Sized>(PhantomData<T>);

/// Looks at a field of type `T`.
#[must_use]
pub const fn part<T: ?Sized>() -> Part<T> {
    Part(PhantomData)
}

#[allow(clippy::unused_self)] // a method is what is looked for
impl<T: Dispose + ?Sized> Part<T> {
    /// It is: a trait object counts as one that needs a `Drop`.
    pub fn __tenure_if_disposable(self) -> Search<List<dyn Dispose, End>, End> {
        Search::NEW
    }

    /// What is disposed is accounted for.
    pub fn __tenure_unless_disposable(self) -> Search<End, End> {
        Search::NEW
    }
}

impl<T: ?Sized> Deref for Part<T> {
    type Target = Other<T>;

    fn deref(&self) -> &Other<T> {
        &Other(PhantomData)
    }
}

#[allow(clippy::unused_self)] // a method is what is looked for
impl<T: ?Sized> Other<T> {
    /// It is not.
    pub fn __tenure_if_disposable(&self) -> Search<End, End> {
        Search::NEW
    }

    /// All that it owns is to be looked at.
    pub fn __tenure_unless_disposable(&self) -> Search<List<T, End>, End> {
        Search::NEW
    }
}

/// Whether something was found that owns more than memory.
#[must_use]
pub const fn owns<Left: Types, Found: Types>(_: fn() -> Search<Left, Found>) -> bool {
    // What is still left was not looked into.
    Left::NEED_DROP || Found::NEED_DROP
}

/// Types of which some may need a `Drop`.
pub trait Types {
    /// Whether one does.
    const NEED_DROP: bool;
}

impl Types for End {
    const NEED_DROP: bool = false;
}

impl<First: ?Sized, Rest: Types> Types for List<First, Rest> {
    const NEED_DROP: bool = needs_drop::<First>() || Rest::NEED_DROP;
}

impl<Found> Search<End, Found> {
    /// There is nothing left.
    pub fn __tenure_look_into(self) -> Self {
        self
    }
}

impl<Left, Found> Deref for Search<Left, Found> {
    type Target = Unknown<Left, Found>;

    fn deref(&self) -> &Self::Target {
        &Unknown { left: PhantomData, found: PhantomData }
    }
}

#[allow(clippy::unused_self)] // a method is what is looked for
impl<First: ?Sized, Rest, Found> Unknown<List<First, Rest>, Found> {
    /// The first one is what it is.
    pub fn __tenure_look_into(&self) -> Search<Rest, List<First, Found>> {
        Search::NEW
    }
}

/// `types!(in A, B)` is the list of `A`, `B` and `Rest`.
macro_rules! types {
    (in $first:ty $(, $more:ty)*) => { List<$first, types!(in $($more),*)> };
    (in) => { Rest };
}

/// Types whose `Drop` does nothing but free memory and drop what they hold.
macro_rules! memory {
    ($([$($generics:tt)*] $holder:ty { $($held:ty),* })*) => { $(
        impl<$($generics)* Rest, Found> Search<List<$holder, Rest>, Found> {
            /// What it holds takes its place.
            pub fn __tenure_look_into(self) -> Search<types!(in $($held),*), Found> {
                Search::NEW
            }
        }
    )* };
}

memory! {
    [] String {}
    [] PathBuf {}
    [] OsString {}
    [] CString {}
    [T: ?Sized,] Box<T> { T }
    [T: ?Sized,] Rc<T> { T }
    [T: ?Sized,] Arc<T> { T }
    [T: ?Sized,] rc::Weak<T> {}
    [T: ?Sized,] sync::Weak<T> {}
    [T,] [T] { T }
    [T, const N: usize,] [T; N] { T }
    [T,] Vec<T> { T }
    [T,] VecDeque<T> { T }
    [T,] LinkedList<T> { T }
    [T,] BinaryHeap<T> { T }
    [T,] BTreeSet<T> { T }
    [T, S,] HashSet<T, S> { T, S }
    [K, V,] BTreeMap<K, V> { K, V }
    [K, V, S,] HashMap<K, V, S> { K, V, S }
    [T,] Option<T> { T }
    [T, E,] Result<T, E> { T, E }
    [T,] OnceCell<T> { T }
    [T,] OnceLock<T> { T }
    [T: ?Sized,] Cell<T> { T }
    [T: ?Sized,] RefCell<T> { T }
    [T: ?Sized,] Mutex<T> { T }
    [T: ?Sized,] RwLock<T> { T }
    ['a, T: ToOwned + ?Sized,] Cow<'a, T> { T::Owned }
    [A,] (A,) { A }
    [A, B,] (A, B) { A, B }
    [A, B, C,] (A, B, C) { A, B, C }
    [A, B, C, D,] (A, B, C, D) { A, B, C, D }
}

/// Whether a field owns more than memory and is not disposable, as far as 16 steps can tell; what
/// they do not reach counts if it needs a `Drop`.
#[doc(hidden)]
#[macro_export]
macro_rules! __owns {
    ($ty:ty) => {
        $crate::__private::owns(|| {
            $crate::__private::part::<$ty>()
                .__tenure_unless_disposable()
                .__tenure_look_into()
                .__tenure_look_into()
                .__tenure_look_into()
                .__tenure_look_into()
                .__tenure_look_into()
                .__tenure_look_into()
                .__tenure_look_into()
                .__tenure_look_into()
                .__tenure_look_into()
                .__tenure_look_into()
                .__tenure_look_into()
                .__tenure_look_into()
                .__tenure_look_into()
                .__tenure_look_into()
                .__tenure_look_into()
                .__tenure_look_into()
        })
    };
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::super::owned::Owned;
    use super::*;

    struct Handle {
        _number: u8,
    }

    impl Drop for Handle {
        fn drop(&mut self) {}
    }

    #[derive(Clone, Copy)]
    struct Point;

    #[test]
    fn memory_is_told_from_what_is_more() {
        type Nested = HashMap<String, Vec<Option<(Box<str>, Point, Arc<[PathBuf]>)>>>;
        assert!(!__owns!(u8) && !__owns!(&'static File) && !__owns!(Point));
        assert!(!__owns!(Vec<Point>) && !__owns!(Cow<'static, [OsString]>));
        assert!(!__owns!(Nested) && !__owns!(Mutex<Box<[CString]>>));
        assert!(__owns!(File) && __owns!(Handle) && __owns!(Vec<[Handle; 2]>));
        assert!(__owns!(HashMap<String, Vec<Option<(Box<str>, Handle)>>>));
        assert!(__owns!(Box<dyn Fn()>) && __owns!(Arc<Mutex<File>>));
    }

    /// Holders of one type, which own what that one owns; with `!` types that own memory only.
    macro_rules! hold {
        ($($holder:ident)*) => { $(
            assert!(!__owns!($holder<String>) && __owns!($holder<Handle>), stringify!($holder));
        )* };
        (! $($holder:ty),*) => { $(
            assert!(!__owns!($holder) && needs_drop::<$holder>(), stringify!($holder));
        )* };
    }

    #[test]
    fn each_holder_is_looked_into() {
        hold!(Box Rc Arc Vec VecDeque LinkedList BinaryHeap BTreeSet HashSet);
        hold!(Option OnceCell OnceLock Cell RefCell Mutex RwLock);
        hold!(!String, PathBuf, OsString, CString, rc::Weak<Handle>, sync::Weak<Handle>);
        hold!(! [String; 2], Box<[String]>, Cow<'static, str>, Result<String, PathBuf>);
        hold!(! BTreeMap<String, String>, HashMap<String, String>);
        hold!(!(String,), (String, String), (u8, String, u8), (u8, u8, u8, String));
        assert!(__owns!(Result<u8, Handle>) && __owns!(Result<Handle, u8>));
        assert!(__owns!(BTreeMap<Handle, u8>) && __owns!(BTreeMap<u8, Handle>));
        assert!(__owns!(HashMap<Handle, u8>) && __owns!(HashMap<u8, Handle>));
        assert!(__owns!(HashMap<u8, u8, Handle>) && __owns!(HashSet<u8, Handle>));
        assert!(__owns!((Handle,)) && __owns!((Handle, u8)) && __owns!((u8, Handle)));
        assert!(__owns!((Handle, u8, u8)) && __owns!((u8, Handle, u8)));
        assert!(__owns!((u8, u8, Handle, u8)) && __owns!((u8, u8, u8, Handle)));
        assert!(__owns!([Handle; 1]) && __owns!(Box<[Handle]>));
    }

    #[test]
    fn what_is_disposed_is_accounted_for() {
        assert!(!__owns!(Owned<File>) && !__owns!(Vec<Owned<File>>) && !__owns!(Box<dyn Dispose>));
        assert!(__owns!((Owned<File>, File)) && __owns!(Owned<File>) == __owns!(u8));
    }

    #[test]
    fn what_is_too_deep_counts() {
        type Eight<T> = Box<Box<Box<Box<Box<Box<Box<Box<T>>>>>>>>;
        assert!(!__owns!(Eight<Box<Vec<u8>>>));
        assert!(__owns!(Eight<Eight<Vec<Vec<u8>>>>));
    }
}
