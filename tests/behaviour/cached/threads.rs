//! One makes, the others wait.

use std::sync::Barrier;
use std::thread;

use super::*;

#[test]
fn of_many_threads_one_makes_the_value() {
    static MADE: Count = Count::new();
    static START: Barrier = Barrier::new(8);

    #[cached(max = 10, weak)]
    fn load(key: &str) -> Arc<Data> {
        MADE.one();
        // Longer than the others take to come.
        for _ in 0..100 {
            thread::yield_now();
        }
        Arc::new(Data { text: key.to_owned() })
    }

    let threads = [(); 8].map(|()| {
        thread::spawn(|| {
            START.wait();
            load("a")
        })
    });
    let values = threads.map(|thread| thread.join().unwrap());
    assert!(values.iter().all(|value| Arc::ptr_eq(value, &values[0])));
    assert_eq!(MADE.get(), 1);
}

#[test]
fn those_who_wait_try_again_after_an_error_and_a_panic() {
    static MADE: Count = Count::new();
    static START: Barrier = Barrier::new(4);

    #[cached(max = 10)]
    fn load(key: u32) -> Result<u32, ()> {
        match MADE.one() {
            1 => {
                // The others are on their way.
                START.wait();
                Err(())
            }
            2 => panic!("the second one"),
            _ => Ok(key),
        }
    }

    let first = thread::spawn(|| load(1));
    let others = [(); 3].map(|()| {
        thread::spawn(|| {
            START.wait();
            load(1)
        })
    });
    assert_eq!(first.join().unwrap(), Err(()));
    let others = others.map(thread::JoinHandle::join);
    assert_eq!(others.iter().filter(|it| it.is_err()).count(), 1, "it panicked");
    assert_eq!(others.iter().filter(|it| matches!(it, Ok(Ok(1)))).count(), 2);
    assert_eq!(MADE.get(), 3);
}

#[test]
fn two_threads_that_would_wait_for_each_other_do_not() {
    static MET: Barrier = Barrier::new(2);
    static CALLS: Count = Count::new();

    // The one that is left makes the value that the other one does not, and then meets nobody.
    fn meet() {
        if CALLS.one() <= 2 {
            MET.wait();
        }
    }

    #[cached(max = 10)]
    fn left(key: u32) -> u32 {
        meet();
        right(key)
    }

    #[cached(max = 10)]
    fn right(key: u32) -> u32 {
        meet();
        left(key)
    }

    let threads = [left, right].map(|run| thread::spawn(move || panic_of(|| run(1))));
    let texts = threads.map(|thread| thread.join().unwrap());
    let told = |text: &&String| {
        text.contains("wait for each other") && text.contains("::left") && text.contains("::right")
    };
    assert!(texts.iter().any(|text| told(&text)), "{texts:?}");
}

#[test]
fn different_values_are_made_at_the_same_time() {
    static MET: Barrier = Barrier::new(2);

    #[cached(max = 10)]
    fn load(key: u32) -> u32 {
        MET.wait();
        key
    }

    let threads = [1, 2].map(|key| thread::spawn(move || load(key)));
    assert_eq!(threads.map(|thread| thread.join().unwrap()), [1, 2]);
}

#[test]
fn what_is_removed_while_it_is_made_is_not_kept() {
    static BEGUN: Barrier = Barrier::new(2);
    static REMOVED: Barrier = Barrier::new(2);
    static MADE: Count = Count::new();

    #[cached(max = 10, cache = load_cache)]
    fn load(key: u32) -> usize {
        let made = MADE.one();
        if made < 3 {
            BEGUN.wait();
            REMOVED.wait();
        }
        made + key as usize
    }

    for (expected, remove) in
        [(1, (|| assert_eq!(load_cache().remove(&0), None)) as fn()), (2, || load_cache().clear())]
    {
        let thread = thread::spawn(|| load(0));
        BEGUN.wait();
        remove();
        REMOVED.wait();
        assert_eq!(thread.join().unwrap(), expected);
    }
    assert_eq!((load(0), load(0)), (3, 3));
}

#[test]
fn threads_that_hammer_a_small_cache_agree() {
    #[cached(max = 3, weak, cache = load_cache)]
    fn load(key: u32) -> Arc<u32> {
        Arc::new(key)
    }

    thread::scope(|scope| {
        for seed in 0..4 {
            scope.spawn(move || {
                let mut held = Vec::new();
                for round in 0..2_000_u32 {
                    let key = (round * 7 + seed * 3) % 10;
                    let value = load(key);
                    assert_eq!(*value, key);
                    let again = load(key);
                    assert!(Arc::ptr_eq(&value, &again));
                    held.push(value);
                    if held.len() > 5 {
                        held.remove(0);
                    }
                }
            });
        }
    });
    let stats = load_cache().stats();
    assert!(stats.kept <= 3 && stats.lent == 0, "{stats:?}");
    // Of hits on an entry that is lent at that moment a few are not counted.
    assert!((15_900..=16_000).contains(&(stats.hits + stats.misses)), "{stats:?}");
}
