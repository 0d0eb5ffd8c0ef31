//! The steps of a disposal that may be awaited, as generated code spells them.

use std::any::type_name;
use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::mem;
use std::pin::pin;

use super::Outcome;
use super::async_entries::Unfinished;
use super::async_step::{caught, resumed};
use super::collector::Collector;
use super::disposals;
use super::error::IntoOutcome;
use super::state::Guard;

thread_local! {
    /// The guards of the values whose hooks run on this thread right now.
    static HOOKS: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// Runs the steps of one disposal, each once, be it awaited or not. The guard counts those that have
/// ended: a disposal that was dropped half-way goes on behind them.
#[derive(Default)]
pub struct AwaitedSteps {
    collector: Collector,
    /// How many steps were looked at.
    seen: u32,
    /// How many of them had ended before.
    ended: u32,
    /// An earlier disposal was dropped while it awaited the next step.
    is_interrupted: bool,
    /// Where the guard is, which tells it from others while it is borrowed.
    guard: usize,
}

impl AwaitedSteps {
    /// No step has run yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether there are steps of a `T` to run, all of them or the rest; not for a hook that asks.
    pub fn begin<T: ?Sized>(&mut self, guard: &mut Guard) -> bool {
        if is_over(guard) {
            return false;
        }
        self.guard = address(guard);
        self.is_interrupted = guard.begin_awaited(type_name::<T>());
        self.ended = guard.ended();
        true
    }

    /// Whether the next step is to run. The one before it has ended.
    pub fn next(&mut self, guard: &mut Guard) -> bool {
        let step = self.seen;
        self.seen += 1;
        if step < self.ended {
            return false;
        }
        guard.set_ended(step);
        if let Err(error) = mem::take(&mut self.collector).finish() {
            guard.keep(error);
        }
        self.is_interrupted &= step == self.ended;
        true
    }

    /// Awaits what `start` makes of a field.
    pub async fn field<'a, T: ?Sized, F>(
        &mut self,
        path: &'static str,
        field: &'a mut T,
        start: impl FnOnce(&'a mut T) -> F,
    ) where
        F: Future<Output: IntoOutcome>,
    {
        self.collector.step_async(path, || start(field)).await;
    }

    /// Awaits what `start` makes of what is in a field.
    pub async fn take<T, F>(
        &mut self,
        path: &'static str,
        field: &mut Option<T>,
        start: impl FnOnce(T) -> F,
    ) where
        F: Future<Output: IntoOutcome>,
    {
        match field.take() {
            Some(value) => self.collector.step_async(path, || start(value)).await,
            None if self.is_interrupted => {
                self.collector.step(path, || Err::<(), _>(Unfinished::Cancelled));
            }
            None => {}
        }
    }

    /// Awaits the work of the value itself, which has no path of its own.
    pub async fn hook<'a, T: ?Sized, F>(
        &mut self,
        value: &'a mut T,
        start: impl FnOnce(&'a mut T) -> F,
    ) where
        F: Future<Output: IntoOutcome>,
    {
        let guard = self.guard;
        let mut hook = pin!(caught(|| start(value)));
        let result = poll_fn(|context| Running::of(guard, || hook.as_mut().poll(context))).await;
        self.collector.step("", || resumed(result));
    }

    /// Runs a step on a field.
    pub fn field_at_once<'a, T: ?Sized, R: IntoOutcome>(
        &mut self,
        path: &'static str,
        field: &'a mut T,
        step: impl FnOnce(&'a mut T) -> R,
    ) {
        self.collector.step(path, || step(field));
    }

    /// Runs a step on what is in a field.
    pub fn take_at_once<T, R: IntoOutcome>(
        &mut self,
        path: &'static str,
        field: &mut Option<T>,
        step: impl FnOnce(T) -> R,
    ) {
        match field.take() {
            Some(value) => self.collector.step(path, || step(value)),
            None if self.is_interrupted => {
                self.collector.step(path, || Err::<(), _>(Unfinished::Cancelled));
            }
            None => {}
        }
    }

    /// Runs the work of the value itself.
    pub fn hook_at_once<'a, T: ?Sized, R: IntoOutcome>(
        &mut self,
        value: &'a mut T,
        step: impl FnOnce(&'a mut T) -> R,
    ) {
        let guard = self.guard;
        self.collector.step("", || Running::of(guard, || step(value)));
    }

    /// All steps of a `T` have run.
    pub fn end<T: ?Sized>(&mut self, guard: &mut Guard) {
        // What failed earlier comes before what failed now.
        let later = self.finish();
        self.collector.step("", || guard.take_kept());
        self.collector.step("", || later);
        if cfg!(feature = "instrument") {
            let failed = !self.collector.is_empty();
            disposals::record::<T>(guard.created_at(), guard.is_forgotten(), failed);
        }
        guard.done_awaited();
    }

    /// Everything that failed, or `Ok`.
    ///
    /// # Errors
    ///
    /// When a step failed.
    pub fn finish(&mut self) -> Outcome {
        mem::take(&mut self.collector).finish()
    }
}

/// Whether nothing is left to do; also to a hook that asks while it runs.
#[must_use]
pub fn is_over(guard: &Guard) -> bool {
    guard.is_disposed() && (!guard.is_awaited() || Running::is_one_of(guard))
}

fn address(guard: &Guard) -> usize {
    std::ptr::from_ref(guard).addr()
}

/// A hook that runs on this thread.
struct Running;

impl Running {
    fn of<R>(guard: usize, hook: impl FnOnce() -> R) -> R {
        // Where the thread has ended its hooks are not known, and a hook that asks runs again.
        let _ended = HOOKS.try_with(|hooks| hooks.borrow_mut().push(guard));
        let _running = Running;
        hook()
    }

    fn is_one_of(guard: &Guard) -> bool {
        HOOKS.try_with(|hooks| hooks.borrow().contains(&address(guard))).unwrap_or(false)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ended = HOOKS.try_with(|hooks| hooks.borrow_mut().pop());
    }
}
