//! The scope of one call of a `#[scoped]` function.

use std::any::type_name;
use std::ops::{Deref, DerefMut};
use std::panic::{Location, resume_unwind};
use std::sync::{Mutex, PoisonError};

use super::Dispose;
use super::collector::Collector;
use super::error::IntoOutcome;
use super::from_scope::Scoped;
use super::scope_error::ScopeError;
use super::using::{self, Ended, caught};

/// The scope of one call of a function that returns `R`: nothing has failed yet.
#[must_use]
#[inline]
#[track_caller]
pub fn scope<R: Scoped>() -> R::Scope {
    R::scope(Location::caller())
}

/// Keeps what fails in one call of a function that returns `R`, and whose body comes to a `T` or an
/// `E`.
///
/// All of its functions take `&self`: each rest of the body is a closure in the one before.
pub struct Scope<T, E, R> {
    failures: Failures,
    place: &'static Location<'static>,
    whole: Whole<T, E, R>,
}

/// What comes of the whole.
type Whole<T, E, R> = fn(Result<T, ScopeError<E>>) -> R;

impl<T, E, R> Scope<T, E, R> {
    #[inline]
    pub(super) const fn beginning_at(
        place: &'static Location<'static>,
        whole: Whole<T, E, R>,
    ) -> Self {
        Scope { failures: Failures(Mutex::new(Collector::new())), place, whole }
    }

    /// Runs the body, and makes one result of its own and of what failed beside it.
    #[inline]
    pub fn run<F: FnOnce() -> Result<T, E>>(&self, body: F) -> R {
        self.end(caught(body), || function_name(type_name::<F>()))
    }

    /// Disposes `resource` after the rest of the body.
    ///
    /// # Errors
    ///
    /// Those of the body.
    #[inline]
    pub fn dispose_after_rest<D: Dispose>(
        &self,
        path: &'static str,
        mut resource: D,
        rest: impl FnOnce(&mut D) -> Result<T, E>,
    ) -> Result<T, E> {
        self.rest(|| rest(&mut resource)).dispose(path, resource)
    }

    /// Runs the rest of the body, and says what is to be done then.
    #[inline]
    pub fn rest(&self, rest: impl FnOnce() -> Result<T, E>) -> Rest<'_, T, E> {
        Rest { ended: caught(rest), failures: &self.failures }
    }

    /// Disposes `resource` at the end of the block.
    #[inline]
    pub fn guard_in_block<D: Dispose>(&self, path: &'static str, resource: D) -> ScopeGuard<'_, D> {
        ScopeGuard { resource, path, failures: &self.failures }
    }

    #[inline]
    pub(super) fn end(&self, ended: Ended<T, E>, type_name: fn() -> &'static str) -> R {
        (self.whole)(using::end(ended, self.failures.take(), type_name, self.place))
    }

    #[cfg(feature = "async")]
    pub(super) fn place(&self) -> &'static Location<'static> {
        self.place
    }

    #[cfg(feature = "async")]
    pub(super) fn after(&self, ended: Ended<T, E>) -> Rest<'_, T, E> {
        Rest { ended, failures: &self.failures }
    }
}

/// The rest of the body has run.
#[must_use]
pub struct Rest<'a, T, E> {
    pub(super) ended: Ended<T, E>,
    pub(super) failures: &'a Failures,
}

impl<T, E> Rest<'_, T, E> {
    /// Takes `resource` down.
    ///
    /// # Errors
    ///
    /// Those of the body.
    #[inline]
    pub fn dispose<D: Dispose>(self, path: &'static str, resource: D) -> Result<T, E> {
        self.failures.collect(|steps| using::dispose(path, resource, steps));
        self.go_on()
    }

    /// Runs `action` if the function is about to fail, or to panic.
    ///
    /// # Errors
    ///
    /// Those of the body.
    #[inline]
    #[track_caller]
    pub fn on_err<O: IntoOutcome>(self, action: impl FnOnce() -> O) -> Result<T, E> {
        if self.has_failed() {
            self.act("on_err", Location::caller(), action);
        }
        self.go_on()
    }

    /// Runs `action` if nothing has failed.
    ///
    /// # Errors
    ///
    /// Those of the body.
    #[inline]
    #[track_caller]
    pub fn on_ok<O: IntoOutcome>(self, action: impl FnOnce() -> O) -> Result<T, E> {
        if !self.has_failed() {
            self.act("on_ok", Location::caller(), action);
        }
        self.go_on()
    }

    /// Runs `action`.
    ///
    /// # Errors
    ///
    /// Those of the body.
    #[inline]
    #[track_caller]
    pub fn on_exit<O: IntoOutcome>(self, action: impl FnOnce() -> O) -> Result<T, E> {
        self.act("on_exit", Location::caller(), action);
        self.go_on()
    }

    pub(super) fn has_failed(&self) -> bool {
        !matches!(self.ended, Ok(Ok(_))) || self.failures.any()
    }

    fn act<O: IntoOutcome>(&self, name: &str, place: &Location<'_>, action: impl FnOnce() -> O) {
        self.failures.collect(|steps| steps.element(|| path_of(name, place), action));
    }

    pub(super) fn go_on(self) -> Result<T, E> {
        self.ended.unwrap_or_else(|payload| resume_unwind(payload))
    }
}

/// `on_err at src/main.rs:12`: an action has no name but its place.
pub(super) fn path_of(name: &str, place: &Location<'_>) -> String {
    format!("{name} at {}:{}", place.file(), place.line())
}

/// What has failed so far; threads may share the future of an `async fn`.
pub(super) struct Failures(Mutex<Collector>);

impl Failures {
    /// Runs steps outside of the lock and keeps what fails.
    #[inline]
    pub(super) fn collect(&self, run: impl FnOnce(&mut Collector)) {
        let mut steps = Collector::new();
        run(&mut steps);
        if let Err(error) = steps.finish() {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(error);
        }
    }

    fn any(&self) -> bool {
        !self.0.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    fn take(&self) -> Collector {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A resource of an inner block.
pub struct ScopeGuard<'a, D: Dispose> {
    resource: D,
    path: &'static str,
    failures: &'a Failures,
}

impl<D: Dispose> Drop for ScopeGuard<'_, D> {
    #[inline]
    fn drop(&mut self) {
        self.failures.collect(|steps| steps.step(self.path, || self.resource.dispose()));
    }
}

impl<D: Dispose> Deref for ScopeGuard<'_, D> {
    type Target = D;

    #[inline]
    fn deref(&self) -> &D {
        &self.resource
    }
}

impl<D: Dispose> DerefMut for ScopeGuard<'_, D> {
    #[inline]
    fn deref_mut(&mut self) -> &mut D {
        &mut self.resource
    }
}

/// The function whose body is this closure.
pub(super) fn function_name(closure: &'static str) -> &'static str {
    let name = closure.strip_suffix("::{{closure}}").unwrap_or(closure);
    name.strip_suffix("::{{closure}}").unwrap_or(name) // that of an `async fn`
}
