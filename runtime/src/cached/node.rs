//! One entry of a cache.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

/// What is stored under a key. Whoever reads it only leaves traces for the ledger, which has the
/// say; they stand for nothing but themselves, so all of them are relaxed.
#[derive(Debug)]
pub(super) struct Node<K, H> {
    /// As in the store, for those who have the entry alone.
    pub(super) key: Arc<K>,
    pub(super) held: H,
    /// Tells it from others under the same key.
    pub(super) ticket: u64,
    /// The tick from which on it is stale.
    pub(super) expires: u64,
    /// The tick of the last use.
    used: AtomicU64,
    /// The use under which the ledger knows it.
    queued: AtomicU64,
    hits: AtomicU64,
}

/// Of what never is stale.
pub(super) const NEVER: u64 = u64::MAX;

impl<K, H> Node<K, H> {
    pub(super) fn new(key: Arc<K>, held: H, ticket: u64, expires: u64, now: u64) -> Self {
        let (used, queued, hits) = (now.into(), now.into(), 0.into());
        Node { key, held, ticket, expires, used, queued, hits }
    }

    /// The same entry, held in another way from now on.
    pub(super) fn held_as(&self, held: H, now: u64) -> Self {
        let node = Node::new(Arc::clone(&self.key), held, self.ticket, self.expires, now);
        node.hits.store(self.hits(), Relaxed);
        node
    }

    #[inline]
    pub(super) fn is_stale(&self, now: u64) -> bool {
        self.expires <= now
    }

    #[inline]
    pub(super) fn hit(&self) {
        self.hits.fetch_add(1, Relaxed);
    }

    #[inline]
    pub(super) fn use_at(&self, now: u64) {
        self.used.store(now, Relaxed);
    }

    pub(super) fn hits(&self) -> u64 {
        self.hits.load(Relaxed)
    }

    pub(super) fn used(&self) -> u64 {
        self.used.load(Relaxed)
    }

    pub(super) fn queued(&self) -> u64 {
        self.queued.load(Relaxed)
    }

    /// Only the ledger does this, under its lock.
    pub(super) fn queue_at(&self, used: u64) {
        self.queued.store(used, Relaxed);
    }
}
