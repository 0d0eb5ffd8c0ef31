//! One resource for the time of one future.

use std::any::type_name;
use std::future::Future;
use std::panic::Location;

use super::async_dispose::AsyncDispose;
use super::async_step::{caught, resumed};
use super::collector::Collector;
use super::scope_error::ScopeError;
use super::using::end;

/// Lends `resource` to `body` and awaits its disposal afterwards, whatever becomes of the body.
///
/// ```
/// use tenure::{AsyncDispose, DisposeError, ScopeError, using_async};
///
/// struct Session(Vec<&'static str>);
///
/// impl AsyncDispose for Session {
///     async fn dispose_async(&mut self) -> Result<(), DisposeError> {
///         self.0.clear();
///         Ok(())
///     }
/// }
///
/// # let main = async {
/// let sent = using_async(Session(Vec::new()), async |session| {
///     session.0.push("hello");
///     Ok::<_, String>(session.0.len())
/// });
/// assert_eq!(sent.await?, 1);
/// # Ok::<(), ScopeError<String>>(())
/// # };
/// # let mut context = std::task::Context::from_waker(std::task::Waker::noop());
/// # assert!(std::pin::pin!(main).poll(&mut context).is_ready());
/// ```
///
/// A future that is dropped half-way drops the resource with it: whatever that does with a value
/// that is not disposed is done. A resource that implements `Dispose` alone is used in an `async`
/// function by [`#[scoped]`](macro@crate::scoped).
///
/// # Errors
///
/// The error of the body, of the disposal, or both.
///
/// # Panics
///
/// When the body does, as with [`using`](fn@crate::using).
#[track_caller]
pub fn using_async<R: AsyncDispose, T, E>(
    mut resource: R,
    body: impl AsyncFnOnce(&mut R) -> Result<T, E>,
) -> impl Future<Output = Result<T, ScopeError<E>>> {
    let place = Location::caller();
    async move {
        let ended = caught(|| body(&mut resource)).await;
        let outcome = caught(|| resource.dispose_async()).await;
        let mut steps = Collector::new();
        steps.step("", || resumed(outcome));
        steps.step("", || drop(resource));
        end(ended, steps, type_name::<R>, place)
    }
}
