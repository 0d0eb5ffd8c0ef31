//! What `Drop` does with a value that nobody disposed; a panic never comes out of it.

use std::any::type_name;

use super::Dispose;
use super::collector::quietly;
use super::leak;
use super::state::Guard;

/// Disposes a value that nobody disposed and reports where it was made.
#[inline]
pub fn fallback<T: Dispose + ?Sized>(value: &mut T, guard: impl Fn(&mut T) -> &mut Guard) {
    if !guard(value).is_disposed() {
        forgotten(value, guard);
    }
}

/// As [`fallback`], for a type without a guard: its state is that of its fields, and where it was
/// made is not known.
#[inline]
pub fn fallback_without_guard<T: Dispose + ?Sized>(value: &mut T) {
    // A state that cannot be told counts as not disposed: `dispose` does nothing the second time.
    if quietly(|| value.is_disposed()) != Some(true) {
        forgotten_without_guard(value);
    }
}

/// Reports where a value was made that nobody disposed, and leaves it at that.
#[inline]
pub fn report<T: ?Sized>(guard: &mut Guard) {
    if !guard.is_disposed() {
        left::<T>(Some(guard));
    }
}

/// As [`report`], for a type without a guard.
#[inline]
pub fn report_without_guard<T: Dispose + ?Sized>(value: &mut T) {
    if quietly(|| value.is_disposed()) != Some(true) {
        left::<T>(None);
    }
}

/// Keeps the guard of a value that nobody disposed from reporting it.
#[inline]
pub fn ignore(guard: &mut Guard) {
    guard.end();
}

#[cold]
fn left<T: ?Sized>(mut guard: Option<&mut Guard>) {
    if let Some(guard) = &mut guard {
        guard.end();
    }
    if leak::is_wanted(&Ok(())) {
        quietly(|| leak::record(type_name::<T>(), guard, Ok(())));
    }
}

#[cold]
fn forgotten<T: Dispose + ?Sized>(value: &mut T, guard: impl Fn(&mut T) -> &mut Guard) {
    quietly(|| {
        guard(value).forget();
        let outcome = value.dispose();
        if leak::is_wanted(&outcome) {
            leak::record(type_name::<T>(), Some(guard(value)), outcome);
        }
    });
}

#[cold]
fn forgotten_without_guard<T: Dispose + ?Sized>(value: &mut T) {
    quietly(|| {
        let outcome = value.dispose();
        if leak::is_wanted(&outcome) {
            leak::record(type_name::<T>(), None, outcome);
        }
    });
}
