//! What is called when a value is gone.

#[cfg(not(feature = "track"))]
#[path = "finalize/off.rs"]
mod pending;
#[cfg(feature = "track")]
mod pending;

use std::any::Any;
use std::rc::Rc;
use std::sync::Arc;

use super::Tracked;
#[cfg(feature = "track")]
pub(super) use pending::dropped;

/// Has `callback` called when a [`#[tracked]`](macro@crate::tracked) value is dropped: once, on the
/// thread that drops it. The value is not kept alive by that.
///
/// It takes a `&T`, an `&Arc<T>` or an `&Rc<T>`, and the value may be moved afterwards. The
/// callback runs when its [`Live`](crate::Live) goes: after its own `Drop`, and after the fields in
/// front of it; of several the last one first. A panic of it goes no further.
///
/// What is still alive at the [`teardown`](crate::teardown) counts as gone: callbacks that were not
/// called are called there, the last one first and in front of the hooks of the singletons, and a
/// panic is part of the error. [`Finalizer::set_at_exit`] leaves one out of that.
///
/// It is for watching, not for cleaning up: without the feature `track`, and of a value that is not
/// counted, the callback is dropped without being called. What has to happen belongs into
/// [`#[disposable]`](macro@crate::disposable).
///
/// ```
/// use std::sync::{Arc, mpsc};
/// use tenure::{Live, finalize, tracked};
///
/// #[tracked]
/// struct Session {
///     live: Live<Self>,
/// }
///
/// let session = Arc::new(Session { live: Live::new() });
/// let (ended, ends) = mpsc::channel();
/// let watcher = finalize(&session, move || ended.send("session 1").unwrap());
/// # if cfg!(feature = "track") {
/// assert!(watcher.is_alive());
/// drop(session);
/// assert_eq!(ends.recv(), Ok("session 1"));
/// # }
/// assert!(!watcher.is_alive());
/// ```
pub fn finalize<V: Watched + ?Sized>(
    value: &V,
    callback: impl FnOnce() + Send + 'static,
) -> Finalizer {
    Finalizer { order: value.add(Box::new(callback)) }
}

/// Whether a callback is still to be called: what [`finalize`] gives out. To drop it changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Finalizer {
    /// Its place among all of them; `None`: its value is not counted.
    order: Option<u64>,
}

impl Finalizer {
    /// Whether the callback was neither called nor detached.
    #[must_use]
    pub fn is_alive(&self) -> bool {
        self.order.is_some_and(pending::is_there)
    }

    /// Calls the callback now, and not again when the value is dropped; gives back whether it was
    /// still to be called.
    #[allow(clippy::must_use_candidate)] // that it is called is what it is for
    pub fn call(&self) -> bool {
        self.order.and_then(pending::take).map(|callback| callback()).is_some()
    }

    /// Drops the callback, which is not called any more; gives back whether it was still to be.
    #[allow(clippy::must_use_candidate)]
    pub fn detach(&self) -> bool {
        self.order.and_then(pending::take).is_some()
    }

    /// Whether the teardown calls it if the value is still alive then; it does unless told otherwise.
    pub fn set_at_exit(&self, on: bool) {
        if let Some(order) = self.order {
            pending::set_at_exit(order, on);
        }
    }
}

/// What a finalizer calls.
pub(super) type Callback = Box<dyn FnOnce() + Send>;

/// A tracked value, or a pointer to one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not tracked, so nobody would know that it is dropped",
    label = "not a tracked value, nor an `Arc` or `Rc` of one",
    note = "put `#[tenure::tracked]` on the type, and a field `live: tenure::Live<Self>` into it"
)]
pub trait Watched {
    /// Keeps what is to be called; gives back its number.
    #[doc(hidden)]
    fn add(&self, callback: Box<dyn FnOnce() + Send>) -> Option<u64>;
}

impl<T: Tracked> Watched for T {
    fn add(&self, callback: Callback) -> Option<u64> {
        pending::add(&self.counted_by().counted, callback)
    }
}

macro_rules! pointers {
    ($($pointer:ident)*) => {
        $(
            impl<T: Tracked> Watched for $pointer<T> {
                fn add(&self, callback: Callback) -> Option<u64> {
                    T::add(self, callback)
                }
            }
        )*
    };
}

pointers!(Arc Rc);

/// Calls what is still to be called, the last one first; `failed` gets each panic, and the name of
/// the type.
pub(crate) fn at_exit(failed: impl FnMut(&'static str, Box<dyn Any + Send>)) {
    pending::at_exit(failed);
}
