//! Functions of every shape, instrumented: each has to do what it does without.

// Nobody would write most of them; what lints say of an expansion is looked at in `lints.rs`.
#![allow(clippy::all, clippy::pedantic)]

mod asynchronous;
mod bodies;
mod futures;
mod hostile;
mod signatures;
mod surroundings;

use std::cell::RefCell;

use tenure_tests::futures::block_on;

/// Requires what executors require.
fn sendable<T: Send>(value: T) -> T {
    value
}

/// Says when it is dropped.
struct Noisy<'a>(&'static str, &'a RefCell<Vec<&'static str>>);

impl Drop for Noisy<'_> {
    fn drop(&mut self) {
        self.1.borrow_mut().push(self.0);
    }
}
