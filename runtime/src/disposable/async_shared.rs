//! The end of a stack that several tasks may await.

use std::fmt;
use std::future::{Future, poll_fn};
use std::mem;
use std::panic::Location;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, ThreadId};

use super::Outcome;
use super::async_stack::AsyncDisposeStack;

/// A stack whose disposal any of several tasks may await, each through a clone of this handle.
///
/// [`AsyncDisposeStack::shared`] makes it of a stack that is complete: entries cannot be added any
/// more, since nobody could tell when one comes too late.
///
/// Each entry is taken down once. Who awaits the end beside another is ready when all of it is down,
/// and goes on with it if the other is dropped; the errors go to the one who came to the end, the
/// others get `Ok`. An entry that awaits the end of its own stack gets `Ok` at once, unless it does
/// so in a task of its own, which never ends if the entry waits for it.
///
/// The last handle does what [`AsyncDisposeStack`] does when it is dropped.
///
/// ```
/// use tenure::AsyncDisposeStack;
///
/// # let main = async {
/// let stack = AsyncDisposeStack::new();
/// stack.defer(|| Err::<(), _>("not there"));
/// let shared = stack.shared();
/// let handle = shared.clone();
/// assert!(handle.dispose_async().await.is_err());
/// assert!(shared.is_disposed());
/// shared.dispose_async().await?; // nothing is left to do
/// # Ok::<(), tenure::DisposeError>(())
/// # };
/// # let mut context = std::task::Context::from_waker(std::task::Waker::noop());
/// # assert!(std::pin::pin!(main).poll(&mut context).is_ready());
/// ```
#[derive(Clone)]
pub struct SharedAsyncDisposeStack(Arc<Shared>);

struct Shared {
    state: Mutex<State>,
    waiters: Arc<Waiters>,
}

enum State {
    Idle(AsyncDisposeStack<'static>),
    /// One thread polls the entry that is being awaited.
    Polled(ThreadId),
    Done,
}

impl SharedAsyncDisposeStack {
    pub(super) fn of(stack: AsyncDisposeStack<'static>) -> Self {
        let state = Mutex::new(State::Idle(stack));
        SharedAsyncDisposeStack(Arc::new(Shared { state, waiters: Arc::default() }))
    }

    /// Takes everything down, last in, first out, or waits until another has; the second time there
    /// is nothing left to do.
    ///
    /// # Errors
    ///
    /// Everything that failed, as of [`AsyncDisposeStack::dispose_async`]; of those who await it at
    /// the same time one gets it.
    #[track_caller]
    pub fn dispose_async(&self) -> impl Future<Output = Outcome> + Send + use<'_> {
        let (here, going_on) = (Location::caller(), GoingOn(&self.0.waiters));
        poll_fn(move |context| {
            // Named, so that the closure owns it.
            let GoingOn(waiters) = &going_on;
            waiters.add(context.waker());
            self.0.poll(here)
        })
    }

    /// Whether the disposal has begun.
    #[must_use]
    pub fn is_disposed(&self) -> bool {
        match &*self.0.state() {
            State::Idle(stack) => stack.is_disposed(),
            State::Polled(_) | State::Done => true,
        }
    }
}

impl Shared {
    /// Nothing foreign runs while this is held, so poison says nothing.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who is polled while another polls waits for that one, who has been added to the waiters.
    fn poll(&self, here: &'static Location<'static>) -> Poll<Outcome> {
        let me = thread::current().id();
        let mut state = self.state();
        let mut stack = match mem::replace(&mut *state, State::Polled(me)) {
            State::Idle(stack) => stack,
            State::Polled(other) if other != me => {
                *state = State::Polled(other);
                return Poll::Pending;
            }
            before => {
                *state = before;
                return Poll::Ready(Ok(()));
            }
        };
        drop(state);
        let waker = Waker::from(Arc::clone(&self.waiters));
        let polled = stack.poll(&mut Context::from_waker(&waker), here);
        if polled.is_pending() {
            *self.state() = State::Idle(stack);
        } else {
            *self.state() = State::Done;
            self.waiters.ring();
        }
        polled
    }
}

/// What wakes one wakes all: who polled last may never be polled again.
#[derive(Default)]
struct Waiters(Mutex<Vec<Waker>>);

impl Waiters {
    fn add(&self, waker: &Waker) {
        let mut wakers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !wakers.iter().any(|other| other.will_wake(waker)) {
            wakers.push(waker.clone());
        }
    }

    fn ring(&self) {
        let wakers = mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        wakers.into_iter().for_each(Waker::wake);
    }
}

impl Wake for Waiters {
    fn wake(self: Arc<Self>) {
        self.ring();
    }
}

/// Who stops awaiting has the others go on, since nobody else may have been woken.
struct GoingOn<'a>(&'a Waiters);

impl Drop for GoingOn<'_> {
    fn drop(&mut self) {
        self.0.ring();
    }
}

impl fmt::Debug for SharedAsyncDisposeStack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedAsyncDisposeStack")
            .field("is_disposed", &self.is_disposed())
            .finish_non_exhaustive()
    }
}
