//! Taking values down on purpose, once, with the errors kept.

pub(crate) mod alive;
mod arena;
#[cfg(feature = "async")]
mod async_containers;
#[cfg(feature = "async")]
pub(crate) mod async_dispose;
#[cfg(feature = "async")]
mod async_entries;
#[cfg(feature = "async")]
pub(crate) mod async_fallback;
#[cfg(feature = "async")]
mod async_guard;
#[cfg(feature = "async")]
mod async_pending;
#[cfg(feature = "async")]
pub(crate) mod async_returned;
#[cfg(feature = "async")]
pub(crate) mod async_shared;
#[cfg(feature = "async")]
pub(crate) mod async_stack;
#[cfg(feature = "async")]
mod async_step;
#[cfg(feature = "async")]
pub(crate) mod async_steps;
#[cfg(feature = "async")]
mod async_try;
#[cfg(feature = "async")]
pub(crate) mod async_ways;
pub(crate) mod chain;
pub(crate) mod collector;
mod containers;
mod derives;
pub(crate) mod disposals;
mod entries;
pub(crate) mod error;
pub(crate) mod failure;
pub(crate) mod fallback;
pub(crate) mod from_scope;
pub(crate) mod leak;
pub(crate) mod leak_text;
pub(crate) mod level;
#[cfg(all(test, loom))]
mod model;
pub(crate) mod origin;
mod outside;
pub(crate) mod owned;
pub(crate) mod owns;
pub(crate) mod panic;
pub(crate) mod parts;
mod reasons;
mod room;
pub(crate) mod scope;
#[cfg(feature = "async")]
mod scope_async;
pub(crate) mod scope_error;
mod scope_result;
mod shared;
pub(crate) mod shared_stack;
mod shared_state;
pub(crate) mod sink;
pub(crate) mod stack;
pub(crate) mod state;
pub(crate) mod steps;
mod tally;
pub(crate) mod using;
#[cfg(feature = "async")]
pub(crate) mod using_async;
mod watched;
pub mod with;

use error::DisposeError;

/// What a disposal gives back.
pub type Outcome = Result<(), DisposeError>;

/// A value that is taken down on purpose: once, with its errors kept.
///
/// `#[disposable]` writes this for a struct; by hand it is two functions. It is implemented for
/// what holds disposable values: `Option`, `Result`, `Box`, `Vec`, arrays and lists, maps with
/// printable keys, tuples, `OnceCell`, `OnceLock`, `Mutex`, `RwLock`, `RefCell`, and for `Rc` and
/// `Arc`, where the last owner disposes.
///
/// ```
/// use tenure::{Dispose, DisposeError};
///
/// struct Session {
///     open: bool,
/// }
///
/// impl Dispose for Session {
///     fn dispose(&mut self) -> Result<(), DisposeError> {
///         self.open = false;
///         Ok(())
///     }
///     fn is_disposed(&self) -> bool {
///         !self.open
///     }
/// }
///
/// let mut sessions = vec![Session { open: true }, Session { open: true }];
/// sessions.dispose()?;
/// assert!(sessions.is_disposed());
/// sessions.close()?; // the second time there is nothing left to do
/// # Ok::<(), DisposeError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not disposable",
    label = "does not implement `Dispose`",
    note = "on a field, `#[dispose(with = path)]` names what takes it down, and `#[dispose(skip)]` leaves it to its owner",
    note = "elsewhere, `Owned::with(value, path)` makes a disposable value of any other"
)]
pub trait Dispose {
    /// Takes the value down; the second time there is nothing left to do.
    ///
    /// # Errors
    ///
    /// Everything that failed. Each step was tried, and none is tried again.
    fn dispose(&mut self) -> Result<(), DisposeError>;

    /// Whether [`dispose`](Self::dispose) has nothing left to do.
    fn is_disposed(&self) -> bool;

    /// Disposes and consumes the value, so that using or closing it again does not compile.
    ///
    /// # Errors
    ///
    /// As [`dispose`](Self::dispose).
    #[inline]
    fn close(mut self) -> Result<(), DisposeError>
    where
        Self: Sized,
    {
        self.dispose()
    }
}

/// A value that several owners share and any of them may take down, such as a pool.
///
/// It is implemented for `Mutex` and `RwLock` of what implements [`Dispose`], which makes one of a
/// value that cannot do it by itself, and for the pointers to what implements it.
///
/// ```
/// use std::sync::atomic::{AtomicBool, Ordering};
/// use tenure::{DisposeError, DisposeShared};
///
/// struct Pool {
///     closed: AtomicBool,
/// }
///
/// impl DisposeShared for Pool {
///     fn dispose_shared(&self) -> Result<(), DisposeError> {
///         self.closed.store(true, Ordering::Release);
///         Ok(())
///     }
/// }
///
/// let pool = Pool { closed: AtomicBool::new(false) };
/// pool.dispose_shared()?;
/// # Ok::<(), DisposeError>(())
/// ```
pub trait DisposeShared {
    /// Takes the value down for everybody; the second time there is nothing left to do.
    ///
    /// # Errors
    ///
    /// Everything that failed.
    fn dispose_shared(&self) -> Result<(), DisposeError>;
}
