//! The counters of the tracked types, when nothing is counted: there are none.

// Where values are counted, they tell the type.
#![allow(clippy::extra_unused_type_parameters)]

use std::panic::Location;

use super::Tracked;
use super::count::Counts;
use super::snapshot::TrackedType;

/// What `#[tracked]` declares.
#[derive(Default)]
pub struct Declaration;

impl Declaration {
    /// Of a type of which no value is counted.
    #[must_use]
    pub const fn new() -> Self {
        Declaration
    }

    pub(super) fn counts<T: Tracked>() -> Counts {
        Counts::NOT_TRACKED
    }

    pub(super) fn rows_of<T: Tracked>() -> Option<Vec<TrackedType>> {
        None
    }
}

/// Nothing is known.
pub(super) fn rows() -> Option<Vec<TrackedType>> {
    None
}

/// One value that is not counted.
pub(super) struct Counted;

impl Counted {
    pub(super) const NOT: Counted = Counted;

    #[inline]
    pub(super) fn new<T: Tracked>(_: &'static Location<'static>) -> Self {
        Counted
    }

    #[inline]
    #[allow(clippy::unused_self)] // where values are counted, it tells the place
    pub(super) fn made_at(&self) -> Option<&'static Location<'static>> {
        None
    }
}

// It can be dropped on purpose, as the one that counts.
impl Drop for Counted {
    #[inline]
    fn drop(&mut self) {}
}
