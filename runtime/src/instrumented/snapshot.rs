//! What has been recorded up to a moment, and the difference between two moments.

use std::sync::atomic::Ordering::Relaxed;
use std::thread::ThreadId;

use super::by_address::ByAddress;
use super::call::UNRECORDED;
use super::copies::{Open, Tree};
use super::difference::{Difference, Part};
use super::durations::Durations;
use super::memory;
use super::registry::{self, Registry};
use super::site::Site;
use super::thread::{self, Thread};
use super::windows::WindowId;
use crate::clock;
use crate::report::functions::Functions;

/// The state of all threads, or of one, when a session began.
pub(super) struct Snapshot {
    window: WindowId,
    /// The thread that it is about; `None`: all of them.
    only: Option<ThreadId>,
    /// How often the process had forked.
    forks: u64,
    threads: Vec<(ThreadId, Tree)>,
    ended: Option<Tree>,
    ended_threads: u64,
    sites: Sites,
    unrecorded: u64,
}

pub(super) type Sites = ByAddress<Site, Box<Durations>>;

// SAFETY: its pointers lead to statics and to what it owns itself.
unsafe impl Send for Snapshot {}
// SAFETY: as above, and what can be changed is only read through a shared reference.
unsafe impl Sync for Snapshot {}

impl Snapshot {
    /// The state of all threads, or of the calling one.
    pub(super) fn take(of_this_thread: bool) -> Self {
        // With the lock held it would be too late to get to know this thread.
        let this = thread::current().known();
        let this_id = std::thread::current().id();
        let only = of_this_thread.then_some(this_id);
        registry::with(|registry| {
            let window = registry.open_window(only);
            let sites = sites(registry, only);
            let ended = registry.ended().filter(|_| only.is_none());
            let ended = ended.and_then(|ended| Tree::copy(ended.root(), Open::default(), |_| ()));
            let mut threads = Vec::with_capacity(registry.live().count());
            let others = registry.live().filter(|thread| only.is_none() && !is(this, thread));
            threads.extend(others.filter_map(|thread| copy(thread, false)));
            // Last, as it is what the calling thread itself goes on with.
            threads.extend(this.and_then(|thread| copy(thread, true)));
            Snapshot {
                window,
                only,
                forks: registry.forks,
                threads,
                ended,
                ended_threads: registry.ended_threads,
                sites,
                unrecorded: UNRECORDED.load(Relaxed),
            }
        })
    }

    /// What has been recorded since then.
    pub(super) fn since(&self) -> Functions {
        let this = thread::current().known();
        // First: what is allocated from here on is not of the session.
        let counters = memory::counters_now();
        let now = clock::now();
        let mut difference = Difference::default();
        registry::with(|registry| {
            // What there was before a fork is not there in the child.
            let is_forked = registry.forks != self.forks;
            let before = |id: ThreadId| {
                let mut found = self.threads.iter().filter(|(known, _)| *known == id && !is_forked);
                found.next().map(|(_, tree)| tree.root())
            };
            let own = this.filter(|thread| self.is_about(thread));
            let others =
                registry.live().filter(|thread| self.is_about(thread) && !is(this, thread));
            let mut live = Vec::new();
            for thread in own.into_iter().chain(others) {
                let Some(id) = thread.id() else { continue };
                live.push(id);
                let is_own = is(this, thread);
                let mut open = Open::of(thread);
                open.measure(thread, is_own.then_some(&counters), now);
                let before: Vec<_> = before(id).into_iter().collect();
                if let Some(tree) = Tree::since(thread.root(), &open, &before) {
                    let name = thread.name().map(str::to_owned);
                    difference.parts.push(Part { tree, name, threads: 1, current: is_own });
                }
            }
            if let Some(ended) = registry.ended().filter(|_| self.only.is_none()) {
                let gone = self.threads.iter().filter(|(id, _)| !live.contains(id));
                let before = self.ended.iter().chain(gone.map(|(_, tree)| tree)).map(Tree::root);
                let before: Vec<_> = before.filter(|_| !is_forked).collect();
                let tree = Tree::since(ended.root(), &Open::default(), &before);
                let ended_before = if is_forked { 0 } else { self.ended_threads };
                let threads = registry.ended_threads - ended_before;
                if let Some(tree) = tree {
                    difference.parts.push(Part { tree, name: None, threads, current: false });
                }
            }
            difference.sites = sites(registry, self.only);
            if !is_forked {
                for (site, before) in &self.sites {
                    if let Some(durations) = difference.sites.get_mut(site) {
                        durations.subtract(before);
                    }
                }
                difference.unrecorded = self.unrecorded;
            }
            difference.unrecorded = UNRECORDED.load(Relaxed).wrapping_sub(difference.unrecorded);
            difference.highest = registry.look_through(self.window, self.only);
        });
        difference.finish()
    }

    fn is_about(&self, thread: &Thread) -> bool {
        self.only.is_none() || thread.id() == self.only
    }
}

impl Drop for Snapshot {
    fn drop(&mut self) {
        registry::with(|registry| registry.close_window(self.window));
    }
}

fn is(this: Option<&'static Thread>, thread: &Thread) -> bool {
    this.is_some_and(|this| std::ptr::eq(this, thread))
}

/// As the thread is when all is copied; what is allocated up to then is not of the session.
fn copy(thread: &Thread, is_own: bool) -> Option<(ThreadId, Tree)> {
    let tree = Tree::copy(thread.root(), Open::of(thread), |open| {
        let counters = is_own.then(memory::counters_now);
        open.measure(thread, counters.as_ref(), clock::now());
    });
    thread.id().zip(tree)
}

/// What all threads, or the one, know of their sites.
fn sites(registry: &Registry, only: Option<ThreadId>) -> Sites {
    let mut sites = Sites::default();
    let threads = registry.live().filter(|thread| only.is_none() || thread.id() == only);
    for thread in threads.chain(registry.ended().filter(|_| only.is_none())) {
        for durations in thread.all_durations() {
            sites
                .entry(durations.site)
                .or_insert_with(|| Box::new(Durations::new()))
                .merge(durations);
        }
    }
    sites
}
