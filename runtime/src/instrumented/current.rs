//! The row of a call, taken along to where its work goes on.

use std::mem::ManuallyDrop;
use std::pin::Pin;
use std::task::{Context, Poll};

#[cfg(feature = "instrument")]
use super::resumed::{self, Path, Resumed};

/// The instrumented call that is under way, to go on with it on another thread.
///
/// What runs in [`enter`](Self::enter) is of the row of that call, as if it ran in it: its time and
/// memory, and the instrumented functions that it calls. It is no further call.
///
/// ```
/// use std::thread;
///
/// use tenure::{Caller, instrumented};
///
/// #[instrumented]
/// fn sum(numbers: &[u32]) -> u32 {
///     let (left, right) = numbers.split_at(numbers.len() / 2);
///     let caller = Caller::current();
///     thread::scope(|scope| {
///         let left = scope.spawn(|| caller.enter(|| left.iter().sum::<u32>()));
///         right.iter().sum::<u32>() + left.join().unwrap()
///     })
/// }
///
/// assert_eq!(sum(&[1, 2, 3, 4]), 10);
/// ```
#[derive(Clone, Debug)]
pub struct Caller {
    #[cfg(feature = "instrument")]
    path: Path,
}

/// A future that goes on with a call while it is polled: made by [`in_current`].
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct InCurrent<F> {
    caller: Caller,
    inner: ManuallyDrop<F>,
}

/// Lets `future` go on with the instrumented call that is under way, wherever it is polled: what it
/// does is of the row of this call. Without it what is spawned has no caller.
///
/// A call that has ended meanwhile gets the time and memory all the same. Allocates a little, where
/// the feature `instrument` is on.
///
/// ```
/// use tenure::instrumented;
///
/// #[instrumented]
/// async fn serve() {
///     // tokio::spawn(tenure::in_current(async { .. })).await
///     tenure::in_current(async { /* in the row of `serve` */ }).await;
/// }
/// # let mut context = std::task::Context::from_waker(std::task::Waker::noop());
/// # assert!(std::pin::pin!(serve()).poll(&mut context).is_ready());
/// ```
pub fn in_current<F: Future>(future: F) -> InCurrent<F> {
    Caller::current().wrap(future)
}

impl Caller {
    /// The innermost instrumented call that is under way on this thread.
    ///
    /// ```
    /// let caller = tenure::Caller::current();
    /// ```
    #[must_use]
    pub fn current() -> Self {
        Caller {
            #[cfg(feature = "instrument")]
            path: resumed::path(),
        }
    }

    /// Runs `work` as a part of the call.
    ///
    /// ```
    /// let caller = tenure::Caller::current();
    /// let thread = std::thread::spawn(move || caller.enter(|| 1 + 1));
    /// assert_eq!(thread.join().unwrap(), 2);
    /// ```
    pub fn enter<R>(&self, work: impl FnOnce() -> R) -> R {
        #[cfg(feature = "instrument")]
        let _resumed = Resumed::begin(&self.path);
        work()
    }

    /// Lets `future` be a part of the call.
    ///
    /// ```
    /// let future = tenure::Caller::current().wrap(async { 1 + 1 });
    /// ```
    pub fn wrap<F: Future>(self, future: F) -> InCurrent<F> {
        InCurrent { caller: self, inner: ManuallyDrop::new(future) }
    }
}

impl<F: Future> Future for InCurrent<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        // SAFETY: `inner` is not moved out of the pin, here or in `drop`; the rest may move.
        let InCurrent { caller, inner } = unsafe { self.get_unchecked_mut() };
        // SAFETY: it is pinned with the whole.
        let inner = unsafe { Pin::new_unchecked(&mut **inner) };
        caller.enter(|| inner.poll(context))
    }
}

impl<F> Drop for InCurrent<F> {
    fn drop(&mut self) {
        let InCurrent { caller, inner } = self;
        // SAFETY: here and nowhere else, and nothing touches it afterwards; it has not moved.
        caller.enter(|| unsafe { ManuallyDrop::drop(inner) });
    }
}
