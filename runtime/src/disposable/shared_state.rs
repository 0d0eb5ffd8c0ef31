//! The entries of a shared stack, until one thread takes them down.

use std::mem;
use std::panic::Location;
use std::sync::PoisonError;

use super::Outcome;
use super::collector::{Collector, quietly};
use super::error::BoxError;
use super::leak;
use crate::sync::{Condvar, Mutex, MutexGuard, thread};

/// What the handles of one stack share.
pub(super) struct Shared {
    state: Mutex<State>,
    /// Rung when the last entry is down.
    down: Condvar,
    pub(super) created_at: Place,
}

pub(super) enum State {
    Live(Vec<Entry>),
    /// One thread takes the entries down.
    Busy(Place, thread::ThreadId),
    Done(Place),
}

/// Takes a value down that it owns.
pub(super) type Entry = Box<dyn FnOnce() -> Result<(), BoxError> + Send>;

pub(super) type Place = &'static Location<'static>;

impl Shared {
    #[track_caller]
    pub(super) fn holding(entries: Vec<Entry>) -> Self {
        let created_at = Location::caller();
        Shared { state: Mutex::new(State::Live(entries)), down: Condvar::new(), created_at }
    }

    /// Nothing foreign runs while this is held, so poison says nothing.
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whoever comes first takes the entries down, the others wait for that.
    #[track_caller]
    pub(super) fn dispose(&self) -> Outcome {
        let (here, me) = (Location::caller(), thread::current().id());
        let mut state = self.state();
        let mut entries = loop {
            match *state {
                State::Live(_) => break state.pass_to(State::Busy(here, me)),
                State::Busy(_, other) if other != me => {
                    state = self.down.wait(state).unwrap_or_else(PoisonError::into_inner);
                }
                State::Busy(..) | State::Done(_) => return Ok(()),
            }
        };
        drop(state);
        let _end = End { shared: self, here };
        let mut steps = Collector::new();
        while let Some(entry) = entries.pop() {
            steps.element(|| format!("[{}]", entries.len()), entry);
        }
        steps.finish()
    }
}

impl State {
    /// Where the disposal was begun.
    pub(super) fn place(&self) -> Option<Place> {
        match self {
            State::Live(_) => None,
            State::Busy(place, _) | State::Done(place) => Some(place),
        }
    }

    /// What is still there to be taken down.
    pub(super) fn pass_to(&mut self, next: State) -> Vec<Entry> {
        match mem::replace(self, next) {
            State::Live(entries) => entries,
            State::Busy(..) | State::Done(_) => Vec::new(),
        }
    }
}

/// Lets the others go on, also if the disposal should panic.
struct End<'a> {
    shared: &'a Shared,
    here: Place,
}

impl Drop for End<'_> {
    fn drop(&mut self) {
        *self.shared.state() = State::Done(self.here);
        self.shared.down.notify_all();
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        if !matches!(&*self.state(), State::Live(entries) if !entries.is_empty()) {
            return;
        }
        quietly(|| {
            let outcome = self.dispose();
            if outcome.is_err() {
                let created_at = Some(self.created_at);
                leak::record_at("tenure::SharedDisposeStack", created_at, None, outcome);
            }
        });
    }
}
