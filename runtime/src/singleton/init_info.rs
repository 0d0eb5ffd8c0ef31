//! One run of an initialiser, as plain data.

use std::panic::Location;
use std::time::Duration;

use super::order::{self, Order};
use super::run::{InitOutcome, Run, Wait};
use crate::clock::{self, Scale};
use crate::sync::MutexGuard;
use crate::sync::thread::ThreadId;

/// One run of an initialiser.
///
/// Its time is its own, nested, or waited: `total == own + nested + waited`.
///
/// ```
/// use tenure::{InitOutcome, singleton};
///
/// #[singleton(init = || Answer(42))]
/// struct Answer(u32);
///
/// Answer::instance();
/// let answer = tenure::singletons().into_iter().find(|it| it.name.ends_with("::Answer")).unwrap();
/// let init = answer.init.unwrap();
/// assert_eq!((init.attempt, init.outcome), (1, InitOutcome::Made));
/// assert_eq!(init.total, init.own + init.nested + init.waited);
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct InitInfo {
    /// Who asked first.
    pub caller: &'static Location<'static>,
    /// The name of the thread it ran on, if it has one.
    pub thread: Option<String>,
    /// That thread.
    pub thread_id: ThreadId,
    /// Which run of this initialiser it is, from 1: one that failed is tried again.
    pub attempt: u32,
    /// What has become of it.
    pub outcome: InitOutcome,
    /// When it began, since the first moment that was recorded.
    pub began: Duration,
    /// How long it took; up to now while it runs.
    pub total: Duration,
    /// Of these, in the initialiser itself: neither in those it needed nor asleep.
    pub own: Duration,
    /// Of these, in initialisers that it asked for and that ran on its own thread.
    pub nested: Duration,
    /// Of these, asleep until another thread had made a singleton.
    pub waited: Duration,
    /// For what it waited: the longest wait and the last one, in the order of time.
    pub waits: Vec<InitWait>,
    /// What it allocated; `None` where that is not counted, and while it runs: then without the
    /// feature `alloc`, or with another `#[global_allocator]` than [`tenure::Alloc`](crate::Alloc).
    pub memory: Option<InitMemory>,
}

/// What a run of an initialiser allocated on its thread; what it freed is not taken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InitMemory {
    /// Allocations of the initialiser itself.
    pub self_allocs: u64,
    /// Allocations, with those of the initialisers that it asked for.
    pub total_allocs: u64,
    /// Bytes that the initialiser itself allocated.
    pub self_bytes: u64,
    /// Bytes, with those of the initialisers that it asked for.
    pub total_bytes: u64,
}

/// Sleep until another thread has made a singleton.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct InitWait {
    /// The singleton, in full: `app::settings::Config`.
    pub wanted: &'static str,
    /// When it began, since the first moment that was recorded.
    pub began: Duration,
    /// How long it took; up to now while it lasts.
    pub length: Duration,
}

/// How the numbers of runs become times and bytes: one for all that stand side by side.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    pub(super) scale: Scale,
    pub(super) now: u64,
    /// Whether allocations are counted.
    pub(super) counts: bool,
}

impl Reading {
    /// With the lock that it takes: what was recorded before is over by now. Whether an allocator
    /// counts is found out by its use, for which no lock may be held.
    pub(super) fn now() -> (Self, MutexGuard<'static, Order>) {
        let counts = crate::alloc::is_installed();
        let scale = Scale::now();
        let order = order::lock();
        (Reading { scale, now: clock::now(), counts }, order)
    }

    pub(super) fn info(self, run: &Run) -> InitInfo {
        let runs = run.outcome == InitOutcome::Running;
        let so_far = |since: u64| self.now.saturating_sub(since);
        let asleep = run.asleep.map_or(0, so_far);
        let total = if runs { so_far(run.began) } else { run.spent.ticks };
        let [total, nested, waited] =
            [total, run.nested.ticks, run.waited + asleep].map(|ticks| self.scale.duration(ticks));
        let waits = run.waits.iter().rev().flatten();
        let last = run.waits[0].as_ref().filter(|_| !run.otherwise).map(|wait| wait.began);
        InitInfo {
            caller: run.caller,
            thread: run.thread.name().map(str::to_owned),
            thread_id: run.thread.id(),
            attempt: run.attempt,
            outcome: run.outcome,
            began: self.scale.since_start(run.began),
            total,
            own: total.saturating_sub(nested).saturating_sub(waited),
            nested,
            waited,
            waits: waits
                .map(|wait| self.wait(wait, if last == Some(wait.began) { asleep } else { 0 }))
                .collect(),
            memory: (self.counts && !runs).then(|| {
                let own = run.spent.memory.since(run.nested.memory);
                InitMemory {
                    self_allocs: own.allocs,
                    total_allocs: run.spent.memory.allocs,
                    self_bytes: own.bytes,
                    total_bytes: run.spent.memory.bytes,
                }
            }),
        }
    }

    fn wait(self, wait: &Wait, asleep: u64) -> InitWait {
        InitWait {
            wanted: wait.wanted.type_name(),
            began: self.scale.since_start(wait.began),
            length: self.scale.duration(wait.ticks + asleep),
        }
    }
}
