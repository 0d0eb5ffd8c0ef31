//! A value of a foreign type with the function that takes it down.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Mutex;

use super::error::{BoxError, IntoOutcome};
use super::fallback::fallback;
use super::state::Guard;
use super::steps::Steps;
use super::{Dispose, Outcome};

/// A value of a type that is not ours to change, with the function that takes it down.
///
/// The function gets the value itself, once: on [`dispose`](Dispose::dispose), on
/// [`close`](Dispose::close), or, with a [`Leak`](crate::Leak) reported, when nobody did.
///
/// ```
/// use std::net::{Shutdown, TcpListener, TcpStream};
/// use tenure::{Dispose, Owned};
///
/// let listener = TcpListener::bind("127.0.0.1:0")?;
/// let stream = TcpStream::connect(listener.local_addr()?)?;
///
/// let stream = Owned::with(stream, |stream| stream.shutdown(Shutdown::Both));
/// stream.set_nodelay(true)?; // used as what it holds
/// stream.close()?;
/// # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
/// ```
///
/// # Panics
///
/// The value is gone after its disposal: using it then panics with the place where it was made.
pub struct Owned<T> {
    held: Option<Held<T>>,
    guard: Guard,
}

struct Held<T> {
    value: T,
    // The lock is never taken. It makes the closer `Sync`, which it may be because it is only
    // ever used by value, and so keeps `Owned<T>` as shareable as its `T`.
    closer: Mutex<Closer<T>>,
}

type Closer<T> = Box<dyn FnOnce(T) -> Result<(), BoxError> + Send>;

impl<T> Owned<T> {
    /// Keeps `value` until `closer` takes it down. A closure without captures needs no memory.
    #[must_use]
    #[track_caller]
    pub fn with<R: IntoOutcome>(value: T, closer: impl FnOnce(T) -> R + Send + 'static) -> Self {
        let closer: Closer<T> = Box::new(|value| closer(value).into_outcome());
        Owned { held: Some(Held { value, closer: Mutex::new(closer) }), guard: Guard::new() }
    }

    /// The value itself; nothing is disposed or reported.
    ///
    /// # Panics
    ///
    /// After its disposal.
    #[must_use]
    #[track_caller]
    pub fn into_inner(mut self) -> T {
        let Some(held) = self.held.take() else { gone::<T>(&self.guard) };
        self.guard.settle();
        held.value
    }
}

impl<T> Dispose for Owned<T> {
    fn dispose(&mut self) -> Outcome {
        let mut steps = Steps::new();
        if steps.begin::<Self>(&mut self.guard) {
            steps.take("", &mut self.held, |Held { value, closer }| match closer.into_inner() {
                Ok(closer) => closer(value),
                Err(poisoned) => poisoned.into_inner()(value),
            });
            steps.end::<Self>(&mut self.guard);
        }
        steps.finish()
    }

    fn is_disposed(&self) -> bool {
        self.guard.is_disposed()
    }
}

impl<T> Drop for Owned<T> {
    fn drop(&mut self) {
        fallback(self, |this| &mut this.guard);
    }
}

impl<T> Deref for Owned<T> {
    type Target = T;

    #[track_caller]
    fn deref(&self) -> &T {
        match &self.held {
            Some(held) => &held.value,
            None => gone::<T>(&self.guard),
        }
    }
}

impl<T> DerefMut for Owned<T> {
    #[track_caller]
    fn deref_mut(&mut self) -> &mut T {
        match &mut self.held {
            Some(held) => &mut held.value,
            None => gone::<T>(&self.guard),
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Owned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.held.as_ref().map(|held| &held.value);
        f.debug_struct("Owned").field("value", &value).field("guard", &self.guard).finish()
    }
}

#[cold]
#[track_caller]
fn gone<T>(guard: &Guard) -> ! {
    let type_name = std::any::type_name::<T>();
    panic!("`{type_name}`, created at {}, was used after it was disposed", guard.created_at())
}
