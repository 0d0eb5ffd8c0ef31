//! What somebody has is found; what nobody has is cleared away.

use std::sync::Weak;

use tenure::{Cache, WeakCache};

use super::*;

#[cached(weak, cache = alone_cache)]
fn alone(key: u32) -> Arc<u32> {
    Arc::new(key)
}

#[test]
fn weak_alone_keeps_nothing_alive() {
    let one = alone(1);
    assert!(Arc::ptr_eq(&one, &alone(1)));
    let gone = Arc::downgrade(&one);
    drop(one);
    assert!(gone.upgrade().is_none());
    assert_eq!(alone_cache().get(&1), None);
}

#[test]
fn of_200_temporaries_nothing_is_left() {
    let cache: WeakCache<u32, u32> = Cache::weak();
    let hot = cache.get_or_insert_with(0, || Arc::new(0));
    for key in 1..=200 {
        cache.get_or_insert_with(key, || Arc::new(key));
    }
    let stats = cache.stats();
    assert_eq!((stats.len, stats.lent, stats.dead, stats.evicted), (1, 1, 200, 0));
    assert!(Arc::ptr_eq(&hot, &cache.get(&0).unwrap()));
}

#[test]
fn with_max_200_temporaries_leave_the_last_100() {
    let cache: WeakCache<u32, u32> = Cache::weak_with_max(100);
    for key in 0..200 {
        cache.get_or_insert_with(key, || Arc::new(key));
    }
    let stats = cache.stats();
    assert_eq!((stats.len, stats.kept, stats.lent), (100, 100, 0));
    assert_eq!(stats.evicted, 100, "nobody had them");
    assert!(cache.get(&99).is_none() && cache.get(&100).is_some());
}

#[test]
fn a_value_in_use_is_never_lost_however_many_there_are() {
    let cache: WeakCache<u32, u32> = Cache::weak_with_max(100);
    let make = |key| cache.get_or_insert_with(key, || Arc::new(key));
    let hot = make(1000);
    let live: Vec<_> = (0..150).map(make).collect();
    let stats = cache.stats();
    assert_eq!((stats.len, stats.kept, stats.lent, stats.evicted), (151, 100, 51, 0));
    for (key, value) in (0..).zip(&live) {
        assert!(Arc::ptr_eq(value, &make(key)));
    }
    assert!(Arc::ptr_eq(&hot, &make(1000)));
    assert_eq!(cache.stats().kept, 100);
}

#[test]
fn a_value_in_use_outlives_500_others_without_being_asked_for() {
    #[cached(max = 100, weak)]
    fn load(key: u32) -> Arc<u32> {
        Arc::new(key)
    }

    let held = load(0);
    for key in 1..=500 {
        load(key);
    }
    assert!(Arc::ptr_eq(&held, &load(0)));
}

#[test]
fn a_lent_value_is_kept_again_once_it_is_used() {
    let cache: WeakCache<u32, u32> = Cache::weak_with_max(1);
    let one = cache.get_or_insert_with(1, || Arc::new(1));
    cache.get_or_insert_with(2, || Arc::new(2));
    assert_eq!((cache.stats().kept, cache.stats().lent), (1, 1));
    assert!(cache.get(&1).is_some());
    assert!(cache.get(&2).is_none(), "it made room");
    drop(one);
    assert!(cache.get(&1).is_some());
}

#[test]
fn somebody_with_a_weak_counts_as_one_who_has_the_value() {
    let cache: WeakCache<u32, u32> = Cache::weak_with_max(1);
    let one = Arc::downgrade(&cache.get_or_insert_with(1, || Arc::new(1)));
    cache.get_or_insert_with(2, || Arc::new(2));
    assert_eq!(one.strong_count(), 0, "nobody keeps it");
    assert_eq!(cache.stats().dead, 1);
}

#[test]
fn what_a_weak_leaves_behind_does_not_pile_up() {
    let cache: WeakCache<u32, [u8; 64]> = Cache::weak();
    let first = cache.get_or_insert_with(0, || Arc::new([0; 64]));
    let memory: Vec<Weak<[u8; 64]>> = (1..10_000)
        .map(|key| Arc::downgrade(&cache.get_or_insert_with(key, || Arc::new([0; 64]))))
        .collect();
    // Ours is gone where theirs is the only one left.
    let pinned = memory.iter().filter(|weak| weak.weak_count() > 1).count();
    assert_eq!(pinned, 0, "a dead `Arc` has no count, so all of it is in the cache's own");
    assert!(cache.stats().dead == 9_999 && cache.len() == 1);
    drop(first);
}

#[test]
fn unsized_values_are_shared() {
    #[cached(weak, max = 10)]
    fn words(text: &str) -> Result<Arc<[String]>, String> {
        if text.is_empty() {
            return Err("nothing".to_owned());
        }
        Ok(text.split(' ').map(str::to_owned).collect())
    }

    let two = words("a b").unwrap();
    assert!(Arc::ptr_eq(&two, &words("a b").unwrap()));
    assert!(words("").is_err());
}
