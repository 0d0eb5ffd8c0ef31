//! All threads that record, and what is left of those that have ended.

use std::ptr::null;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::call::UNRECORDED;
use super::node::Node;
use super::system;
use super::thread::Thread;
use super::windows::{Window, WindowId};
use super::word::add;
use crate::clock;
use crate::report;

static REGISTRY: Mutex<Registry> = Mutex::new(Registry::new(0));

/// The threads, under the lock that keeps them from being freed.
pub(super) struct Registry {
    /// The list of those that have not ended.
    first: *const Thread,
    /// Those that have ended, as one: the memory of a program that starts a thread for every
    /// request grows with its call paths and not with its threads. Null before the first one.
    ended: *const Thread,
    pub(super) ended_threads: u64,
    /// The sessions that go on.
    pub(super) windows: Vec<Window>,
    pub(super) last_window: WindowId,
    /// How many forks lie between this process and the one that began.
    pub(super) forks: u64,
}

// SAFETY: whoever has the lock may follow the pointers.
unsafe impl Send for Registry {}

/// Runs `work`, which allocates from wherever it likes but makes no thread record for the first
/// time, while no thread comes or goes.
pub(super) fn with<T>(work: impl FnOnce(&mut Registry) -> T) -> T {
    work(&mut lock())
}

pub(super) fn lock() -> MutexGuard<'static, Registry> {
    REGISTRY.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn add_thread(thread: &'static Thread) {
    with(|registry| {
        thread.next.set(registry.first);
        registry.first = thread;
    });
    report::arm();
}

/// Keeps what `thread` recorded and frees it.
///
/// # Safety
/// The thread is the calling one, no call in it is open, and it never records again.
pub(super) unsafe fn retire(thread: &'static Thread) {
    // From now on the root says how long the thread was there.
    add(&thread.root().all.ticks, clock::now().saturating_sub(thread.began.get()));
    with(|registry| {
        registry.unlink(thread);
        registry.ended_threads += 1;
        if let Some(ended) = registry.ended_or_new() {
            merge(ended, ended.root(), thread.root());
            for durations in thread.all_durations() {
                // SAFETY: the lock is held, and all that use `ended` hold it.
                if let Some(sum) = unsafe { ended.durations(durations.site) } {
                    // SAFETY: durations live as long as their thread, and this one is for ever.
                    unsafe { sum.as_ref() }.merge(durations);
                }
            }
        } else {
            lose(thread.root());
        }
        // SAFETY: unlinked, the thread itself is done with it, and readers hold the lock.
        unsafe { Thread::free(thread) };
    });
}

impl Registry {
    const fn new(forks: u64) -> Self {
        Registry {
            first: null(),
            ended: null(),
            ended_threads: 0,
            windows: Vec::new(),
            last_window: 0,
            forks,
        }
    }

    pub(super) fn live(&self) -> impl Iterator<Item = &Thread> {
        let mut next = self.first;
        std::iter::from_fn(move || {
            // SAFETY: who is in the list is not freed, and `self` stands for the lock.
            let thread = unsafe { next.as_ref() }?;
            next = thread.next.get();
            Some(thread)
        })
    }

    pub(super) fn ended(&self) -> Option<&Thread> {
        // SAFETY: it is never freed.
        unsafe { self.ended.as_ref() }
    }

    /// In the child of a fork: of all threads only the calling one is left, and nothing that the
    /// parent did. Frees nothing: another thread may have held the lock of the allocator.
    pub(super) fn keep(&mut self, thread: Option<&'static Thread>) {
        let last_window = self.last_window;
        let before = std::mem::replace(self, Registry::new(self.forks + 1));
        std::mem::forget(before);
        self.last_window = last_window;
        UNRECORDED.store(0, Relaxed);
        if let Some(thread) = thread {
            thread.reset();
            thread.next.set(null());
            self.first = thread;
        }
    }

    fn ended_or_new(&mut self) -> Option<&Thread> {
        if self.ended.is_null() {
            self.ended = system::place(Thread::rooted()?)?.as_ptr();
        }
        self.ended()
    }

    fn unlink(&mut self, thread: &Thread) {
        if std::ptr::eq(self.first, thread) {
            self.first = thread.next.get();
        } else if let Some(before) =
            self.live().find(|before| std::ptr::eq(before.next.get(), thread))
        {
            before.next.set(thread.next.get());
        }
    }
}

/// Adds the tree below `from` to the one below `into`, which is in `ended`.
fn merge(ended: &Thread, into: &Node, from: &Node) {
    into.merge(from);
    for child in from.children() {
        // SAFETY: the lock is held, and all that use `ended` hold it.
        match unsafe { ended.callee(into, child.site) } {
            // SAFETY: nodes live as long as their thread, and this one is for ever.
            Some(node) => merge(ended, unsafe { node.as_ref() }, child),
            None => lose(child),
        }
    }
}

/// There was no memory for the calls of this tree; the report says so.
fn lose(tree: &Node) {
    UNRECORDED.fetch_add(tree.calls(), Relaxed);
    tree.children().for_each(lose);
}
