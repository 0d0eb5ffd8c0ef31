//! `#[cached]`: one live value per key, kept while it is worth it.

mod asynchronous;
mod dropping;
mod keys;
mod leaving;
mod plain;
mod threads;
#[cfg(feature = "testing")]
mod time;
mod weak;

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::SeqCst;

use tenure::cached;

/// How often something was made.
#[derive(Default)]
struct Count(AtomicUsize);

impl Count {
    const fn new() -> Self {
        Count(AtomicUsize::new(0))
    }

    fn one(&self) -> usize {
        self.0.fetch_add(1, SeqCst) + 1
    }

    fn get(&self) -> usize {
        self.0.load(SeqCst)
    }
}

#[derive(Debug, PartialEq)]
struct Data {
    text: String,
}

/// What a function panics with.
fn panic_of<R>(run: impl FnOnce() -> R) -> String {
    let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run));
    *panic.map(|_| "it does not panic").unwrap_err().downcast::<String>().expect("a text")
}
