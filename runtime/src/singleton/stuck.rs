//! Waiting for an initialiser that runs on another thread, and the report when it does not end.
//!
//! The wait-for graph sees waits for singletons. One that runs through a join or a channel it
//! cannot see, so whoever has waited for long tells who waits for whom, and waits on.

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
const PATIENCE: Duration = Duration::from_secs(5);

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

struct Waiter {
    thread: Thread,
    at: &'static Location<'static>,
    /// The singleton whose initialiser waits.
    asking: Option<Known>,
}

impl Waiters {
    pub(super) const fn new() -> Self {
        Waiters { count: 0, calls: 0, answers: None, reported: false }
    }

    /// A run of the initialiser begins.
    pub(super) fn new_run(&mut self) {
        self.reported = false;
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
    let me = || Waiter { thread: thread::current(), at: caller, asking };
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
fn left(slot: Known, began: u64) -> Duration {
    let began = record(slot.entry()).run.as_ref().map_or(began, |run| run.began.max(began));
    PATIENCE.saturating_sub(clock::duration(clock::now().saturating_sub(began)))
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
        let text = text(slot, &answers);
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

fn text(slot: Known, waiters: &[Waiter]) -> String {
    let (name, record) = (slot.entry().name(), record(slot.entry()));
    let mut text = format!("warning: `{name}` is still being made");
    if let Some(run) = &record.run {
        let seconds = clock::duration(clock::now().saturating_sub(run.began)).as_secs();
        let (thread, caller) = (name_of(&run.thread), run.caller);
        let _ = write!(text, " after {seconds} s, on thread `{thread}`, asked for at {caller}");
    }
    if let Some((needed, at)) = record.needs {
        let _ = write!(text, "\n  its initialiser needs `{}` at {at}", needed.entry().name());
    }
    for Waiter { thread, at, asking } in waiters {
        let _ = write!(text, "\n  thread `{}` waits for it at {at}", name_of(thread));
        if let Some(asking) = asking {
            let _ = write!(text, ", to make `{}`", asking.entry().name());
        }
    }
    let _ = write!(
        text,
        "\n  if its initialiser joins one of these threads, or waits for a message of one, it never \
         ends; make `{name}` before that"
    );
    text
}

fn name_of(thread: &Thread) -> &str {
    thread.name().unwrap_or("unnamed")
}
