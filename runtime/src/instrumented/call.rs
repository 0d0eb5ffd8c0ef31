//! The beginning and the end of a call: all that runs while the program does.

use std::ptr::NonNull;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

use super::frame::{Frame, Place};
use super::future::Progress;
use super::node::{Node, add};
use super::site::Site;
use super::thread::Thread;
use crate::clock;

/// Calls that are in no tree: of a thread that is ending, or when there was no memory.
pub(super) static UNRECORDED: AtomicU64 = AtomicU64::new(0);

/// A call that has begun: where its frame is, or that address and one if its end is out of the
/// ordinary. The counter of the processor may not be the clock, or there is no frame: null and one.
#[derive(Clone, Copy)]
pub(super) struct Begun(*mut Frame);

impl Begun {
    const NOWHERE: Begun = Begun(std::ptr::without_provenance_mut(1));

    #[inline]
    fn is_special(self) -> bool {
        self.0.addr() & 1 != 0
    }

    /// Where the frame is, if there is one.
    #[inline]
    fn place(self) -> Option<Place> {
        let frame = self.0.map_addr(|addr| addr & !1);
        (!frame.is_null()).then_some(Place::at(frame))
    }
}

/// A call of `site` begins.
#[inline(never)]
pub(super) fn enter(site: &'static Site, thread: &'static Thread) -> Begun {
    let place = thread.top();
    if place.is_full() {
        return enter_slowly(site, thread);
    }
    // SAFETY: inside a chunk, so there is a thread.
    let caller = unsafe { place.caller() };
    let Some(node) = caller.recent_callee(site) else { return enter_slowly(site, thread) };
    // SAFETY: the place is inside a chunk, and the node one of this thread. Where the counter is not
    // the clock no callee is ever recent.
    unsafe { open(place, thread, node, clock::counter) };
    Begun(place.as_ptr())
}

/// Another function than the last one is called here, or for the first time, or a chunk is full.
#[cold]
#[inline(never)]
fn enter_slowly(site: &'static Site, thread: &'static Thread) -> Begun {
    let found = thread.known().and_then(|thread| {
        let top = thread.top();
        // SAFETY: the top of a known thread is not null, and the thread is this one.
        let place = if top.is_full() { unsafe { top.in_next_chunk() }? } else { top };
        // SAFETY: inside a chunk.
        let caller = unsafe { place.caller() };
        // SAFETY: the thread is this one.
        let node = unsafe { thread.callee(caller, site) }?;
        Some((place, thread, caller, node))
    });
    let Some((place, thread, caller, node)) = found else {
        UNRECORDED.fetch_add(1, Relaxed);
        return Begun::NOWHERE;
    };
    // SAFETY: the place is inside a chunk, and the node one of this thread.
    unsafe { open(place, thread, node, clock::now) };
    if clock::counts() {
        caller.set_recent_callee(site, node);
        return Begun(place.as_ptr());
    }
    Begun(place.as_ptr().map_addr(|addr| addr | 1))
}

/// # Safety
/// The place is inside a chunk, and the node lives as long as the thread.
#[allow(clippy::inline_always)] // a call would cost the registers that the whole path is about
#[inline(always)]
unsafe fn open(place: Place, thread: &Thread, node: NonNull<Node>, now: fn() -> u64) {
    // SAFETY: the caller says so.
    let (frame, begun) = unsafe { (place.frame(), node.as_ref()) };
    frame.set_node(node);
    frame.thread.set(thread);
    frame.mark.set(thread.counters());
    add(&begun.calls, 1);
    begun.active.set(begun.active.get().wrapping_add(1));
    thread.set_top(place.behind());
    // Last: what the recorder did so far belongs to the caller.
    frame.start.store(now(), Relaxed);
}

/// A call ends.
///
/// # Safety
/// `enter` returned it on this thread, and it is the innermost call.
#[inline(never)]
pub(super) unsafe fn exit(call: Begun) {
    if call.is_special() {
        // SAFETY: the caller says so.
        return unsafe { exit_specially(call) };
    }
    let (place, end) = (Place::at(call.0), clock::counter());
    // SAFETY: the caller says so.
    let frame = unsafe { place.frame() };
    let thread = frame.thread();
    if frame.mark.is_untouched(thread.counters()) {
        frame.mark.unset_untouched(thread.counters());
        // SAFETY: the caller says so.
        let (node, ticks) = unsafe { close_untouched(place, thread, end) };
        node.durations().histogram.record(ticks);
    } else {
        // SAFETY: the caller says so.
        unsafe { exit_with_memory(place, end) }
    }
}

/// A part of the call of a future ends: a poll of it, its making or its drop.
///
/// # Safety
/// As for [`exit`].
#[inline(never)]
pub(super) unsafe fn pause(call: Begun, future: &mut Progress) {
    if call.is_special() {
        // SAFETY: the caller says so.
        return unsafe { pause_specially(call, future) };
    }
    let (place, end) = (Place::at(call.0), clock::counter());
    // SAFETY: the caller says so.
    let frame = unsafe { place.frame() };
    let thread = frame.thread();
    if frame.mark.is_untouched(thread.counters()) {
        frame.mark.unset_untouched(thread.counters());
        // SAFETY: the caller says so.
        let (node, ticks) = unsafe { close_untouched(place, thread, end) };
        future.add(node, ticks, end);
    } else {
        // SAFETY: the caller says so.
        unsafe { pause_with_memory(place, end, future) }
    }
}

#[inline(never)]
unsafe fn pause_with_memory(place: Place, end: u64, future: &mut Progress) {
    // SAFETY: the caller says so.
    let (node, ticks) = unsafe { close(place, end) };
    future.add(node, ticks, end);
}

#[cold]
#[inline(never)]
unsafe fn pause_specially(call: Begun, future: &mut Progress) {
    if let Some(place) = call.place() {
        // SAFETY: the caller says so.
        unsafe { pause_with_memory(place, clock::now(), future) }
    }
}

#[cold]
#[inline(never)]
unsafe fn exit_specially(call: Begun) {
    if let Some(place) = call.place() {
        // SAFETY: the caller says so.
        unsafe { exit_with_memory(place, clock::now()) }
    }
}

/// Something was allocated or freed in the call. On its own so that the registers that this takes
/// are not saved where nothing was.
#[inline(never)]
unsafe fn exit_with_memory(place: Place, end: u64) {
    // SAFETY: the caller says so.
    let (node, ticks) = unsafe { close(place, end) };
    node.durations().histogram.record(ticks);
}

/// # Safety
/// As for [`exit`].
#[allow(clippy::inline_always)] // a call would cost the registers that the whole path is about
#[inline(always)]
unsafe fn close<'a>(place: Place, end: u64) -> (&'a Node, u64) {
    // SAFETY: `enter` put a frame of this thread there.
    let (frame, caller) = unsafe { (place.frame(), place.caller()) };
    let thread = frame.thread();
    if let Some(spent) = frame.mark.unset(thread.counters()) {
        let node = frame.node();
        node.spend(&spent, caller);
        if node.active.get() > 1 {
            node.nested.add_memory(&spent);
        }
    }
    // SAFETY: the caller says so.
    unsafe { close_untouched(place, thread, end) }
}

/// All but the memory, in the thread of the call.
///
/// # Safety
/// As for [`exit`].
#[allow(clippy::inline_always)] // a call would cost the registers that the whole path is about
#[inline(always)]
unsafe fn close_untouched<'a>(place: Place, thread: &Thread, end: u64) -> (&'a Node, u64) {
    // SAFETY: `enter` put a frame of this thread there.
    let frame = unsafe { place.frame() };
    let node = frame.node();
    let ticks = end.wrapping_sub(frame.start.load(Relaxed));
    add(&node.all.ticks, ticks);
    let active = node.active.get().wrapping_sub(1);
    node.active.set(active);
    if active != 0 {
        // SAFETY: as above.
        node.nest(ticks, unsafe { place.caller() });
    }
    thread.set_top(place);
    (node, ticks)
}
