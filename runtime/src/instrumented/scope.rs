//! A row of the report for a part of a function.

use std::ptr::{eq, null};
use std::sync::atomic::Ordering::Relaxed;

use super::call::{self, Begun};
use super::calling::Calling;
use super::frame::{Chunk, Place};
use super::node::Node;
use super::site::Site;
use super::thread::{self, Thread};
use super::word::add;
use crate::clock;

/// A part of a function that has begun: made by [`scope!`](crate::scope), it ends when this is
/// dropped.
///
/// ```
/// let part: tenure::Scope = tenure::scope!("part");
/// drop(part); // or the end of its block
/// ```
#[derive(Debug)]
#[must_use = "the scope ends where this is dropped; write `let _name = scope!(..)`"]
pub struct Scope {
    call: Begun,
    thread: *const Thread,
    node: *const Node,
    start: u64,
}

impl Site {
    /// The part begins.
    pub fn scope(&'static self) -> Scope {
        let call = match self.how_to_enter() {
            Some(enter) => enter(self, Calling::now()),
            None => Begun::NOWHERE,
        };
        if call.is_nowhere() {
            return Scope { call, thread: null(), node: null(), start: 0 };
        }
        // SAFETY: `enter` put a frame there.
        let frame = unsafe { Place::at(call.0).frame() };
        Scope {
            call,
            thread: thread::current(),
            node: frame.node(),
            start: frame.start.load(Relaxed),
        }
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        let thread = thread::current();
        // Else it is in no row, or kept in a thread local and later than the end of its thread.
        if !self.call.is_nowhere() && eq(self.thread, thread) {
            self.end(thread);
        }
    }
}

impl Scope {
    fn end(&self, thread: &Thread) {
        let place = Place::at(self.call.0);
        if eq(place.behind().as_ptr(), thread.top().as_ptr()) && self.is_at(place) {
            // SAFETY: `enter` made it on this thread, and it is the innermost call.
            unsafe { call::exit(self.call) };
            drop_ended(thread);
        } else {
            self.end_out_of_order(thread);
        }
    }

    /// Whether the call there is this one, and not one that came later.
    fn is_at(&self, place: Place) -> bool {
        // SAFETY: a place of this thread, which had a call.
        let frame = unsafe { place.frame() };
        eq(frame.node(), self.node)
            && frame.start.load(Relaxed) == self.start
            && eq(frame.thread.get(), self.thread)
    }

    /// A guard is a value: it can be dropped before one that was made later, or leave its function.
    #[cold]
    fn end_out_of_order(&self, thread: &Thread) {
        let place = Place::at(self.call.0);
        // SAFETY: the thread is this one, so nothing is freed.
        let mut open = unsafe { Chunk::open(thread.chunk, thread.top()) };
        let here = open.find(|open| eq(open.as_ptr(), place.as_ptr()) && self.is_at(place));
        if here.is_none() {
            // The call around it has ended, and this one with it.
            // SAFETY: nodes live as long as their thread.
            let active = unsafe { &(*self.node).active };
            active.set(active.get().wrapping_sub(1));
        } else if open.next().is_none() {
            // At the end of a chunk.
            // SAFETY: as in `end`.
            unsafe { call::exit(self.call) };
            drop_ended(thread);
        } else {
            self.end_below_others(place, thread);
        }
    }

    /// Calls that began in it go on: from now on they are in the call around it.
    fn end_below_others(&self, place: Place, thread: &Thread) {
        // SAFETY: a call of this thread that has not ended.
        let (frame, caller) = unsafe { (place.frame(), place.caller()) };
        let (node, ticks) = (frame.node(), frame.ticks_until(clock::now()));
        // SAFETY: as above.
        unsafe { call::spend(place, thread) };
        add(&node.all.ticks, ticks);
        let active = node.active.get().wrapping_sub(1);
        node.active.set(active);
        if active != 0 {
            node.nest(ticks, caller);
        }
        if self.start != 0 {
            node.durations().histogram.record(ticks);
        }
        // SAFETY: as above, and others begin behind it.
        unsafe { place.end_below_others(caller) };
    }
}

/// Takes away frames whose calls have ended below others, once those are gone.
pub(super) fn drop_ended(thread: &Thread) {
    // SAFETY: the top of this thread, and its chunks.
    while let Some(last) = unsafe { thread.top().in_front(thread.chunk) } {
        // SAFETY: in front of the top, and inside a chunk.
        if !unsafe { last.frame() }.has_ended() {
            return;
        }
        thread.set_top(last);
    }
}
