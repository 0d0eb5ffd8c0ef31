//! A call that goes on elsewhere: on another thread, or in a task.

use std::ptr::NonNull;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use super::call::{open, spend};
use super::frame::Place;
use super::memory::Timing;
use super::site::Site;
use super::thread::{self, Thread};
use super::word::add;
use crate::clock;

/// The path that leads to a call, from the outside to the inside; empty: it is in none.
pub(super) type Path = Arc<[&'static Site]>;

/// The path of the innermost call of this thread.
pub(super) fn path() -> Path {
    let mut sites = Vec::new();
    if let Some(thread) = thread::recording() {
        // SAFETY: the top of a known thread is behind a frame or a head.
        let mut node = Some(unsafe { thread.top().caller() });
        while let Some(inner) = node {
            // SAFETY: sites are statics; the root has none.
            sites.extend(unsafe { inner.site.as_ref() });
            // SAFETY: nodes live as long as their thread.
            node = unsafe { inner.parent.as_ref() };
        }
    }
    sites.into_iter().rev().collect()
}

/// The time in which a call goes on; it ends when this is dropped.
pub(super) struct Resumed {
    place: Place,
    thread: &'static Thread,
}

impl Resumed {
    /// `None`: there is no call, or it is not recorded.
    pub(super) fn begin(path: &Path) -> Option<Self> {
        path.last()?.how_to_enter()?;
        let thread = thread::current().known()?;
        let top = thread.top();
        // SAFETY: the top of a known thread is not null, and the thread is this one.
        let place = if top.is_full() { unsafe { top.in_next_chunk() }? } else { top };
        let mut node = NonNull::from(thread.root());
        for site in path.iter() {
            // SAFETY: the thread is this one, and nodes live as long.
            node = unsafe { thread.callee(node.as_ref(), *site) }?;
        }
        thread.set_top(place);
        // SAFETY: the place is inside a chunk, and the node one of this thread.
        let frame = unsafe { open(place, thread, node.as_ref()) };
        frame.mark.set(thread.counters());
        // It is no call of its own.
        add(&frame.node().resumed, 1);
        let now = clock::now();
        if !clock::counts() {
            frame.mark.set_timing(Timing::System);
        }
        frame.start.store(now, Relaxed);
        Some(Resumed { place, thread })
    }
}

impl Drop for Resumed {
    fn drop(&mut self) {
        let end = clock::now();
        // SAFETY: `begin` put a frame there, on this thread (a pointer is not `Send`), and it lives
        // in a local, so that all calls that began in it have ended.
        let (frame, caller) = unsafe { (self.place.frame(), self.place.caller()) };
        let (node, ticks) = (frame.node(), frame.ticks_until(end));
        // SAFETY: as above.
        unsafe { spend(self.place, self.thread) };
        add(&node.all.ticks, ticks);
        let active = node.active.get().wrapping_sub(1);
        node.active.set(active);
        if active == 0 {
            node.come_from(caller, ticks);
        } else {
            node.nest(ticks, caller);
        }
        self.thread.set_top(self.place);
    }
}
