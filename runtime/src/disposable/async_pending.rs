//! What a stack still has to await.

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use super::Outcome;
use super::arena::Arena;
use super::async_entries::{AsyncEntry, Awaited, Started, Unfinished};
use super::async_step::resumed;
use super::collector::Collector;
use super::error::IntoOutcome;

/// The entries of one stack, and how far their disposal has come.
///
/// The lock makes the stack `Sync`, so that a future may keep a reference to it; only adding
/// takes it.
#[derive(Default)]
pub(super) struct Pending<'a> {
    left: Mutex<Left<'a>>,
    steps: Collector,
}

#[derive(Default)]
struct Left<'a> {
    entries: Arena<dyn AsyncEntry<'a> + 'a>,
    /// The entry that is being awaited. It stands here and not in the future that awaits it, so it
    /// stays when that one is dropped.
    awaited: Option<Awaited<'a>>,
}

// SAFETY: it owns its entries, each of which is `Send`.
unsafe impl Send for Left<'_> {}

impl<'a> Pending<'a> {
    pub(super) const fn new() -> Self {
        let left = Left { entries: Arena::new(), awaited: None };
        Pending { left: Mutex::new(left), steps: Collector::new() }
    }

    pub(super) fn len(&self) -> usize {
        let left = self.shared();
        left.entries.len() + usize::from(left.awaited.is_some())
    }

    /// Adds `entry` and shows what is in it.
    #[allow(clippy::mut_from_ref)] // each reference is to a place of its own
    pub(super) fn add<E: AsyncEntry<'a> + 'a, T>(
        &self,
        entry: E,
        inside: impl FnOnce(&mut E) -> &mut T,
    ) -> &mut T {
        let mut entry = self.shared().entries.add(entry, |entry| entry);
        // SAFETY: `add` gives the only pointer that is used while `self` is borrowed: the list
        // follows its own only in `next` and when it is dropped, which borrow `self` mutably.
        inside(unsafe { entry.as_mut() })
    }

    /// Takes the entries down until one is to be waited for, or there are none.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Outcome> {
        loop {
            if let Some(future) = &mut self.own().awaited {
                let polled = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context)));
                if matches!(polled, Ok(Poll::Pending)) {
                    return Poll::Pending;
                }
                let over = self.own().awaited.take();
                self.keep(|| {
                    let polled = resumed(polled);
                    drop(over);
                    match polled {
                        Poll::Ready(result) => result,
                        Poll::Pending => Ok(()),
                    }
                });
            }
            if !self.next() {
                return Poll::Ready(mem::take(&mut self.steps).finish());
            }
        }
    }

    /// What is left is disposed where that needs no future, and dropped where it does.
    pub(super) fn abandon(&mut self) -> Outcome {
        let mut unfinished = Unfinished::Cancelled;
        loop {
            if let Some(future) = self.own().awaited.take() {
                self.keep(|| {
                    drop(future);
                    Err::<(), _>(unfinished)
                });
            }
            unfinished = Unfinished::NotAwaited;
            if !self.next() {
                return mem::take(&mut self.steps).finish();
            }
        }
    }

    /// Starts the last entry, if there is one.
    fn next(&mut self) -> bool {
        let Some(mut entry) = self.own().entries.pop() else { return false };
        let mut awaited = None;
        self.keep(|| {
            // SAFETY: the arena gave the entry away, and here it ends.
            match unsafe { entry.as_mut().start() } {
                Started::Ended(result) => result,
                Started::Awaited(future) => {
                    awaited = Some(future);
                    Ok(())
                }
            }
        });
        self.own().awaited = awaited;
        true
    }

    /// Runs a step of the entry that has left the list; its error is kept.
    fn keep<R: IntoOutcome>(&mut self, step: impl FnOnce() -> R) {
        let index = self.own().entries.len();
        self.steps.element(|| format!("[{index}]"), step);
    }

    fn own(&mut self) -> &mut Left<'a> {
        self.left.get_mut().unwrap_or_else(PoisonError::into_inner)
    }

    /// Nothing foreign runs while this is held, so poison says nothing.
    fn shared(&self) -> MutexGuard<'_, Left<'a>> {
        self.left.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
