//! The entries of a stack.

use std::ptr::{self, NonNull};

use super::Dispose;
use super::arena::Arena;
use super::error::{BoxError, IntoOutcome};

/// A value and how it is taken down.
pub(super) trait Entry {
    /// Takes the value down.
    ///
    /// # Safety
    ///
    /// The entry is moved out: whoever calls this must not touch or drop it again.
    unsafe fn run(&mut self) -> Result<(), BoxError>;
}

/// A value that knows how.
pub(super) struct Pushed<T>(pub(super) T);

impl<T: Dispose> Entry for Pushed<T> {
    unsafe fn run(&mut self) -> Result<(), BoxError> {
        // SAFETY: the caller does not touch or drop it again.
        let mut this = unsafe { ptr::read(self) };
        this.0.dispose().into_outcome()
    }
}

/// A value with its function.
pub(super) struct Adopted<T, F> {
    pub(super) value: T,
    pub(super) closer: F,
}

impl<T, R: IntoOutcome, F: FnOnce(T) -> R> Entry for Adopted<T, F> {
    unsafe fn run(&mut self) -> Result<(), BoxError> {
        // SAFETY: the caller does not touch or drop it again.
        let Adopted { value, closer } = unsafe { ptr::read(self) };
        closer(value).into_outcome()
    }
}

/// The entries in the order in which they were added.
#[derive(Default)]
pub(super) struct Entries<'a>(Arena<dyn Entry + 'a>);

impl<'a> Entries<'a> {
    pub(super) const fn new() -> Self {
        Entries(Arena::new())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Adds `entry`. It stays where it is until it is run, or until the list is dropped.
    #[inline]
    pub(super) fn add<E: Entry + 'a>(&mut self, entry: E) -> NonNull<E> {
        self.0.add(entry, |entry| entry)
    }

    /// Runs the last entry and forgets it.
    pub(super) fn run_last(&mut self) -> Result<(), BoxError> {
        // SAFETY: the arena gave the entry away, and here it ends.
        self.0.pop().map_or(Ok(()), |mut entry| unsafe { entry.as_mut().run() })
    }
}
