//! The sessions that go on, each with the highest figures since it began: those are no differences.

use std::sync::atomic::Ordering::Relaxed;
use std::thread::ThreadId;

use super::by_address::ByAddress;
use super::durations::Durations;
use super::node::Node;
use super::registry::Registry;
use super::site::Site;
use super::thread::Thread;
use crate::alloc::Totals;

pub(super) type WindowId = u64;

/// One session.
pub(super) struct Window {
    id: WindowId,
    /// The thread that it is about; `None`: all of them.
    only: Option<ThreadId>,
    highest: Highest,
}

/// The highest figures of each site in a session, up to the last look.
#[derive(Clone, Default)]
pub(super) struct Highest {
    /// Of one call, in bytes.
    pub(super) peaks: ByAddress<Site, u64>,
    /// Of one call that broke its contract.
    pub(super) worst: ByAddress<Site, Totals>,
}

impl Registry {
    /// A session begins: what was highest before is not of it.
    pub(super) fn open_window(&mut self, only: Option<ThreadId>) -> WindowId {
        self.cut(only);
        self.last_window += 1;
        let id = self.last_window;
        self.windows.push(Window { id, only, highest: Highest::default() });
        id
    }

    /// The highest figures in a session so far; of one that began before a fork, since that.
    pub(super) fn look_through(&mut self, id: WindowId, only: Option<ThreadId>) -> Highest {
        self.cut(only);
        match self.windows.iter().find(|window| window.id == id) {
            Some(window) => window.highest.clone(),
            None => self.highest_of_all(only),
        }
    }

    fn highest_of_all(&self, only: Option<ThreadId>) -> Highest {
        let mut highest = Highest::default();
        for thread in self.live().filter(|thread| only.is_none() || thread.id() == only) {
            thread.root().children().for_each(|node| highest.note_all(node));
            for Durations { site, breaches, .. } in thread.all_durations() {
                highest.worst.extend(breaches.worst().map(|worst| (*site, worst)));
            }
        }
        highest
    }

    pub(super) fn close_window(&mut self, id: WindowId) {
        self.windows.retain(|window| window.id != id);
    }

    /// Tells every session the highest figures since the last cut, and lets the threads, or the one,
    /// look for new ones.
    fn cut(&mut self, only: Option<ThreadId>) {
        let mut windows = std::mem::take(&mut self.windows);
        for thread in self.live().filter(|thread| only.is_none() || thread.id() == only) {
            let about = |window: &&mut Window| window.only.is_none() || window.only == thread.id();
            cut_thread(thread, &mut windows.iter_mut().filter(about).collect::<Vec<_>>());
        }
        if let Some(ended) = self.ended().filter(|_| only.is_none()) {
            let about = |window: &&mut Window| window.only.is_none();
            cut_thread(ended, &mut windows.iter_mut().filter(about).collect::<Vec<_>>());
        }
        self.windows = windows;
    }
}

impl Highest {
    fn note_all(&mut self, node: &Node) {
        let known = self.peaks.entry(node.site).or_default();
        *known = node.peak_before.load(Relaxed).max(*known);
        node.children().for_each(|child| self.note_all(child));
    }
}

fn cut_thread(thread: &Thread, windows: &mut [&mut Window]) {
    thread.root().children().for_each(|node| cut_tree(node, windows));
    for Durations { site, breaches, .. } in thread.all_durations() {
        let Some(worst) = breaches.cut() else { continue };
        for window in &mut *windows {
            let known = window.highest.worst.entry(*site).or_default();
            known.allocs = known.allocs.max(worst.allocs);
            known.bytes = known.bytes.max(worst.bytes);
        }
    }
}

fn cut_tree(node: &Node, windows: &mut [&mut Window]) {
    // The thread may write what it was about to write: a call that ends at this moment may be of
    // either side.
    let peak = node.peak.swap(0, Relaxed);
    if peak > 0 {
        node.peak_before.fetch_max(peak, Relaxed);
        for window in &mut *windows {
            let known = window.highest.peaks.entry(node.site).or_default();
            *known = peak.max(*known);
        }
    }
    node.children().for_each(|child| cut_tree(child, windows));
}
