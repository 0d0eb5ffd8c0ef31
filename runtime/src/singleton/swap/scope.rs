//! One override, and everything that is made for it.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use super::Swap;
use super::affected::Affected;
use super::local;
use super::swapped::{Override, Swapped};
use super::view::{Shared, View};
use crate::clock;
use crate::disposable::collector::Collector;
use crate::disposable::error::DisposeError;
use crate::singleton::cell::{Entry, Result, Status};
use crate::singleton::error::InitError;
#[cfg(feature = "async")]
use crate::singleton::future::task;
use crate::singleton::node::Node;
use crate::singleton::order::{self, Known};

/// An override, from the call of `override_with` to its return.
pub(crate) struct Scope {
    /// What is overridden.
    node: &'static Node,
    /// The slots that take the place of others; the first one holds the value of the override.
    links: OnceLock<&'static Link>,
    /// The thread that opened it.
    opened_by: ThreadId,
    /// The scope on this thread that it was opened in.
    outer: Option<&'static Scope>,
    reach: Reach,
    /// What was made in it, in the order of completion.
    completed: Mutex<Vec<Known>>,
    /// The thread that ends it; set under the lock of `order`.
    ended_by: OnceLock<ThreadId>,
}

/// Who sees a scope.
pub(super) enum Reach {
    /// The thread that opened it, and whom that passes it on to.
    Thread(Shared),
    Process {
        /// The scope of all threads that it was opened in.
        beneath: Option<&'static Scope>,
    },
}

/// A list that only grows, so that reading it takes no lock: `peek` reads it.
struct Link {
    swapped: Swapped,
    next: OnceLock<&'static Link>,
}

impl Scope {
    pub(super) fn open(
        value: Override,
        outer: Option<&'static Scope>,
        reach: Reach,
    ) -> &'static Self {
        let scope: &'static Self = Box::leak(Box::new(Scope {
            node: value.node,
            links: OnceLock::new(),
            opened_by: thread::current().id(),
            outer,
            reach,
            completed: Mutex::new(Vec::new()),
            ended_by: OnceLock::new(),
        }));
        let swapped = (value.place)(Home(Some(scope)));
        scope.links.get_or_init(|| Box::leak(Box::new(Link { swapped, next: OnceLock::new() })));
        scope.completed().push(swapped.slot);
        scope
    }

    pub(super) fn node(&self) -> &'static Node {
        self.node
    }

    pub(super) fn outer(&self) -> Option<&'static Scope> {
        self.outer
    }

    pub(super) fn beneath(&self) -> Option<&'static Scope> {
        match self.reach {
            Reach::Thread(_) => None,
            Reach::Process { beneath } => beneath,
        }
    }

    /// The slot that takes the place of `real` in this scope, if one does.
    pub(super) fn instead_of<S: Swap>(&'static self, real: &'static S) -> Option<&'static S> {
        if let Some(found) = self.links().find_map(|link| link.swapped.is_instead_of(real)) {
            return Some(found);
        }
        if !self.affects(real.entry().node()) {
            return None;
        }
        let swapped = Swapped::new(real, real.renewed(Home(Some(self)))?);
        let mut link: &'static Link = Box::leak(Box::new(Link { swapped, next: OnceLock::new() }));
        let mut end = &self.links;
        // Another thread of this scope may have been quicker, with this slot or with another.
        while let Err(mine) = end.set(link) {
            link = mine;
            let theirs = end.get()?;
            if let Some(theirs) = theirs.swapped.is_instead_of(real) {
                return Some(theirs);
            }
            end = &theirs.next;
        }
        link.swapped.is_instead_of(real)
    }

    /// Whether what is made of `node` in it is not the real one. Of the singleton itself, other
    /// instances than the overridden one stay as they are.
    pub(super) fn affects(&self, node: &'static Node) -> bool {
        !std::ptr::eq(node, self.node) && Affected::by(&[self.node]).has(node)
    }

    pub(super) fn is_of_this_thread(&self) -> bool {
        self.opened_by == thread::current().id()
    }

    /// Why nothing of it is to be had any more.
    pub(super) fn ended(&self, singleton: &'static str) -> InitError {
        InitError::OverrideEnded { singleton, overridden: self.node.name() }
    }

    fn links(&'static self) -> impl Iterator<Item = &'static Link> {
        std::iter::successors(self.links.get().copied(), |link| link.next.get().copied())
    }

    /// Disposes what was made in it, the last one first.
    pub(super) fn end(&'static self) -> Result<(), DisposeError> {
        let mut collector = Collector::new();
        if let Some(running) = self.wait_for_initialisers() {
            let error =
                "its initialiser still runs, so it is not disposed; end it before the override";
            collector.error(running.entry().name().into(), error.into());
        }
        #[cfg(feature = "async")]
        task::wake_all(self.links().map(|link| link.swapped.slot.entry()));
        while let Some(slot) = self.next_completed() {
            dispose(slot, &mut collector);
        }
        local::forget(self);
        collector.finish()
    }

    /// From here on nothing is begun; waits for what another thread makes, and gives back what does
    /// not end.
    fn wait_for_initialisers(&'static self) -> Option<Known> {
        let me = thread::current().id();
        let mut order = order::lock();
        let _first = self.ended_by.set(me);
        let deadline = clock::now() + clock::ticks(PATIENCE);
        loop {
            let running = self.links().map(|link| link.swapped.slot).find(|slot| {
                let record = order::record(slot.entry());
                let elsewhere = record.run.as_ref().is_some_and(|run| run.thread.id() != me);
                elsewhere && !record.idle && slot.entry().status() == Status::Running
            })?;
            let left = deadline.saturating_sub(clock::now());
            if left == 0 {
                return Some(running);
            }
            order = order::wait_up_to(order, clock::duration(left));
        }
    }

    fn next_completed(&self) -> Option<Known> {
        let _order = order::lock();
        let slot = self.completed().pop()?;
        if slot.has_hook() {
            slot.entry().set(Status::Disposing);
        }
        Some(slot)
    }

    fn completed(&self) -> MutexGuard<'_, Vec<Known>> {
        self.completed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What an initialiser sees whose value lives in this scope: nothing that lives shorter.
    fn view(&'static self) -> View {
        match self.reach {
            Reach::Thread(shared) => View { own: Some(self), shared },
            Reach::Process { .. } => View { own: None, shared: Shared::Up(Some(self)) },
        }
    }
}

fn dispose(slot: Known, collector: &mut Collector) {
    if !slot.has_hook() {
        return;
    }
    let entry = slot.entry();
    match catch_unwind(AssertUnwindSafe(|| entry.home().enter(|| slot.dispose()))) {
        Ok(Ok(())) => {}
        Ok(Err(error)) => collector.error(entry.name().into(), error),
        Err(payload) => collector.panic(entry.name().into(), payload),
    }
    let _order = order::lock();
    entry.set(Status::Disposed);
}

/// How long the end of a scope waits for what is still being made.
const PATIENCE: Duration = Duration::from_secs(5);

impl fmt::Debug for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "override of `{}`", self.node.name())
    }
}

/// Where an instance lives: in a scope, or in the process.
#[derive(Clone, Copy)]
pub(in crate::singleton) struct Home(pub(super) Option<&'static Scope>);

impl Home {
    pub(in crate::singleton) const PROCESS: Self = Home(None);

    /// Whether the lists of all singletons are to know it.
    pub(in crate::singleton) fn is_process(self) -> bool {
        self.0.is_none()
    }

    /// Called under the lock of `order`.
    pub(in crate::singleton) fn completed(self, slot: Known) {
        // What belongs to another thread ends with that.
        let is_mine = |scope: &&Scope| !slot.is_per_thread() || scope.is_of_this_thread();
        if let Some(scope) = self.0.filter(is_mine) {
            scope.completed().push(slot);
        }
    }

    /// What becomes of a question for an instance whose scope ends. Called under the lock of
    /// `order`.
    pub(in crate::singleton) fn verdict(self, entry: &Entry) -> Option<Result<()>> {
        let scope = self.0?;
        let ended_by = scope.ended_by.get()?;
        match entry.status() {
            // Somebody waits for it.
            Status::Running => None,
            Status::Ready => Some(Ok(())),
            // A hook may use its own singleton.
            Status::Disposing if *ended_by == thread::current().id() => Some(Ok(())),
            _ => Some(self.refused(entry)),
        }
    }

    /// Nothing is begun any more in a scope that ends. Called under the lock of `order`.
    pub(in crate::singleton) fn refused(self, entry: &Entry) -> Result<()> {
        let Some(scope) = self.0.filter(|scope| scope.ended_by.get().is_some()) else {
            return Ok(());
        };
        Err(scope.ended(entry.name()))
    }

    /// Calls an initialiser or a hook, with nothing overridden but what it may rely on.
    pub(in crate::singleton) fn enter<R>(self, f: impl FnOnce() -> R) -> R {
        self.0.map_or(View::REAL, Scope::view).during(f)
    }
}
