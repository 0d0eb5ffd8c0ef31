//! The beginning and the end of a call: all that runs while the program does.

use std::ptr::NonNull;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

use super::durations::Durations;
use super::frame::{Chunk, Place};
use super::node::{Node, add};
use super::site::Site;
use super::thread::{NOWHERE, Thread};
use crate::clock;

/// Calls that are in no tree: of a thread that is ending, or when there was no memory.
pub(super) static UNRECORDED: AtomicU64 = AtomicU64::new(0);

// Where those calls go instead, so that no call has to ask whether it is one of them. Several
// threads may write here at once; nobody reads it.
static LOST_FRAMES: Lost<Chunk> = Lost(Chunk::new());
static LOST_NODE: Lost<Node> = Lost(Node::root(&raw const LOST_DURATIONS.0));
static LOST_DURATIONS: Lost<Durations> = Lost(Durations::new());

struct Lost<T>(T);

// SAFETY: only atomics of the content are ever touched.
unsafe impl<T> Sync for Lost<T> {}

/// A call of `site` begins.
#[inline(never)]
pub(super) fn enter(site: &'static Site, thread: &'static Thread) -> Place {
    let place = thread.top();
    if place.is_full() {
        return enter_slowly(site, thread);
    }
    // SAFETY: inside a chunk, so there is a thread.
    let caller = unsafe { place.caller() };
    // One writer and no reader but this thread: the two belong together.
    if !std::ptr::eq(caller.recent_site.load(Relaxed), site) {
        return enter_slowly(site, thread);
    }
    // SAFETY: as written by `enter_slowly`, with the site.
    let node = unsafe { NonNull::new_unchecked(caller.recent_callee.load(Relaxed)) };
    // SAFETY: the place is inside a chunk.
    unsafe { open(place, thread, node) }
}

/// Another function than the last one is called here, or for the first time, or a chunk is full.
#[cold]
#[inline(never)]
fn enter_slowly(site: &'static Site, thread: &'static Thread) -> Place {
    let found = thread.known().and_then(|thread| {
        let top = thread.top();
        // SAFETY: the top of a known thread is not null, and the thread is this one.
        let place = if top.is_full() { unsafe { top.in_next_chunk() }? } else { top };
        // SAFETY: inside a chunk.
        let caller = unsafe { place.caller() };
        // SAFETY: the thread is this one.
        let node = unsafe { thread.callee(caller, site) }?;
        caller.recent_site.store(std::ptr::from_ref(site).cast_mut(), Relaxed);
        caller.recent_callee.store(node.as_ptr(), Relaxed);
        Some((place, thread, node))
    });
    let (place, thread, node) = found.unwrap_or_else(nowhere);
    // SAFETY: the place is inside a chunk.
    unsafe { open(place, thread, node) }
}

fn nowhere() -> (Place, &'static Thread, NonNull<Node>) {
    UNRECORDED.fetch_add(1, Relaxed);
    LOST_FRAMES.0.set_owner(&raw const NOWHERE, &raw const LOST_NODE.0);
    let first = Chunk::first((&raw const LOST_FRAMES.0).cast_mut());
    (first, &NOWHERE, NonNull::from(&LOST_NODE.0))
}

/// # Safety
/// The place is inside a chunk.
#[inline]
unsafe fn open(place: Place, thread: &Thread, node: NonNull<Node>) -> Place {
    // SAFETY: the caller says so.
    let frame = unsafe { place.frame() };
    frame.set_node(node);
    frame.mark.set(thread.counters());
    let node = frame.node();
    add(&node.calls, 1);
    add(&node.active, 1);
    thread.set_top(place.behind());
    // Last: what the recorder did so far belongs to the caller.
    frame.start.store(clock::now(), Relaxed);
    place
}

/// The call at `place` ends.
///
/// # Safety
/// `enter` returned the place to this thread, and this is the innermost call.
#[inline(never)]
pub(super) unsafe fn exit(place: Place) {
    // SAFETY: the caller says so.
    let (node, ticks) = unsafe { close(place) };
    node.durations().histogram.record(ticks);
}

/// A poll of a future ends, which is a part of a call.
///
/// # Safety
/// As for [`exit`].
#[inline(never)]
pub(super) unsafe fn pause(place: Place) -> u64 {
    // SAFETY: the caller says so.
    unsafe { close(place) }.1
}

/// # Safety
/// As for [`exit`].
#[inline]
unsafe fn close<'a>(place: Place) -> (&'a Node, u64) {
    let end = clock::now();
    // SAFETY: `enter` put a frame of this thread there.
    let (frame, caller, thread) = unsafe { (place.frame::<'a>(), place.caller(), place.thread()) };
    let node = frame.node();
    let ticks = end.wrapping_sub(frame.start.load(Relaxed));
    add(&node.all.ticks, ticks);
    add(&caller.callees.ticks, ticks);
    let spent = frame.mark.unset(thread.counters());
    if let Some(spent) = &spent {
        node.spend(spent, caller);
    }
    let active = node.active.load(Relaxed).wrapping_sub(1);
    node.active.store(active, Relaxed);
    if active != 0 {
        add(&node.nested.ticks, ticks);
        if let Some(spent) = &spent {
            node.nested.add_memory(spent);
        }
    }
    thread.set_top(place);
    (node, ticks)
}

/// The node of the call at `place`, for what only some calls have.
///
/// # Safety
/// As for [`exit`].
#[inline]
pub(super) unsafe fn node<'a>(place: Place) -> &'a Node {
    // SAFETY: the caller says so.
    unsafe { place.frame() }.node()
}

/// When the call at `place` began.
///
/// # Safety
/// As for [`exit`].
#[inline]
pub(super) unsafe fn start(place: Place) -> u64 {
    // SAFETY: the caller says so.
    unsafe { place.frame() }.start.load(Relaxed)
}
