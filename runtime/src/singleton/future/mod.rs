//! What `instance` of a singleton with an `async` constructor returns.

pub(in crate::singleton) mod awaited;
pub(in crate::singleton) mod awaiting;
mod keyed;
mod managed;
pub(crate) mod task;
mod waiting;

use std::any::Any;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::cell::{AnySlot, Result, Slot};
use super::initialiser::{self, MakerAsync};
use super::order::{self, Known};
use super::swap;
use super::thrown;
use task::Initialiser;
use waiting::Waiting;

/// The future of a singleton: what `instance` of one with an `async` constructor returns.
///
/// The constructor is a future of its own that lies beside the singleton, and whoever awaits the
/// singleton polls it. Dropping this one stops nothing that another awaits, and the next who asks
/// goes on where this one stopped.
///
/// It polls in the task of whoever happens to await: what the constructor takes from the runtime
/// of that task (a timer, a connection, a spawned task) ends with that runtime, though the
/// singleton does not.
///
/// While a constructor awaits other singletons, each of them is one that it needs, be it alone or
/// beside others in a `join!` or `select!`. One that needs the constructor in its turn is a circle,
/// and an error to whoever asked last: also when another branch of a `select!` would have gone on.
/// With `try_instance` that branch sees the error, and may leave the choice to the others.
///
/// With `managed` it gives a [`Handle`](crate::Handle). A disposal drops what is half made, and who
/// waits for that has it started anew; with `recreate` who awaits during a disposal gets the value
/// that follows. It waits for the handles, so a task that keeps one meanwhile gets an error.
///
/// ```
/// use tenure::singleton;
///
/// struct Database {
///     url: String,
/// }
///
/// #[singleton]
/// impl Database {
///     async fn new() -> Result<Self, std::io::Error> {
///         Ok(Database { url: "db://localhost".to_owned() })
///     }
/// }
///
/// # let main = async {
/// assert_eq!(Database::instance().await.url, "db://localhost");
/// # };
/// # let mut context = std::task::Context::from_waker(std::task::Waker::noop());
/// # assert!(std::pin::pin!(main).poll(&mut context).is_ready());
/// ```
///
/// # Panics
///
/// When it is polled, with the text of the [`InitError`](crate::InitError) if the singleton cannot
/// be made; and when it is polled after it was ready.
#[must_use = "a future does nothing unless it is awaited"]
pub struct Instance<R>(TryInstance<R>);

/// The same as [`Instance`], but ready with an error where that one panics.
///
/// # Panics
///
/// When it is polled after it was ready.
#[must_use = "a future does nothing unless it is awaited"]
pub struct TryInstance<R>(State<R>);

enum State<R> {
    Ready(Result<R>),
    Waiting(&'static dyn Awaitable, Get<R>, Waiting),
    Over,
}

/// The value, or why it is not there, once the initialiser has come back; `None` if it is to be made
/// once more.
///
/// A function, because a trait object of a trait over `R` would need `R: 'static`, and rustc could
/// not prove of a future that awaits `&'static T` in a closure that it is `Send` (rust #64552).
type Get<R> = fn(&'static dyn Awaitable, &'static Location<'static>) -> Option<Result<R>>;

/// A slot that can be waited for.
pub(in crate::singleton) trait Awaitable: AnySlot {
    fn start(&'static self) -> Initialiser<()>;

    /// Whether there will be another value when this one is disposed.
    fn comes_back(&self) -> bool {
        false
    }

    fn as_any(&'static self) -> &'static dyn Any;
}

impl<T: 'static, M: MakerAsync<T>> Awaitable for Slot<T, M> {
    fn start(&'static self) -> Initialiser<()> {
        let initialiser = self.maker.start();
        Box::pin(async move {
            let value = initialiser.await?;
            initialiser::put(&self.value, value);
            Ok(())
        })
    }

    fn as_any(&'static self) -> &'static dyn Any {
        self
    }
}

impl<T: 'static, M: MakerAsync<T>> Slot<T, M> {
    /// The value; made first if need be.
    #[inline]
    #[track_caller]
    pub fn instance_async(&'static self) -> Instance<&'static T> {
        Instance::of(self.try_instance_async())
    }

    /// The value, or why it cannot be made.
    #[inline]
    #[track_caller]
    pub fn try_instance_async(&'static self) -> TryInstance<&'static T> {
        if let Some(value) = self.peek() {
            return TryInstance::ready(Ok(value));
        }
        if !self.entry.is_async() {
            // Who makes it wakes threads, and no tasks.
            return TryInstance::ready(self.try_instance());
        }
        let slot = swap::in_force(self);
        TryInstance::waiting(slot, slot, Self::get, Location::caller())
    }
}

impl<T: 'static, M: MakerAsync<T>> Slot<T, M> {
    #[allow(clippy::unnecessary_wraps)] // a managed one may be gone again
    fn get(
        slot: &'static dyn Awaitable,
        caller: &'static Location<'static>,
    ) -> Option<Result<&'static T>> {
        let Some(slot) = slot.as_any().downcast_ref::<Self>() else {
            unreachable!("`try_instance_async` pairs a slot with its own function")
        };
        // SAFETY: `make` came back with `Ok`, which it does only with the value set, and a value
        // that was set stays.
        Some(order::make(slot, caller).map(|()| unsafe { slot.value.get_unchecked() }))
    }
}

impl<R> Instance<R> {
    #[inline]
    pub(in crate::singleton) const fn of(instance: TryInstance<R>) -> Self {
        Instance(instance)
    }
}

impl<R> TryInstance<R> {
    #[inline]
    pub(in crate::singleton) const fn ready(value: Result<R>) -> Self {
        TryInstance(State::Ready(value))
    }

    #[cold]
    pub(in crate::singleton) fn waiting(
        slot: &'static dyn Awaitable,
        known: Known,
        get: Get<R>,
        caller: &'static Location<'static>,
    ) -> Self {
        TryInstance(State::Waiting(slot, get, Waiting::new(known, caller)))
    }

    #[cold]
    fn poll_waiting(&mut self, context: &Context<'_>) -> Poll<Result<R>> {
        let State::Waiting(slot, get, waiting) = &mut self.0 else {
            panic!(
                "a future of a singleton was polled after it was ready; ask for another with \
                 `instance`"
            );
        };
        let slot = *slot;
        let value = loop {
            let Poll::Ready(outcome) = waiting.poll(slot, context) else { return Poll::Pending };
            let value = match outcome {
                Ok(()) => get(slot, waiting.caller()),
                Err(error) => Some(Err(error)),
            };
            if let Some(value) = value {
                break value;
            }
        };
        self.0 = State::Over;
        Poll::Ready(value)
    }
}

// Nothing in it is pinned: the future of the constructor lies elsewhere.
impl<R> Unpin for TryInstance<R> {}

impl<R> Future for TryInstance<R> {
    type Output = Result<R>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match std::mem::replace(&mut self.0, State::Over) {
            State::Ready(value) => Poll::Ready(value),
            state => {
                self.0 = state;
                self.poll_waiting(context)
            }
        }
    }
}

impl<R> Future for Instance<R> {
    type Output = R;

    #[inline]
    #[track_caller]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<R> {
        match Pin::new(&mut self.0).poll(context) {
            Poll::Ready(Ok(value)) => Poll::Ready(value),
            Poll::Ready(Err(error)) => thrown::throw(error),
            Poll::Pending => Poll::Pending,
        }
    }
}
