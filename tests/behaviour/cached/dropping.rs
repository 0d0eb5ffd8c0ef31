//! Keys and values whose end asks the same cache.

#![allow(clippy::needless_pass_by_value)] // the end of an argument counts, too

use std::sync::atomic::AtomicBool;

use super::*;

/// Calls back when it is dropped, for as long as it is told to.
#[derive(Clone)]
struct Echo(u32, fn(u32));

impl PartialEq for Echo {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl Eq for Echo {}

impl std::hash::Hash for Echo {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl Drop for Echo {
    fn drop(&mut self) {
        self.1(self.0);
    }
}

/// Lets something happen so many times.
fn at_most(times: usize, count: &Count, run: impl FnOnce()) {
    if count.one() <= times {
        run();
    }
}

#[test]
fn the_end_of_a_key_may_call_the_function() {
    static ENDED: Count = Count::new();

    #[cached(max = 2, cache = load_cache)]
    fn load(key: Echo) -> u32 {
        key.0
    }

    fn again(number: u32) {
        at_most(500, &ENDED, || {
            load(Echo(number + 1, again));
            let _ = load_cache().stats();
        });
    }

    for number in 0..50 {
        load(Echo(number * 7, again));
    }
    load_cache().clear();
    assert!(ENDED.get() > 500);
    assert!(load_cache().stats().kept <= 2);
}

#[test]
fn the_end_of_a_value_may_call_the_function() {
    static ENDED: Count = Count::new();

    #[cached(max = 2, weak, cache = load_cache)]
    fn load(number: u32) -> Arc<Echo> {
        Arc::new(Echo(number, again))
    }

    fn again(number: u32) {
        at_most(500, &ENDED, || {
            load(number + 1);
            load_cache().clear();
            load_cache().remove(&number);
        });
    }

    for number in 0..50 {
        load(number * 7);
    }
    load_cache().clear();
    assert!(ENDED.get() > 500);
    assert!(load_cache().stats().kept <= 2);
}

#[test]
fn the_end_of_a_key_of_a_dead_value_may_call_the_function() {
    static ENDED: AtomicBool = AtomicBool::new(false);

    #[cached(weak, cache = load_cache)]
    fn load(key: Echo) -> Arc<u32> {
        Arc::new(key.0)
    }

    fn again(_: u32) {
        if !ENDED.swap(true, SeqCst) {
            let _ = load_cache().stats();
        }
    }

    drop(load(Echo(1, |_| {})));
    drop(load(Echo(2, again)));
    ENDED.store(false, SeqCst);
    assert_eq!(load_cache().stats().dead, 2);
    assert!(ENDED.load(SeqCst), "the key is gone");
}

#[test]
fn the_end_of_a_value_that_is_not_kept_may_call_the_function() {
    static ENDED: Count = Count::new();

    #[cached(max = 2, cache = load_cache)]
    fn load(number: u32) -> Echo {
        // It is not kept, since it is of an older time.
        load_cache().remove(&number);
        Echo(number, |number| at_most(9, &ENDED, || drop(load(number + 1))))
    }

    drop(load(0));
    assert!(ENDED.get() > 9 && load_cache().is_empty());
}
