//! A stack that several owners share, any of whom may take it down.

use std::fmt;
use std::panic::Location;
use std::sync::Arc;

use super::error::IntoOutcome;
use super::shared_state::{Entry, Place, Shared, State};
use super::{Dispose, DisposeShared, Outcome};

/// Disposable values of any types that several threads share: any of them adds, and any takes all
/// of it down, last in, first out.
///
/// A clone is a handle to the same stack. What is pushed can be taken down at any time, so nobody
/// gets a reference to it; where it is used meanwhile it is shared as well, and `adopt` says how
/// it is closed.
///
/// ```
/// use std::sync::Arc;
/// use std::thread;
/// use tenure::{DisposeError, DisposeShared, SharedDisposeStack};
///
/// # struct Pool;
/// # impl DisposeShared for Pool {
/// #     fn dispose_shared(&self) -> Result<(), DisposeError> { Ok(()) }
/// # }
/// let pool = Arc::new(Pool);
/// let stack = SharedDisposeStack::new();
/// stack.adopt(Arc::clone(&pool), |pool| pool.dispose_shared());
///
/// let handle = stack.clone();
/// thread::spawn(move || handle.defer(|| Err::<(), _>("last in, first out"))).join().unwrap();
/// assert_eq!(stack.dispose().unwrap_err().to_string(), "[1]: last in, first out");
/// assert!(stack.is_disposed());
/// ```
///
/// # Waiting
///
/// Each entry is taken down once, by whoever comes first. Who calls [`dispose`](Self::dispose)
/// meanwhile waits for its end, so `Ok` means to everybody that all of it is down; the errors are
/// those of the one who came first. An entry that disposes the stack it is in, on the thread that
/// takes it down, gets `Ok` at once. One that waits for another thread which disposes that stack
/// waits for ever.
///
/// # Dropping
///
/// The last handle disposes what is left, as a [`DisposeStack`](crate::DisposeStack) does. An entry
/// that has a handle to the stack it is in keeps it alive.
///
/// # Panics
///
/// Adding to a stack that was disposed panics and names the place where it was; `try_push` and its
/// like give the value back instead.
#[derive(Clone)]
pub struct SharedDisposeStack(Arc<Shared>);

impl SharedDisposeStack {
    /// An empty stack, which remembers its caller.
    #[must_use]
    #[track_caller]
    pub fn new() -> Self {
        Self::holding(Vec::new())
    }

    /// Adds `value`; it is disposed before all that was added earlier.
    ///
    /// # Panics
    ///
    /// If the stack was disposed.
    #[track_caller]
    pub fn push<T: Dispose + Send + 'static>(&self, value: T) {
        self.adopt(value, |mut value| value.dispose());
    }

    /// As [`push`](Self::push).
    ///
    /// # Errors
    ///
    /// The value, if the stack was disposed.
    pub fn try_push<T: Dispose + Send + 'static>(&self, value: T) -> Result<(), T> {
        self.try_adopt(value, |mut value| value.dispose())
    }

    /// Adds `value`; `closer` takes it down before all that was added earlier.
    ///
    /// # Panics
    ///
    /// If the stack was disposed.
    #[track_caller]
    pub fn adopt<T: Send + 'static, R: IntoOutcome>(
        &self,
        value: T,
        closer: impl FnOnce(T) -> R + Send + 'static,
    ) {
        if let Err((_, place)) = self.add(value, closer) {
            disposed(place);
        }
    }

    /// As [`adopt`](Self::adopt).
    ///
    /// # Errors
    ///
    /// The value, if the stack was disposed.
    pub fn try_adopt<T: Send + 'static, R: IntoOutcome>(
        &self,
        value: T,
        closer: impl FnOnce(T) -> R + Send + 'static,
    ) -> Result<(), T> {
        self.add(value, closer).map_err(|(value, _)| value)
    }

    /// Adds a function that runs before all that was added earlier is taken down.
    ///
    /// # Panics
    ///
    /// If the stack was disposed.
    #[track_caller]
    pub fn defer<R: IntoOutcome>(&self, action: impl FnOnce() -> R + Send + 'static) {
        self.adopt(action, |action| action());
    }

    /// As [`defer`](Self::defer).
    ///
    /// # Errors
    ///
    /// The function, if the stack was disposed.
    pub fn try_defer<R: IntoOutcome, F>(&self, action: F) -> Result<(), F>
    where
        F: FnOnce() -> R + Send + 'static,
    {
        self.try_adopt(action, |action| action())
    }

    /// Moves everything into a new stack; this one counts as disposed from here on, also for its
    /// other handles.
    ///
    /// # Panics
    ///
    /// If the stack was disposed.
    #[must_use = "dropping the new stack disposes what was moved into it"]
    #[track_caller]
    pub fn take(&self) -> Self {
        let here = Location::caller();
        let mut state = self.0.state();
        match state.place() {
            None => {
                let entries = state.pass_to(State::Done(here));
                drop(state);
                Self::holding(entries)
            }
            Some(place) => {
                drop(state);
                disposed(place)
            }
        }
    }

    /// Takes everything down, last in, first out; the second time there is nothing left to do.
    ///
    /// # Errors
    ///
    /// Everything that failed, in order of occurrence; an entry is named by its place in the
    /// stack, from `[0]` for the first one. Each entry is tried. Who only waited gets `Ok`.
    #[track_caller]
    pub fn dispose(&self) -> Outcome {
        self.0.dispose()
    }

    /// Whether the stack was disposed or taken, or is being disposed right now; it then takes no
    /// more entries.
    #[must_use]
    pub fn is_disposed(&self) -> bool {
        self.0.state().place().is_some()
    }

    /// How many entries are there to be taken down; none, once that has begun.
    #[must_use]
    pub fn len(&self) -> usize {
        match &*self.0.state() {
            State::Live(entries) => entries.len(),
            State::Busy(..) | State::Done(_) => 0,
        }
    }

    /// Whether nothing is there to be taken down.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[track_caller]
    fn holding(entries: Vec<Entry>) -> Self {
        SharedDisposeStack(Arc::new(Shared::holding(entries)))
    }

    /// The value comes back with the place of the disposal.
    fn add<T: Send + 'static, R: IntoOutcome>(
        &self,
        value: T,
        closer: impl FnOnce(T) -> R + Send + 'static,
    ) -> Result<(), (T, Place)> {
        let mut state = self.0.state();
        match &mut *state {
            State::Live(entries) => {
                entries.push(Box::new(move || closer(value).into_outcome()));
                Ok(())
            }
            State::Busy(place, _) | State::Done(place) => Err((value, *place)),
        }
    }
}

#[cold]
#[track_caller]
fn disposed(place: Place) -> ! {
    panic!("this `SharedDisposeStack` was disposed at {place}")
}

impl Default for SharedDisposeStack {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

/// The same through `&mut`: for all handles.
impl Dispose for SharedDisposeStack {
    #[track_caller]
    fn dispose(&mut self) -> Outcome {
        SharedDisposeStack::dispose(self)
    }

    fn is_disposed(&self) -> bool {
        SharedDisposeStack::is_disposed(self)
    }
}

impl DisposeShared for SharedDisposeStack {
    #[track_caller]
    fn dispose_shared(&self) -> Outcome {
        self.dispose()
    }
}

impl fmt::Debug for SharedDisposeStack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedDisposeStack")
            .field("len", &self.len())
            .field("created_at", &self.0.created_at)
            .field("disposed_at", &self.0.state().place())
            .finish()
    }
}
