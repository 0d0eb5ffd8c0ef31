//! The order of the entries of a cache: which one is stale first, which one was used last.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::flights::Flights;
use super::node::{NEVER, Node};

/// What is known of the entries beside the store; every change of an entry is made under its lock.
/// Hits change nothing here: how late an entry was used is asked when one has to go.
pub(super) struct Ledger<K> {
    last_ticket: u64,
    /// The kept entries by their last known use; the true one may be later, never earlier.
    order: BTreeMap<(u64, u64), Arc<K>>,
    /// The entries that will be stale, by the tick.
    expiry: BTreeMap<(u64, u64), Arc<K>>,
    /// How many entries are not kept.
    pub(super) lent: usize,
    /// So many of them are too many: it is time to look for dead ones.
    crowd: usize,
    /// The values that are being made.
    pub(super) flights: Flights<K>,
    pub(super) counts: Counts,
}

/// What no entry tells any more.
#[derive(Clone, Copy, Default)]
pub(super) struct Counts {
    /// Of entries that are gone.
    pub(super) hits: u64,
    pub(super) misses: u64,
    pub(super) evicted: u64,
    pub(super) dead: u64,
    pub(super) expired: u64,
}

/// As many lent entries are never looked through.
const FEW: usize = 64;

impl<K: Eq> Ledger<K> {
    pub(super) fn new() -> Self {
        Ledger {
            last_ticket: 0,
            order: BTreeMap::new(),
            expiry: BTreeMap::new(),
            lent: 0,
            crowd: FEW,
            flights: Flights::new(),
            counts: Counts::default(),
        }
    }

    pub(super) fn ticket(&mut self) -> u64 {
        self.last_ticket += 1;
        self.last_ticket
    }

    /// The value of `key` is made from now on; gives back the number of the flight.
    pub(super) fn begin(&mut self, key: &Arc<K>) -> u64 {
        self.counts.misses += 1;
        self.flights.begin(key)
    }

    pub(super) fn kept(&self) -> usize {
        self.order.len()
    }

    /// Whether there are twice as many lent entries as were alive the last time: to look through
    /// them all then costs no more than to have put them there.
    pub(super) fn is_crowded(&self) -> bool {
        self.lent >= self.crowd
    }

    /// The dead ones are gone.
    pub(super) fn tidied(&mut self) {
        self.crowd = FEW.max(self.lent * 2);
    }

    /// An entry has come.
    pub(super) fn enter<H>(&mut self, node: &Node<K, H>, is_kept: bool) {
        if is_kept {
            self.keep(node);
        } else {
            self.lent += 1;
        }
        if node.expires != NEVER {
            self.expiry.insert((node.expires, node.ticket), Arc::clone(&node.key));
        }
    }

    fn keep<H>(&mut self, node: &Node<K, H>) {
        self.order.insert((node.queued(), node.ticket), Arc::clone(&node.key));
    }

    /// An entry is gone.
    pub(super) fn forget<H>(&mut self, node: &Node<K, H>, was_kept: bool) {
        if was_kept {
            self.order.remove(&(node.queued(), node.ticket));
        } else {
            self.lent -= 1;
        }
        if node.expires != NEVER {
            self.expiry.remove(&(node.expires, node.ticket));
        }
        self.counts.hits += node.hits();
    }

    /// An entry that was kept is lent from now on.
    pub(super) fn lend<H>(&mut self, node: &Node<K, H>) {
        self.order.remove(&(node.queued(), node.ticket));
        self.lent += 1;
    }

    /// An entry that was lent is kept from now on.
    pub(super) fn take_back<H>(&mut self, node: &Node<K, H>) {
        self.lent -= 1;
        self.keep(node);
    }

    /// The entry that was not used for the longest time, as far as is known: that use, its ticket
    /// and its key.
    pub(super) fn oldest(&self) -> Option<(u64, u64, Arc<K>)> {
        self.order.first_key_value().map(|((used, ticket), key)| (*used, *ticket, Arc::clone(key)))
    }

    /// It was used later than was known.
    pub(super) fn requeue<H>(&mut self, node: &Node<K, H>, used: u64) {
        self.order.remove(&(node.queued(), node.ticket));
        node.queue_at(used);
        self.keep(node);
    }

    /// What is queued here is no more; a panic of a key was in between.
    pub(super) fn strike(&mut self, known: u64, ticket: u64) {
        self.order.remove(&(known, ticket));
    }

    /// Takes an entry that is stale from the list: its ticket and its key.
    pub(super) fn next_stale(&mut self, now: u64) -> Option<(u64, Arc<K>)> {
        let first = self.expiry.first_entry()?;
        let (expires, ticket) = *first.key();
        (expires <= now).then(|| (ticket, first.remove()))
    }
}
