//! Who awaits which singleton, and the report when that takes too long.
//!
//! A task that waits is on no thread, so nobody in it can see that time passes, as a thread does
//! that waits. Whoever awaits stands on one list, and a thread reads it again and again, as long as
//! there is anybody on it.

use std::collections::BTreeMap;
use std::mem;
use std::panic::Location;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, Builder, Thread};
use std::time::Duration;

use super::task::Task;
use super::waiting::Ticket;
use crate::clock;
use crate::report::say::say;
use crate::singleton::circle::is_same;
use crate::singleton::order::{self, Known, record};
use crate::singleton::stuck::{self, PATIENCE, Waiter, Who};

/// All who await. Its lock is also the one in front of those who wait for each
/// [`Task`](super::task::Task).
pub(in crate::singleton) struct Awaiting {
    awaiters: BTreeMap<Ticket, Awaiter>,
    /// Whether the thread that reads the list is there.
    is_watched: bool,
}

/// One who was polled, and waits.
#[derive(Clone)]
struct Awaiter {
    slot: Known,
    at: &'static Location<'static>,
    /// The singleton whose initialiser awaits.
    asking: Option<Known>,
    /// The thread of its last poll.
    thread: Thread,
    /// The time of its first poll.
    since: u64,
}

static AWAITING: Mutex<Awaiting> =
    Mutex::new(Awaiting { awaiters: BTreeMap::new(), is_watched: false });

/// Never taken under the lock of `order`, since memory is made under this one: an allocator may
/// need a singleton itself.
pub(in crate::singleton) type Locked = MutexGuard<'static, Awaiting>;

pub(in crate::singleton) fn lock() -> Locked {
    // No code of others runs under the lock, so what a panic left behind is whole.
    AWAITING.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Awaiting {
    /// After a fork: the tasks of other threads are not in this process, nor is the thread that
    /// watches. Those of this thread are back at their next poll.
    #[cfg(all(unix, not(loom)))]
    pub(in crate::singleton) fn forget(&mut self) {
        // Freeing memory is not allowed here.
        mem::forget(mem::take(&mut self.awaiters));
        self.is_watched = false;
    }
}

/// The one with that ticket was polled, and has to wait for `slot`.
pub(super) fn add(ticket: Ticket, slot: Known, at: &'static Location<'static>) {
    let (asking, thread, now) = (order::current(), thread::current(), clock::now());
    // Of a future in a future the outer one has a watch set, so that it is no cost of the
    // initialiser that awaits.
    let is_outermost = asking.is_none_or(|asking| !asking.entry().is_async());
    let (_replaced, is_first) = {
        let mut awaiting = lock();
        let since = awaiting.awaiters.get(&ticket).map_or(now, |known| known.since);
        let awaiter = Awaiter { slot, at, asking, thread, since };
        let replaced = awaiting.awaiters.insert(ticket, awaiter);
        (replaced, is_outermost && !mem::replace(&mut awaiting.is_watched, is_outermost))
    };
    if is_first && Builder::new().name("tenure futures".to_owned()).spawn(watch).is_err() {
        lock().is_watched = false;
    }
}

/// The one with that ticket waits no longer.
pub(super) fn remove(ticket: Ticket) {
    let _removed = lock().awaiters.remove(&ticket);
}

/// Until nobody awaits anything. Who is new on the list has all the patience before it, so sleeping
/// for no longer than that misses nobody.
fn watch() {
    let mut pause = PATIENCE;
    loop {
        thread::sleep(pause);
        let Some(awaiters) = all() else { return };
        pause = report(&awaiters);
    }
}

fn all() -> Option<Vec<Awaiter>> {
    let mut awaiting = lock();
    awaiting.is_watched = !awaiting.awaiters.is_empty();
    awaiting.is_watched.then(|| awaiting.awaiters.values().cloned().collect())
}

/// Prints what is known of those that were awaited for too long, once for each run of the
/// initialiser; and says for how long there is nothing to do.
fn report(awaiters: &[Awaiter]) -> Duration {
    let mut next = PATIENCE;
    for &Awaiter { slot, since, .. } in awaiters {
        let order = order::lock();
        // Nothing is made during a teardown, which tells that to all who wait.
        if order.teardown.is_some() || !stuck::is_unreported(slot) {
            continue;
        }
        let left = stuck::left(slot, since);
        if !left.is_zero() {
            next = next.min(left);
            continue;
        }
        let waiters = awaiters.iter().filter(|other| is_same(other.slot, slot));
        let waiters: Vec<_> = waiters.map(Awaiter::waiter).collect();
        let text = stuck::text(slot, &waiters, &advice(slot));
        record(slot.entry()).waiters.are_reported();
        drop(order);
        say(&text);
    }
    next
}

impl Awaiter {
    fn waiter(&self) -> Waiter {
        let Awaiter { at, asking, ref thread, .. } = *self;
        Waiter { who: Who::Task(thread.clone()), at, asking }
    }
}

/// What to do, as far as it can be seen what is missing.
fn advice(slot: Known) -> String {
    let (name, record) = (slot.entry().name(), record(slot.entry()));
    let needed = record.all_needs().next().map(|(needed, _)| needed.entry().name());
    if !record.idle {
        return "its initialiser is in the middle of a poll; if it blocks that thread, let it await \
                instead"
            .to_owned();
    }
    if Task::of(slot.entry()).is_woken() {
        return "its initialiser was woken, but nobody who awaits it was polled since; let the \
                runtime of one of them go on"
            .to_owned();
    }
    match needed {
        Some(needed) => format!("it goes on when `{needed}` is there; look for what keeps that"),
        None => format!(
            "its initialiser awaits something that has not come; if that needs `{name}`, or a \
             runtime that has stopped, it never does: make `{name}` before that"
        ),
    }
}
