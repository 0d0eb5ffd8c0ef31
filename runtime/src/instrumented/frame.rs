//! The calls of a thread that have not ended, innermost last.
//!
//! They lie in memory of their own and not on the stack of the program, so that a report can say
//! how long an unfinished call has taken so far, whichever thread asks.

use std::cell::Cell;
use std::ptr::NonNull;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use std::sync::atomic::{AtomicPtr, AtomicU64};

use super::memory::{Counters, Mark, Timing};
use super::node::Node;
use super::system;
use super::thread::Thread;
use super::word;

/// One call.
#[repr(C, align(64))]
pub(super) struct Frame {
    /// First in the frame and in the head of a chunk: what lies in front of a frame is its caller.
    node: AtomicPtr<Node>,
    pub(super) start: AtomicU64,
    pub(super) thread: Cell<*const Thread>,
    pub(super) mark: Mark,
}

/// A piece of the stack. Its address is a multiple of its size, so the end of a chunk shows in the
/// address.
#[repr(C, align(4096))]
pub(super) struct Chunk {
    head: Head,
    frames: [Frame; FRAMES],
}

#[repr(C, align(64))]
struct Head {
    /// The caller of the first frame.
    node: AtomicPtr<Node>,
    next: AtomicPtr<Chunk>,
}

const SIZE: usize = 4096;
const FRAMES: usize = SIZE / size_of::<Frame>() - 1;
const _: () = assert!(size_of::<Chunk>() == SIZE && size_of::<Head>() == size_of::<Frame>());

/// Where a frame is, or will be. Never dangling: chunks live as long as their thread's calls.
#[derive(Clone, Copy)]
pub(super) struct Place(*mut Frame);

impl Place {
    /// `frame` points into a chunk, or just behind one.
    #[inline(always)]
    pub(super) fn at(frame: *mut Frame) -> Self {
        Place(frame)
    }

    #[inline(always)]
    pub(super) fn as_ptr(self) -> *mut Frame {
        self.0
    }

    /// Whether this is behind the last frame of a chunk, or of nothing: null is such a place.
    #[inline(always)]
    pub(super) fn is_full(self) -> bool {
        self.0 as usize % SIZE == 0
    }

    #[inline(always)]
    pub(super) fn behind(self) -> Self {
        Place(self.0.wrapping_add(1))
    }

    /// # Safety
    /// This is a place inside a chunk, not behind it.
    #[inline(always)]
    pub(super) unsafe fn frame<'a>(self) -> &'a Frame {
        // SAFETY: frames are valid from the beginning, and only their atomics are ever written.
        unsafe { word::at(self.0) }
    }

    /// The node of the call around the one that is, or will be, here.
    ///
    /// # Safety
    /// This is not the beginning of a chunk, and there is a thread.
    #[inline(always)]
    pub(super) unsafe fn caller<'a>(self) -> &'a Node {
        // SAFETY: in front lies a frame or the head, both begin with a node, and both have one
        // before anything is put behind them.
        unsafe { word::at(word::load_in_front(self.0)) }
    }

    fn chunk(self) -> *mut Chunk {
        self.0.map_addr(|addr| addr & !(SIZE - 1)).cast()
    }

    /// The call here ends below others: from now on what begins behind it is in `caller`.
    ///
    /// # Safety
    /// It is a call of the calling thread, and not the last one that has not ended.
    pub(super) unsafe fn end_below_others(self, caller: &Node) {
        // SAFETY: the place of a call.
        unsafe { self.frame() }.start.store(ENDED, Relaxed);
        let mut place = self;
        loop {
            // SAFETY: there is a call behind it that has not ended.
            let frame = unsafe { place.frame() };
            if !frame.has_ended() {
                return;
            }
            // What ended before it was in it.
            frame.set_node(caller);
            place = place.behind();
            if place.is_full() {
                // SAFETY: the last frame of a chunk, behind which there is another one.
                let next =
                    unsafe { (*Place(place.0.wrapping_sub(1)).chunk()).head.next.load(Relaxed) };
                // SAFETY: as above.
                unsafe { &*next }.set_root(caller);
                place = Chunk::first(next);
            }
        }
    }

    /// The place in front of this one, in the chunks from `first` on; `None`: it is their beginning.
    ///
    /// # Safety
    /// They are those of the calling thread, and this is the first place of one, or behind one.
    pub(super) unsafe fn in_front(self, first: *mut Chunk) -> Option<Self> {
        let last = Place(self.0.wrapping_sub(1));
        if !last.is_full() {
            return Some(last);
        }
        // What lies where a chunk begins is no frame.
        let mut chunk = first;
        while chunk != last.0.cast() {
            // SAFETY: the caller says so.
            let next = unsafe { (*chunk).head.next.load(Relaxed) };
            if next == last.0.cast() {
                return Some(Place(chunk.wrapping_add(1).cast::<Frame>().wrapping_sub(1)));
            }
            chunk = next;
        }
        None
    }

    /// The first place of the chunk that follows the full one that ends here.
    ///
    /// # Safety
    /// The place is full and not null, and the thread is the calling one.
    pub(super) unsafe fn in_next_chunk(self) -> Option<Self> {
        let last = Place(self.0.wrapping_sub(1));
        // SAFETY: the last frame of the chunk, so its head and its node are there.
        let (head, caller) = unsafe { (&(*last.chunk()).head, self.caller()) };
        let mut next = NonNull::new(head.next.load(Relaxed));
        if next.is_none() {
            let made = Chunk::place()?;
            // SAFETY: placed here; the frame is one of this thread.
            unsafe { made.as_ref().belong_to(last.frame().thread()) };
            next = Some(made);
        }
        let next = next?;
        // SAFETY: a chunk of this thread, made now or before.
        unsafe { next.as_ref() }.set_root(caller);
        head.next.store(next.as_ptr(), Release);
        Some(Chunk::first(next.as_ptr()))
    }
}

/// In the place of a beginning: the call has ended, and others above it go on.
const ENDED: u64 = u64::MAX;

impl Frame {
    #[inline(always)]
    pub(super) fn node<'a>(&self) -> &'a Node {
        // SAFETY: set before the frame counts as begun; nodes live as long as their thread.
        unsafe { word::at(word::load_pointer(&self.node)) }
    }

    /// The thread whose call this is.
    #[inline(always)]
    pub(super) fn thread<'a>(&self) -> &'a Thread {
        // SAFETY: set before anything began in the chunk; only the thread itself asks.
        unsafe { word::at(word::get(&self.thread)) }
    }

    #[inline]
    pub(super) fn has_ended(&self) -> bool {
        self.start.load(Relaxed) == ENDED
    }

    /// How long the call has taken; nothing, if its time is left out.
    pub(super) fn ticks_until(&self, now: u64) -> u64 {
        match self.start.load(Relaxed) {
            0 => 0,
            start => now.saturating_sub(start),
        }
    }

    /// From `now` on.
    pub(super) fn begin_anew(&self, counters: &Counters, now: u64) {
        let timing = self.mark.timing();
        self.mark.set(counters);
        self.mark.set_timing(timing);
        if timing != Timing::Left {
            self.start.store(now, Relaxed);
        }
    }

    #[inline(always)]
    pub(super) fn set_node(&self, node: &Node) {
        word::store_pointer(&self.node, node);
    }
}

impl Chunk {
    /// A chunk on the heap. Never on the stack, which may be small and would have it several times
    /// where nothing is optimised.
    pub(super) fn place() -> Option<NonNull<Chunk>> {
        // A head and frames of nothing: null, and counts of zero.
        system::zeros(1)
    }

    /// Says whose calls these will be: once, so that no call has to.
    pub(super) fn belong_to(&self, thread: &Thread) {
        self.frames.iter().for_each(|frame| frame.thread.set(thread));
    }

    /// Says which node the first call here is below.
    pub(super) fn set_root(&self, root: *const Node) {
        self.head.node.store(root.cast_mut(), Relaxed);
    }

    pub(super) fn first(chunk: *mut Chunk) -> Place {
        Place(chunk.cast::<Frame>().wrapping_add(1))
    }

    /// The calls from the first place of `chunk`, if there is one, to `top`, outermost first; without
    /// scopes that have ended below others.
    ///
    /// # Safety
    /// The chunks are not freed meanwhile; a call that begins or ends meanwhile may be missed.
    pub(super) unsafe fn open(chunk: *mut Chunk, top: Place) -> impl Iterator<Item = Place> {
        let (mut chunk, mut place) = (chunk, Chunk::first(chunk));
        let places = std::iter::from_fn(move || {
            if !chunk.is_null() && place.is_full() && place.as_ptr() != top.as_ptr() {
                // SAFETY: the caller keeps the chunks; Acquire pairs with `in_next_chunk`.
                chunk = unsafe { &*chunk }.head.next.load(Acquire);
                place = Chunk::first(chunk);
            }
            if chunk.is_null() || place.as_ptr() == top.as_ptr() {
                return None;
            }
            let open = place;
            place = place.behind();
            Some(open)
        });
        // SAFETY: they are places of frames.
        places.filter(|place| !unsafe { place.frame() }.has_ended())
    }

    /// Frees `chunk` and all behind it.
    ///
    /// # Safety
    /// Nobody uses any of them any more.
    pub(super) unsafe fn free(mut chunk: *mut Chunk) {
        while !chunk.is_null() {
            // SAFETY: a chunk that was placed and not yet freed.
            let next = unsafe { (*chunk).head.next.load(Relaxed) };
            // SAFETY: the caller says so.
            unsafe { system::free(chunk) };
            chunk = next;
        }
    }
}
