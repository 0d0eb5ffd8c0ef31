//! The way out of a cache: which entries make room, and what becomes of their values.

use std::hash::Hash;
use std::sync::Arc;

use super::leaving;
use super::ledger::Ledger;
use super::mode::Give;
use super::parts::{Change, Entry, Gone, Parts};
use super::stats::CacheStats;
use crate::disposable::collector::{Collector, quietly};

impl<K: Clone + Eq + Hash, V: Clone, M: Give<V>> Parts<K, V, M> {
    /// Stale entries go first, then, of those that are kept, the least recently used ones; what
    /// somebody has is lent to them.
    pub(super) fn make_room(&self, ledger: &mut Ledger<K>) -> Gone<K, M::Held> {
        let mut gone = self.without_stale(ledger);
        while ledger.kept() > self.settings.max {
            let Some((known, ticket, key)) = ledger.oldest() else { break };
            let mut found = false;
            let before = self.change(&key, ticket, |node| {
                found = true;
                let used = node.used();
                if used > known {
                    ledger.requeue(node, used);
                    return Change::None;
                }
                let in_use = match Arc::get_mut(node) {
                    Some(alone) => M::is_in_use(&mut alone.held),
                    // Somebody is about to use it.
                    None => true,
                };
                if let Some(lent) = M::lend(&node.held).filter(|_| in_use) {
                    ledger.lend(node);
                    Change::To(Arc::new(node.held_as(lent, used)))
                } else {
                    ledger.forget(node, true);
                    ledger.counts.evicted += 1;
                    Change::Remove
                }
            });
            if !found {
                ledger.strike(known, ticket);
            }
            gone.extend(before);
        }
        if ledger.is_crowded() {
            gone.extend(self.tidy(ledger));
        }
        gone
    }

    fn without_stale(&self, ledger: &mut Ledger<K>) -> Gone<K, M::Held> {
        let mut gone = Vec::new();
        if self.settings.ttl.is_some() {
            let now = self.now();
            while let Some((ticket, key)) = ledger.next_stale(now) {
                if let Some(node) = self.take(ledger, &key, ticket) {
                    ledger.counts.expired += 1;
                    gone.push(node);
                }
            }
        }
        gone
    }

    /// Takes out the lent entries whose values are gone.
    fn tidy(&self, ledger: &mut Ledger<K>) -> Gone<K, M::Held> {
        let mut gone = Vec::new();
        for (key, node) in self.store.iter() {
            if M::is_dead(&node.held) && self.take(ledger, &key, node.ticket).is_some() {
                ledger.counts.dead += 1;
                gone.push(node);
            }
        }
        ledger.tidied();
        gone
    }

    /// Disposes what was taken out, unless somebody else has it, and drops it.
    pub(super) fn let_go(&self, gone: impl IntoIterator<Item = Entry<K, M::Held>>) {
        for node in gone {
            let value = Arc::into_inner(node).and_then(|node| M::take(node.held));
            if let (Some(value), Some(dispose)) = (value, self.settings.dispose) {
                leaving::dispose(value, dispose);
            }
        }
    }

    /// As [`let_go`](Self::let_go), with failures that are given to somebody.
    pub(super) fn dispose_all(
        &self,
        gone: impl IntoIterator<Item = Entry<K, M::Held>>,
        name: impl Fn() -> String,
        failures: &mut Collector,
    ) {
        for node in gone {
            let value = Arc::into_inner(node).and_then(|node| M::take(node.held));
            if let (Some(mut value), Some(dispose)) = (value, self.settings.dispose) {
                failures.element(&name, || dispose(&mut value));
                quietly(|| drop(value));
            }
        }
    }

    pub(super) fn stats(&self) -> CacheStats {
        let mut ledger = self.lock();
        let mut gone = self.without_stale(&mut ledger);
        gone.extend(self.tidy(&mut ledger));
        let of_entries: u64 = self.store.iter().map(|(_, node)| node.hits()).sum();
        let (kept, lent) = (ledger.kept(), ledger.lent);
        let counts = ledger.counts;
        let stats = CacheStats {
            len: kept + lent,
            kept,
            lent,
            hits: counts.hits + of_entries,
            misses: counts.misses,
            evicted: counts.evicted,
            dead: counts.dead,
            expired: counts.expired,
        };
        drop(ledger);
        self.let_go(gone);
        stats
    }
}
