//! A scope's worth of values, some of which are taken down by a future, last in, first out.

use std::fmt;
use std::future::{Future, poll_fn};
use std::mem;
use std::panic::Location;
use std::task::{Context, Poll};

use super::async_dispose::AsyncDispose;
use super::async_entries::{AdoptedAsync, AtOnce, PushedAsync};
use super::async_pending::Pending;
use super::async_shared::SharedAsyncDisposeStack;
use super::collector::quietly;
use super::entries::{Adopted, Pushed};
use super::error::IntoOutcome;
use super::leak;
use super::{Dispose, Outcome};

/// Values of any types, taken down together by a future: last in, first out, each awaited before
/// the next one begins.
///
/// It is a [`DisposeStack`](crate::DisposeStack) that may be sent to other threads, and that also
/// takes what has to be awaited. Each way of adding has two names and not one for both, because a
/// value may be disposable either way: the name says which of them is meant.
///
/// ```
/// use std::sync::Mutex;
/// use tenure::{AsyncDisposeStack, DisposeError};
///
/// # async fn send(_: &str) -> Result<(), DisposeError> { Ok(()) }
/// # let main = async {
/// let order = Mutex::new(Vec::new());
/// let mut stack = AsyncDisposeStack::new();
/// stack.defer(|| order.lock().unwrap().push("deferred first"));
/// let name = stack.adopt_async(String::from("server"), async |name: String| {
///     order.lock().unwrap().push("adopted second");
///     send(&name).await
/// });
/// name.push_str(" 1");
/// stack.dispose_async().await?;
/// assert_eq!(*order.lock().unwrap(), ["adopted second", "deferred first"]);
/// # Ok::<(), DisposeError>(())
/// # };
/// # let mut context = std::task::Context::from_waker(std::task::Waker::noop());
/// # assert!(std::pin::pin!(main).poll(&mut context).is_ready());
/// ```
///
/// # Cancelling
///
/// The future of a disposal may be dropped at any time: the entry that was being awaited stays in
/// the stack as far as it had come, and the next disposal goes on there. No entry begins twice, and
/// the errors so far come out of the disposal that ends.
///
/// # Dropping
///
/// What is still in the stack when it is dropped is disposed where that needs no future, in the
/// same order; the rest is dropped. If there is such a rest, or an error, the stack is reported as a
/// [`Leak`](crate::Leak) with all of it and the place where it was made.
///
/// # Panics
///
/// Adding to a stack that was disposed panics and names the place where it was; `try_push` and its
/// like give the value back instead.
pub struct AsyncDisposeStack<'a> {
    pending: Pending<'a>,
    created_at: &'static Location<'static>,
    disposed_at: Option<&'static Location<'static>>,
}

impl<'a> AsyncDisposeStack<'a> {
    /// An empty stack, which remembers its caller.
    #[must_use]
    #[track_caller]
    pub const fn new() -> Self {
        Self::holding(Pending::new())
    }

    /// Adds a value that needs no future; it is disposed before all that was added earlier.
    ///
    /// # Panics
    ///
    /// If the stack was disposed.
    #[track_caller]
    #[allow(clippy::mut_from_ref)] // each reference is to a place of its own
    pub fn push<T: Dispose + Send + 'a>(&self, value: T) -> &mut T {
        self.must_be_live();
        self.pending.add(AtOnce(Pushed(value)), |entry| &mut entry.0.0)
    }

    /// Adds a value whose disposal is awaited, before all that was added earlier.
    ///
    /// # Panics
    ///
    /// If the stack was disposed.
    #[track_caller]
    #[allow(clippy::mut_from_ref)] // as in `push`
    pub fn push_async<T: AsyncDispose + Send + 'a>(&self, value: T) -> &mut T {
        self.must_be_live();
        self.pending.add(PushedAsync(value), |entry| &mut entry.0)
    }

    /// Adds `value`; `closer`, which needs no future, takes it down before all that was added
    /// earlier.
    ///
    /// # Panics
    ///
    /// If the stack was disposed.
    #[track_caller]
    #[allow(clippy::mut_from_ref)] // as in `push`
    pub fn adopt<T: Send + 'a, R: IntoOutcome>(
        &self,
        value: T,
        closer: impl FnOnce(T) -> R + Send + 'a,
    ) -> &mut T {
        self.must_be_live();
        self.pending.add(AtOnce(Adopted { value, closer }), |entry| &mut entry.0.value)
    }

    /// Adds `value`; the future that `closer` makes of it takes it down before all that was added
    /// earlier.
    ///
    /// # Panics
    ///
    /// If the stack was disposed.
    #[track_caller]
    #[allow(clippy::mut_from_ref)] // as in `push`
    pub fn adopt_async<T: Send + 'a, R>(
        &self,
        value: T,
        closer: impl FnOnce(T) -> R + Send + 'a,
    ) -> &mut T
    where
        R: Future<Output: IntoOutcome> + Send,
    {
        self.must_be_live();
        self.pending.add(AdoptedAsync { value, closer }, |entry| &mut entry.value)
    }

    /// Adds a function that runs before all that was added earlier is taken down.
    ///
    /// # Panics
    ///
    /// If the stack was disposed.
    #[track_caller]
    pub fn defer<R: IntoOutcome>(&self, action: impl FnOnce() -> R + Send + 'a) {
        self.adopt(action, |action| action());
    }

    /// Adds a function whose future is awaited before all that was added earlier is taken down.
    ///
    /// # Panics
    ///
    /// If the stack was disposed.
    #[track_caller]
    pub fn defer_async<R>(&self, action: impl FnOnce() -> R + Send + 'a)
    where
        R: Future<Output: IntoOutcome> + Send,
    {
        self.adopt_async(action, |action| action());
    }

    /// Moves everything into a new stack; this one counts as disposed from here on.
    ///
    /// # Panics
    ///
    /// If the stack was disposed.
    #[must_use = "dropping the new stack disposes what was moved into it"]
    #[track_caller]
    pub fn take(&mut self) -> Self {
        self.must_be_live();
        self.disposed_at = Some(Location::caller());
        Self::holding(mem::take(&mut self.pending))
    }

    /// Takes everything down, last in, first out; each entry is awaited before the next begins. The
    /// second time there is nothing left to do, and after a future that was dropped half-way there
    /// is the rest. What needs no future runs without giving way.
    ///
    /// # Errors
    ///
    /// Everything that failed, in order of occurrence; an entry is named by its place in the
    /// stack, from `[0]` for the first one. Each entry is tried.
    #[track_caller]
    pub fn dispose_async(&mut self) -> impl Future<Output = Outcome> + Send + use<'_, 'a> {
        let here = Location::caller();
        poll_fn(move |context| self.poll(context, here))
    }

    /// A handle with which several tasks can await the end of this stack; entries cannot be added
    /// any more.
    #[must_use = "dropping the last handle disposes the stack"]
    pub fn shared(self) -> SharedAsyncDisposeStack
    where
        'a: 'static,
    {
        SharedAsyncDisposeStack::of(self)
    }

    /// Whether the stack was disposed or taken, or its disposal has begun; it then takes no more
    /// entries.
    #[must_use]
    pub fn is_disposed(&self) -> bool {
        self.disposed_at.is_some()
    }

    /// How many entries are still to be taken down, with the one that is being awaited.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pending.len()
    }

    /// Whether nothing is left to be taken down.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(super) fn poll(
        &mut self,
        context: &mut Context<'_>,
        here: &'static Location<'static>,
    ) -> Poll<Outcome> {
        self.disposed_at.get_or_insert(here);
        self.pending.poll(context)
    }

    #[track_caller]
    const fn holding(pending: Pending<'a>) -> Self {
        AsyncDisposeStack { pending, created_at: Location::caller(), disposed_at: None }
    }

    #[track_caller]
    fn must_be_live(&self) {
        if let Some(place) = self.disposed_at {
            panic!("this `AsyncDisposeStack` was disposed at {place}");
        }
    }
}

impl Default for AsyncDisposeStack<'_> {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

impl AsyncDispose for AsyncDisposeStack<'_> {
    #[track_caller]
    fn dispose_async(&mut self) -> impl Future<Output = Outcome> + Send {
        AsyncDisposeStack::dispose_async(self)
    }
}

impl Drop for AsyncDisposeStack<'_> {
    fn drop(&mut self) {
        quietly(|| {
            let outcome = self.pending.abandon();
            if outcome.is_err() {
                let created_at = Some(self.created_at);
                leak::record_at("tenure::AsyncDisposeStack", created_at, None, outcome);
            }
        });
    }
}

impl fmt::Debug for AsyncDisposeStack<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncDisposeStack")
            .field("len", &self.len())
            .field("created_at", &self.created_at)
            .field("disposed_at", &self.disposed_at)
            .finish()
    }
}
