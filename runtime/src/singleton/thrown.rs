//! An `InitError` on its way through the user's code, as a panic.

use std::cell::RefCell;

use super::cell::Entry;
use super::error::InitError;
use super::order::{lock, record};
use super::panics;
use crate::sync::local;

local! {
    /// The last `InitError` that was thrown as a panic, so that the initialisers it passes through
    /// recognise it by its text and hand it on as it is.
    static THROWN: RefCell<Option<InitError>> = const { RefCell::new(None) };
}

#[track_caller]
pub(super) fn throw(error: InitError) -> ! {
    let text = error.to_string();
    // A thread that ends has no such variable any more; then the text has to do.
    let _thrown = THROWN.try_with(|thrown| thrown.replace(Some(error)));
    panic!("{text}");
}

/// A panic in an initialiser: an `InitError` on its way out, or the user's own.
pub(super) fn caught(entry: &Entry, message: &str) -> InitError {
    let place = panics::take_place();
    let thrown = THROWN.try_with(RefCell::take).ok().flatten();
    match thrown {
        Some(error) if message == error.to_string() => error,
        _ => {
            let caller = {
                let _order = lock();
                record(entry).run.as_ref().map_or(entry.place(), |run| run.caller)
            };
            InitError::Panicked { singleton: entry.name(), message: message.into(), place, caller }
        }
    }
}
