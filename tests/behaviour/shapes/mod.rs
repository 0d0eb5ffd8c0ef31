//! Functions of every shape, instrumented: each has to do what it does without.

// Nobody would write most of them; what lints say of an expansion is looked at in `lints.rs`.
#![allow(clippy::all, clippy::pedantic)]

mod asynchronous;
mod bodies;
mod futures;
mod hostile;
mod signatures;

use std::cell::RefCell;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Polls until the future is ready; nothing here waits for anybody else.
fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return output;
        }
    }
}

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
