//! The end of a managed value: no new handle, the last one awaited, the hooks, the memory.

use std::panic::Location;
use std::ptr::{self, NonNull};
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use super::ManagedSlot;
use super::held::StillHeld;
use super::pins;
use crate::clock;
use crate::disposable::collector::Collector;
use crate::disposable::error::{BoxError, DisposeError};
use crate::singleton::cell::{AnySlot, Entry, Result, Status};
use crate::singleton::circle;
use crate::singleton::error::InitError;
#[cfg(feature = "async")]
use crate::singleton::future::task;
use crate::singleton::initialiser::Maker;
use crate::singleton::order::{self, Known, Order};
use crate::singleton::swap;
use crate::singleton::teardown;
use crate::singleton::watchdog::Teardown;
use crate::sync::MutexGuard;

/// How long a disposal waits for handles.
const PATIENCE: Duration = Duration::from_secs(5);

impl<T, M: Maker<T>> ManagedSlot<T, M> {
    /// Disposes the value and frees it.
    ///
    /// # Errors
    ///
    /// What failed, under the name of the singleton; or where the handles were taken that are
    /// still out.
    #[cold]
    #[track_caller]
    pub fn free(&'static self) -> Result<(), DisposeError> {
        swap::in_force(self).free_there(Location::caller())
    }

    fn free_there(&'static self, caller: &'static Location<'static>) -> Result<(), DisposeError> {
        let mut collector = Collector::new();
        let outcome = match self.begin(caller) {
            Ok(Begun::NothingToDo) => Ok(()),
            Ok(Begun::Here) => {
                let outcome = self.take_down(|| wait_for_handles(&self.entry));
                self.end();
                outcome
            }
            #[cfg(feature = "async")]
            Ok(Begun::HalfMade) => task::abandon(self, caller).map_err(Into::into),
            Err(error) => Err(error.into()),
        };
        if let Err(error) = outcome {
            collector.error(self.entry.name().into(), error);
        }
        collector.finish()
    }

    /// Waits until nobody else makes or disposes it.
    fn begin(&'static self, caller: &'static Location<'static>) -> Result<Begun> {
        let mut order = order::lock();
        loop {
            match self.entry.status() {
                // Nobody may be about to poll it, or this very thread.
                #[cfg(feature = "async")]
                Status::Running if task::hold(self) => return Ok(Begun::HalfMade),
                Status::Running | Status::Disposing => {
                    order = wait_for_change(self, caller, order)?;
                }
                Status::Ready => break,
                // Handles were out the last time.
                Status::Disposed if !self.left.load(Ordering::Relaxed).is_null() => break,
                Status::Empty | Status::Failed | Status::Disposed => {
                    return Ok(Begun::NothingToDo);
                }
            }
        }
        order::record(&self.entry).disposed = Some(caller);
        self.entry.set(Status::Disposing);
        *self.disposer() = Some(thread::current().id());
        Ok(Begun::Here)
    }

    fn end(&'static self) {
        let mut order = order::lock();
        // What is left stays among the completed, so that the teardown tries once more.
        if self.left.load(Ordering::Relaxed).is_null() {
            order.remove_completed(self);
        }
        self.disposals.fetch_add(1, Ordering::Relaxed);
        *self.disposer() = None;
        self.entry.set(self.status_after());
        drop(order);
        order::announce();
        #[cfg(feature = "async")]
        task::wake_all(std::iter::once(&self.entry));
    }

    /// The same as part of the teardown, which sets the state before and after it.
    pub(in crate::singleton) fn dispose_at_the_end(&'static self) -> Result<(), BoxError> {
        let mut order = order::lock();
        while self.disposer().is_some() {
            order = wait_for_change(self, self.entry.place(), order)?;
        }
        *self.disposer() = Some(thread::current().id());
        drop(order);
        let outcome = self.take_down(|| {
            teardown::under_way(Teardown::hook_waits_for_handles);
            let still_held = wait_for_handles(&self.entry);
            teardown::under_way(Teardown::hook_waits_no_longer);
            still_held
        });
        let _order = order::lock();
        self.disposals.fetch_add(1, Ordering::Relaxed);
        *self.disposer() = None;
        outcome
    }

    /// Runs on one thread at a time, since `disposer` is set, and while the state is DISPOSING.
    fn take_down(&'static self, wait: impl FnOnce() -> Option<StillHeld>) -> Result<(), BoxError> {
        // In front of the reading of the records: see `shelf`.
        if let Some(value) = self.value.clear() {
            self.left.store(value.as_ptr(), Ordering::Relaxed);
            self.is_hooked.store(false, Ordering::Relaxed);
        }
        let Some(mut left) = NonNull::new(self.left.load(Ordering::Relaxed)) else { return Ok(()) };
        let still_held = wait();
        let mut collector = Collector::new();
        order::within(self, || {
            let hook = self.hook.filter(|_| !self.is_hooked.swap(true, Ordering::Relaxed));
            if let Some(hook) = hook {
                // SAFETY: `make` boxed it, and only what follows frees it, on one thread at a time.
                collector.step("", || hook(unsafe { left.as_ref() }));
            }
            if still_held.is_some() {
                return;
            }
            if let Some(hook) = self.last {
                // SAFETY: as above, and no handle to it is out: none was found after it was taken
                // from `value`, and none is given out for what is not there.
                collector.step("", || hook(unsafe { left.as_mut() }));
            }
            self.left.store(ptr::null_mut(), Ordering::Relaxed);
            // SAFETY: as above; and `left` names it no longer, so it is freed once.
            collector.step("", || drop(unsafe { Box::from_raw(left.as_ptr()) }));
        });
        if let Some(still_held) = still_held {
            collector.error("".into(), still_held.into());
        }
        collector.finish().map_err(Into::into)
    }
}

/// What is to be done.
enum Begun {
    NothingToDo,
    /// Its initialiser is a future, which this thread holds.
    #[cfg(feature = "async")]
    HalfMade,
    Here,
}

/// Sleeps until `slot` is not being disposed, so that it can be made anew.
pub(in crate::singleton) fn wait_for_its_end(
    slot: Known,
    caller: &'static Location<'static>,
) -> Result<()> {
    let entry = slot.entry();
    let mut order = order::lock();
    while entry.status() == Status::Disposing {
        let is_its_hook = order::current().is_some_and(|asking| circle::is_same(asking, slot));
        // The disposal waits for this very thread.
        if is_its_hook || pins::is_held_here(entry) {
            return Err(order::disposed(entry, caller));
        }
        order = wait_for_change(slot, caller, order)?;
    }
    Ok(())
}

/// Sleeps until `slot` may be in another state, while everybody can see who waits for it.
fn wait_for_change(
    slot: Known,
    caller: &'static Location<'static>,
    mut order: MutexGuard<'static, Order>,
) -> Result<MutexGuard<'static, Order>, InitError> {
    let Some(asking) = order::current() else { return Ok(order::wait_up_to(order, GLANCE)) };
    if circle::closes(&mut order, asking, slot) {
        return Err(circle::error(&mut order, asking, slot, caller));
    }
    order::record(asking.entry()).needs = Some((slot, caller));
    let order = order::wait_up_to(order, GLANCE);
    order::record(asking.entry()).needs = None;
    Ok(order)
}

/// Not every change of a state is announced.
const GLANCE: Duration = Duration::from_millis(20);

/// Waits until no handle is out; or says which are, when that takes too long.
///
/// Whoever drops a handle tells nobody, which would cost every one of them. So this looks again and
/// again, at first after microseconds.
fn wait_for_handles(entry: &'static Entry) -> Option<StillHeld> {
    let mut pause = Duration::from_micros(5);
    let mut began = None;
    while pins::is_held(entry) {
        let now = clock::now();
        let waited = clock::duration(now - *began.get_or_insert(now));
        let left = PATIENCE.saturating_sub(waited);
        if left.is_zero() {
            let handles = pins::oldest(entry);
            return (!handles.is_empty()).then_some(StillHeld { waited: PATIENCE, handles });
        }
        thread::sleep(pause.min(left));
        pause = (pause * 2).min(Duration::from_millis(1));
    }
    None
}
