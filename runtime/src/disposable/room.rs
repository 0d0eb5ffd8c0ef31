//! Room for a few small entries that moves with its owner, so that they need no block of memory.

use std::cell::{Cell, UnsafeCell};
use std::marker::PhantomData;
use std::mem::MaybeUninit;
use std::ptr::NonNull;

use super::entries::Entry;
use super::error::BoxError;

/// Entries one behind the other, and behind each of them its kind.
///
/// It keeps no pointers to them: whenever nobody has a reference into it, it may be moved, and the
/// entries are moved with it.
pub(super) struct Room<'a> {
    /// How many bytes the entries take, from the start on.
    used: Cell<usize>,
    len: Cell<usize>,
    // Never seen as a whole: there are references to the values in it.
    words: UnsafeCell<MaybeUninit<[Word; WORDS]>>,
    // What may be in it: nothing that ends before `'a`, and nothing that promises to be `Send`.
    entries: PhantomData<*mut (dyn Entry + 'a)>,
}

const WORDS: usize = 12;

/// All sizes are multiples of that of a word.
type Word = &'static Kind;

/// What is known of an entry.
struct Kind {
    size: usize,
    run: unsafe fn(NonNull<u8>) -> Result<(), BoxError>,
    drop: unsafe fn(NonNull<u8>),
}

/// The kind of an `E`.
struct Of<E>(E);

impl<E: Entry> Of<E> {
    const SIZE: usize = size_of::<E>().next_multiple_of(size_of::<Word>());
    const FITS: bool =
        align_of::<E>() <= align_of::<Word>() && Self::SIZE <= size_of::<[Word; WORDS - 1]>();

    /// How much may be taken before there is none left for another one.
    const LAST: usize = size_of::<[Word; WORDS - 1]>().saturating_sub(Self::SIZE);

    const KIND: Kind = Kind {
        size: Self::SIZE,
        // SAFETY: `Kind` says what the caller has to keep: there is an `E`, which ends here.
        run: |entry| unsafe { entry.cast::<E>().as_mut().run() },
        // SAFETY: as above.
        drop: |entry| unsafe { entry.cast::<E>().drop_in_place() },
    };
}

impl<'a> Room<'a> {
    pub(super) const fn new() -> Self {
        Room {
            used: Cell::new(0),
            len: Cell::new(0),
            words: UnsafeCell::new(MaybeUninit::uninit()),
            entries: PhantomData,
        }
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.len.get()
    }

    /// Adds `entry`, if there is room for it. It stays where it is until the room is moved, the
    /// entry is run, or the room is dropped.
    #[inline]
    pub(super) fn add<E: Entry + 'a>(&self, entry: E) -> Result<NonNull<E>, E> {
        let used = self.used.get();
        if !Of::<E>::FITS || used > Of::<E>::LAST {
            return Err(entry);
        }
        // SAFETY: behind what is used there is room for the entry and its kind; nobody has a
        // reference to that part, and both are aligned as words are.
        let place = unsafe {
            let place = self.start().add(used);
            place.cast::<E>().write(entry);
            place.add(Of::<E>::SIZE).cast::<Word>().write(&Of::<E>::KIND);
            place
        };
        self.used.set(used + Of::<E>::SIZE + size_of::<Word>());
        self.len.set(self.len.get() + 1);
        Ok(place.cast())
    }

    /// Runs the last entry, if there is one, and forgets it.
    #[inline]
    pub(super) fn run_last(&mut self) -> Option<Result<(), BoxError>> {
        // SAFETY: `pop` gave the entry away, and here it ends.
        self.pop().map(|(kind, entry)| unsafe { (kind.run)(entry) })
    }

    /// The last entry, which nobody touches any more but who gets it.
    #[inline]
    fn pop(&mut self) -> Option<(Word, NonNull<u8>)> {
        self.len.set(self.len.get().checked_sub(1)?);
        let behind = self.used.get() - size_of::<Word>();
        // SAFETY: `add` wrote a kind at the end of what is used, and the entry in front of it.
        let (kind, entry) = unsafe {
            let kind = self.start().add(behind).cast::<Word>().read();
            (kind, self.start().add(behind - kind.size))
        };
        self.used.set(behind - kind.size);
        Some((kind, entry))
    }

    #[inline]
    fn start(&self) -> NonNull<u8> {
        // SAFETY: no field of ours is at address 0.
        unsafe { NonNull::new_unchecked(self.words.get().cast()) }
    }
}

impl Default for Room<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Room<'_> {
    #[inline]
    fn drop(&mut self) {
        while let Some((kind, entry)) = self.pop() {
            // SAFETY: `pop` gave the entry away, and here it ends.
            unsafe { (kind.drop)(entry) };
        }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::entries::Adopted;
    use super::*;

    #[test]
    fn what_was_not_run_is_dropped_with_the_room_wherever_that_is() {
        let counted = Rc::new(());
        let room = Room::new();
        let entry = || Adopted { value: Rc::clone(&counted), closer: drop::<Rc<()>> };
        while room.add(entry()).is_ok() {}
        assert_eq!(Rc::strong_count(&counted), 1 + room.len());
        let mut moved = Box::new(room);
        assert!(moved.run_last().is_some_and(|outcome| outcome.is_ok()));
        assert_eq!(Rc::strong_count(&counted), 1 + moved.len());
        assert_ne!(moved.len(), 0);
        drop(moved);
        assert_eq!(Rc::strong_count(&counted), 1);
    }

    #[test]
    fn what_is_too_large_or_aligned_otherwise_is_handed_back() {
        #[repr(align(64))]
        struct Aligned;

        let room = Room::new();
        assert!(room.add(Adopted { value: Aligned, closer: drop }).is_err());
        assert!(room.add(Adopted { value: [0_usize; WORDS], closer: drop }).is_err());
        assert!(room.add(Adopted { value: [0_usize; WORDS - 1], closer: drop }).is_ok());
        assert!(room.add(Adopted { value: (), closer: drop }).is_err(), "it is full");
    }
}
