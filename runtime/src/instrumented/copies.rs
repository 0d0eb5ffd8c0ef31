//! Copies of trees, less what was there before, with the calls that have not ended as far as they
//! got.

use std::ptr::{NonNull, from_ref, null};
use std::sync::atomic::Ordering::Relaxed;

use super::by_address::ByAddress;
use super::frame::{Chunk, Place};
use super::memory::{Counters, Mark, Spent};
use super::node::{Node, Sum};
use super::site::Site;
use super::system;
use super::thread::Thread;
use super::word::add;

/// A tree that is no thread's.
pub(super) struct Tree(NonNull<Node>);

/// The calls of a thread that have not ended, outermost first.
#[derive(Default)]
pub(super) struct Open {
    calls: Vec<OpenCall>,
    /// One for each of them.
    spent: Vec<Spent>,
    /// How long the thread has been there.
    wall: u64,
}

struct OpenCall {
    node: *const Node,
    place: Place,
    ticks: u64,
}

/// Where the copies of nodes with open calls are.
type Copies = ByAddress<Node, *const Node>;

/// What a tree is compared with: the nodes of the same path in trees from before.
type Before<'a> = Vec<&'a Node>;

impl Tree {
    /// Of all below `root`, with the open calls as they are `measured` when the rest is copied;
    /// `None`: there is no memory left.
    pub(super) fn copy(
        root: &Node,
        mut open: Open,
        measured: impl FnOnce(&mut Open),
    ) -> Option<Self> {
        let tree = Tree::new()?;
        let mut copies = open.nodes();
        fill(tree.root(), root, None, &mut copies);
        measured(&mut open);
        open.add_to(tree.root(), &copies);
        Some(tree)
    }

    /// Of what has been added below `root` since it was as `before`; `None`: nothing, or there is no
    /// memory left.
    pub(super) fn since(root: &Node, open: &Open, before: &[&Node]) -> Option<Self> {
        let tree = Tree::new()?;
        let mut copies = open.nodes();
        let is_touched = fill(tree.root(), root, Some(&before.to_vec()), &mut copies);
        open.add_to(tree.root(), &copies);
        is_touched.then_some(tree)
    }

    fn new() -> Option<Self> {
        system::place(Node::root(null())).map(Tree)
    }

    pub(super) fn root(&self) -> &Node {
        // SAFETY: placed by `new` and freed with this.
        unsafe { self.0.as_ref() }
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        // SAFETY: nothing but this leads to the nodes.
        unsafe { Node::free(self.0.as_ptr()) };
    }
}

/// Makes `into` a copy of `from`, and of all below it, less `before`; whether anything is left. What
/// has nothing left is left out, if there is a before.
fn fill(into: &Node, from: &Node, before: Option<&Before<'_>>, copies: &mut Copies) -> bool {
    into.merge(from);
    // The highest is not a difference.
    into.peak.store(0, Relaxed);
    into.peak_before.store(0, Relaxed);
    let mut below: ByAddress<Site, Before<'_>> = ByAddress::default();
    for before in before.into_iter().flatten() {
        into.subtract(before);
        for child in before.children() {
            below.entry(child.site).or_default().push(child);
        }
    }
    let mut is_touched = into.has_counted();
    let children: Vec<_> = from.children().collect();
    // Each is hung in front of the last one.
    for child in children.into_iter().rev() {
        let Some(copy) = system::place(Node::below(into, child.site, null())) else { continue };
        // SAFETY: placed here, and freed with the tree if not here.
        let node = unsafe { copy.as_ref() };
        let is_open = copies.contains_key(&from_ref(child));
        if is_open {
            copies.insert(child, node);
        }
        let before = before.is_some().then(|| below.remove(&child.site).unwrap_or_default());
        let is_whole = before.is_none();
        if fill(node, child, before.as_ref(), copies) || is_open || is_whole {
            into.adopt(copy);
            is_touched = true;
        } else {
            // SAFETY: nothing leads to it, and nothing was hung below it.
            unsafe { system::free(copy.as_ptr()) };
        }
    }
    is_touched
}

impl Open {
    /// Those of `thread`, whose time and memory nobody has measured yet.
    pub(super) fn of(thread: &Thread) -> Self {
        // SAFETY: the lock of the registry keeps the chunks.
        let places = unsafe { Chunk::open(thread.chunk, thread.top()) };
        let calls = places.map(|place| {
            // SAFETY: it is a place of a frame.
            let node = unsafe { place.frame() }.node();
            OpenCall { node, place, ticks: 0 }
        });
        let calls: Vec<_> = calls.collect();
        let spent = vec![Spent::default(); calls.len()];
        Open { calls, spent, wall: 0 }
    }

    /// Up to now; only the thread itself has `counters` and knows their memory. Allocates nothing.
    pub(super) fn measure(&mut self, thread: &Thread, counters: Option<&Counters>, now: u64) {
        self.wall = now.saturating_sub(thread.began.get());
        // SAFETY: it is a place of a frame, and the lock of the registry keeps the chunks.
        let frame = |call: &OpenCall| unsafe { call.place.frame() };
        for call in &mut self.calls {
            call.ticks = frame(call).ticks_until(now);
        }
        if let Some(counters) = counters {
            let marks = self.calls.iter().rev().map(|call| &frame(call).mark);
            let found = Mark::spent_so_far(marks, counters);
            self.spent.iter_mut().rev().zip(found).for_each(|(at, found)| *at = found);
        }
    }

    fn nodes(&self) -> Copies {
        self.calls.iter().map(|call| (call.node, null())).collect()
    }

    /// As if they had ended.
    fn add_to(&self, root: &Node, copies: &Copies) {
        add(&root.all.ticks, self.wall);
        let mut caller = root;
        for (OpenCall { node, ticks, .. }, spent) in self.calls.iter().zip(&self.spent) {
            // SAFETY: null, if the node was made behind the copy, or a node of the copy.
            let Some(node) = (unsafe { copies[node].as_ref() }) else { return };
            add(&node.all.ticks, *ticks);
            node.spend(spent, caller);
            if node.active.get() > 0 {
                node.nested.add_memory(spent);
                node.nest(*ticks, caller);
            } else {
                node.come_from(caller, *ticks);
            }
            node.active.set(node.active.get() + 1);
            caller = node;
        }
    }
}

impl Node {
    /// Takes off what was counted `before`.
    fn subtract(&self, before: &Node) {
        let sums = [(&self.all, &before.all), (&self.callees, &before.callees)];
        for (sum, before) in sums.into_iter().chain([(&self.nested, &before.nested)]) {
            let Sum { ticks, allocs, bytes } = sum;
            take_off(ticks, before.ticks.load(Relaxed));
            take_off(allocs, before.allocs.load(Relaxed));
            take_off(bytes, before.bytes.load(Relaxed));
        }
        take_off(&self.entries, before.entries.load(Relaxed));
        take_off(&self.resumed, before.resumed.load(Relaxed));
        take_off(&self.fallen_back, before.fallen_back.load(Relaxed));
        // A call of another thread that ended while it was copied is there twice: among those that
        // have ended, and as if it had.
        let counts = [
            (&self.fallen_back_entries, &before.fallen_back_entries),
            (&self.entries_elsewhere, &before.entries_elsewhere),
        ];
        for (count, before) in counts {
            count.store(count.load(Relaxed).saturating_sub(before.load(Relaxed)), Relaxed);
        }
        self.sampling.subtract(&before.sampling);
        self.retained.fetch_sub(before.retained.load(Relaxed), Relaxed);
    }

    fn has_counted(&self) -> bool {
        let Sum { ticks, allocs, bytes } = &self.all;
        let counts = [&self.entries, &self.resumed, ticks, allocs, bytes];
        counts.iter().any(|count| count.load(Relaxed) != 0) && !self.site.is_null()
    }
}

/// `counter -= by`, of what nobody else writes.
pub(super) fn take_off(counter: &std::sync::atomic::AtomicU64, by: u64) {
    add(counter, 0_u64.wrapping_sub(by));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_ended_while_it_was_copied_leaves_no_count_below_zero() {
        let (now, before) = (Node::root(null()), Node::root(null()));
        for count in [&before.fallen_back_entries, &before.entries_elsewhere] {
            count.store(1, Relaxed);
        }
        now.subtract(&before);
        assert_eq!(now.fallen_back_entries.load(Relaxed), 0);
        assert_eq!(now.entries_elsewhere.load(Relaxed), 0);
    }
}
