//! What a plain function keeps.

use std::panic::catch_unwind;

use tenure::{Cache, CacheStats};

use super::*;

#[test]
fn the_second_call_is_answered_from_the_cache() {
    static MADE: Count = Count::new();

    #[cached(max = 100)]
    fn double(number: u32) -> u32 {
        MADE.one();
        number * 2
    }

    assert_eq!((double(2), double(2), double(3)), (4, 4, 6));
    assert_eq!(MADE.get(), 2);
}

#[test]
fn every_argument_is_part_of_the_key() {
    static MADE: Count = Count::new();

    #[cached(max = 100, weak)]
    fn load(key: &str, numbers: &[u8], n: u32) -> Arc<Data> {
        MADE.one();
        Arc::new(Data { text: format!("{key}{numbers:?}{n}") })
    }

    let first = load("a", &[1], 1);
    assert!(Arc::ptr_eq(&first, &load("a", &[1], 1)));
    for other in [load("b", &[1], 1), load("a", &[2], 1), load("a", &[1], 2)] {
        assert!(!Arc::ptr_eq(&first, &other));
    }
    assert_eq!(MADE.get(), 4);
}

#[test]
fn a_hot_value_survives_500_inserts() {
    #[cached(max = 100, weak)]
    fn load(key: u32) -> Arc<u32> {
        Arc::new(key)
    }

    let hot = Arc::downgrade(&load(0));
    for key in 1..=500 {
        load(key);
        assert_eq!(load(0).as_ref(), &0);
    }
    assert!(hot.upgrade().is_some());
}

#[test]
fn an_error_is_not_kept() {
    static MADE: Count = Count::new();

    #[cached(max = 10)]
    fn parse(text: &str) -> Result<u32, std::num::ParseIntError> {
        MADE.one();
        let number: u32 = text.parse()?;
        Ok(number)
    }

    assert!(parse("x").is_err() && parse("x").is_err());
    assert_eq!((parse("1"), parse("1")), (Ok(1), Ok(1)));
    assert_eq!(MADE.get(), 3);
}

#[test]
fn the_least_recently_used_value_goes_first() {
    #[cached(max = 2, cache = load_cache)]
    fn load(key: u32) -> u32 {
        key
    }

    load(1);
    load(2);
    load(1);
    load(3);
    assert_eq!([1, 2, 3].map(|key| load_cache().get(&key)), [Some(1), None, Some(3)]);
}

#[test]
fn a_none_is_kept_like_any_value() {
    static MADE: Count = Count::new();

    #[cached(max = 10)]
    fn find(text: &str) -> Option<usize> {
        MADE.one();
        text.find('x')
    }

    assert_eq!((find("a"), find("a"), find("ax")), (None, None, Some(1)));
    assert_eq!(MADE.get(), 2);
}

#[test]
fn a_function_without_arguments_has_one_value() {
    static MADE: Count = Count::new();

    #[cached(max = 1)]
    fn answer() -> u8 {
        MADE.one();
        42
    }

    assert_eq!([answer(), answer()], [42, 42]);
    assert_eq!(MADE.get(), 1);
}

#[test]
fn as_many_values_are_kept_as_max_says_and_no_more() {
    #[cached(max = 100, cache = load_cache)]
    fn load(key: u32) -> u32 {
        key
    }

    for key in 0..100 {
        load(key);
    }
    assert_eq!((load_cache().len(), load_cache().stats().evicted), (100, 0));
    load(100);
    assert_eq!((load_cache().len(), load_cache().stats().evicted), (100, 1));
    assert_eq!(load_cache().get(&0), None, "it was used first");
}

/// A cache as it would be written without any cleverness.
#[derive(Default)]
struct Model {
    /// The one that was used last is the last.
    keys: Vec<u8>,
}

impl Model {
    /// Whether it is a hit.
    fn get(&mut self, key: u8, max: usize) -> bool {
        let found = self.keys.iter().position(|it| *it == key);
        if let Some(at) = found {
            self.keys.remove(at);
        } else if self.keys.len() == max {
            self.keys.remove(0);
        }
        self.keys.push(key);
        found.is_some()
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config {
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(6),
        ..Default::default()
    })]

    #[test]
    fn values_go_in_the_order_of_their_last_use(
        calls in proptest::collection::vec(0..12_u8, 1..200),
        max in 1..10_usize,
    ) {
        let cache = Cache::new(max);
        let mut model = Model::default();
        for key in calls {
            let mut made = false;
            cache.get_or_insert_with(key, || made = true);
            proptest::prop_assert_eq!(!made, model.get(key, max));
        }
        let kept = (0..12).filter(|key| cache.get(key).is_some()).count();
        proptest::prop_assert_eq!(kept, model.keys.len());
    }
}

#[test]
fn a_panic_leaves_nothing_behind() {
    static MADE: Count = Count::new();

    #[cached(max = 10)]
    fn load(key: u32) -> u32 {
        assert!(MADE.one() > 1, "the first time");
        key
    }

    assert!(catch_unwind(|| load(1)).is_err());
    assert_eq!((load(1), load(1)), (1, 1));
    assert_eq!(MADE.get(), 2);
}

#[test]
fn a_function_calls_itself_with_other_arguments() {
    static MADE: Count = Count::new();

    #[cached(max = 100)]
    fn fibonacci(n: u64) -> u64 {
        MADE.one();
        if n < 2 { n } else { fibonacci(n - 1) + fibonacci(n - 2) }
    }

    assert_eq!(fibonacci(80), 23_416_728_348_467_685);
    assert_eq!(MADE.get(), 81);
}

#[test]
fn a_value_that_needs_itself_is_a_panic_that_names_the_function() {
    #[cached(max = 10)]
    fn circle(key: u32) -> u32 {
        if key == 0 { circle(1) } else { circle(0) }
    }

    let text = panic_of(|| circle(0));
    assert!(text.contains("::circle` ("), "{text}");
    assert!(text.contains("needs its own value"), "{text}");
}

#[test]
fn what_it_did_is_told() {
    #[cached(max = 2, cache = load_cache)]
    fn load(key: u32) -> Result<u32, ()> {
        if key == 9 { Err(()) } else { Ok(key) }
    }

    for key in [1, 2, 1, 3, 9, 3] {
        let _ = load(key);
    }
    let CacheStats { len, kept, lent, hits, misses, evicted, dead, expired, .. } =
        load_cache().stats();
    assert_eq!((len, kept, lent), (2, 2, 0));
    assert_eq!((hits, misses, evicted, dead, expired), (2, 4, 1, 0, 0));

    let listed = tenure::caches();
    let listed = listed.iter().find(|it| it.name.ends_with("what_it_did_is_told::load")).unwrap();
    assert_eq!(listed.stats, load_cache().stats());
}

#[test]
fn what_is_taken_out_is_made_anew() {
    static MADE: Count = Count::new();

    #[cached(max = 10, cache = load_cache)]
    fn load(key: &str) -> String {
        MADE.one();
        key.to_owned()
    }

    load("a");
    load("b");
    assert_eq!(load_cache().remove("a").as_deref(), Some("a"));
    assert_eq!(load_cache().remove("a"), None);
    load("a");
    assert_eq!(MADE.get(), 3);
    load_cache().clear();
    assert!(load_cache().is_empty());
    load("b");
    assert_eq!(MADE.get(), 4);
    load_cache().insert("b".to_owned(), "other".to_owned());
    assert_eq!(load("b"), "other");
}

#[test]
fn a_hit_allocates_nothing() {
    #[cached(max = 10)]
    fn load(key: &str, path: &[u16], n: u64) -> Arc<str> {
        Arc::from(format!("{key}{path:?}{n}"))
    }

    load("a", &[1, 2], 3);
    tenure::assert_no_alloc!(|| load("a", &[1, 2], 3));
}

#[test]
#[allow(clippy::needless_pass_by_value)] // a reference would be copied for the key
fn a_miss_makes_no_text_and_does_not_hash_to_find_its_flight() {
    static HASHED: Count = Count::new();

    #[derive(Clone, PartialEq, Eq)]
    struct Key(u32);

    impl std::hash::Hash for Key {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            HASHED.one();
            self.0.hash(state);
        }
    }

    #[cached(max = 2)]
    fn load(key: Key) -> u32 {
        key.0
    }

    (0..100).for_each(|key| assert_eq!(load(Key(key)), key));
    let before = HASHED.get();
    // The entry, its key, its place in the store, and the entry that goes.
    tenure::assert_allocs!(<= 4, || load(Key(100)));
    // It is looked up twice, and then the one that goes.
    assert_eq!(HASHED.get() - before, 3);
}
