//! What the tests of awaited disposals share: futures that are polled by hand.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use tenure::{AsyncDispose, DisposeError, Leak};

use super::{Refused, Then};

/// What happened, in order, on whatever thread.
#[derive(Clone, Debug, Default)]
pub(super) struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    pub(super) fn note(&self, what: impl Into<String>) {
        self.0.lock().unwrap().push(what.into());
    }

    pub(super) fn taken(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

/// Gives way once.
pub(super) async fn give_way() {
    let mut gave_way = false;
    poll_fn(|context| {
        if gave_way {
            return Poll::Ready(());
        }
        gave_way = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// Polls once.
pub(super) fn poll<F: Future>(future: &mut Pin<Box<F>>) -> Poll<F::Output> {
    future.as_mut().poll(&mut Context::from_waker(Waker::noop()))
}

/// Polls until it is ready.
pub(super) fn ready<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return output;
        }
    }
}

/// Polls `times` times and drops it then.
pub(super) fn interrupted<F: Future>(future: F, times: usize) {
    let mut future = Box::pin(future);
    for _ in 0..times {
        assert!(poll(&mut future).is_pending());
    }
}

/// Says when its disposal begins and ends, gives way between the two, and does then what it was
/// told to.
#[derive(Debug)]
pub(super) struct Slow {
    name: &'static str,
    then: Then,
    log: Log,
    done: bool,
}

impl Slow {
    pub(super) fn new(name: &'static str, then: Then, log: &Log) -> Self {
        Slow { name, then, log: log.clone(), done: false }
    }
}

impl AsyncDispose for Slow {
    async fn dispose_async(&mut self) -> Result<(), DisposeError> {
        if self.done {
            return Ok(());
        }
        self.log.note(format!("{} begins", self.name));
        give_way().await;
        self.log.note(format!("{} ends", self.name));
        self.done = true;
        let mut steps = tenure::Collector::new();
        let (name, then) = (self.name, self.then);
        steps.step("work", || match then {
            Then::Succeed => Ok(()),
            Then::Fail => Err(Refused(name)),
            Then::Panic => std::panic::panic_any(format!("{name} panicked")),
        });
        steps.finish()
    }
}

/// The leaks that `wanted` picks.
pub(super) fn leaks_where(wanted: impl Fn(&Leak) -> bool) -> Vec<Leak> {
    tenure::leaks().into_iter().filter(|leak| wanted(leak)).collect()
}
