//! The entries of a stack.

use std::cell::UnsafeCell;
use std::ptr::{self, NonNull};

use super::Dispose;
use super::arena::Arena;
use super::error::{BoxError, IntoOutcome};
use super::room::Room;

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

/// The entries in the order in which they were added: the first ones in the room, and behind them
/// those that found none.
#[derive(Default)]
pub(super) struct Entries<'a> {
    // It comes first, and so is dropped first.
    others: UnsafeCell<Arena<dyn Entry + 'a>>,
    room: Room<'a>,
}

impl<'a> Entries<'a> {
    pub(super) const fn new() -> Self {
        Entries { others: UnsafeCell::new(Arena::new()), room: Room::new() }
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        // SAFETY: nobody else looks at the list meanwhile: the type is not `Sync`, and no function
        // of ours runs foreign code while it has a reference to the list.
        self.room.len() + unsafe { &*self.others.get() }.len()
    }

    /// Adds `entry`. It stays where it is until the list is moved or dropped, or the entry is run.
    #[inline]
    pub(super) fn add<E: Entry + 'a>(&self, entry: E) -> NonNull<E> {
        // SAFETY: as in `len`.
        let others = unsafe { &mut *self.others.get() };
        if others.len() > 0 {
            return others.add(entry, |entry| entry);
        }
        self.room.add(entry).unwrap_or_else(|entry| others.add(entry, |entry| entry))
    }

    /// Runs the last entry and forgets it.
    #[inline]
    pub(super) fn run_last(&mut self) -> Result<(), BoxError> {
        match self.others.get_mut().pop() {
            // SAFETY: the arena gave the entry away, and here it ends.
            Some(mut entry) => unsafe { entry.as_mut().run() },
            None => self.room.run_last().unwrap_or(Ok(())),
        }
    }

    /// Gives back the memory of the entries that found no room. They end with it.
    #[inline]
    pub(super) fn free(&mut self) {
        *self.others.get_mut() = Arena::new();
    }
}
