//! Who waits for whom: threads that make values and would wait for each other for ever.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::label::Label;
use super::running;

/// The flight that each flight waits for, while its thread is blocked.
static WAITS: Mutex<Option<HashMap<u64, Wait>>> = Mutex::new(None);

/// A flight that is waited for.
#[derive(Clone, Copy)]
pub(super) struct Wait {
    pub(super) flight: u64,
    pub(super) label: Label,
}

/// This thread is about to be blocked; ends when it is dropped.
pub(super) struct Waiting {
    flights: Vec<u64>,
}

fn lock() -> MutexGuard<'static, Option<HashMap<u64, Wait>>> {
    WAITS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits for `wait`, unless that one waits for this thread.
///
/// # Errors
///
/// The way there and back, as text.
pub(super) fn begin(wait: Wait) -> Result<Waiting, String> {
    let flights = running::flights();
    // Nobody waits for a thread that makes nothing.
    if flights.is_empty() {
        return Ok(Waiting { flights });
    }
    let mut waits = lock();
    let waits = waits.get_or_insert_default();
    let (mut next, mut way) = (Some(wait), String::new());
    while let Some(Wait { flight, label }) = next {
        let _always_well = write!(way, "\n  {label}");
        if flights.contains(&flight) {
            return Err(way);
        }
        next = waits.get(&flight).copied();
    }
    waits.extend(flights.iter().map(|flight| (*flight, wait)));
    Ok(Waiting { flights })
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if self.flights.is_empty() {
            return;
        }
        if let Some(waits) = lock().as_mut() {
            for flight in &self.flights {
                waits.remove(flight);
            }
        }
    }
}
