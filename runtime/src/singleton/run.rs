//! One run of an initialiser: who asked for it, how long it took and what it allocated.

use std::panic::Location;

use super::cell::Entry;
use super::order::Known;
use crate::alloc::Totals;
use crate::clock;
use crate::sync::thread::{self, Thread};

/// One run of an initialiser.
#[derive(Clone)]
pub(super) struct Run {
    pub(super) thread: Thread,
    /// Who asked first.
    pub(super) caller: &'static Location<'static>,
    /// The run, on this thread, that asked: its singleton and the number of its attempt.
    pub(super) parent: Option<(&'static Entry, u32)>,
    /// From 1.
    pub(super) attempt: u32,
    pub(super) outcome: InitOutcome,
    pub(super) began: u64,
    /// Nothing while it runs.
    pub(super) spent: Spent,
    /// Of what was spent, in the runs of other singletons on this thread.
    pub(super) nested: Spent,
    /// Of these ticks, asleep until another thread has made a singleton.
    pub(super) waited: u64,
    /// Since when it has been asleep.
    pub(super) asleep: Option<u64>,
    /// For something else than a singleton, as a future may.
    pub(super) otherwise: bool,
    /// The last wait and the longest of those before it: more would need memory.
    pub(super) waits: [Option<Wait>; 2],
    before: Totals,
}

/// What has become of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InitOutcome {
    /// The initialiser has not come back.
    Running,
    /// The value is there.
    Made,
    /// It returned an error or panicked.
    Failed,
}

/// What a run has cost.
#[derive(Clone, Copy, Default)]
pub(super) struct Spent {
    pub(super) ticks: u64,
    pub(super) memory: Totals,
}

/// Sleep until another thread has made a singleton.
#[derive(Clone, Copy)]
pub(super) struct Wait {
    pub(super) wanted: &'static Entry,
    pub(super) began: u64,
    pub(super) ticks: u64,
}

/// A moment of a thread.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    ticks: u64,
    memory: Totals,
}

impl Moment {
    pub(super) fn now() -> Self {
        Moment { memory: Totals::of_this_thread(), ticks: clock::now() }
    }

    /// What this thread has spent since.
    #[cfg(feature = "async")]
    pub(super) fn spent(self) -> Spent {
        let now = Moment::now();
        let ticks = now.ticks.saturating_sub(self.ticks);
        Spent { ticks, memory: now.memory.since(self.memory) }
    }
}

impl Run {
    pub(super) fn begin(
        caller: &'static Location<'static>,
        parent: Option<(&'static Entry, u32)>,
        attempt: u32,
    ) -> Self {
        let thread = thread::current();
        let Moment { ticks, memory } = Moment::now();
        Run {
            thread,
            caller,
            parent,
            attempt,
            outcome: InitOutcome::Running,
            began: ticks,
            spent: Spent::default(),
            nested: Spent::default(),
            waited: 0,
            asleep: None,
            otherwise: false,
            waits: [None, None],
            before: memory,
        }
    }

    /// What it has cost.
    pub(super) fn end(&mut self, end: Moment, outcome: InitOutcome) -> Spent {
        self.outcome = outcome;
        self.spent.ticks = end.ticks.saturating_sub(self.began);
        self.spent.memory = self.spent.memory.and(end.memory.since(self.before));
        self.spent
    }

    /// Whether it has not ended; what a hook asks for is no part of it.
    pub(super) fn is_under_way(&self) -> bool {
        self.outcome == InitOutcome::Running
    }

    /// Another run, which this one asked for, has cost that.
    pub(super) fn add_nested(&mut self, spent: Spent) {
        if !self.is_under_way() {
            return;
        }
        self.nested.ticks += spent.ticks;
        self.nested.memory = self.nested.memory.and(spent.memory);
    }

    /// It is about to sleep until `wanted` changes.
    pub(super) fn falls_asleep(&mut self, wanted: Known) {
        if !self.is_under_way() {
            return;
        }
        let began = clock::now();
        self.asleep = Some(began);
        let (wanted, [last, longest]) = (wanted.entry(), &mut self.waits);
        // Every change of any singleton wakes all, so one wait is many naps.
        if last.as_ref().is_some_and(|wait| std::ptr::eq(wait.wanted, wanted)) {
            return;
        }
        let ended = last.replace(Wait { wanted, began, ticks: 0 });
        let length = |wait: &Option<Wait>| wait.as_ref().map_or(0, |wait| wait.ticks);
        if length(&ended) > length(longest) {
            *longest = ended;
        }
    }

    pub(super) fn wakes(&mut self) {
        let Some(began) = self.asleep.take() else { return };
        let ticks = clock::now().saturating_sub(began);
        self.waited += ticks;
        if std::mem::take(&mut self.otherwise) {
            return;
        }
        if let Some(wait) = &mut self.waits[0] {
            wait.ticks += ticks;
        }
    }
}

#[cfg(feature = "async")]
impl Run {
    /// It is a future, and a poll of it is over: until the next one it waits, for `awaited` if that
    /// is a singleton.
    pub(super) fn pauses(&mut self, awaited: Option<Known>) {
        self.spent.memory = self.spent.memory.and(Totals::of_this_thread().since(self.before));
        if let Some(wanted) = awaited {
            self.falls_asleep(wanted);
        } else {
            self.asleep = Some(clock::now());
            self.otherwise = true;
        }
    }

    /// A poll of this one polled another that it awaits, which has cost that.
    pub(super) fn add_awaited(&mut self, spent: Spent) {
        self.waited += spent.ticks;
        self.nested.memory = self.nested.memory.and(spent.memory);
    }

    /// Its next poll begins, on this thread: the one that polled it last is the one it is said to
    /// run on.
    pub(super) fn resumes(&mut self) {
        self.wakes();
        self.thread = thread::current();
        self.before = Totals::of_this_thread();
    }
}
