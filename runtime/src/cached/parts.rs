//! The entries of a cache, in the store that is asked and the ledger that orders them.

use std::hash::Hash;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError};
use std::time::Duration;

use quick_cache::sync::{
    Cache, DefaultLifecycle, EntryAction, EntryResult, GuardResult, PlaceholderGuard,
};
use quick_cache::{DefaultHashBuilder, Equivalent, UnitWeighter};

use super::label::Approved;
use super::ledger::Ledger;
use super::mode::{Give, Mode};
use super::node::{NEVER, Node};
use super::query::By;
use crate::clock;
use crate::singleton::rules::Last;

pub(super) type Entry<K, H> = Arc<Node<K, H>>;
/// A key is shared with its entry, so that it is dropped with it: where no lock is held.
type Store<K, H> = Cache<Arc<K>, Entry<K, H>>;
type Lifecycle<K, H> = DefaultLifecycle<Arc<K>, Entry<K, H>>;
/// The right, and the duty, to make the value of a key.
pub(super) type Guard<'a, K, H> =
    PlaceholderGuard<'a, Arc<K>, Entry<K, H>, UnitWeighter, DefaultHashBuilder, Lifecycle<K, H>>;

/// How a cache behaves.
pub(super) struct Settings<V> {
    /// How many values it keeps alive.
    pub(super) max: usize,
    pub(super) ttl: Option<Duration>,
    /// How a value is taken down that makes room.
    pub(super) dispose: Option<Last<V>>,
}

impl<V> Clone for Settings<V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V> Copy for Settings<V> {}

/// `quick_cache` finds the entries, and lets one caller make what is missing; it never throws one
/// away, since it knows neither who has a value nor which one is stale.
pub(super) struct Parts<K, V, M: Mode<V>> {
    pub(super) store: Store<K, M::Held>,
    ledger: Mutex<Ledger<K>>,
    pub(super) settings: Settings<V>,
    /// How far ahead of the clock this cache is, in ticks.
    ahead: AtomicU64,
    /// What its end does, for which its type says too little.
    pub(super) end: fn(&Self),
    /// The body that makes the values, where there may be no other.
    pub(super) approved: Approved,
    /// Whether it is in the list of caches.
    pub(super) listed: Once,
}

/// What was taken out of a cache: it is disposed and dropped where no lock is held.
pub(super) type Gone<K, H> = Vec<Entry<K, H>>;

/// The store makes room for so many at first.
const ROOM: usize = 1024;

impl<K: Clone + Eq + Hash, V: Clone, M: Give<V>> Parts<K, V, M> {
    pub(super) fn new(settings: Settings<V>) -> Self {
        let room = if settings.max == 0 { ROOM } else { settings.max.min(ROOM) };
        Parts {
            store: Cache::with(
                room,
                u64::MAX >> 1,
                UnitWeighter,
                DefaultHashBuilder::default(),
                DefaultLifecycle::default(),
            ),
            ledger: Mutex::new(Ledger::new()),
            settings,
            ahead: AtomicU64::new(0),
            approved: Approved::nothing(),
            listed: Once::new(),
            end: |parts| parts.let_go(parts.take_all()),
        }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Ledger<K>> {
        // What a panic of a key left undone is put right when the entry is looked at.
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[cfg(feature = "testing")]
    pub(super) fn advance(&self, by: Duration) {
        self.ahead.fetch_add(clock::ticks(by), Relaxed);
    }

    #[inline]
    pub(super) fn now(&self) -> u64 {
        clock::now().saturating_add(self.ahead.load(Relaxed))
    }

    /// The value of a key, if there is one that can be used.
    #[inline]
    pub(super) fn get<Q: Hash + Equivalent<K> + ?Sized>(&self, key: &Q) -> Option<V> {
        let node = self.store.get(&By(key))?;
        self.use_node(&node)
    }

    /// The value of an entry, if it can be used.
    #[inline]
    fn use_node(&self, node: &Entry<K, M::Held>) -> Option<V> {
        let Settings { max, ttl, .. } = self.settings;
        // What nothing is ordered by need not know the time.
        if max > 0 || ttl.is_some() {
            let now = self.now();
            if node.is_stale(now) {
                return None;
            }
            node.use_at(now);
        }
        let value = M::give(&node.held)?;
        node.hit();
        if max > 0 && !M::is_kept(&node.held) {
            self.keep_again(node, &value);
        }
        Some(value)
    }

    /// A lent value was used, which makes it one of those to be kept.
    #[cold]
    fn keep_again(&self, node: &Entry<K, M::Held>, value: &V) {
        let mut ledger = self.lock();
        let now = self.now();
        self.change(&node.key, node.ticket, |lent| {
            if M::is_kept(&lent.held) {
                return Change::None;
            }
            let kept = Arc::new(lent.held_as(M::keep(value.clone()), now));
            ledger.take_back(&kept);
            Change::To(kept)
        });
        let gone = self.make_room(&mut ledger);
        drop(ledger);
        self.let_go(gone);
    }

    /// An entry whose value cannot be used is taken out, if it is still there.
    fn discard(&self, node: Entry<K, M::Held>) {
        let mut ledger = self.lock();
        let gone = self.take(&mut ledger, &node.key, node.ticket);
        if gone.is_some() {
            let expired = node.is_stale(self.now());
            let counts = &mut ledger.counts;
            *if expired { &mut counts.expired } else { &mut counts.dead } += 1;
        }
        drop((ledger, node));
        self.let_go(gone);
    }

    pub(super) fn take(
        &self,
        ledger: &mut Ledger<K>,
        key: &Arc<K>,
        ticket: u64,
    ) -> Option<Entry<K, M::Held>> {
        let (_, node) = self.store.remove_if(key, |node| node.ticket == ticket)?;
        ledger.forget(&node, M::is_kept(&node.held));
        Some(node)
    }

    /// Changes the entry under `key`, if it is still that of `ticket`, in one step; gives back what
    /// was there.
    pub(super) fn change(
        &self,
        key: &Arc<K>,
        ticket: u64,
        change: impl FnOnce(&mut Entry<K, M::Held>) -> Change<Entry<K, M::Held>>,
    ) -> Option<Entry<K, M::Held>> {
        let found = self.store.entry(key, Some(Duration::ZERO), |_, entry| {
            if entry.ticket != ticket {
                return EntryAction::Retain(None);
            }
            match change(entry) {
                Change::None => EntryAction::Retain(None),
                Change::To(new) => EntryAction::Retain(Some(std::mem::replace(entry, new))),
                Change::Remove => EntryAction::Remove,
            }
        });
        match found {
            EntryResult::Retained(before) => before,
            EntryResult::Removed(_, node) => Some(node),
            // It is gone; whoever makes it anew has a ticket of their own.
            EntryResult::Replaced(..) | EntryResult::Vacant(_) | EntryResult::Timeout => None,
        }
    }

    /// The value of an entry, if it can be used; if not, the entry goes.
    pub(super) fn value_of(&self, node: Entry<K, M::Held>) -> Option<V> {
        let value = self.use_node(&node);
        if value.is_none() {
            self.discard(node);
        }
        value
    }

    /// Puts a value where `guard` has kept the place, and makes room for it.
    pub(super) fn put(&self, guard: Guard<'_, K, M::Held>, key: Arc<K>, value: V) {
        let Settings { max, ttl, .. } = self.settings;
        let held = M::keep(value);
        let held = if max > 0 { held } else { M::lend(&held).unwrap_or(held) };
        let is_kept = M::is_kept(&held);
        let mut ledger = self.lock();
        let now = self.now();
        let expires = ttl.map_or(NEVER, |ttl| now.saturating_add(clock::ticks(ttl)));
        let node = Arc::new(Node::new(key, held, ledger.ticket(), expires, now));
        // Somebody has removed the key meanwhile, so the value is of a time that is over.
        let refused = guard.insert(Arc::clone(&node)).err();
        if refused.is_none() {
            ledger.enter(&node, is_kept);
        }
        drop(node);
        let gone = self.make_room(&mut ledger);
        drop((ledger, refused));
        self.let_go(gone);
    }

    /// A question without an answer, and without anybody who makes one.
    #[cold]
    pub(super) fn missed(&self) {
        self.lock().counts.misses += 1;
    }

    pub(super) fn insert(&self, key: K, value: V) {
        let gone = self.out(&key);
        self.let_go(gone);
        let key = Arc::new(key);
        if let GuardResult::Guard(guard) = self.store.get_value_or_guard(&key, Some(Duration::ZERO))
        {
            self.put(guard, key, value);
        }
    }

    pub(super) fn remove<Q: Hash + Equivalent<K> + ?Sized>(&self, key: &Q) -> Option<V> {
        let node = self.out(key)?;
        if node.is_stale(self.now()) {
            self.let_go([node]);
            return None;
        }
        M::give(&node.held)
    }

    fn out<Q: Hash + Equivalent<K> + ?Sized>(&self, key: &Q) -> Option<Entry<K, M::Held>> {
        let mut ledger = self.lock();
        // Of a value that is being made it takes the place away.
        let (_, node) = self.store.remove(&By(key))?;
        ledger.forget(&node, M::is_kept(&node.held));
        Some(node)
    }

    /// Takes everything out.
    pub(super) fn take_all(&self) -> Gone<K, M::Held> {
        let mut ledger = self.lock();
        for key in ledger.flights.keys() {
            // What is made now is not kept, unless it has arrived already.
            if !self.store.contains_key(&key) {
                self.store.remove(&key);
            }
        }
        let entries: Vec<_> = self.store.iter().collect();
        let take = |(key, node): (Arc<K>, Entry<K, M::Held>)| {
            let ticket = node.ticket;
            drop(node);
            self.take(&mut ledger, &key, ticket)
        };
        entries.into_iter().filter_map(take).collect()
    }
}

/// What becomes of an entry.
pub(super) enum Change<E> {
    None,
    To(E),
    Remove,
}
