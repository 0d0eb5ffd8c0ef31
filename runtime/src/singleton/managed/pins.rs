//! The record of each handle that is out: what it holds, who took it, and where.
//!
//! No line of memory is written by two threads that take handles. Each thread has records of its
//! own, and `shelf` says why no value is freed that one of them stands for.
//! Source: hazard pointers (Michael 2004), with the slot in the record instead of the value.

use std::cell::Cell;
use std::panic::Location;
use std::ptr;
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};

use super::held::Held;
use super::holders::{self, Holder};
use super::shelf::Mark;
use crate::singleton::cell::Entry;

/// The record of one handle; one that is free, and those of a thread that has ended, are reused.
pub(crate) struct Pin {
    /// What is held.
    slot: Mark,
    place: AtomicPtr<Location<'static>>,
    /// The how many-th handle of its thread it is.
    turn: AtomicUsize,
    /// The next one of a list of free ones, which the thread that has the holder made.
    next: AtomicPtr<Pin>,
    holder: &'static Holder,
}

/// The records of this thread. It needs no `Drop`, so reaching it is one load.
struct Hand {
    holder: Cell<Option<&'static Holder>>,
    /// The record that was used last. When its handle is gone it is used again, so that taking and
    /// dropping one handle after the other writes to no list.
    usual: Cell<Option<&'static Pin>>,
    /// Others that are free.
    free: Cell<Option<&'static Pin>>,
    turn: Cell<usize>,
}

/// Gives the records back at the end of the thread.
struct End;

thread_local! {
    static HAND: Hand = const {
        Hand {
            holder: Cell::new(None),
            usual: Cell::new(None),
            free: Cell::new(None),
            turn: Cell::new(0),
        }
    };
    static END: End = const { End };
}

/// Says that this thread is about to hold the value of `slot`. Whether it is still there is to be
/// read behind this.
#[inline]
pub(in crate::singleton) fn announce(
    slot: &'static Entry,
    place: &'static Location<'static>,
) -> &'static Pin {
    HAND.with(|hand| match hand.usual.get() {
        Some(pin) if pin.is_free() => hand.publish(pin, slot, place),
        _ => announce_slowly(slot, place),
    })
}

/// The second handle of this thread at a time; or its first; or one that a thread takes at its very
/// end, which gets a record of a thread that is no more.
#[cold]
#[inline(never)]
fn announce_slowly(slot: &'static Entry, place: &'static Location<'static>) -> &'static Pin {
    HAND.with(|hand| {
        let Some(holder) = hand.holder() else {
            let holder = holders::adopt(None);
            let pin = holder.free();
            pin.publish(slot, place, holder.next_turn());
            holders::give_back(holder, holder.turn());
            return pin;
        };
        let pin = hand.free.get().unwrap_or_else(|| holder.free());
        hand.free.set(pin.next());
        hand.usual.set(Some(pin));
        hand.publish(pin, slot, place)
    })
}

/// Whether anybody holds the value of `slot`.
pub(in crate::singleton) fn is_held(slot: &'static Entry) -> bool {
    holders::pins().any(|pin| pin.holds(slot))
}

/// Whether a handle that this thread took is out.
pub(in crate::singleton) fn is_held_here(slot: &'static Entry) -> bool {
    let holder = HAND.with(|hand| hand.holder.get());
    holder.is_some_and(|holder| holder.pins().any(|pin| pin.holds(slot)))
}

/// The oldest handle of each thread. To know which of these is the oldest, taking one would have
/// to read a clock.
pub(in crate::singleton) fn oldest(slot: &'static Entry) -> Vec<Held> {
    let mut found: Vec<(&'static Pin, usize)> = Vec::new();
    for pin in holders::pins().filter(|pin| pin.holds(slot)) {
        let turn = pin.turn.load(Ordering::Relaxed);
        let same = |(other, its): &&mut (&'static Pin, usize)| {
            let ended = [turn, *its].map(|turn| pin.holder.has_ended(turn));
            ptr::eq(other.holder, pin.holder) && ended[0] == ended[1]
        };
        match found.iter_mut().find(same) {
            Some(oldest) if turn < oldest.1 => *oldest = (pin, turn),
            Some(_) => {}
            None => found.push((pin, turn)),
        }
    }
    let here = HAND.with(|hand| hand.holder.get());
    let held = |(pin, turn): (&'static Pin, usize)| Held {
        place: pin.place(),
        by: pin.holder.of_turn(turn, here),
    };
    found.into_iter().map(held).collect()
}

impl Pin {
    pub(in crate::singleton) fn new(holder: &'static Holder) -> Self {
        Pin {
            slot: Mark::new(),
            place: AtomicPtr::new(ptr::from_ref(Location::caller()).cast_mut()),
            turn: AtomicUsize::new(0),
            next: AtomicPtr::new(ptr::null_mut()),
            holder,
        }
    }

    #[inline]
    fn publish(&self, slot: &'static Entry, place: &'static Location<'static>, turn: usize) {
        // Relaxed: the store behind them carries them along.
        self.place.store(ptr::from_ref(place).cast_mut(), Ordering::Relaxed);
        self.turn.store(turn, Ordering::Relaxed);
        self.slot.set(slot);
    }

    /// The handle is gone, on whatever thread. Its record is found when it is needed.
    #[inline]
    pub(in crate::singleton) fn release(&self) {
        self.slot.release();
    }

    /// Where the handle was taken.
    pub(in crate::singleton) fn place(&self) -> &'static Location<'static> {
        // SAFETY: `new` and `publish` store what was a reference that lives for ever.
        unsafe { &*self.place.load(Ordering::Relaxed) }
    }

    #[cfg(test)]
    pub(in crate::singleton) fn holder(&self) -> &'static Holder {
        self.holder
    }

    fn holds(&self, slot: &'static Entry) -> bool {
        self.slot.holds(slot)
    }

    #[inline]
    pub(in crate::singleton) fn is_free(&self) -> bool {
        self.slot.is_free()
    }

    fn next(&self) -> Option<&'static Pin> {
        // SAFETY: it is null, or was made from a reference that lives for ever in `put_before`.
        unsafe { self.next.load(Ordering::Relaxed).as_ref() }
    }

    pub(in crate::singleton) fn put_before(&self, next: Option<&'static Pin>) {
        let next = next.map_or(ptr::null_mut(), |next| ptr::from_ref(next).cast_mut());
        // Relaxed: whoever gets the holder next gets it through a lock.
        self.next.store(next, Ordering::Relaxed);
    }
}

impl Hand {
    #[inline]
    fn publish(
        &self,
        pin: &'static Pin,
        slot: &'static Entry,
        place: &'static Location<'static>,
    ) -> &'static Pin {
        let turn = self.turn.get().wrapping_add(1);
        self.turn.set(turn);
        pin.publish(slot, place, turn);
        pin
    }

    /// The records of this thread; `None` when the thread has given them back already.
    fn holder(&self) -> Option<&'static Holder> {
        if self.holder.get().is_none() {
            END.try_with(|_registered| ()).ok()?;
            let holder = holders::adopt(Some(std::thread::current()));
            self.turn.set(holder.turn());
            self.holder.set(Some(holder));
        }
        self.holder.get()
    }
}

impl Drop for End {
    fn drop(&mut self) {
        HAND.with(|hand| {
            hand.usual.set(None);
            hand.free.set(None);
            if let Some(holder) = hand.holder.take() {
                holders::give_back(holder, hand.turn.get());
            }
        });
    }
}
