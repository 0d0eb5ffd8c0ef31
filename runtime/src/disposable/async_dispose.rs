//! Values whose disposal is awaited.

use std::future::Future;

use super::Outcome;
use super::error::DisposeError;

/// A value that is taken down on purpose by a future, on any runtime or none.
///
/// Dropping the future half-way is allowed at each `await`: what is done stays done, and the next
/// call goes on with the rest. So an implementation ticks off a step after it was awaited, not
/// before, and a step that can be interrupted can be run again.
///
/// It is implemented for what holds such values, as [`Dispose`](crate::Dispose) is: each element
/// is awaited before the next one begins.
///
/// ```
/// use tenure::{AsyncDispose, DisposeError};
///
/// struct Session {
///     unsent: Vec<String>,
/// }
///
/// # async fn send(_: &str) {}
/// impl AsyncDispose for Session {
///     async fn dispose_async(&mut self) -> Result<(), DisposeError> {
///         while let Some(message) = self.unsent.last() {
///             send(message).await;
///             self.unsent.pop(); // not before: the future may be dropped while it sends
///         }
///         Ok(())
///     }
/// }
///
/// # let main = async {
/// let mut sessions = vec![Session { unsent: vec!["bye".to_owned()] }];
/// sessions.dispose_async().await?;
/// assert!(sessions[0].unsent.is_empty());
/// sessions.close_async().await?; // the second time there is nothing left to do
/// # Ok::<(), DisposeError>(())
/// # };
/// # let mut context = std::task::Context::from_waker(std::task::Waker::noop());
/// # assert!(std::pin::pin!(main).poll(&mut context).is_ready());
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not disposable by a future",
    label = "does not implement `AsyncDispose`",
    note = "on a field, `#[dispose(with = path)]` names what takes it down, and `#[dispose(skip)]` leaves it to its owner",
    note = "a value that implements `Dispose` is taken down without a future: `value.dispose()`"
)]
pub trait AsyncDispose {
    /// Takes the value down; the second time there is nothing left to do, and after a future that
    /// was dropped half-way there is the rest.
    ///
    /// # Errors
    ///
    /// Everything that failed. Each step was tried, and none that ended is tried again.
    fn dispose_async(&mut self) -> impl Future<Output = Result<(), DisposeError>> + Send;

    /// Disposes and consumes the value, so that using or closing it again does not compile.
    ///
    /// Dropping this future half-way drops the value with it: whatever that does with a value that
    /// is not disposed is done with the rest.
    ///
    /// # Errors
    ///
    /// As [`dispose_async`](Self::dispose_async).
    fn close_async(mut self) -> impl Future<Output = Result<(), DisposeError>> + Send
    where
        Self: Sized + Send,
    {
        async move { self.dispose_async().await }
    }
}

/// The outcome of a future that may have nothing to wait for.
pub(super) async fn of_one<T: AsyncDispose + Send + ?Sized>(value: Option<&mut T>) -> Outcome {
    match value {
        Some(value) => value.dispose_async().await,
        None => Ok(()),
    }
}
