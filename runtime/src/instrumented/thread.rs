//! What the recorder keeps for one thread.

use std::cell::{Cell, UnsafeCell};
use std::ptr::{null, null_mut};
use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering};
use std::thread::ThreadId;

use super::durations::Durations;
use super::first;
use super::frame::{Chunk, Place};
use super::memory::{self, Counters};
use super::node::Node;
use super::registry;
use super::scope;
use super::system;
use super::table::Table;
use super::word;
use crate::clock;

/// The tree of one thread and the calls it is in.
pub(super) struct Thread {
    /// Where the next call goes.
    top: AtomicPtr<super::frame::Frame>,
    counters: *const Counters,
    pub(super) chunk: *mut Chunk,
    root: *const Node,
    /// When the thread was first here.
    pub(super) began: Cell<u64>,
    /// The thread as the standard library knows it; `None` where it stands for several.
    handle: Option<std::thread::Thread>,
    /// The list of all that the thread knows of its sites; the newest first.
    pub(super) durations: AtomicPtr<Durations>,
    /// Of the thread alone: from a caller and a site to the node of the callee.
    pub(super) callees: UnsafeCell<Table<Node>>,
    /// Of the thread alone: from a site to its durations.
    pub(super) sites: UnsafeCell<Table<Durations>>,
    /// In the list of all threads; guarded by its lock.
    pub(super) next: Cell<*const Thread>,
}

// SAFETY: what is not atomic is written before the thread is shown to others and never again
// (`counters`, which only the thread itself follows, `chunk`, `root`, `handle`), or is used by the
// thread itself alone (`callees`, `sites`), or under the lock of the registry alone (`next`, `began`).
unsafe impl Sync for Thread {}

/// Stands for every thread that has recorded nothing yet.
static UNKNOWN: Thread = Thread::new();

/// Stands for every thread that cannot record: it is ending, or there was no memory.
pub(super) static NOWHERE: Thread = Thread::new();

thread_local! {
    // No destructor and nothing to initialise: one instruction away. A pointer, because up to some
    // release after 1.85 no constant may refer to a static that changes.
    static THREAD: Cell<*const Thread> = const { Cell::new(&raw const UNKNOWN) };
    // Touched once, when the thread records for the first time.
    static END: End = const { End };
}

/// Other threads may be called `main`, too. Relaxed: the flag stands for nothing but itself.
static MAIN_HAS_ENDED: AtomicBool = AtomicBool::new(false);

/// Hands the tree over when the thread ends.
struct End;

impl Drop for End {
    fn drop(&mut self) {
        let thread = replace(&NOWHERE);
        if thread.chunk.is_null() {
            // It never got to record.
            return;
        }
        scope::drop_ended(thread);
        if thread.is_the_main_one() && !MAIN_HAS_ENDED.swap(true, Ordering::Relaxed) {
            // The report comes after it; it keeps its name and its tree.
        } else if thread.is_idle() {
            // SAFETY: nothing leads to this thread any more, and no call is open.
            unsafe { registry::retire(thread) };
        } else {
            // `exit` inside a call: the frames are still open, and the report reads them here.
            replace(thread);
        }
    }
}

#[inline(always)]
pub(super) fn current() -> &'static Thread {
    // `with` would be one more call in a debug build.
    match THREAD.try_with(word::get) {
        // SAFETY: only references that live for ever are ever put there, by the declaration and by
        // `replace`.
        Ok(thread) => unsafe { word::at(thread) },
        // Never: it has no destructor.
        Err(_) => &NOWHERE,
    }
}

/// The calling one, if it records.
pub(super) fn recording() -> Option<&'static Thread> {
    let thread = current();
    (!thread.chunk.is_null()).then_some(thread)
}

/// Puts another in the place of the current one.
pub(super) fn replace(thread: &'static Thread) -> &'static Thread {
    let before = current();
    THREAD.set(thread);
    before
}

impl Thread {
    const fn new() -> Self {
        Thread {
            top: AtomicPtr::new(null_mut()),
            counters: null(),
            chunk: null_mut(),
            root: null(),
            began: Cell::new(0),
            handle: None,
            durations: AtomicPtr::new(null_mut()),
            callees: UnsafeCell::new(Table::new()),
            sites: UnsafeCell::new(Table::new()),
            next: Cell::new(null()),
        }
    }

    /// This one, or the one that the calling thread gets with its first call; `None`: nowhere.
    pub(super) fn known(&'static self) -> Option<&'static Self> {
        if std::ptr::eq(self, &raw const NOWHERE) {
            return None;
        }
        if !std::ptr::eq(self, &raw const UNKNOWN) {
            return Some(self);
        }
        // Registering the destructor may allocate, and the allocator may be instrumented.
        replace(&NOWHERE);
        END.try_with(|_| ()).ok()?;
        first::prepare();
        let thread = Thread::place()?;
        registry::add_thread(thread);
        replace(thread);
        Some(thread)
    }

    /// What the calling thread can record into; nobody else knows of it.
    pub(super) fn place() -> Option<&'static Self> {
        let chunk = Chunk::place()?;
        let thread = Thread {
            top: AtomicPtr::new(Chunk::first(chunk.as_ptr()).as_ptr()),
            counters: memory::counters(),
            chunk: chunk.as_ptr(),
            handle: Some(std::thread::current()),
            ..Thread::rooted()?
        };
        // SAFETY: placed here; both are freed when the thread has ended and nobody reads.
        let (thread, chunk) = unsafe { (system::place(thread)?.as_ref(), chunk.as_ref()) };
        chunk.set_root(thread.root);
        chunk.belong_to(thread);
        Some(thread)
    }

    /// A tree that nobody calls in yet.
    pub(super) fn rooted() -> Option<Self> {
        let root = system::place(Node::root(null()))?.as_ptr();
        Some(Thread { root, began: Cell::new(clock::now()), ..Thread::new() })
    }

    /// Frees everything.
    ///
    /// # Safety
    /// [`place`](Self::place) made it, and nobody uses any of it any more.
    pub(super) unsafe fn free(thread: *const Thread) {
        // SAFETY: the caller says so; what `place` made is a `Thread` on the heap.
        unsafe {
            Node::free((*thread).root.cast_mut());
            let mut durations = (*thread).durations.load(Ordering::Relaxed).cast_const();
            while !durations.is_null() {
                let next = (*durations).next;
                durations.cast_mut().drop_in_place();
                system::free(durations.cast_mut());
                durations = next;
            }
            Chunk::free((*thread).chunk);
            thread.cast_mut().drop_in_place();
            system::free(thread.cast_mut());
        }
    }

    #[inline(always)]
    pub(super) fn top(&self) -> Place {
        Place::at(word::load_pointer(&self.top))
    }

    #[inline(always)]
    pub(super) fn set_top(&self, place: Place) {
        // Release: a reader that sees a call sees its frame.
        word::publish(&self.top, place.as_ptr());
    }

    /// In the child of a fork: forgets what the parent did, and lets the calls that it is in begin
    /// anew. Allocates nothing.
    pub(super) fn reset(&self) {
        self.root().reset();
        self.all_durations().for_each(Durations::reset);
        let now = clock::now();
        self.began.set(now);
        // SAFETY: the thread is this one, so nothing is freed.
        for place in unsafe { Chunk::open(self.chunk, self.top()) } {
            // SAFETY: it is a place of a frame.
            unsafe { place.frame() }.begin_anew(self.counters(), now);
        }
    }

    /// Moves the top behind the frame that is there. Loaded again, this is a single instruction.
    #[inline(always)]
    pub(super) fn push(&self) {
        word::advance(&self.top);
    }

    /// Not of those that stand for several.
    pub(super) fn id(&self) -> Option<ThreadId> {
        self.handle.as_ref().map(std::thread::Thread::id)
    }

    pub(super) fn name(&self) -> Option<&str> {
        self.handle.as_ref()?.name()
    }

    /// Whether it has the name that the standard library gives that one, and no call is open in it.
    fn is_the_main_one(&self) -> bool {
        self.name() == Some("main") && self.is_idle()
    }

    /// Not of the two threads that stand for others.
    pub(super) fn root(&self) -> &Node {
        // SAFETY: every other thread has one, which lives as long.
        unsafe { &*self.root }
    }

    pub(super) fn all_durations(&self) -> impl Iterator<Item = &Durations> {
        // Acquire pairs with `durations`.
        let mut next = self.durations.load(Ordering::Acquire).cast_const();
        std::iter::from_fn(move || {
            // SAFETY: they are freed with their thread.
            let durations = unsafe { next.as_ref() }?;
            next = durations.next;
            Some(durations)
        })
    }

    fn is_idle(&self) -> bool {
        self.top().as_ptr() == Chunk::first(self.chunk).as_ptr()
    }

    /// Only the thread itself asks.
    #[inline(always)]
    pub(super) fn counters(&self) -> &Counters {
        // SAFETY: a thread that records has them, they live as long as it, and it is the one to ask.
        unsafe { word::at(self.counters) }
    }
}
