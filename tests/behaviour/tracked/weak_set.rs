//! Sets that do not keep their values alive.

use std::rc::Rc;
use std::sync::{Arc, Barrier, OnceLock};
use std::thread;

use tenure::WeakSet;

#[test]
fn values_that_are_equal_are_two() {
    let set = WeakSet::new();
    let [one, other] = [(); 2].map(|()| Arc::new("equal".to_owned()));
    assert!(set.insert(&one) && set.insert(&other) && !set.insert(&one));
    assert_eq!(set.len(), 2);
    drop(one);
    assert_eq!(set.len(), 1);
    assert!(set.contains(&other));
}

#[test]
fn a_type_needs_neither_eq_nor_hash_and_may_have_no_size() {
    struct Nothing;

    let set = WeakSet::new();
    let [one, other] = [(); 2].map(|()| Arc::new(Nothing));
    assert!(set.insert(&one) && set.insert(&other), "values without a size are two as well");
    let texts: WeakSet<str> = WeakSet::new();
    let text: Arc<str> = Arc::from("text");
    assert!(texts.insert(&text) && texts.contains(&text.clone()));
    let objects: WeakSet<dyn Fn() -> u8 + Send + Sync> = WeakSet::new();
    let object: Arc<dyn Fn() -> u8 + Send + Sync> = Arc::new(|| 3);
    assert!(objects.insert(&object) && !objects.insert(&object));
    assert_eq!(objects.iter().map(|call| call()).sum::<u8>(), 3);
}

#[test]
fn values_of_one_thread_are_held_alike() {
    thread_local! {
        static USERS: WeakSet<u8, Rc<u8>> = const { WeakSet::new() };
    }

    let value = Rc::new(1);
    USERS.with(|users| assert!(users.insert(&value)));
    assert_eq!(USERS.with(|users| users.iter().map(|it| *it).sum::<u8>()), 1);
    drop(value);
    assert!(USERS.with(WeakSet::is_empty));
}

#[test]
fn a_temporary_is_gone_at_once() {
    let set = WeakSet::new();
    assert!(set.insert(&Arc::new(1)));
    assert!(set.is_empty() && set.iter().next().is_none());
}

#[test]
fn what_is_removed_is_not_there_any_more() {
    let set = WeakSet::new();
    let value = Arc::new(1);
    assert!(!set.remove(&value));
    set.insert(&value);
    assert!(set.remove(&value) && !set.contains(&value) && !set.remove(&value));
    set.insert(&value);
    set.clear();
    assert_eq!(set.len(), 0);
}

#[test]
fn the_values_come_in_the_order_of_their_insertion() {
    let set = WeakSet::new();
    let values: Vec<_> = (0..100).map(Arc::new).collect();
    assert!(values.iter().rev().all(|value| set.insert(value)));
    assert!(set.iter().map(|it| *it).eq((0..100).rev()));
    let copy = set.clone();
    set.clear();
    assert_eq!(copy.len(), 100, "a clone is a set of its own");
    assert_eq!(format!("{:?}", values.iter().take(2).cloned().collect::<WeakSet<_>>()), "{0, 1}");
}

#[test]
fn a_drop_may_use_the_set_that_its_value_is_in() {
    static SET: WeakSet<Value> = WeakSet::new();

    struct Value(Arc<OnceLock<usize>>);

    impl Drop for Value {
        fn drop(&mut self) {
            assert!(SET.iter().next().is_none());
            let _first = self.0.set(SET.len());
        }
    }

    let length = Arc::new(OnceLock::new());
    let value = Arc::new(Value(Arc::clone(&length)));
    SET.insert(&value);
    let mut iter = SET.iter();
    let last = iter.next();
    drop(value);
    assert_eq!(length.get(), None, "what the iterator gave out is alive");
    drop(last);
    assert_eq!(length.get(), Some(&0));
}

#[test]
fn an_iteration_keeps_only_the_current_value() {
    let set = WeakSet::new();
    let mut values: Vec<_> = (0..3).map(Arc::new).collect();
    assert!(values.iter().all(|value| set.insert(value)));
    let mut found = Vec::new();
    for value in &set {
        found.push(*value);
        values.retain(|it| **it == 0 || Arc::ptr_eq(it, &value));
    }
    assert_eq!(found, [0], "the others went while the first one was looked at");
}

#[test]
fn threads_may_share_a_set() {
    static SET: WeakSet<usize> = WeakSet::new();

    const THREADS: usize = 4;
    const EACH: usize = 200;

    let start = Barrier::new(THREADS);
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                start.wait();
                let kept: Vec<_> = (0..EACH).map(Arc::new).collect();
                for value in &kept {
                    assert!(SET.insert(value));
                    SET.insert(&Arc::new(0));
                }
                assert!(kept.iter().all(|value| SET.contains(value)));
                start.wait();
                assert_eq!(SET.len(), THREADS * EACH);
                start.wait();
            });
        }
    });
    assert!(SET.is_empty());
}
