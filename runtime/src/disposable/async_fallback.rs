//! What `Drop` does with a value whose disposal nobody awaited to its end; a panic never comes out
//! of it.

use std::any::type_name;

use super::Outcome;
use super::async_entries::Unfinished;
use super::async_guard::both;
use super::collector::{Collector, quietly};
use super::leak;
use super::origin::Making;
use super::state::Guard;

/// Does the rest that needs no future, and reports the value.
#[inline]
pub fn fallback_awaited<T: ?Sized>(
    value: &mut T,
    guard: impl Fn(&mut T) -> &mut Guard,
    rest: impl FnOnce(&mut T) -> Outcome,
) {
    if !is_done(guard(value)) {
        forgotten(value, guard, rest);
    }
}

/// Reports where a value was made that nobody disposed, and leaves it at that.
#[inline]
pub fn report_awaited<T: ?Sized>(guard: &mut Guard) {
    if !is_done(guard) {
        quietly(|| {
            let making = guard.making();
            guard.forget();
            record::<T>(guard, making, Ok(()));
        });
    }
}

/// Keeps the guard of a value that nobody disposed from reporting it.
#[inline]
pub fn ignore_awaited(guard: &mut Guard) {
    if !is_done(guard) {
        quietly(|| drop(guard.abandoned()));
        guard.settle();
    }
}

fn is_done(guard: &Guard) -> bool {
    guard.is_disposed() && !guard.is_awaited()
}

#[cold]
fn forgotten<T: ?Sized>(
    value: &mut T,
    guard: impl Fn(&mut T) -> &mut Guard,
    rest: impl FnOnce(&mut T) -> Outcome,
) {
    quietly(|| {
        let state = guard(value);
        let making = state.making();
        state.forget();
        if state.is_awaited() {
            let kept = state.take_kept();
            if let Err(error) = both(kept, cancelled()) {
                state.keep(error);
            }
        }
        let outcome = rest(value);
        record::<T>(guard(value), making, outcome);
    });
}

fn cancelled() -> Outcome {
    let mut steps = Collector::new();
    steps.step("", || Err::<(), _>(Unfinished::Cancelled));
    steps.finish()
}

#[cold]
fn record<T: ?Sized>(guard: &mut Guard, making: Making, outcome: Outcome) {
    let outcome = both(guard.abandoned(), outcome);
    guard.settle();
    if leak::is_wanted(&outcome) {
        leak::record(type_name::<T>(), Some(making), outcome);
    }
}
