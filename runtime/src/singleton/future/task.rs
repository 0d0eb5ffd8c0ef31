//! The initialiser of one singleton while it is a future.
//!
//! The future lies here, and not in whoever awaits it, so any of them can go on where another
//! stopped. What wakes it wakes all who wait, because the one who polled last may never be polled
//! again; the first of them that is polled polls it.

use std::mem;
use std::ops::{Deref, DerefMut};
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use super::awaiting;
use super::waiting::Ticket;
use crate::disposable::error::BoxError;
use crate::singleton::cell::{AnySlot, Entry, Result, Status};
use crate::singleton::order::{self, Known, record};
use crate::singleton::run::{Moment, Run};
use crate::singleton::settled::refused;

/// An initialiser that was started.
pub(crate) type Initialiser<T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send>>;

/// Where a slot has its task.
pub(in crate::singleton) type Place = OnceLock<Arc<Task>>;

pub(in crate::singleton) struct Task {
    /// `None` while somebody polls it, before that and afterwards.
    future: Mutex<Option<Initialiser<()>>>,
    waiters: Mutex<Waiters>,
    /// Whether it was woken since the last poll of the future began. Only then it is polled again:
    /// of two that await it in one task the second would do it for nothing, and twice as often at
    /// each level.
    woken: AtomicBool,
}

struct Waiters {
    /// Those who will be woken.
    wakers: Vec<(Ticket, Waker)>,
    /// Who polled the future last.
    last: Option<Ticket>,
}

/// Those who wait for one task, behind the lock that a fork waits for: so no thread is in the
/// middle of any of them, however many tasks there are.
struct Locked<'task> {
    waiters: MutexGuard<'task, Waiters>,
    _all: awaiting::Locked,
}

impl Task {
    /// The task of a slot, which is there for ever from the first question on.
    pub(in crate::singleton) fn of(entry: &Entry) -> &Arc<Self> {
        if let Some(task) = entry.task.get() {
            return task;
        }
        let waiters = Mutex::new(Waiters { wakers: Vec::new(), last: None });
        let task = Task { future: Mutex::new(None), waiters, woken: AtomicBool::new(false) };
        let task = Arc::new(task);
        // A thread that were in the middle of it during a fork would never end it in the child.
        let _all = awaiting::lock();
        entry.task.get_or_init(|| task)
    }

    /// Has `waker` woken when it is worth asking again.
    pub(in crate::singleton) fn register(&self, ticket: Ticket, waker: &Waker) {
        // A waker is somebody else's code, so it is cloned and dropped where no lock is held.
        let waker = waker.clone();
        let _replaced = {
            let wakers = &mut self.waiters().wakers;
            if let Some((_, known)) = wakers.iter_mut().find(|(known, _)| *known == ticket) {
                Some(mem::replace(known, waker))
            } else {
                wakers.push((ticket, waker));
                None
            }
        };
    }

    /// The one with that ticket waits no longer. If it polled last, the others are woken: what the
    /// future waits for may have gone with it.
    pub(in crate::singleton) fn leave(&self, ticket: Ticket) {
        let (_removed, was_last) = {
            let mut waiters = self.waiters();
            let place = waiters.wakers.iter().position(|(known, _)| *known == ticket);
            let removed = place.map(|place| waiters.wakers.swap_remove(place));
            let was_last = waiters.last.take_if(|last| *last == ticket).is_some();
            (removed, was_last)
        };
        if was_last {
            self.woken.store(true, Ordering::Release);
            self.wake_all();
        }
    }

    pub(in crate::singleton) fn wake_all(&self) {
        let wakers = mem::take(&mut self.waiters().wakers);
        for (_, waker) in wakers {
            waker.wake();
        }
    }

    fn waiters(&self) -> Locked<'_> {
        let all = awaiting::lock();
        // No code of others runs under the lock, so what a panic left behind is whole.
        Locked { waiters: self.waiters.lock().unwrap_or_else(PoisonError::into_inner), _all: all }
    }

    /// Only who polls or drops the future is here, on the thread that its run is said to be on; so
    /// in the child of a fork nobody comes here whom another thread might have kept out.
    fn future(&self) -> MutexGuard<'_, Option<Initialiser<()>>> {
        self.future.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(in crate::singleton) fn is_woken(&self) -> bool {
        // Acquire and Release: it is stored before those who wait are woken, and read behind their
        // registration, both under the lock of the waiters; so who reads too early is woken.
        self.woken.load(Ordering::Acquire)
    }
}

impl Deref for Locked<'_> {
    type Target = Waiters;

    fn deref(&self) -> &Waiters {
        &self.waiters
    }
}

impl DerefMut for Locked<'_> {
    fn deref_mut(&mut self) -> &mut Waiters {
        &mut self.waiters
    }
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.woken.store(true, Ordering::Release);
        self.wake_all();
    }
}

/// Polls the initialiser of `slot`, which nobody else does: its record says that it is not idle.
pub(in crate::singleton) fn poll(
    slot: Known,
    ticket: Ticket,
    caller: &'static Location<'static>,
    start: &mut dyn FnMut() -> Initialiser<()>,
) -> Poll<Result<()>> {
    let task = Task::of(slot.entry());
    task.waiters().last = Some(ticket);
    task.woken.store(false, Ordering::Release);
    let began = Moment::now();
    let mut future = task.future().take();
    let waker = Waker::from(Arc::clone(task));
    let asking = order::replace_current(Some(slot));
    let polled = slot.entry().home().enter(|| {
        let polled = catch_unwind(AssertUnwindSafe(|| {
            future.get_or_insert_with(start).as_mut().poll(&mut Context::from_waker(&waker))
        }));
        if matches!(polled, Ok(Poll::Pending)) {
            return polled;
        }
        // It is dropped while it is still known whose it is, and may panic once more.
        let dropped = catch_unwind(AssertUnwindSafe(|| drop(future.take())));
        polled.and_then(|polled| dropped.map(|()| polled))
    });
    order::replace_current(asking);
    if let Some(asking) = asking {
        let _order = order::lock();
        let run = &mut record(asking.entry()).run;
        if let Some(run) = run.as_mut().filter(|run| run.is_under_way()) {
            run.add_awaited(began.spent());
        }
    }
    let outcome = match polled {
        Ok(Poll::Pending) => return pause(slot, caller, future),
        Ok(Poll::Ready(outcome)) => Ok(outcome),
        Err(payload) => Err(payload),
    };
    let outcome = order::finish(slot, None, outcome);
    task.waiters().last = None;
    task.wake_all();
    Poll::Ready(outcome)
}

/// Puts the future back until somebody polls it again.
fn pause(
    slot: Known,
    caller: &'static Location<'static>,
    future: Option<Initialiser<()>>,
) -> Poll<Result<()>> {
    let (entry, task) = (slot.entry(), Task::of(slot.entry()));
    *task.future() = future;
    let order = order::lock();
    {
        let mut record = record(entry);
        record.idle = true;
        let awaited = record.all_needs().next().map(|(needed, _)| needed);
        if let Some(run) = &mut record.run {
            run.pauses(awaited);
        }
    }
    let refused = refused(entry, caller, &order);
    drop(order);
    if refused.is_err() {
        order::announce(); // the teardown waits for the end of this poll
    }
    // Who was polled in the meantime left it to this poll, and was woken for nothing.
    if task.is_woken() {
        task.wake_all();
    }
    refused.map_or_else(|error| Poll::Ready(Err(error)), |()| Poll::Pending)
}

/// Whether nobody polls the initialiser of `slot`, which is half done. Called under the lock of
/// `order` only; from then on nobody polls it until it is [abandoned](abandon).
pub(in crate::singleton) fn hold(slot: Known) -> bool {
    let mut record = record(slot.entry());
    let is_idle = mem::take(&mut record.idle);
    if is_idle {
        record.run.iter_mut().for_each(Run::resumes);
    }
    is_idle
}

/// Drops the initialiser of `slot`, which this thread [holds](hold). Whoever waits for it has
/// another one started.
pub(in crate::singleton) fn abandon(slot: Known, caller: &'static Location<'static>) -> Result<()> {
    let (entry, task) = (slot.entry(), Task::of(slot.entry()));
    let future = task.future().take();
    let asking = order::replace_current(Some(slot));
    let dropped = catch_unwind(AssertUnwindSafe(|| entry.home().enter(|| drop(future))));
    order::replace_current(asking);
    let is_dropped = dropped.is_ok();
    let outcome = dropped.map(|()| Err(order::disposed(entry, caller).into()));
    let outcome = order::finish(slot, None, outcome);
    task.waiters().last = None;
    task.wake_all();
    if is_dropped { Ok(()) } else { outcome }
}

/// During a teardown nobody may poll an initialiser any more: whoever waits for one is woken to
/// learn that; as is who waits for a disposal, behind which nothing is made. The futures stay where they are, and what they own with them.
pub(in crate::singleton) fn wake_for_teardown() {
    let order = order::lock();
    let running = order::started(&order)
        .filter(|it| matches!(it.entry().status(), Status::Running | Status::Disposing));
    let entries: Vec<_> = running.map(AnySlot::entry).collect();
    drop(order);
    wake_all(entries.into_iter());
}

/// Wakes all who wait for one of these.
pub(in crate::singleton) fn wake_all(entries: impl Iterator<Item = &'static Entry>) {
    entries.filter_map(|entry| entry.task.get()).for_each(|task| task.wake_all());
}
