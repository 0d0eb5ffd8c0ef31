//! A pool that every clone closes for all, after the one of sqlx.

use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

use tenure::{Dispose, DisposeError, DisposeShared, Guard, disposable};

/// Behind a clone is the same pool.
#[derive(Clone)]
struct Pool(Arc<Inner>);

struct Inner {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    idle: Vec<Connection>,
    waiting: u32,
    is_closed: bool,
}

#[disposable]
struct Connection {
    #[dispose(with = |closed| { closed.fetch_add(1, Ordering::Relaxed); Err::<(), _>("reset") })]
    closed: Closed,
    guard: Guard,
}

/// How many connections were closed.
type Closed = Arc<AtomicU32>;

#[derive(Debug, PartialEq)]
struct PoolClosed;

impl fmt::Display for PoolClosed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the pool is closed")
    }
}

impl Pool {
    fn of(count: usize, closed: &Closed) -> Self {
        let connection = || Connection { closed: Arc::clone(closed), guard: Guard::new() };
        let idle = (0..count).map(|_| connection()).collect();
        let state = Mutex::new(State { idle, waiting: 0, is_closed: false });
        Pool(Arc::new(Inner { state, changed: Condvar::new() }))
    }

    /// Waits until a connection is idle.
    fn acquire(&self) -> Result<Connection, PoolClosed> {
        let mut state = self.0.state.lock().unwrap();
        state.waiting += 1;
        self.0.changed.notify_all();
        loop {
            if state.is_closed {
                return Err(PoolClosed);
            }
            if let Some(connection) = state.idle.pop() {
                return Ok(connection);
            }
            state = self.0.changed.wait(state).unwrap();
        }
    }

    fn wait_for_waiting(&self, count: u32) {
        let state = self.0.state.lock().unwrap();
        drop(self.0.changed.wait_while(state, |state| state.waiting < count).unwrap());
    }

    fn give_back(&self, mut connection: Connection) -> Result<(), DisposeError> {
        let mut state = self.0.state.lock().unwrap();
        if state.is_closed {
            drop(state);
            return connection.dispose();
        }
        state.idle.push(connection);
        self.0.changed.notify_all();
        Ok(())
    }
}

impl DisposeShared for Pool {
    fn dispose_shared(&self) -> Result<(), DisposeError> {
        let mut state = self.0.state.lock().unwrap();
        state.is_closed = true;
        let idle = std::mem::take(&mut state.idle);
        drop(state);
        self.0.changed.notify_all();
        idle.close()
    }
}

/// Behaviour 152.
#[test]
fn closing_one_clone_closes_all_and_wakes_who_waits() {
    let closed = Closed::default();
    let pool = Pool::of(2, &closed);
    let clone = pool.clone();
    let in_use = [pool.acquire().unwrap(), clone.acquire().unwrap()];
    let waiting: Vec<_> = (0..3)
        .map(|_| {
            let clone = pool.clone();
            thread::spawn(move || clone.acquire().map(drop))
        })
        .collect();
    pool.wait_for_waiting(5);
    pool.dispose_shared().unwrap();
    for thread in waiting {
        assert_eq!(thread.join().unwrap(), Err(PoolClosed));
    }
    assert_eq!(clone.acquire().map(drop), Err(PoolClosed));
    clone.dispose_shared().unwrap();
    for connection in in_use {
        assert_eq!(clone.give_back(connection).unwrap_err().to_string(), "closed: reset");
    }
    assert_eq!(closed.load(Ordering::Relaxed), 2);
}

/// Behaviour 152.
#[test]
fn two_clones_that_are_closed_at_once_both_come_to_an_end() {
    let closed = Closed::default();
    for round in 1..=100 {
        let pool = Pool::of(3, &closed);
        let clone = pool.clone();
        let other = thread::spawn(move || clone.dispose_shared());
        let outcomes = [pool.dispose_shared(), other.join().unwrap()];
        let failures = outcomes.into_iter().filter_map(Result::err).map(|error| error.len());
        assert_eq!(failures.collect::<Vec<_>>(), [3]);
        assert_eq!(closed.load(Ordering::Relaxed), 3 * round);
    }
}
