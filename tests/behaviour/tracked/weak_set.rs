//! Sets that do not keep their values alive.

use std::rc::Rc;
use std::sync::Arc;

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
fn values_of_one_thread_are_held_alike() {
    let set = WeakSet::new();
    let value = Rc::new(1);
    assert!(set.insert(&value));
    assert_eq!(set.iter().map(|it| *it).sum::<i32>(), 1);
    drop(value);
    assert!(set.is_empty());
}
