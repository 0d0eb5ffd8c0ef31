//! The beginning and the end of a call: all that runs while the program does.

use std::ptr::null_mut;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

use super::calling::Calling;
use super::frame::{Frame, Place};
use super::future::Progress;
use super::memory::{NOTHING, NOTHING_BUT_LEFT, Timing};
use super::node::Node;
use super::prediction::recall;
use super::site::Site;
use super::switches;
use super::thread::Thread;
use super::untimed;
use super::word::{self, add};
use crate::clock;

/// Calls that are in no tree: of a thread that is ending, or when there was no memory.
pub(super) static UNRECORDED: AtomicU64 = AtomicU64::new(0);

/// A call that has begun: where its frame is; null if nobody records it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Begun(pub(super) *mut Frame);

impl Begun {
    pub(super) const NOWHERE: Begun = Begun(null_mut());

    #[inline(always)]
    pub(super) fn is_nowhere(self) -> bool {
        self.0 as usize == 0
    }
}

/// A call of `site` begins.
#[inline(never)]
pub(super) fn enter(site: &'static Site, calling: Calling) -> Begun {
    let thread = calling.thread();
    let place = thread.top();
    if place.is_full() {
        return enter_slowly(site, thread);
    }
    // SAFETY: inside a chunk, so there is a thread.
    let caller = unsafe { place.caller() };
    if !caller.last_callee.is(site) {
        return enter_another(site, thread);
    }
    // SAFETY: as the question says.
    let node = unsafe { caller.last_callee.node() };
    begin(place, thread, node)
}

/// A call of a known node begins.
#[inline(always)]
pub(super) fn begin(place: Place, thread: &Thread, node: &Node) -> Begun {
    // Last: what the recorder did so far belongs to the caller. Where the counter is not the clock
    // no callee is ever recent.
    // SAFETY: the place is inside a chunk, and the node one of this thread.
    unsafe {
        let frame = open(place, thread, node);
        frame.mark.set(thread.counters());
        word::store(&frame.start, clock::counter());
    };
    Begun(place.as_ptr())
}

/// Another function than the last one is called here.
#[inline(never)]
fn enter_another(site: &'static Site, thread: &'static Thread) -> Begun {
    let place = thread.top();
    // SAFETY: who calls this has asked whether it is inside a chunk.
    match unsafe { recall(site, thread, place) } {
        Some(node) => begin(place, thread, node),
        None => enter_slowly(site, thread),
    }
}

/// A function is called here for the first time, or a chunk is full.
#[cold]
#[inline(never)]
pub(super) fn enter_slowly(site: &'static Site, thread: &'static Thread) -> Begun {
    let thread = thread.known();
    if thread.is_some() && !switches::admits(site) {
        return Begun::NOWHERE;
    }
    let found = thread.and_then(|thread| {
        let top = thread.top();
        // SAFETY: the top of a known thread is not null, and the thread is this one.
        let place = if top.is_full() { unsafe { top.in_next_chunk() }? } else { top };
        thread.set_top(place);
        // SAFETY: inside a chunk.
        let caller = unsafe { place.caller() };
        // SAFETY: the thread is this one.
        let node = unsafe { thread.callee(caller, site)?.as_ref() };
        Some((place, thread, caller, node))
    });
    let Some((place, thread, caller, node)) = found else {
        UNRECORDED.fetch_add(1, Relaxed);
        return Begun::NOWHERE;
    };
    // SAFETY: the place is inside a chunk, and the node one of this thread.
    let frame = unsafe { open(place, thread, node) };
    frame.mark.set(thread.counters());
    // The first question decides which clock it is.
    let now = clock::now();
    if clock::counts() {
        caller.last_callee.set(site, node);
    } else {
        frame.mark.set_timing(Timing::System);
    }
    frame.start.store(now, Relaxed);
    Begun(place.as_ptr())
}

/// All but the time and the memory.
///
/// # Safety
/// The place is the top of the thread and inside a chunk, and the node lives as long as the thread.
#[inline(always)]
pub(super) unsafe fn open<'a>(place: Place, thread: &Thread, node: &Node) -> &'a Frame {
    // SAFETY: the caller says so.
    let frame = unsafe { place.frame() };
    frame.set_node(node);
    word::add_one(&node.entries);
    word::increment(&node.active);
    thread.push();
    frame
}

/// A call ends.
///
/// # Safety
/// `enter` returned it on this thread, and not [`NOWHERE`](Begun::NOWHERE), and it is the innermost
/// call.
#[inline(never)]
pub(super) unsafe fn exit(call: Begun) {
    // SAFETY: the caller says so.
    let frame = unsafe { word::at(call.0) };
    let thread = frame.thread();
    let counters = thread.counters();
    let changed = frame.mark.changed(counters);
    if changed != NOTHING {
        // SAFETY: the caller says so.
        return unsafe { exit_otherwise(Place::at(call.0), changed) };
    }
    let end = clock::counter();
    frame.mark.unset_untouched(counters);
    // SAFETY: the caller says so.
    let (node, ticks) = unsafe { close_untouched(Place::at(call.0), frame, thread, end) };
    node.durations().histogram.record(ticks);
}

/// Something was allocated or freed in the call, or the counter is not what takes its time. On its
/// own so that the registers that this takes are not saved where nothing was.
#[inline(never)]
unsafe fn exit_otherwise(place: Place, changed: u64) {
    // SAFETY: the caller says so.
    let frame = unsafe { place.frame() };
    let (thread, node) = (frame.thread(), frame.node());
    let counters = thread.counters();
    // First, because it is what is to be cheap: nothing was allocated while the time is left out.
    if changed == NOTHING_BUT_LEFT && word::get(&node.active) == 1 {
        frame.mark.unset_untouched(counters);
        word::set(&node.active, 0);
        thread.set_top(place);
        return;
    }
    let end = match frame.mark.timing() {
        Timing::Counter => clock::counter(),
        Timing::System => clock::now(),
        // SAFETY: the caller says so.
        Timing::Left => return unsafe { untimed::leave_with_memory(place) },
    };
    // SAFETY: the caller says so.
    unsafe { exit_with_memory(place, end) }
}

#[inline(never)]
unsafe fn exit_with_memory(place: Place, end: u64) {
    // SAFETY: the caller says so.
    let (node, ticks) = unsafe { close(place, end) };
    node.durations().histogram.record(ticks);
}

/// A part of the call of a future ends: a poll of it, its making or its drop.
///
/// # Safety
/// As for [`exit`].
#[inline(never)]
pub(super) unsafe fn pause(call: Begun, future: &mut Progress) {
    let place = Place::at(call.0);
    // SAFETY: the caller says so.
    let frame = unsafe { place.frame() };
    let thread = frame.thread();
    let counters = thread.counters();
    if frame.mark.changed(counters) != NOTHING {
        // SAFETY: the caller says so.
        return unsafe { pause_otherwise(place, future) };
    }
    let end = clock::counter();
    frame.mark.unset_untouched(counters);
    // SAFETY: the caller says so.
    let (node, ticks) = unsafe { close_untouched(place, frame, thread, end) };
    future.add(node, ticks, end);
}

#[inline(never)]
unsafe fn pause_otherwise(place: Place, future: &mut Progress) {
    // SAFETY: the caller says so.
    let frame = unsafe { place.frame() };
    // The time of futures is never left out.
    let is_system = frame.mark.timing() == Timing::System;
    let end = if is_system { clock::now() } else { clock::counter() };
    // SAFETY: the caller says so.
    let (node, ticks) = unsafe { close(place, end) };
    future.add(node, ticks, end);
}

/// # Safety
/// As for [`exit`].
#[inline(always)]
unsafe fn close<'a>(place: Place, end: u64) -> (&'a Node, u64) {
    // SAFETY: `enter` put a frame of this thread there.
    let frame = unsafe { place.frame() };
    let thread = frame.thread();
    // SAFETY: the caller says so.
    unsafe { spend(place, thread) };
    // SAFETY: the caller says so.
    unsafe { close_untouched(place, frame, thread, end) }
}

/// The memory.
///
/// # Safety
/// As for [`exit`].
#[inline(always)]
pub(super) unsafe fn spend(place: Place, thread: &Thread) {
    // SAFETY: `enter` put a frame of this thread there.
    let (frame, caller) = unsafe { (place.frame(), place.caller()) };
    if let Some(spent) = frame.mark.unset(thread.counters()) {
        let node = frame.node();
        node.spend(&spent, caller);
        if node.active.get() > 1 {
            node.nested.add_memory(&spent);
        }
    }
}

/// All but the memory, in the thread of the call.
///
/// # Safety
/// As for [`exit`].
#[inline(always)]
unsafe fn close_untouched<'a>(
    place: Place,
    frame: &Frame,
    thread: &Thread,
    end: u64,
) -> (&'a Node, u64) {
    let node = frame.node();
    // SAFETY: this thread is the only one that writes it. An atomic load would be a step of its own.
    let ticks = end.wrapping_sub(unsafe { word::load_own(&frame.start) });
    add(&node.all.ticks, ticks);
    if word::decrement(&node.active) != 0 {
        // SAFETY: as above.
        node.nest(ticks, unsafe { place.caller() });
    }
    thread.set_top(place);
    (node, ticks)
}
