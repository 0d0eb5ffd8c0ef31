//! Steps of a disposal that are awaited.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::task::Poll;
use std::thread;

use super::collector::Collector;
use super::error::{DisposeError, IntoOutcome};
use super::leak;

impl Collector {
    /// Awaits what `step` makes; its error or panic is kept under `path`.
    ///
    /// ```
    /// # let main = async {
    /// let mut steps = tenure::Collector::new();
    /// steps.step_async("log", || async { Err::<(), _>("the disk is full") }).await;
    /// steps.step_async("socket", || async { panic!("not there") }).await;
    /// assert_eq!(steps.finish().unwrap_err().len(), 2);
    /// # };
    /// # let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    /// # assert!(std::pin::pin!(main).poll(&mut context).is_ready());
    /// ```
    pub async fn step_async<F>(&mut self, path: &'static str, step: impl FnOnce() -> F)
    where
        F: Future<Output: IntoOutcome>,
    {
        let result = caught(step).await;
        self.step(path, || resumed(result));
    }
}

/// The steps of a value that has no place for the errors of a disposal that is dropped half-way:
/// those are reported.
pub(super) struct Steps {
    collector: Collector,
    type_name: &'static str,
}

impl Steps {
    pub(super) fn of(type_name: &'static str) -> Self {
        Steps { collector: Collector::new(), type_name }
    }

    /// Awaits what `step` makes; only if it fails, its path is made.
    pub(super) async fn element<F>(
        &mut self,
        path: impl FnOnce() -> String,
        step: impl FnOnce() -> F,
    ) where
        F: Future<Output: IntoOutcome>,
    {
        let result = caught(step).await;
        self.collector.element(path, || resumed(result));
    }

    pub(super) fn finish(mut self) -> Result<(), DisposeError> {
        std::mem::take(&mut self.collector).finish()
    }
}

impl Drop for Steps {
    fn drop(&mut self) {
        let outcome = std::mem::take(&mut self.collector).finish();
        if outcome.is_err() {
            leak::record_at(self.type_name, None, None, outcome);
        }
    }
}

/// Polls what `make` makes to its end, be that a panic.
pub(super) async fn caught<F: Future>(make: impl FnOnce() -> F) -> thread::Result<F::Output> {
    let mut future = pin!(Some(catch_unwind(AssertUnwindSafe(make))?));
    let result = poll_fn(|context| {
        let Some(future) = future.as_mut().as_pin_mut() else {
            unreachable!("it is dropped below, after its last poll")
        };
        match catch_unwind(AssertUnwindSafe(|| future.poll(context))) {
            Ok(poll) => poll.map(Ok),
            Err(payload) => Poll::Ready(Err(payload)),
        }
    })
    .await;
    let dropped = catch_unwind(AssertUnwindSafe(|| future.set(None)));
    result.and_then(|result| dropped.map(|()| result))
}

/// What was caught, where it is caught again.
pub(super) fn resumed<R>(result: thread::Result<R>) -> R {
    result.unwrap_or_else(|payload| resume_unwind(payload))
}
