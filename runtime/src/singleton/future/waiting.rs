//! One who awaits a singleton.

use std::panic::Location;
use std::task::{Context, Poll};

use super::Awaitable;
use super::awaited::Awaited;
use super::awaiting;
use super::task::{self, Task};
use crate::singleton::cell::{Result, Status};
use crate::singleton::circle;
use crate::singleton::order::{self, Known, record};
use crate::singleton::run::Run;
use crate::singleton::settled::{refused, settled};

/// Tells those who wait apart.
pub(in crate::singleton) type Ticket = u64;

pub(in crate::singleton) struct Waiting {
    slot: Known,
    caller: &'static Location<'static>,
    /// From the first poll that found no value on.
    ticket: Option<Ticket>,
    /// The initialiser that polled it last, and so needs the singleton.
    asking: Option<Known>,
}

/// What there is to do in a poll.
enum Turn {
    Nothing(Result<()>),
    Wait,
    Poll,
}

impl Waiting {
    pub(in crate::singleton) fn new(slot: Known, caller: &'static Location<'static>) -> Self {
        Waiting { slot, caller, ticket: None, asking: None }
    }

    pub(in crate::singleton) fn caller(&self) -> &'static Location<'static> {
        self.caller
    }

    /// `Ok` only with the value in its place, or with one that is disposed already. `awaited` is
    /// the slot.
    pub(in crate::singleton) fn poll(
        &mut self,
        awaited: &'static dyn Awaitable,
        context: &Context<'_>,
    ) -> Poll<Result<()>> {
        let ticket = *self.ticket.get_or_insert_with(|| {
            order::prepare();
            order::lock().next_mark()
        });
        // Before the question whose turn it is: whoever polls now wakes this one if need be.
        Task::of(self.slot.entry()).register(ticket, context.waker());
        let outcome = match self.turn(ticket, awaited.comes_back()) {
            Turn::Nothing(outcome) => Poll::Ready(outcome),
            Turn::Wait => Poll::Pending,
            Turn::Poll => task::poll(self.slot, ticket, self.caller, &mut || awaited.start()),
        };
        if outcome.is_ready() {
            self.leave();
        } else {
            awaiting::add(ticket, self.slot, self.caller);
        }
        outcome
    }

    fn turn(&mut self, ticket: Ticket, comes_back: bool) -> Turn {
        let (slot, entry) = (self.slot, self.slot.entry());
        let asking = order::current();
        // Memory is made and freed where no lock is held.
        let mut link = asking.map(|_| Box::new(Awaited::new(ticket, (slot, self.caller))));
        // Declared before the lock is taken, so that it is freed after that was given back.
        let mut _unlinked = None;
        let mut order = order::lock();
        // Whoever disposes it wakes those who wait for the next one.
        let is_ending = comes_back && entry.status() == Status::Disposing;
        if !is_ending {
            if let Some(settled) = settled(entry, self.caller, &order) {
                return Turn::Nothing(settled);
            }
        }
        if let Err(error) = refused(entry, self.caller, &order) {
            return Turn::Nothing(Err(error));
        }
        if let Some(asking) = self.asking.take() {
            _unlinked = Awaited::unlink(asking, ticket);
        }
        if is_ending && asking.is_some_and(|asking| circle::is_same(asking, slot)) {
            // Its hook asks, for which the disposal waits.
            return Turn::Nothing(Err(order::disposed(entry, self.caller)));
        }
        if let (Some(asking), Some(link)) = (asking, link.take()) {
            if circle::closes(&mut order, asking, slot) {
                return Turn::Nothing(Err(circle::error(&mut order, asking, slot, self.caller)));
            }
            link.link(asking);
            self.asking = Some(asking);
        }
        if is_ending {
            return Turn::Wait;
        }
        if entry.status() == Status::Empty {
            // Not part of who asks: others may poll it, and it may go on when that one is gone.
            order::begin(slot, None, self.caller, &mut order);
            return Turn::Poll;
        }
        let mut record = record(entry);
        if !record.idle || !Task::of(entry).is_woken() {
            return Turn::Wait;
        }
        record.idle = false;
        record.run.iter_mut().for_each(Run::resumes);
        Turn::Poll
    }

    fn leave(&mut self) {
        let Some(ticket) = self.ticket.take() else { return };
        let _unlinked = self.asking.take().and_then(|asking| {
            let _order = order::lock();
            Awaited::unlink(asking, ticket)
        });
        awaiting::remove(ticket);
        Task::of(self.slot.entry()).leave(ticket);
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.leave();
    }
}
