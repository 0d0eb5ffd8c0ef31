//! Which node a call has, without a search: mostly that of the last call from the same place, or
//! that of the call which followed it before.

use std::cell::Cell;
use std::ptr::{from_ref, null};

use super::frame::Place;
use super::node::Node;
use super::site::Site;
use super::thread::Thread;
use super::word;

/// A site that will probably be called, and the node of that call; at first none.
#[repr(C)]
pub(super) struct Prediction {
    site: Cell<*const Site>,
    node: Cell<*const Node>,
}

impl Prediction {
    pub(super) const fn new() -> Self {
        Prediction { site: Cell::new(null()), node: Cell::new(null()) }
    }

    #[inline(always)]
    pub(super) fn is(&self, site: *const Site) -> bool {
        word::get(&self.site) == site
    }

    /// # Safety
    /// There is one: [`is`](Self::is) said so.
    #[inline(always)]
    pub(super) unsafe fn node<'a>(&self) -> &'a Node {
        // SAFETY: it is set together with the site, and nodes live as long as their thread.
        unsafe { word::at(word::get(&self.node)) }
    }

    #[inline(always)]
    pub(super) fn set(&self, site: *const Site, node: *const Node) {
        word::set(&self.site, site);
        word::set(&self.node, node);
    }
}

/// The node of a function that was called here before, though not by the last call; from now on it
/// is what was called last. `None`: it was not, or the counter is not the clock.
///
/// # Safety
/// The place is the top of this thread, and inside a chunk.
#[inline(always)]
pub(super) unsafe fn recall<'a>(
    site: &'static Site,
    thread: &Thread,
    place: Place,
) -> Option<&'a Node> {
    // SAFETY: the caller says so.
    let caller = unsafe { place.caller() };
    let last = word::get(&caller.last_callee.node);
    if last as usize == 0 {
        return None;
    }
    // SAFETY: nodes live as long as their thread.
    let last = unsafe { word::at(last) };
    // What is elsewhere in the tree, where recursion has led to it, is followed by what is called there.
    let is_below = last.parent == from_ref(caller);
    let node = if is_below && last.next_call.is(site) {
        // SAFETY: as the question says.
        unsafe { last.next_call.node() }
    } else {
        // SAFETY: the thread is this one.
        let node = unsafe { thread.known_callee(caller, site) };
        if node as usize == 0 {
            return None;
        }
        // SAFETY: as above.
        let node = unsafe { word::at(node) };
        if is_below {
            last.next_call.set(site, node);
        }
        node
    };
    caller.last_callee.set(site, node);
    Some(node)
}
