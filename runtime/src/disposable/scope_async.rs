//! The scope of one call of a `#[scoped] async fn`.

use std::any::type_name;
use std::future::Future;
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use super::async_dispose::AsyncDispose;
use super::async_step::{caught, resumed};
use super::error::IntoOutcome;
use super::scope::{Rest, Scope, function_name, path_of};
use super::using::Ended;

impl<T, E, R> Scope<T, E, R> {
    /// Awaits the body, and makes one result of its own and of what failed beside it.
    pub fn run_async<F>(&self, body: F) -> Awaiting<'_, T, E, R, F, R>
    where
        F: Future<Output = Result<T, E>>,
    {
        let then: Then<'_, T, E, R, R> =
            |scope, ended| scope.end(ended, || function_name(type_name::<F>()));
        Awaiting { future: body, scope: self, then }
    }

    /// Awaits the rest of the body, and says what is to be done then.
    pub fn rest_async<F>(&self, rest: F) -> Awaiting<'_, T, E, R, F, Rest<'_, T, E>>
    where
        F: Future<Output = Result<T, E>>,
    {
        Awaiting { future: rest, scope: self, then: Scope::after }
    }

    /// The same; a `&mut` by itself would be a binding without effect, where its name begins with `_`.
    #[allow(clippy::unused_self)] // a method is what generated code has at hand
    pub fn lend_to_rest<'a, D>(&self, resource: &'a mut D) -> &'a mut D {
        resource
    }

    /// What the body comes to, as far as its type: it is never called.
    ///
    /// # Errors
    ///
    /// None.
    pub fn never(&self) -> Result<T, E> {
        unreachable!("at {}, it stands behind `if false`", self.place())
    }
}

/// What is made of the end of a body.
type Then<'a, T, E, R, O> = fn(&'a Scope<T, E, R>, Ended<T, E>) -> O;

/// Polls a part of the body to its end, be that a panic.
///
/// Not an `async fn`: each would hold its argument twice, and each rest holds all that follow.
#[must_use]
pub struct Awaiting<'a, T, E, R, F, O> {
    future: F,
    scope: &'a Scope<T, E, R>,
    then: Then<'a, T, E, R, O>,
}

impl<T, E, R, F, O> Future for Awaiting<'_, T, E, R, F, O>
where
    F: Future<Output = Result<T, E>>,
{
    type Output = O;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<O> {
        // SAFETY: `future` is pinned as long as `self` is: nothing here moves it, there is no `Drop`
        // that could, and nobody else sees the field.
        let (future, scope, then) = unsafe {
            let this = self.get_unchecked_mut();
            (Pin::new_unchecked(&mut this.future), this.scope, this.then)
        };
        match catch_unwind(AssertUnwindSafe(|| future.poll(context))) {
            Ok(poll) => poll.map(|body| then(scope, Ok(body))),
            Err(payload) => Poll::Ready(then(scope, Err(payload))),
        }
    }
}

impl<T, E> Rest<'_, T, E> {
    /// Takes `resource` down; a panic of its `Drop` is a failure as well.
    ///
    /// # Errors
    ///
    /// Those of the body.
    pub async fn dispose_async<D: AsyncDispose>(
        self,
        path: &'static str,
        mut resource: D,
    ) -> Result<T, E> {
        let outcome = caught(|| resource.dispose_async()).await;
        self.failures.collect(|steps| {
            steps.step(path, || resumed(outcome));
            steps.step(path, || drop(resource));
        });
        self.go_on()
    }

    /// Awaits `action` if the function is about to fail, or to panic.
    ///
    /// # Errors
    ///
    /// Those of the body.
    #[track_caller]
    pub fn on_err_async<O: IntoOutcome>(
        self,
        action: impl Future<Output = O>,
    ) -> impl Future<Output = Result<T, E>> {
        let wanted = self.has_failed();
        self.act_async(wanted, "on_err", Location::caller(), action)
    }

    /// Awaits `action` if nothing has failed.
    ///
    /// # Errors
    ///
    /// Those of the body.
    #[track_caller]
    pub fn on_ok_async<O: IntoOutcome>(
        self,
        action: impl Future<Output = O>,
    ) -> impl Future<Output = Result<T, E>> {
        let wanted = !self.has_failed();
        self.act_async(wanted, "on_ok", Location::caller(), action)
    }

    /// Awaits `action`.
    ///
    /// # Errors
    ///
    /// Those of the body.
    #[track_caller]
    pub fn on_exit_async<O: IntoOutcome>(
        self,
        action: impl Future<Output = O>,
    ) -> impl Future<Output = Result<T, E>> {
        self.act_async(true, "on_exit", Location::caller(), action)
    }

    async fn act_async<O: IntoOutcome>(
        self,
        wanted: bool,
        name: &'static str,
        place: &'static Location<'static>,
        action: impl Future<Output = O>,
    ) -> Result<T, E> {
        if wanted {
            let outcome = caught(|| action).await;
            self.failures
                .collect(|steps| steps.element(|| path_of(name, place), || resumed(outcome)));
        }
        self.go_on()
    }
}
