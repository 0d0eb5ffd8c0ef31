//! From trees to the rows of a report.

use std::cmp::Reverse;
use std::ptr::from_ref;
use std::sync::atomic::Ordering::Relaxed;

use super::by_address::ByAddress;
use super::call::UNRECORDED;
use super::contract::Breaches;
use super::frame::{Chunk, Place};
use super::memory::{Mark, Spent};
use super::node::Node;
use super::overhead;
use super::paths::Paths;
use super::registry;
use super::row::{Amount, Row};
use super::site::Site;
use super::thread::{self, Thread};
use crate::alloc;
use crate::clock::{self, Scale};
use crate::report::functions::{Functions, ThreadTime};
use crate::report::sort::Sort;
use crate::report::violations::Violation;

/// All that is recorded, read while the program runs.
pub(crate) fn functions() -> Functions {
    // With the lock held it would be too late to get to know this thread.
    let this = thread::current().known();
    let scale = Scale::now();
    let mut found = Rows::default();
    registry::with(|registry| {
        if let Some(ended) = registry.ended() {
            let wall = ended.root().all.ticks.load(Relaxed);
            found.thread(ended, registry.ended_threads, wall, scale);
        }
        for thread in registry.live() {
            found.own = this.is_some_and(|this| std::ptr::eq(this, thread));
            found.thread(thread, 1, clock::now().saturating_sub(thread.began.get()), scale);
        }
    });
    let broken = violations(found.breaches.values().filter_map(|it| it.violation(it.worst()?)));
    found.finish(scale, UNRECORDED.load(Relaxed), broken)
}

/// Those that allocated most often first.
pub(super) fn violations(found: impl Iterator<Item = Violation>) -> Vec<Violation> {
    let mut found: Vec<_> = found.collect();
    found.sort_by_key(|it| (Reverse(it.allocs), it.name, it.file, it.line));
    found
}

/// The rows by their site.
#[derive(Default)]
pub(super) struct Rows {
    sites: ByAddress<Site, Row>,
    threads: Vec<ThreadTime>,
    /// One for each of them.
    trees: Vec<Paths>,
    /// Those of the thread that is read.
    paths: Paths,
    /// Whether the thread that is read is the one that reads.
    own: bool,
    breaches: ByAddress<Site, Breaches>,
}

impl Rows {
    /// Adds `thread`, which stands for so many and was there for `wall` ticks.
    fn thread(&mut self, thread: &Thread, threads: u64, wall: u64, scale: Scale) {
        let root = thread.root();
        let before = self.self_ticks();
        let now = clock::now();
        let mut trees = Trees::default();
        trees.note_open(thread, now);
        for child in root.children() {
            trees.note_overhead(child);
            self.tree(child, None, u64::MAX, &trees);
        }
        for durations in thread.all_durations() {
            self.row(durations.site).add_durations(durations);
            if !durations.breaches.is_empty() {
                let sum = self.breaches.entry(durations.site).or_insert_with(Breaches::new);
                sum.merge(&durations.breaches);
            }
        }
        let open = self.open_calls(thread, now);
        let inside = self.self_ticks().wrapping_sub(before);
        let outside = wall.wrapping_sub(root.ticks_of_callees()).wrapping_sub(open);
        let time = Time { wall, inside, outside, overhead: trees.overhead };
        let time = time.finish(root, scale);
        let name = thread.name().map(str::to_owned);
        self.add_thread(ThreadTime { name, threads, current: self.own, ..time });
    }

    /// Adds the copy of a tree in which all calls have ended, and whose root says how long the
    /// threads were there.
    pub(super) fn copy(
        &mut self,
        root: &Node,
        name: Option<String>,
        threads: u64,
        current: bool,
        scale: Scale,
    ) {
        let before = self.self_ticks();
        let mut trees = Trees::default();
        for child in root.children() {
            trees.note_overhead(child);
            self.tree(child, None, u64::MAX, &trees);
        }
        let inside = self.self_ticks().wrapping_sub(before);
        let wall = root.all.ticks.load(Relaxed);
        let outside = wall.wrapping_sub(root.ticks_of_callees());
        let time = Time { wall, inside, outside, overhead: trees.overhead };
        let time = time.finish(root, scale);
        self.add_thread(ThreadTime { name, threads, current, ..time });
    }

    fn add_thread(&mut self, time: ThreadTime) {
        self.trees.push(std::mem::take(&mut self.paths));
        self.threads.push(time);
    }

    pub(super) fn finish(
        self,
        scale: Scale,
        unrecorded: u64,
        violations: Vec<Violation>,
    ) -> Functions {
        let counted = alloc::is_installed();
        let row = |(site, row): (*const Site, Row)| {
            // SAFETY: sites are statics; only the root has none, and it has no row.
            row.finish(unsafe { &*site }, scale, counted)
        };
        let mut rows: Vec<_> = self.sites.into_iter().map(|found| (found.0, row(found))).collect();
        rows.sort_by(|(_, a), (_, b)| Sort::SelfTime.compare(a, b));
        let places = rows.iter().enumerate().map(|(place, (site, _))| (*site, place)).collect();
        let trees = self.trees.into_iter().map(|paths| paths.finish(&places, scale)).collect();
        let rows = rows.into_iter().map(|(_, row)| row).collect();
        let (inner, outer) = overhead::ticks();
        Functions {
            rows,
            threads: self.threads,
            trees,
            overhead: scale.duration(inner + outer),
            memory: counted,
            unrecorded,
            violations,
        }
    }

    /// The row of a site, if it has one.
    pub(super) fn known(&mut self, site: *const Site) -> Option<&mut Row> {
        self.sites.get_mut(&site)
    }

    /// Adds `node`, whose calls took no longer than those around them, and all below it, to the path
    /// in the place of `caller`.
    fn tree(&mut self, node: &Node, caller: Option<usize>, longest: u64, trees: &Trees) {
        let closed = node.net_ticks();
        let ticks = closed.wrapping_add(trees.open_ticks(node));
        let (own, all) = trees.overhead_of(node);
        // Of functions that call each other the inner one does not know all that recording took in
        // it; but the outer one does.
        let longest = longest.saturating_add(node.ticks_of_others());
        let net = not_below_zero(ticks).saturating_sub(all).min(longest);
        let own = self.row(node.site).add_node(node, own, ticks.wrapping_sub(net));
        let place = self.paths.add(node, caller, own);
        // In the order in which they were called first.
        let children: Vec<_> = node.children().collect();
        for child in children.into_iter().rev() {
            self.tree(child, Some(place), net, trees);
        }
    }

    /// Adds what the calls that have not ended took so far; how much of it the root lost.
    fn open_calls(&mut self, thread: &Thread, now: u64) -> u64 {
        // SAFETY: the lock of the registry keeps the chunks.
        let open: Vec<Place> = unsafe { Chunk::open(thread.chunk, thread.top()) }.collect();
        // SAFETY: these are places of frames.
        let frame = |place: &Place| unsafe { place.frame() };
        // Only a thread itself can read its counters.
        let spent: Vec<Spent> = if self.own {
            let marks = open.iter().rev().map(|place| &frame(place).mark);
            Mark::spent_so_far(marks, thread.counters()).collect()
        } else {
            vec![Spent::default(); open.len()]
        };
        let mut nodes: Vec<&Node> = Vec::new();
        let mut of_root = 0;
        for (place, spent) in open.iter().zip(spent.iter().rev()) {
            let node = frame(place).node();
            let ticks = frame(place).ticks_until(now);
            let amount = Amount { ticks, allocs: spent.allocs, bytes: spent.bytes };
            match nodes.last() {
                Some(caller) => {
                    self.row(caller.site).own.subtract(amount);
                    self.paths.of(caller).subtract(amount);
                }
                None => of_root = ticks,
            }
            let nested = nodes.iter().any(|outer| std::ptr::eq(*outer, node));
            self.row(node.site).add_open(amount, spent, nested);
            self.paths.of(node).add(amount);
            nodes.push(node);
        }
        of_root
    }

    fn row(&mut self, site: *const Site) -> &mut Row {
        self.sites.entry(site).or_default()
    }

    fn self_ticks(&self) -> u64 {
        self.sites.values().fold(0, |sum, row| sum.wrapping_add(row.own.ticks))
    }
}

/// Of a thread, in ticks.
struct Time {
    wall: u64,
    inside: u64,
    outside: u64,
    overhead: u64,
}

impl Time {
    /// Below `root`, without a name.
    fn finish(self, root: &Node, scale: Scale) -> ThreadTime {
        let Time { wall, inside, outside, overhead } = self;
        let outside_overhead = overhead::in_itself(root);
        let duration = |ticks: u64| scale.duration(not_below_zero(ticks));
        ThreadTime {
            name: None,
            threads: 1,
            current: false,
            wall: duration(wall),
            inside: duration(inside.wrapping_sub(overhead)),
            outside: duration(outside.wrapping_sub(outside_overhead)),
            overhead: duration(overhead.wrapping_add(outside_overhead)),
        }
    }
}

/// What has to be known of the nodes of one thread before any of them is added.
#[derive(Default)]
struct Trees {
    /// How long the outermost open call of a node has taken so far.
    open: ByAddress<Node, u64>,
    /// What recording took of the time of a node itself, and of all its time.
    overheads: ByAddress<Node, (u64, u64)>,
    /// The sum of the first.
    overhead: u64,
}

impl Trees {
    fn note_open(&mut self, thread: &Thread, now: u64) {
        // SAFETY: the lock of the registry keeps the chunks.
        for place in unsafe { Chunk::open(thread.chunk, thread.top()) } {
            // SAFETY: it is a place of a frame.
            let frame = unsafe { place.frame() };
            self.open.entry(from_ref(frame.node())).or_insert_with(|| frame.ticks_until(now));
        }
    }

    fn note_overhead(&mut self, node: &Node) -> u64 {
        let own = overhead::in_itself(node);
        let below: u64 = node.children().map(|child| self.note_overhead(child)).sum();
        self.overheads.insert(node, (own, own + below));
        self.overhead += own;
        own + below
    }

    fn open_ticks(&self, node: &Node) -> u64 {
        self.open.get(&from_ref(node)).copied().unwrap_or(0)
    }

    fn overhead_of(&self, node: &Node) -> (u64, u64) {
        self.overheads.get(&from_ref(node)).copied().unwrap_or_default()
    }
}

/// Differences of figures that are read one after the other, while they grow, may be.
pub(super) fn not_below_zero(difference: u64) -> u64 {
    if difference > u64::MAX / 2 { 0 } else { difference }
}
