//! A value that is being made by one caller, while all others who want it wait.

use std::fmt;
use std::future::{Future, poll_fn};
use std::hash::Hash;
use std::pin::pin;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use quick_cache::sync::GuardResult;

use super::label::Label;
use super::mode::{Give, Mode};
use super::parts::{Guard, Parts};
use super::registry::{self, AnyCache};
use super::waits::{self, Wait};
use super::{Cache, running};

/// What a cache has under a key.
#[derive(Debug)]
pub enum Found<'a, K, V, M: Mode<V>> {
    /// The value.
    Value(V),
    /// Nothing: the value is to be made by who got this.
    Missing(Flight<'a, K, V, M>),
}

/// The one who makes a value; dropped before it has done so, it leaves that to the next.
#[must_use = "who drops it leaves the value to be made by the next"]
pub struct Flight<'a, K, V, M: Mode<V>> {
    parts: &'a Parts<K, V, M>,
    label: Label,
    key: Arc<K>,
    guard: Option<Guard<'a, K, M::Held>>,
    number: u64,
    /// The cache of a function, which is listed once it has a value: those that it was made of are in
    /// the list by then.
    listed: Option<&'static dyn AnyCache>,
    /// What is done with its value and at its end, for which its type says too little: with its
    /// bounds on each function, a type without them would be an error at each.
    land: fn(&mut Self, V) -> V,
    end: fn(&Self),
}

impl<'a, K: Clone + Eq + Hash, V: Clone, M: Give<V>> Found<'a, K, V, M> {
    /// The value of `key`, or the duty to make it; waits for whoever makes it now.
    #[track_caller]
    pub(super) fn of(cache: &'a Cache<K, V, M>, key: K) -> Self {
        let (parts, label, key) = (cache.parts(), cache.label, Arc::new(key));
        loop {
            let mut ledger = parts.lock();
            let mut found = parts.store.get_value_or_guard(&key, Some(Duration::ZERO));
            let mut awaited = None;
            if matches!(found, GuardResult::Timeout) {
                let Some(flight) = ledger.flights.of(&key) else {
                    // Between the end of a flight and that of its entry.
                    drop(ledger);
                    thread::yield_now();
                    continue;
                };
                let waiting = refuse_circle(Wait { flight, label });
                ledger.flights.begin_waiting(flight);
                drop(ledger);
                found = parts.store.get_value_or_guard(&key, None);
                drop(waiting);
                ledger = parts.lock();
                awaited = Some(flight);
            }
            // First, so that who goes on after a failure has the number that the others wait for.
            let number = matches!(found, GuardResult::Guard(_)).then(|| ledger.begin(&key));
            let left = awaited.and_then(|flight| ledger.flights.end_waiting(flight));
            drop((ledger, left));
            match (found, number) {
                (GuardResult::Guard(guard), Some(number)) => {
                    return Found::missing(parts, label, key, guard, number);
                }
                (GuardResult::Value(node), _) => {
                    if let Some(value) = parts.value_of(node) {
                        return Found::Value(value);
                    }
                }
                _ => {}
            }
        }
    }

    /// As [`of`](Self::of), without a thread that waits.
    pub(super) async fn of_async(cache: &'a Cache<K, V, M>, key: K) -> Self {
        let (parts, label, key) = (cache.parts(), cache.label, Arc::new(key));
        loop {
            refuse_own(parts, &key, label);
            match parts.store.get_value_or_guard_async(&key).await {
                Ok(node) => {
                    if let Some(value) = parts.value_of(node) {
                        return Found::Value(value);
                    }
                }
                Err(guard) => {
                    let number = parts.lock().begin(&key);
                    return Found::missing(parts, label, key, guard, number);
                }
            }
        }
    }

    /// A value that is made goes into the cache of a function.
    pub(super) fn in_list(mut self, cache: &'static dyn AnyCache) -> Self {
        if let Found::Missing(flight) = &mut self {
            flight.listed = Some(cache);
        }
        self
    }

    fn missing(
        parts: &'a Parts<K, V, M>,
        label: Label,
        key: Arc<K>,
        guard: Guard<'a, K, M::Held>,
        number: u64,
    ) -> Self {
        let end = |flight: &Flight<'a, K, V, M>| flight.parts.lock().flights.end(flight.number);
        Found::Missing(Flight {
            parts,
            label,
            key,
            guard: Some(guard),
            number,
            listed: None,
            land: Flight::land,
            end,
        })
    }
}

/// Who makes a value and asks for it again would wait for themselves.
fn refuse_own<K, V, M>(parts: &Parts<K, V, M>, key: &K, label: Label)
where
    K: Clone + Eq + Hash,
    V: Clone,
    M: Give<V>,
{
    let running = running::flights();
    // Nobody waits for themselves who makes nothing.
    if running.is_empty() {
        return;
    }
    let own = parts.lock().flights.own(&running, key);
    if let Some(flight) = own {
        drop(refuse_circle(Wait { flight, label }));
    }
}

#[track_caller]
fn refuse_circle(wait: Wait) -> waits::Waiting {
    let Wait { flight, label } = wait;
    assert!(
        !running::flights().contains(&flight),
        "{label} needs its own value: while that is being made, it is asked for again with the same \
         key; call it with another one, or make the value without it"
    );
    waits::begin(wait).unwrap_or_else(|way| {
        panic!(
            "cached functions wait for each other on several threads; make one value without the \
             other:{way}"
        )
    })
}

impl<K, V, M: Mode<V>> Flight<'_, K, V, M> {
    /// Makes the value, and gives it to all who wait.
    pub fn make<F: FnOnce() -> V>(mut self, body: F) -> V {
        self.label.expect_one_type::<F>(&self.parts.approved);
        let value = running::run(self.number, body);
        (self.land)(&mut self, value)
    }

    /// As [`make`](Self::make); an error goes to the caller alone, and the next one tries again.
    ///
    /// # Errors
    ///
    /// That of `body`.
    pub fn try_make<E, F: FnOnce() -> Result<V, E>>(mut self, body: F) -> Result<V, E> {
        self.label.expect_one_type::<F>(&self.parts.approved);
        let value = running::run(self.number, body)?;
        Ok((self.land)(&mut self, value))
    }

    /// As [`make`](Self::make); when it is dropped, the next one who waits makes the value.
    pub async fn make_async<F: Future<Output = V>>(mut self, body: F) -> V {
        let value = self.polled(body).await;
        (self.land)(&mut self, value)
    }

    /// As [`try_make`](Self::try_make) and [`make_async`](Self::make_async).
    ///
    /// # Errors
    ///
    /// That of `body`.
    pub async fn try_make_async<E, F: Future<Output = Result<V, E>>>(
        mut self,
        body: F,
    ) -> Result<V, E> {
        let value = self.polled(body).await?;
        Ok((self.land)(&mut self, value))
    }

    async fn polled<F: Future>(&self, body: F) -> F::Output {
        self.label.expect_one_type::<F>(&self.parts.approved);
        let mut body = pin!(body);
        poll_fn(|context| running::run(self.number, || body.as_mut().poll(context))).await
    }
}

impl<K: Clone + Eq + Hash, V: Clone, M: Give<V>> Flight<'_, K, V, M> {
    fn land(&mut self, value: V) -> V {
        if let Some(cache) = self.listed {
            self.parts.listed.call_once(|| registry::list(cache));
        }
        if let Some(guard) = self.guard.take() {
            self.parts.put(guard, Arc::clone(&self.key), value.clone());
        }
        value
    }
}

impl<K, V, M: Mode<V>> Drop for Flight<'_, K, V, M> {
    fn drop(&mut self) {
        (self.end)(self);
    }
}

impl<K, V, M: Mode<V>> fmt::Debug for Flight<'_, K, V, M> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Flight").field("of", &self.label.name()).finish_non_exhaustive()
    }
}
