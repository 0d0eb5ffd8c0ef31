//! What a guard keeps of a disposal that may be awaited: how far it has come, and what has failed.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::async_entries::Unfinished;
use super::collector::{Collector, quietly};
use super::error::DisposeError;
use super::origin::Origin;
use super::state::{Begun, Guard};
use super::{Outcome, leak};

/// The errors of disposals that have not ended. They stand here and not in the guards, which stay
/// small.
static KEPT: Mutex<BTreeMap<Origin, DisposeError>> = Mutex::new(BTreeMap::new());

// In the state of a guard, beside `BUSY`.
/// The steps may be awaited, and the disposal dropped before all of them have ended.
const AWAITED: u32 = 1 << 8;
/// The value was counted while it was alive.
const COUNTED: u32 = 1 << 9;
/// From here on: how many steps have ended.
const ENDED: u32 = 16;

impl Guard {
    /// A disposal begins; whether an earlier one was dropped half-way.
    pub(super) fn begin_awaited(&mut self) -> bool {
        if self.is_awaited() {
            return true;
        }
        let counted = if matches!(self.begin(), Begun::Counted) { COUNTED } else { 0 };
        self.state |= AWAITED | counted;
        false
    }

    /// Whether a disposal has begun and not ended.
    pub(super) fn is_awaited(&self) -> bool {
        self.state & AWAITED != 0
    }

    /// Whether the value was counted while it was alive.
    pub(super) fn was_counted(&self) -> bool {
        self.state & COUNTED != 0
    }

    /// How many steps have ended.
    pub(super) fn ended(&self) -> u32 {
        self.state >> ENDED
    }

    /// So many steps have ended.
    pub(super) fn set_ended(&mut self, steps: u32) {
        self.state = self.state & ((1 << ENDED) - 1) | steps << ENDED;
    }

    /// What a guard reports whose value has no `Drop`.
    #[cold]
    pub(super) fn dropped_half_way(&mut self) {
        quietly(|| {
            let outcome = self.abandoned();
            if outcome.is_err() {
                leak::record(leak::UNKNOWN_TYPE, Some(self.take_making()), outcome);
            }
        });
    }

    /// Keeps an error until the disposal ends.
    #[cold]
    pub(super) fn keep(&mut self, error: DisposeError) {
        if self.origin.is_none() {
            self.origin = Origin::unique();
        }
        let Some(origin) = self.origin else { return };
        let error = match kept(|all| all.remove(&origin)) {
            None => error,
            Some(earlier) => match both(Err(earlier), Err(error)) {
                Err(error) => error,
                Ok(()) => return,
            },
        };
        kept(|all| all.insert(origin, error));
    }

    /// What was kept.
    pub(super) fn take_kept(&mut self) -> Outcome {
        match self.origin {
            Some(origin) => kept(|all| all.remove(&origin)).map_or(Ok(()), Err),
            None => Ok(()),
        }
    }

    /// What there is to report of a disposal that nobody will go on with; `Ok` if there was none.
    pub(super) fn abandoned(&mut self) -> Outcome {
        if !self.is_awaited() {
            return Ok(());
        }
        self.done();
        let mut steps = Collector::new();
        steps.step("", || self.take_kept());
        steps.step("", || Err::<(), _>(Unfinished::Cancelled));
        steps.finish()
    }
}

/// What failed first comes first.
pub(super) fn both(first: Outcome, second: Outcome) -> Outcome {
    let mut steps = Collector::new();
    steps.step("", || first);
    steps.step("", || second);
    steps.finish()
}

fn kept<R>(work: impl FnOnce(&mut BTreeMap<Origin, DisposeError>) -> R) -> R {
    work(&mut KEPT.lock().unwrap_or_else(PoisonError::into_inner))
}
