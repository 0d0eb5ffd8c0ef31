//! One function as it is reached on one path of calls, in one thread.

use std::cell::Cell;
use std::ptr::{NonNull, null, null_mut};
use std::sync::atomic::{AtomicI64, AtomicPtr, AtomicU64, Ordering};

use super::durations::Durations;
use super::memory::Spent;
use super::prediction::Prediction;
use super::sampling::Sampling;
use super::site::Site;
use super::system;
use super::word::{self, add};

/// A node of the tree of calls.
///
/// One thread writes, any thread may read: what is read is an atomic, written with a load and a
/// store; what is a cell is of the one thread alone. A function that calls itself, directly or through others, falls back to the node that is
/// active already, so that the tree is as large as the program and not as deep as its recursion.
#[repr(C)]
pub(super) struct Node {
    /// The last call that began here: the next one is mostly of the same function.
    pub(super) last_callee: Prediction,
    durations: *const Durations,
    /// Calls, and parts of calls of futures.
    pub(super) entries: AtomicU64,
    /// How many of them have not ended.
    pub(super) active: Cell<u64>,
    /// What the parent called after the last call of this: mostly the same each time.
    pub(super) next_call: Prediction,
    /// Of all calls.
    pub(super) all: Sum,
    /// Memory of all calls that began here, which is what is not this function's own; their ticks
    /// only if they fell back to a node that is not a child, the rest is in the children.
    pub(super) callees: Sum,
    /// Of the calls that began inside another call of this same node, and count twice in `all`.
    pub(super) nested: Sum,
    /// Ticks of those that did not begin in the parent.
    pub(super) fallen_back: AtomicU64,
    /// How many those are.
    pub(super) fallen_back_entries: AtomicU64,
    /// How many began here and fell back to a node that is not a child.
    pub(super) entries_elsewhere: AtomicU64,
    /// The entries that went on with a call of a future.
    pub(super) resumed: AtomicU64,
    pub(super) sampling: Sampling,
    pub(super) retained: AtomicI64,
    /// Since a session last asked, and before that.
    pub(super) peak: AtomicU64,
    pub(super) peak_before: AtomicU64,
    /// Null in the root.
    pub(super) site: *const Site,
    pub(super) parent: *const Node,
    /// The node made last below this one, and the one made before this one below the same parent.
    first_child: AtomicPtr<Node>,
    sibling: *const Node,
}

/// Time and memory of several calls.
#[repr(C)]
pub(super) struct Sum {
    pub(super) ticks: AtomicU64,
    pub(super) allocs: AtomicU64,
    pub(super) bytes: AtomicU64,
}

impl Node {
    /// The node of what is not inside any instrumented function.
    pub(super) const fn root(durations: *const Durations) -> Self {
        Node {
            last_callee: Prediction::new(),
            durations,
            entries: AtomicU64::new(0),
            active: Cell::new(0),
            next_call: Prediction::new(),
            all: Sum::new(),
            callees: Sum::new(),
            nested: Sum::new(),
            fallen_back: AtomicU64::new(0),
            fallen_back_entries: AtomicU64::new(0),
            entries_elsewhere: AtomicU64::new(0),
            resumed: AtomicU64::new(0),
            sampling: Sampling::new(),
            retained: AtomicI64::new(0),
            peak: AtomicU64::new(0),
            peak_before: AtomicU64::new(0),
            site: null(),
            parent: null(),
            first_child: AtomicPtr::new(null_mut()),
            sibling: null(),
        }
    }

    /// A node for `site` below `parent`, not yet hung there.
    pub(super) fn below(parent: &Node, site: *const Site, durations: *const Durations) -> Self {
        let sibling = parent.first_child.load(Ordering::Relaxed);
        Node { site, parent, sibling, ..Node::root(durations) }
    }

    /// What is known of its site. Not of a root, which has none.
    #[inline(always)]
    pub(super) fn durations<'a>(&self) -> &'a Durations {
        // SAFETY: every node of a site has them, and they live as long as the node.
        unsafe { word::at(self.durations) }
    }

    /// Hangs a node that was made by [`below`](Self::below) where readers find it.
    pub(super) fn adopt(&self, child: NonNull<Node>) {
        // Release: a reader that sees the node sees its fields; pairs with `children`.
        self.first_child.store(child.as_ptr(), Ordering::Release);
    }

    pub(super) fn children(&self) -> impl Iterator<Item = &Node> {
        let mut next = self.first_child.load(Ordering::Acquire).cast_const();
        std::iter::from_fn(move || {
            // SAFETY: nodes are freed with their whole tree, under the lock of the registry, when
            // nobody holds a reference to any of them.
            let child = unsafe { next.as_ref() }?;
            next = child.sibling;
            Some(child)
        })
    }

    /// How many calls there were, with those that have not ended.
    pub(super) fn calls(&self) -> u64 {
        let resumed = self.resumed.load(Ordering::Relaxed);
        self.entries.load(Ordering::Relaxed).saturating_sub(resumed)
    }

    /// The ticks of all calls that began here.
    pub(super) fn ticks_of_callees(&self) -> u64 {
        let of = |child: &Node| {
            let fallen_back = child.fallen_back.load(Ordering::Relaxed);
            let began_here = child.all.ticks.load(Ordering::Relaxed).wrapping_sub(fallen_back);
            child.sampling.estimate(child, began_here)
        };
        let elsewhere = self.callees.ticks.load(Ordering::Relaxed);
        self.children().map(of).fold(elsewhere, u64::wrapping_add)
    }

    /// The ticks of its calls, those inside others of them not counted again.
    pub(super) fn net_ticks(&self) -> u64 {
        let of = |sum: &Sum| self.sampling.estimate(self, sum.ticks.load(Ordering::Relaxed));
        of(&self.all).wrapping_sub(of(&self.nested))
    }

    /// Adds the ticks of a call that began inside another one of this node, in `caller`.
    pub(super) fn nest(&self, ticks: u64, caller: &Node) {
        add(&self.nested.ticks, ticks);
        self.come_from(caller, ticks);
    }

    /// Adds the ticks of a call that began in `caller`, if that is not the parent.
    #[inline]
    pub(super) fn come_from(&self, caller: &Node, ticks: u64) {
        if !std::ptr::eq(self.parent, caller) {
            add(&self.fallen_back, ticks);
            add(&self.fallen_back_entries, 1);
            add(&caller.callees.ticks, ticks);
            add(&caller.entries_elsewhere, 1);
        }
    }

    /// The ticks that came from elsewhere than the parent and are no recursion.
    pub(super) fn ticks_of_others(&self) -> u64 {
        let nested = self.nested.ticks.load(Ordering::Relaxed);
        self.fallen_back.load(Ordering::Relaxed).saturating_sub(nested)
    }

    /// The node of `site` among this one and the ones above it: the call is a recursion.
    pub(super) fn enclosing(&self, site: *const Site) -> Option<NonNull<Node>> {
        let mut node = self;
        loop {
            if node.site == site {
                return Some(NonNull::from(node));
            }
            // SAFETY: as in `children`.
            node = unsafe { node.parent.as_ref() }?;
        }
    }

    /// Adds what `other` counted, of the same path in another thread.
    pub(super) fn merge(&self, other: &Node) {
        add(&self.entries, other.entries.load(Ordering::Relaxed));
        add(&self.resumed, other.resumed.load(Ordering::Relaxed));
        self.sampling.merge(&other.sampling);
        self.all.merge(&other.all);
        self.callees.merge(&other.callees);
        self.nested.merge(&other.nested);
        add(&self.fallen_back, other.fallen_back.load(Ordering::Relaxed));
        add(&self.fallen_back_entries, other.fallen_back_entries.load(Ordering::Relaxed));
        add(&self.entries_elsewhere, other.entries_elsewhere.load(Ordering::Relaxed));
        self.retain(other.retained.load(Ordering::Relaxed), other.peak.load(Ordering::Relaxed));
        self.peak_before.fetch_max(other.peak_before.load(Ordering::Relaxed), Ordering::Relaxed);
    }

    /// Forgets all but the calls that have not ended, and the same below this.
    pub(super) fn reset(&self) {
        self.entries.store(self.active.get(), Ordering::Relaxed);
        for sum in [&self.all, &self.callees, &self.nested] {
            sum.reset();
        }
        for count in [&self.fallen_back, &self.fallen_back_entries, &self.entries_elsewhere] {
            count.store(0, Ordering::Relaxed);
        }
        self.resumed.store(0, Ordering::Relaxed);
        self.retained.store(0, Ordering::Relaxed);
        self.peak.store(0, Ordering::Relaxed);
        self.peak_before.store(0, Ordering::Relaxed);
        self.sampling.reset();
        self.children().for_each(Node::reset);
    }

    /// Frees `root` and all below it.
    ///
    /// # Safety
    /// Nobody uses any of them any more.
    pub(super) unsafe fn free(root: *mut Node) {
        // Not by recursion: a path is as long as the program has functions.
        let mut next = root;
        while !next.is_null() {
            let node = next;
            // SAFETY: a node that was placed and not yet freed; its children are freed before it.
            unsafe {
                next = (*node).first_child.load(Ordering::Relaxed);
                if next.is_null() {
                    next = (*node).parent.cast_mut();
                    if !next.is_null() {
                        (*next).first_child.store((*node).sibling.cast_mut(), Ordering::Relaxed);
                    }
                    system::free(node);
                }
            }
        }
    }

    /// Adds the memory of a call that began in `caller`.
    #[inline(always)]
    pub(super) fn spend(&self, spent: &Spent, caller: &Node) {
        self.all.add_memory(spent);
        caller.callees.add_memory(spent);
        self.retain(spent.retained, spent.peak);
    }

    #[inline]
    fn retain(&self, retained: i64, peak: u64) {
        let retained = self.retained.load(Ordering::Relaxed).wrapping_add(retained);
        self.retained.store(retained, Ordering::Relaxed);
        if peak > self.peak.load(Ordering::Relaxed) {
            self.peak.store(peak, Ordering::Relaxed);
        }
    }
}

impl Sum {
    const fn new() -> Self {
        Sum { ticks: AtomicU64::new(0), allocs: AtomicU64::new(0), bytes: AtomicU64::new(0) }
    }

    fn reset(&self) {
        for count in [&self.ticks, &self.allocs, &self.bytes] {
            count.store(0, Ordering::Relaxed);
        }
    }

    fn merge(&self, other: &Sum) {
        add(&self.ticks, other.ticks.load(Ordering::Relaxed));
        add(&self.allocs, other.allocs.load(Ordering::Relaxed));
        add(&self.bytes, other.bytes.load(Ordering::Relaxed));
    }

    #[inline]
    pub(super) fn add_memory(&self, spent: &Spent) {
        add(&self.allocs, spent.allocs);
        add(&self.bytes, spent.bytes);
    }
}
