//! Tells at compile time what a type implements.

use std::marker::PhantomData;

use crate::disposable::{Dispose, DisposeShared};
use crate::layout::made::{self, Tail};
use crate::layout::{Field, Kind, Layout, TypeLayout};
use crate::singleton::rules::{self, Hook, Last, Shared};
use crate::tracked::listing::Listing;

/// What is asked is `<Is<Config>>::CLONE`: the constant of an `impl` below where its bounds hold,
/// and behind it, where they do not, the one of [`IsNot`].
///
/// It has no size, so that a trait of the user that is implemented for all types, and names a
/// constant as we do, is not meant.
pub struct Is<T: ?Sized> {
    _of: PhantomData<T>,
    _unsized: [()],
}

impl<T: Clone> Is<T> {
    /// It is.
    pub const CLONE: bool = true;
}

impl<T: Copy> Is<T> {
    /// It is.
    pub const COPY: bool = true;
}

impl<T: Default> Is<T> {
    /// It is.
    pub const DEFAULT: bool = true;
}

impl<T: Dispose + ?Sized> Is<T> {
    /// It is.
    pub const DISPOSABLE: bool = true;
}

impl<T: Dispose> Is<T> {
    /// What takes it down when nobody shares it any more.
    pub const DISPOSE: Option<Last<T>> = Some(rules::dispose);
}

#[allow(drop_bounds)] // what is asked is not whether it needs drop, but whether it says how
impl<T: Drop> Is<T> {
    /// It is.
    pub const DROP: bool = true;
}

impl<T: Send + Sync + 'static> Is<T> {
    /// How it is listed.
    pub const LISTING: Option<Listing<T>> = Some(Listing::new());
}

impl<T: DisposeShared> Is<T> {
    /// What takes it down.
    pub const HOOK: Option<Hook<T>> = Some(rules::dispose_shared);
}

impl<T: Layout> Is<T> {
    /// Its layout.
    pub const DERIVED: Option<&'static TypeLayout> = Some(T::LAYOUT);
}

impl<T: Tail + ?Sized> Is<T> {
    /// Its last field, which has a size.
    pub const TAIL: Option<Field> = Some(T::FIELD);
}

impl<T> Is<T> {
    /// Its size and alignment.
    pub const WHOLE: Option<TypeLayout> = Some(made::whole::<T>("", Kind::Unit, ""));
}

impl<T, E> Is<Result<T, E>> {
    /// It is, by whatever name.
    pub const RESULT: bool = true;
}

impl<T: Sync + ?Sized> Is<T> {
    /// It is.
    pub const SHARED: Option<Shared<T>> = Some(Shared::new());
}

/// The answers for all other types.
pub trait IsNot {
    /// What is asked about.
    type Type: ?Sized;
    /// It is not.
    const CLONE: bool = false;
    /// It is not.
    const COPY: bool = false;
    /// It is not.
    const DEFAULT: bool = false;
    /// It is not.
    const DISPOSABLE: bool = false;
    /// Nothing takes it down.
    const DISPOSE: Option<Last<Self::Type>> = None;
    /// It is not.
    const DROP: bool = false;
    /// Nothing takes it down.
    const HOOK: Option<Hook<Self::Type>> = None;
    /// It is in no list that threads share.
    const LISTING: Option<Listing<Self::Type>> = None;
    /// It has none that is known.
    const DERIVED: Option<&'static TypeLayout> = None;
    /// It has no size.
    const TAIL: Option<Field> = None;
    /// It has no size.
    const WHOLE: Option<TypeLayout> = None;
    /// It is not.
    const RESULT: bool = false;
    /// It is not.
    const SHARED: Option<Shared<Self::Type>> = None;
}

impl<T: ?Sized> IsNot for Is<T> {
    type Type = T;
}
