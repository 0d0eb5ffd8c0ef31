//! Calls of which a budget leaves the time out; all else is recorded.

use super::call::{Begun, enter, enter_slowly, open, recall, spend};
use super::calling::Calling;
use super::frame::Place;
use super::node::Node;
use super::overhead;
use super::site::Site;
use super::switches;
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
    if !caller.called_last(site) {
        return enter_another_sampled(site, calling);
    }
    // SAFETY: as the question says.
    let node = unsafe { caller.recent_callee() };
    if node.sampling.is_due() {
        return enter_timed(site, calling, node);
    }
    // SAFETY: the place is inside a chunk, and the node one of this thread.
    let frame = unsafe { open(place, thread, node) };
    frame.mark.set_left(thread.counters());
    word::store(&frame.start, 0);
    Begun(place.as_ptr())
}

/// Another function than the last one is called here.
#[inline(never)]
fn enter_another_sampled(site: &'static Site, calling: Calling) -> Begun {
    let thread = calling.thread();
    // SAFETY: who calls this has asked whether it is inside a chunk.
    match unsafe { recall(site, thread, thread.top()) } {
        Some(_) => enter_sampled(site, calling),
        None => enter_slowly(site, thread),
    }
}

/// It is this call's turn.
#[cold]
#[inline(never)]
fn enter_timed(site: &'static Site, calling: Calling, node: &Node) -> Begun {
    let budget = switches::budget();
    if budget.is_none_or(|budget| node.sampling.is_over(node, budget, overhead::ticks())) {
        switches::always_time(site);
    }
    enter(site, calling)
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
