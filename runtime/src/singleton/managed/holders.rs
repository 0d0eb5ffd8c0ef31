//! The records of all threads, in blocks that are never given back to the system.
//!
//! The block of a thread that ended is the next thread's, so there are as many as there were
//! threads with handles at once. All of this is the cold path.

use std::iter;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::Thread;

use super::held::Holding;
use super::pins::Pin;

/// The records of one thread at a time.
pub(crate) struct Holder {
    thread: Mutex<Option<Thread>>,
    /// The turn at which that thread got it, and at which the last one gave it back.
    since: AtomicUsize,
    turn: AtomicUsize,
    newest: Mutex<Option<&'static Chunk>>,
    next_idle: Mutex<Option<&'static Holder>>,
}

/// Some records of one holder.
struct Chunk {
    lines: Box<[Line]>,
    /// The one before it, of the same holder and of all.
    of_holder: Option<&'static Chunk>,
    of_all: OnceLock<&'static Chunk>,
}

/// Two cache lines, which some processors load together: records of two threads share none.
#[repr(align(128))]
struct Line([Pin; 3]);

/// How many lines the first chunk of a holder has.
const FIRST: usize = 4;

static CHUNKS: Mutex<Option<&'static Chunk>> = Mutex::new(None);
static IDLE: Mutex<Option<&'static Holder>> = Mutex::new(None);

/// Nothing panics under these locks, nothing is allocated, and no foreign code runs.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The locks of all holders; that of one is needed by its own thread, or nobody waits for it.
#[cfg(all(unix, not(loom)))]
pub(in crate::singleton) struct Locked {
    _chunks: MutexGuard<'static, Option<&'static Chunk>>,
    _idle: MutexGuard<'static, Option<&'static Holder>>,
}

#[cfg(all(unix, not(loom)))]
pub(in crate::singleton) fn lock_all() -> Locked {
    Locked { _chunks: lock(&CHUNKS), _idle: lock(&IDLE) }
}

/// A holder that no thread has, for `thread`.
pub(in crate::singleton) fn adopt(thread: Option<Thread>) -> &'static Holder {
    let mut idle = lock(&IDLE);
    let found = *idle;
    if let Some(holder) = found {
        *idle = lock(&holder.next_idle).take();
    }
    drop(idle);
    let holder = found.unwrap_or_else(|| Box::leak(Box::new(Holder::new())));
    holder.since.store(holder.turn(), Ordering::Relaxed);
    *lock(&holder.thread) = thread;
    holder
}

/// The thread that had `holder` needs it no longer. Its handles may still be out.
pub(in crate::singleton) fn give_back(holder: &'static Holder, turn: usize) {
    holder.turn.store(turn, Ordering::Relaxed);
    let thread = lock(&holder.thread).take();
    let mut idle = lock(&IDLE);
    *lock(&holder.next_idle) = idle.replace(holder);
    drop(idle);
    drop(thread);
}

/// The records of all threads.
///
/// A chunk that is added behind this is not among them. The thread that adds it takes the same lock
/// afterwards, so what was done before this call is done when it reads whether a value is there.
pub(in crate::singleton) fn pins() -> impl Iterator<Item = &'static Pin> {
    let newest = *lock(&CHUNKS);
    iter::successors(newest, |chunk| chunk.of_all.get().copied()).flat_map(Chunk::pins)
}

impl Holder {
    const fn new() -> Self {
        Holder {
            thread: Mutex::new(None),
            since: AtomicUsize::new(0),
            turn: AtomicUsize::new(0),
            newest: Mutex::new(None),
            next_idle: Mutex::new(None),
        }
    }

    /// How many handles were taken through it, when it was last given back.
    pub(in crate::singleton) fn turn(&self) -> usize {
        self.turn.load(Ordering::Relaxed)
    }

    /// The turn of a handle that is taken through it while no thread has it.
    pub(in crate::singleton) fn next_turn(&self) -> usize {
        self.turn.fetch_add(1, Ordering::Relaxed).wrapping_add(1)
    }

    pub(in crate::singleton) fn pins(&self) -> impl Iterator<Item = &'static Pin> {
        iter::successors(*lock(&self.newest), |chunk| chunk.of_holder).flat_map(Chunk::pins)
    }

    /// Its free records, each with the next one behind it. Called when none is known to be free,
    /// by the thread that has the holder.
    pub(in crate::singleton) fn free(&'static self) -> &'static Pin {
        let (mut free, mut count, mut all) = (None, 0, 0_usize);
        for pin in self.pins() {
            all += 1;
            if pin.is_free() {
                pin.put_before(free);
                free = Some(pin);
                count += 1;
            }
        }
        // So that the search is worth its while: after it a quarter of all can be taken, or twice
        // as many are there.
        match free {
            Some(free) if count * 4 >= all => free,
            _ => self.grow(all.div_ceil(3).max(FIRST), free),
        }
    }

    /// Gets more records, and puts them in front of `free`.
    fn grow(&'static self, lines: usize, mut free: Option<&'static Pin>) -> &'static Pin {
        let line = || Line([Pin::new(self), Pin::new(self), Pin::new(self)]);
        let lines: Box<[Line]> = iter::repeat_with(line).take(lines).collect();
        let of_holder = *lock(&self.newest);
        let chunk = Box::leak(Box::new(Chunk { lines, of_holder, of_all: OnceLock::new() }));
        for pin in chunk.pins() {
            pin.put_before(free);
            free = Some(pin);
        }
        *lock(&self.newest) = Some(chunk);
        let mut chunks = lock(&CHUNKS);
        if let Some(before) = chunks.replace(chunk) {
            let _empty = chunk.of_all.set(before);
        }
        drop(chunks);
        free.unwrap_or_else(|| &chunk.lines[0].0[0])
    }

    /// Whether the handle of that turn was taken by a thread that had the holder before.
    pub(in crate::singleton) fn has_ended(&self, turn: usize) -> bool {
        turn <= self.since.load(Ordering::Relaxed)
    }

    /// Who took the handle of that turn, as seen from the thread that has the holder `here`.
    pub(in crate::singleton) fn of_turn(
        &'static self,
        turn: usize,
        here: Option<&'static Holder>,
    ) -> Holding {
        if self.has_ended(turn) {
            return Holding::Ended;
        }
        if here.is_some_and(|here| std::ptr::eq(here, self)) {
            return Holding::Here;
        }
        // It is held for moments only, by a thread that begins or ends; or for ever, if the process
        // forked in such a moment.
        let thread = self.thread.try_lock();
        match thread.ok().as_deref() {
            Some(Some(thread)) => Holding::Elsewhere(thread.name().map(str::to_owned)),
            _ => Holding::Ended,
        }
    }
}

impl Chunk {
    fn pins(&'static self) -> impl Iterator<Item = &'static Pin> {
        self.lines.iter().flat_map(|line| &line.0)
    }
}

#[cfg(test)]
mod tests {
    use std::ptr;
    use std::thread;

    use super::*;
    use crate::singleton::cell::Entry;
    use crate::singleton::managed::pins::{announce, is_held, is_held_here, oldest};
    use crate::singleton::node::Node;

    static NODE: Node = Node::new("Pool");
    static SLOT: Entry = Entry::new::<u8>(&NODE);
    static OTHER: Entry = Entry::new::<u8>(&NODE);

    /// The records of this thread.
    fn mine(slot: &'static Entry) -> usize {
        let pin = announce(slot, std::panic::Location::caller());
        pin.release();
        let mine = |other: &&Pin| ptr::eq(other.holder(), pin.holder());
        pins().filter(mine).count()
    }

    #[test]
    fn a_thread_has_at_most_four_times_the_records_that_it_uses_at_once() {
        let count = thread::spawn(|| {
            let mut out: Vec<&'static Pin> = Vec::new();
            for round in 0..10_000_usize {
                out.push(announce(&OTHER, std::panic::Location::caller()));
                if out.len() == 100 {
                    out.swap_remove(round % 100).release();
                }
            }
            for pin in &out {
                pin.release();
            }
            mine(&OTHER)
        });
        let count = count.join().unwrap();
        assert!((100..=400).contains(&count), "{count}");
    }

    #[test]
    fn threads_that_follow_each_other_use_the_same_records() {
        let all = || pins().count();
        let take = || {
            let pins = [(); 5].map(|()| announce(&OTHER, std::panic::Location::caller()));
            for pin in pins {
                pin.release();
            }
        };
        thread::spawn(take).join().unwrap();
        let before = all();
        for _ in 0..1_000 {
            thread::spawn(take).join().unwrap();
        }
        // Other tests have threads as well.
        assert!(all() <= before + 1_000, "{} records, then {}", before, all());
    }

    #[test]
    fn a_handle_is_found_from_every_thread_until_it_is_released() {
        assert!(!is_held(&SLOT));
        let pin = announce(&SLOT, std::panic::Location::caller());
        assert!(is_held(&SLOT) && is_held_here(&SLOT));
        let elsewhere = thread::spawn(|| (is_held(&SLOT), is_held_here(&SLOT), oldest(&SLOT)));
        let (held, held_here, oldest) = elsewhere.join().unwrap();
        assert!(held && !held_here);
        assert_eq!(oldest.len(), 1);
        pin.release();
        assert!(!is_held(&SLOT));
    }
}
