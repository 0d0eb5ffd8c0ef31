//! What a thread finds by a site: the node of a callee, and all that is known of the site.

use std::ptr::{NonNull, from_ref};
use std::sync::atomic::Ordering;

use super::durations::Durations;
use super::node::Node;
use super::site::Site;
use super::system;
use super::thread::Thread;

impl Thread {
    /// The node of a call of `site` below `caller`, if there was one before; else null.
    ///
    /// # Safety
    /// This is the calling thread.
    #[inline(always)]
    pub(super) unsafe fn known_callee(&self, caller: &Node, site: *const Site) -> *const Node {
        // SAFETY: nobody else uses the table, and no other reference to it is alive.
        let nodes = unsafe { &*self.callees.get() };
        nodes.find((from_ref(caller) as usize, site as usize))
    }

    /// The node of a call of `site` below `caller`; `None`: there is no memory left.
    ///
    /// # Safety
    /// This is the calling thread, or the caller has the lock under which nobody else uses this.
    pub(super) unsafe fn callee(&self, caller: &Node, site: *const Site) -> Option<NonNull<Node>> {
        // SAFETY: nobody else uses the table, and no other reference to it is alive.
        let nodes = unsafe { &mut *self.callees.get() };
        let key = (from_ref(caller).addr(), site.addr());
        if let Some(node) = nodes.get(key) {
            return Some(node);
        }
        if let Some(node) = caller.enclosing(site) {
            nodes.insert(key, node)?;
            return Some(node);
        }
        // SAFETY: the caller says so.
        let durations = unsafe { self.durations(site) }?;
        let node = system::place(Node::below(caller, site, durations.as_ptr()))?;
        // Not hung into the tree before it can be found again.
        nodes.insert(key, node)?;
        caller.adopt(node);
        Some(node)
    }

    /// What this thread knows of `site`.
    ///
    /// # Safety
    /// As for [`callee`](Self::callee).
    pub(super) unsafe fn durations(&self, site: *const Site) -> Option<NonNull<Durations>> {
        // SAFETY: as in `callee`.
        let known = unsafe { &mut *self.sites.get() };
        let key = (0, site.addr());
        if let Some(durations) = known.get(key) {
            return Some(durations);
        }
        let next = self.durations.load(Ordering::Relaxed);
        let durations = Durations::place(site, next)?;
        known.insert(key, durations)?;
        // Release: a reader that sees it sees its fields.
        self.durations.store(durations.as_ptr(), Ordering::Release);
        Some(durations)
    }
}
