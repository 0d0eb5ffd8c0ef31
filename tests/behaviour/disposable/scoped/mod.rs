//! `using` and `#[scoped]`: disposed at the end, whatever that is, and no error lost.

mod actions;
mod asynchronous;
mod blocks;
mod conversions;
mod shapes;
mod using;
mod whole;

use tenure::{Dispose, DisposeError, Failure, ScopeError};

use super::{Journal, Refused, Resource, Then, leaks_at};

/// Opens a resource and says so.
#[track_caller]
fn open(name: &'static str, then: Then, journal: &Journal) -> Resource {
    journal.note(format!("open {name}"));
    Resource::new(name, then, journal)
}

/// The texts of everything that failed, in order.
fn texts<E: std::fmt::Display>(error: &ScopeError<E>) -> Vec<String> {
    let body = error.body().map(ToString::to_string);
    let disposals = error.dispose_error().into_iter().flatten().map(ToString::to_string);
    body.into_iter().chain(disposals).collect()
}

/// The paths of what could not be disposed.
fn paths<E>(error: &ScopeError<E>) -> Vec<&str> {
    error.dispose_error().into_iter().flatten().map(Failure::path).collect()
}

/// Disposes without a guard, so that nothing but the scope knows of it.
struct Plain(Journal, &'static str);

impl Dispose for Plain {
    fn dispose(&mut self) -> Result<(), DisposeError> {
        self.0.note(self.1);
        Ok(())
    }
    fn is_disposed(&self) -> bool {
        false
    }
}
