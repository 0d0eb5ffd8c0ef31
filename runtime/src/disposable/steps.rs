//! The steps of one disposal, as generated code spells them.

use std::any::type_name;
use std::ops::Deref;

use super::collector::Collector;
use super::disposals;
use super::error::IntoOutcome;
use super::state::Guard;
use super::{Dispose, Outcome};

/// Runs the steps of one disposal and keeps their errors.
///
/// Generated code holds it by `&mut`, which is what its methods take: so they come before those of
/// any trait that the user has implemented for all types.
#[derive(Default)]
pub struct Steps {
    collector: Collector,
}

impl Steps {
    /// No step has run yet.
    #[must_use]
    #[inline]
    pub const fn new() -> Self {
        Steps { collector: Collector::new() }
    }

    /// Whether the steps of a `T` are to run; `guard` lets them run once.
    #[inline]
    pub fn begin<T: ?Sized>(&mut self, guard: &mut Guard) -> bool {
        guard.begin(Some(type_name::<T>()))
    }

    /// All steps of a `T` have run.
    #[inline]
    pub fn end<T: ?Sized>(&mut self, guard: &mut Guard) {
        if cfg!(feature = "instrument") {
            let failed = !self.collector.is_empty();
            disposals::record::<T>(guard.created_at(), guard.is_forgotten(), failed);
        }
        guard.done();
    }

    /// The work of the value itself, which has no path of its own.
    #[inline]
    pub fn hook<'a, T: ?Sized, R: IntoOutcome>(
        &mut self,
        value: &'a mut T,
        hook: impl FnOnce(&'a mut T) -> R,
    ) {
        self.collector.step("", || hook(value));
    }

    /// The work of an enum itself. It only sees the value: whatever took it out or put another one
    /// there would have it dropped as it was, and disposed again.
    #[inline]
    pub fn hook_of_enum<'a, T, R: IntoOutcome>(
        &mut self,
        value: &'a mut T,
        hook: impl FnOnce(&'a T) -> R,
    ) {
        self.collector.step("", || hook(value));
    }

    /// Drops what was in a variant.
    #[inline]
    pub fn drop<T>(&mut self, path: &'static str, fields: T) {
        self.collector.step(path, || drop(fields));
    }

    /// Disposes a field.
    #[inline]
    pub fn dispose<T: Dispose + ?Sized>(&mut self, path: &'static str, field: &mut T) {
        self.collector.step(path, || field.dispose());
    }

    /// Takes a field down with a function of the user.
    #[inline]
    pub fn with<'a, T: ?Sized, R: IntoOutcome>(
        &mut self,
        path: &'static str,
        field: &'a mut T,
        closer: impl FnOnce(&'a mut T) -> R,
    ) {
        self.collector.step(path, || closer(field));
    }

    /// Gives what is in the field to a function of the user.
    #[inline]
    pub fn take<T, R: IntoOutcome>(
        &mut self,
        path: &'static str,
        field: &mut Option<T>,
        closer: impl FnOnce(T) -> R,
    ) {
        if let Some(value) = field.take() {
            self.collector.step(path, || closer(value));
        }
    }

    /// A field that is disposed if its type is disposable; see [`Field`].
    #[inline]
    pub fn field<'a, T: ?Sized>(
        &'a mut self,
        path: &'static str,
        field: &'a mut T,
    ) -> Field<'a, T> {
        Field { steps: self, path, value: field }
    }

    /// Everything that failed, or `Ok`.
    ///
    /// # Errors
    ///
    /// When a step failed.
    #[inline]
    pub fn finish(&mut self) -> Outcome {
        std::mem::take(&mut self.collector).finish()
    }
}

/// A field of which nobody said what is to be done.
///
/// `field.__tenure_dispose_if_disposable()` finds the function below where the type is disposable; where it
/// is not, that function does not apply, and the one of [`Plain`] is found behind the `Deref`.
/// A method by value of a trait that the user has implemented for all types would come before that
/// one: hence names that nobody else takes.
pub struct Field<'a, T: ?Sized> {
    steps: &'a mut Steps,
    path: &'static str,
    value: &'a mut T,
}

impl<T: Dispose + ?Sized> Field<'_, T> {
    /// Runs the step.
    #[inline]
    pub fn __tenure_dispose_if_disposable(self) {
        self.steps.dispose(self.path, self.value);
    }
}

impl<T: ?Sized> Deref for Field<'_, T> {
    type Target = Plain;

    #[inline]
    fn deref(&self) -> &Plain {
        &Plain
    }
}

/// The state of a field of which nobody said what is to be done; found as in `Field`.
pub struct State<'a, T: ?Sized>(pub &'a T);

impl<T: Dispose + ?Sized> State<'_, T> {
    /// Whether nothing is left to do.
    #[must_use]
    #[inline]
    pub fn __tenure_has_nothing_left(self) -> bool {
        self.0.is_disposed()
    }
}

impl<T> State<'_, Option<T>> {
    /// Whether the value was given away.
    #[must_use]
    #[inline]
    pub fn __tenure_is_taken(self) -> bool {
        self.0.is_none()
    }
}

impl<T: ?Sized> Deref for State<'_, T> {
    type Target = Plain;

    #[inline]
    fn deref(&self) -> &Plain {
        &Plain
    }
}

/// A field that has nothing to dispose.
pub struct Plain;

#[allow(clippy::unused_self)] // a method is what is looked for
impl Plain {
    /// There is no step.
    #[inline]
    pub fn __tenure_dispose_if_disposable(&self) {}

    /// Nothing is left to do.
    #[must_use]
    #[inline]
    pub fn __tenure_has_nothing_left(&self) -> bool {
        true
    }

    /// Nothing was there to take, which is reported where it is taken, and only there.
    #[must_use]
    #[inline]
    pub fn __tenure_is_taken(&self) -> bool {
        true
    }
}
