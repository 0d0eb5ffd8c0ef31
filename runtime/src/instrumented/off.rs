//! The static that every instrumented function has, when nothing is recorded: a build script's copy
//! of the macros may write what this copy of the runtime was built without.

use super::returned::Returned;

/// One instrumented function of the source.
#[derive(Debug)]
pub struct Site;

/// Nobody asks what a call allocates.
pub type Contract = Site;

/// Where a site is declared.
#[derive(Debug)]
pub struct Here;

/// Makes sites.
pub const HERE: Here = Here;

/// A call that nobody records.
#[derive(Debug)]
#[must_use = "the call ends where this is dropped"]
pub struct Call;

/// A part of a function that nobody records.
///
/// ```
/// let part: tenure::Scope = tenure::scope!("part");
/// drop(part); // or the end of its block
/// ```
#[derive(Debug)]
#[must_use = "the scope ends where this is dropped; write `let _name = scope!(..)`"]
pub struct Scope;

// It can be dropped on purpose, as the one that records.
impl Drop for Scope {
    #[inline]
    fn drop(&mut self) {}
}

// They are methods for the sake of their place.
#[allow(clippy::unused_self)]
impl Here {
    /// The function around the static that this is put into.
    #[must_use]
    #[allow(clippy::extra_unused_type_parameters)] // where calls are recorded, it tells the name
    pub const fn site<Inside>(self) -> Site {
        Site
    }

    /// A function that has another name in the report.
    #[must_use]
    pub const fn named(self, _: &'static str) -> Site {
        Site
    }
}

impl Site {
    /// A call begins.
    #[inline]
    pub fn enter(&'static self) -> Call {
        Call
    }

    /// The part begins.
    #[inline]
    pub fn scope(&'static self) -> Scope {
        Scope
    }

    /// As it is.
    #[must_use]
    pub const fn max_allocs(self, _: u64) -> Contract {
        self
    }

    /// As it is.
    #[must_use]
    pub const fn max_bytes(self, _: u64) -> Contract {
        self
    }

    /// The future as it is.
    #[inline]
    pub fn future<F: Future>(&'static self, future: F) -> F {
        future
    }

    /// The future that `make` makes.
    #[inline]
    pub fn making<F: Future>(&'static self, make: impl FnOnce() -> F) -> F {
        make()
    }

    /// What `make` makes, where it is the user who says that it is a future.
    #[inline]
    pub fn returning<F>(&'static self, make: impl FnOnce() -> F) -> Returned<F, F> {
        Returned::new(make())
    }
}
