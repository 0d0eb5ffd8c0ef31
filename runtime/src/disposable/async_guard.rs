//! What a guard keeps of a disposal that may be awaited: how far it has come, and what has failed.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::async_entries::Unfinished;
use super::collector::{Collector, quietly};
use super::error::DisposeError;
use super::origin::Origin;
use super::state::{AWAITED, BUSY, COUNTED, Guard, ORIGIN, WATCHED};
use super::watched::{begun, named};
use super::{Outcome, leak};

/// The errors of disposals that have not ended. They stand here and not in the guards, which stay
/// small.
static KEPT: Mutex<BTreeMap<Origin, DisposeError>> = Mutex::new(BTreeMap::new());

/// In the state of a guard, from here on up to the number of the origin: how many steps have ended.
const ENDED: u32 = 16;
const ALL_ENDED: u64 = ((1 << ORIGIN) - 1) >> ENDED << ENDED;

impl Guard {
    /// A disposal begins; whether an earlier one was dropped half-way. Until it ends the value
    /// counts as alive, and what is known of its making stays.
    pub(super) fn begin_awaited(&mut self, type_name: &'static str) -> bool {
        let is_interrupted = self.is_awaited();
        if self.made & COUNTED != 0 && !is_interrupted {
            named(self.created_at(), type_name);
        }
        self.made = self.made & !WATCHED | BUSY | AWAITED;
        is_interrupted
    }

    /// All steps have run that were to run.
    pub(super) fn done_awaited(&mut self) {
        if self.made & COUNTED != 0 || self.origin().is_some() {
            begun(self.created_at(), self.made, None);
        }
        self.done();
    }

    /// How many steps have ended.
    pub(super) fn ended(&self) -> u32 {
        ((self.made & ALL_ENDED) >> ENDED) as u32
    }

    /// So many steps have ended.
    pub(super) fn set_ended(&mut self, steps: u32) {
        self.made = self.made & !ALL_ENDED | u64::from(steps) << ENDED & ALL_ENDED;
    }

    /// What a guard reports whose value has no `Drop`.
    #[cold]
    pub(super) fn dropped_half_way(&mut self) {
        quietly(|| {
            let making = self.making();
            self.forget();
            let outcome = self.abandoned();
            if outcome.is_err() {
                leak::record(leak::UNKNOWN_TYPE, Some(making), outcome);
            }
        });
    }

    /// Keeps an error until the disposal ends.
    #[cold]
    pub(super) fn keep(&mut self, error: DisposeError) {
        let Some(origin) = self.origin().or_else(Origin::unique) else { return };
        self.made |= u64::from(origin.number()) << ORIGIN;
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
        match self.origin() {
            Some(origin) => kept(|all| all.remove(&origin)).map_or(Ok(()), Err),
            None => Ok(()),
        }
    }

    /// What there is to report of a disposal that nobody will go on with; `Ok` if there was none.
    pub(super) fn abandoned(&mut self) -> Outcome {
        if !self.is_awaited() {
            return Ok(());
        }
        let kept = self.take_kept();
        self.done_awaited();
        let mut steps = Collector::new();
        steps.step("", || kept);
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
