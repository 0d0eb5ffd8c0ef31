//! Values that grow old.

use std::time::Duration;

use super::*;

#[test]
fn an_old_value_is_made_anew() {
    static MADE: Count = Count::new();

    #[cached(max = 10, ttl = "60s", cache = load_cache)]
    fn load(key: u32) -> usize {
        MADE.one() + key as usize
    }

    assert_eq!((load(0), load(0)), (1, 1));
    load_cache().advance(Duration::from_secs(59));
    assert_eq!(load(0), 1);
    load_cache().advance(Duration::from_secs(1));
    assert_eq!(load_cache().get(&0), None);
    assert_eq!((load(0), load(0)), (2, 2));
    assert_eq!(load_cache().stats().expired, 1);
}

#[test]
fn an_old_value_goes_before_one_that_was_used_less_recently() {
    #[cached(max = 2, ttl = "60s", cache = load_cache)]
    fn load(key: u32) -> u32 {
        key
    }

    load(1);
    load_cache().advance(Duration::from_secs(40));
    load(2);
    load(1);
    load_cache().advance(Duration::from_secs(30));
    load(3);
    assert_eq!([1, 2, 3].map(|key| load_cache().get(&key)), [None, Some(2), Some(3)]);
    assert_eq!((load_cache().stats().expired, load_cache().stats().evicted), (1, 0));
}

#[test]
fn an_old_value_is_made_anew_also_while_somebody_has_it() {
    #[cached(weak, ttl = "1.5s", cache = load_cache)]
    fn load(key: u32) -> Arc<u32> {
        Arc::new(key)
    }

    let old = load(1);
    load_cache().advance(Duration::from_millis(1500));
    let new = load(1);
    assert!(!Arc::ptr_eq(&old, &new));
    assert!(Arc::ptr_eq(&new, &load(1)));
}

#[tokio::test]
async fn an_old_value_is_awaited_anew() {
    static MADE: Count = Count::new();

    #[cached(max = 10, ttl = "5ms", cache = load_cache)]
    async fn load() -> usize {
        std::future::ready(MADE.one()).await
    }

    assert_eq!((load().await, MADE.get()), (1, 1));
    load_cache().advance(Duration::from_secs(1));
    assert_eq!(load().await, 2);
}
