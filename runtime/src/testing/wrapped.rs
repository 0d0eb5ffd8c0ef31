//! Overrides that go with a future from thread to thread.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::overrides::Overrides;

/// Takes the overrides of this thread along with `future`, to wherever it is polled.
///
/// ```
/// use tenure::testing::wrap;
/// use tenure::{Singleton, singleton};
///
/// #[singleton(init = || Config(80))]
/// struct Config(u16);
///
/// let future = Config::override_with(Config(8080), || wrap(async { Config::instance().0 }));
/// # let mut context = std::task::Context::from_waker(std::task::Waker::noop());
/// # let mut future = std::pin::pin!(future);
/// # let std::task::Poll::Ready(port) = future.as_mut().poll(&mut context) else { panic!() };
/// // let port = future.await;
/// assert_eq!(port, 8080);
/// ```
pub fn wrap<F: Future>(future: F) -> Wrapped<F> {
    Overrides::current().wrap(future)
}

/// A future that is polled and dropped in the overrides that were taken along with it; made by
/// [`wrap`].
#[must_use = "futures do nothing unless they are polled"]
pub struct Wrapped<F> {
    overrides: Overrides,
    /// On the heap, so that this needs no pin of its own. `None` only in the middle of `drop`.
    future: Option<Pin<Box<F>>>,
}

impl<F: Future> Wrapped<F> {
    pub(super) fn new(overrides: Overrides, future: F) -> Self {
        Wrapped { overrides, future: Some(Box::pin(future)) }
    }
}

impl<F: Future> Future for Wrapped<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let Wrapped { overrides, future } = &mut *self;
        match future {
            Some(future) => overrides.enter(|| future.as_mut().poll(cx)),
            None => Poll::Pending,
        }
    }
}

impl<F> Drop for Wrapped<F> {
    fn drop(&mut self) {
        let Wrapped { overrides, future } = self;
        overrides.enter(|| drop(future.take()));
    }
}

impl<F> fmt::Debug for Wrapped<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wrapped").field("overrides", &self.overrides).finish_non_exhaustive()
    }
}
