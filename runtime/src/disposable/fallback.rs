//! What `Drop` does with a value that nobody disposed; a panic never comes out of it.

use std::any::type_name;

use super::collector::quietly;
use super::leak;
use super::origin::Making;
use super::state::Guard;
use super::{Dispose, Outcome};

/// Disposes a value that nobody disposed and reports where it was made.
#[inline]
pub fn fallback<T: Dispose + ?Sized>(value: &mut T, guard: impl Fn(&mut T) -> &mut Guard) {
    let state = guard(value);
    let (making, is_reported) = (state.making(), state.is_reported());
    if state.forget() {
        let outcome = disposed(value);
        if is_reported || outcome.is_err() {
            left::<T>(Some(making), outcome);
        }
    }
}

/// As [`fallback`], for a type without a guard: its state is that of its fields, and where it was
/// made is not known.
#[inline]
pub fn fallback_without_guard<T: Dispose + ?Sized>(value: &mut T) {
    // A state that cannot be told counts as not disposed: `dispose` does nothing the second time.
    if quietly(|| value.is_disposed()) != Some(true) {
        let outcome = disposed(value);
        if leak::is_wanted(&outcome) {
            left::<T>(None, outcome);
        }
    }
}

/// Reports where a value was made that nobody disposed, and leaves it at that.
#[inline]
pub fn report<T: ?Sized>(guard: &mut Guard) {
    let (making, is_reported) = (guard.making(), guard.is_reported());
    if guard.forget() {
        guard.settle();
        if is_reported {
            left::<T>(Some(making), Ok(()));
        }
    }
}

/// As [`report`], for a type without a guard.
#[inline]
pub fn report_without_guard<T: Dispose + ?Sized>(value: &mut T) {
    if leak::is_wanted(&Ok(())) && quietly(|| value.is_disposed()) != Some(true) {
        left::<T>(None, Ok(()));
    }
}

/// Keeps the guard of a value that nobody disposed from reporting it.
#[inline]
pub fn ignore(guard: &mut Guard) {
    guard.settle();
}

/// A `Dispose` that is written by hand may panic, which is then all there is of it.
#[inline]
fn disposed<T: Dispose + ?Sized>(value: &mut T) -> Outcome {
    quietly(|| value.dispose()).unwrap_or(Ok(()))
}

/// As `extern` it never unwinds, so no caller has to be ready for that.
#[cold]
#[allow(improper_ctypes_definitions)] // nobody but us calls it
extern "C" fn left<T: ?Sized>(making: Option<Making>, outcome: Outcome) {
    quietly(|| leak::record(type_name::<T>(), making, outcome));
}
