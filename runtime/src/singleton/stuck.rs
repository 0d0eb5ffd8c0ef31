//! Waiting for an initialiser that runs on another thread, and the report when it does not end.
//!
//! The wait-for graph sees waits for singletons. One that runs through a join or a channel it
//! cannot see, so whoever has waited for long tells who waits for whom, and waits on. For those who
//! await, a thread does it: see `future::awaiting`.

use std::fmt::Write as _;
use std::panic::Location;
use std::time::Duration;

use super::cell::Status;
use super::order::{self, Known, Order, record};
use super::run::Run;
use crate::clock;
use crate::report::say::say;
use crate::sync::MutexGuard;
use crate::sync::thread::{self, Thread};

/// How long a wait may take before it is reported.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// Who waits for a singleton. Nothing is allocated for a wait: only for the report those who wait
/// are called, and each answers with its name.
pub(super) struct Waiters {
    count: usize,
    /// How often they were called.
    calls: u32,
    /// Those who answered, while a report is being made.
    answers: Option<Vec<Waiter>>,
    /// Whether this run of the initialiser has been reported.
    reported: bool,
}

pub(super) struct Waiter {
    pub(super) who: Who,
    pub(super) at: &'static Location<'static>,
    /// The singleton whose initialiser waits.
    pub(super) asking: Option<Known>,
}

pub(super) enum Who {
    Thread(Thread),
    /// Polled last on that thread.
    #[cfg(feature = "async")]
    Task(Thread),
}

impl Waiters {
    pub(super) const fn new() -> Self {
        Waiters { count: 0, calls: 0, answers: None, reported: false }
    }

    /// A run of the initialiser begins.
    pub(super) fn new_run(&mut self) {
        self.reported = false;
    }

    #[cfg(feature = "async")]
    pub(super) fn are_reported(&mut self) {
        self.reported = true;
    }

    /// After a fork: who waited on another thread is not in this process.
    #[cfg(all(unix, not(loom)))]
    pub(super) fn forget(&mut self) {
        // Freeing memory is not allowed here.
        std::mem::forget(self.answers.take());
        self.count = 0;
    }
}

/// Sleeps until `slot` is no longer being made, while everybody can see who waits for it.
pub(super) fn wait_for(
    slot: Known,
    asking: Option<Known>,
    caller: &'static Location<'static>,
    mut order: MutexGuard<'static, Order>,
) -> MutexGuard<'static, Order> {
    let began = clock::now();
    if let Some(asking) = asking {
        let mut record = record(asking.entry());
        record.needs = Some((slot, caller));
        record.run.iter_mut().for_each(|run| run.falls_asleep(slot));
    }
    record(slot.entry()).waiters.count += 1;
    let me = || Waiter { who: Who::Thread(thread::current()), at: caller, asking };
    let mut answered = record(slot.entry()).waiters.calls;
    if record(slot.entry()).waiters.answers.is_some() {
        // A report is being made at this moment, and waits for all answers.
        answered = answered.wrapping_sub(1);
    }
    let mut limit = PATIENCE;
    while slot.entry().status() == Status::Running {
        answer(slot, &mut answered, me);
        order = order::wait_up_to(order, limit);
        limit = left(slot, began);
        if limit.is_zero() {
            order = report(slot, &mut answered, me, order);
            limit = PATIENCE;
        }
    }
    record(slot.entry()).waiters.count -= 1;
    if let Some(asking) = asking {
        let mut record = record(asking.entry());
        record.needs = None;
        record.run.iter_mut().for_each(Run::wakes);
    }
    order
}

/// How much patience is left with this run of the initialiser.
pub(super) fn left(slot: Known, began: u64) -> Duration {
    let began = record(slot.entry()).run.as_ref().map_or(began, |run| run.began.max(began));
    PATIENCE.saturating_sub(clock::duration(clock::now().saturating_sub(began)))
}

/// Whether it is being made, and nothing was said of this run of its initialiser.
#[cfg(feature = "async")]
pub(super) fn is_unreported(slot: Known) -> bool {
    slot.entry().status() == Status::Running && !record(slot.entry()).waiters.reported
}

fn answer(slot: Known, answered: &mut u32, me: impl Fn() -> Waiter) {
    let waiters = &mut record(slot.entry()).waiters;
    if let Some(answers) = &mut waiters.answers {
        if *answered != waiters.calls {
            *answered = waiters.calls;
            answers.push(me());
            order::announce();
        }
    }
}

/// Calls all who wait, and prints what is known; once for each run of the initialiser.
fn report(
    slot: Known,
    answered: &mut u32,
    me: impl Fn() -> Waiter,
    mut order: MutexGuard<'static, Order>,
) -> MutexGuard<'static, Order> {
    let still_runs = || slot.entry().status() == Status::Running;
    {
        let waiters = &mut record(slot.entry()).waiters;
        if waiters.reported || !still_runs() {
            return order;
        }
        waiters.reported = true;
        waiters.calls = waiters.calls.wrapping_add(1);
        waiters.answers = Some(Vec::with_capacity(waiters.count));
    }
    answer(slot, answered, me);
    // They all sleep until something is announced, so they answer at once.
    while still_runs() && is_incomplete(slot) {
        order = order::wait(order);
    }
    let answers = record(slot.entry()).waiters.answers.take().unwrap_or_default();
    if still_runs() {
        let name = slot.entry().name();
        let advice = format!(
            "if its initialiser joins one of these threads, or waits for a message of one, it never \
             ends; make `{name}` before that"
        );
        let text = text(slot, &answers, &advice);
        drop(order);
        say(&text);
        order = order::lock();
    }
    order
}

fn is_incomplete(slot: Known) -> bool {
    let waiters = &record(slot.entry()).waiters;
    waiters.answers.as_ref().is_some_and(|answers| answers.len() < waiters.count)
}

/// Who makes it, what that needs, who waits, and what to do.
pub(super) fn text(slot: Known, waiters: &[Waiter], advice: &str) -> String {
    let (name, record) = (slot.entry().name(), record(slot.entry()));
    let mut text = format!("warning: `{name}` is still being made");
    if let Some(run) = &record.run {
        let seconds = clock::duration(clock::now().saturating_sub(run.began)).as_secs();
        let (thread, caller) = (name_of(&run.thread), run.caller);
        let on = if slot.entry().is_async() { "polled last on" } else { "on" };
        let _ = write!(text, " after {seconds} s, {on} thread `{thread}`, asked for at {caller}");
    }
    for (needed, at) in record.all_needs() {
        let _ = write!(text, "\n  its initialiser needs `{}` at {at}", needed.entry().name());
    }
    for Waiter { who, at, asking } in waiters {
        let _ = match who {
            Who::Thread(thread) => {
                write!(text, "\n  thread `{}` waits for it at {at}", name_of(thread))
            }
            #[cfg(feature = "async")]
            Who::Task(thread) => {
                let thread = name_of(thread);
                write!(text, "\n  a task, polled last on thread `{thread}`, awaits it at {at}")
            }
        };
        if let Some(asking) = asking {
            let _ = write!(text, ", to make `{}`", asking.entry().name());
        }
    }
    let _ = write!(text, "\n  {advice}");
    text
}

fn name_of(thread: &Thread) -> &str {
    thread.name().unwrap_or("unnamed")
}
