//! Calls of which a budget leaves the time out; all else is recorded.

use super::call::{Begun, begin, enter_slowly, open, spend};
use super::calling::Calling;
use super::frame::Place;
use super::node::Node;
use super::overhead;
use super::prediction::recall;
use super::site::Site;
use super::switches;
use super::thread::Thread;
use super::word;

/// A call begins of which the time is taken only now and then.
#[inline(never)]
pub(super) fn enter_sampled(site: &'static Site, calling: Calling) -> Begun {
    let thread = calling.thread();
    let place = thread.top();
    if place.is_full() {
        return enter_slowly(site, thread);
    }
    // SAFETY: inside a chunk, so there is a thread.
    let caller = unsafe { place.caller() };
    if !caller.last_callee.is(site) {
        return enter_another_sampled(site, thread);
    }
    // SAFETY: as the question says.
    let node = unsafe { caller.last_callee.node() };
    begin_sampled(site, place, thread, node)
}

/// A call of a known node begins.
#[inline(always)]
fn begin_sampled(site: &'static Site, place: Place, thread: &Thread, node: &Node) -> Begun {
    if node.sampling.is_due() {
        return enter_timed(site, place, thread, node);
    }
    // SAFETY: the place is inside a chunk, and the node one of this thread.
    let frame = unsafe { open(place, thread, node) };
    frame.mark.set_left(thread.counters());
    word::store(&frame.start, 0);
    Begun(place.as_ptr())
}

/// Another function than the last one is called here.
#[inline(never)]
fn enter_another_sampled(site: &'static Site, thread: &'static Thread) -> Begun {
    let place = thread.top();
    // SAFETY: who calls this has asked whether it is inside a chunk.
    match unsafe { recall(site, thread, place) } {
        Some(node) => begin_sampled(site, place, thread, node),
        None => enter_slowly(site, thread),
    }
}

/// It is this call's turn.
#[cold]
#[inline(never)]
fn enter_timed(site: &'static Site, place: Place, thread: &Thread, node: &Node) -> Begun {
    let budget = switches::budget();
    if budget.is_none_or(|budget| node.sampling.is_over(node, budget, overhead::ticks())) {
        switches::always_time(site);
    }
    begin(place, thread, node)
}

/// All but the time, where something was allocated or the call is inside another one of its node.
///
/// # Safety
/// As for [`exit`](super::call::exit).
#[inline(never)]
pub(super) unsafe fn leave_with_memory(place: Place) {
    // SAFETY: `enter` put a frame of this thread there.
    let (frame, caller) = unsafe { (place.frame(), place.caller()) };
    let (thread, node) = (frame.thread(), frame.node());
    // SAFETY: the caller says so.
    unsafe { spend(place, thread) };
    let active = node.active.get().wrapping_sub(1);
    node.active.set(active);
    if active != 0 {
        node.nest(0, caller);
    }
    thread.set_top(place);
}
