//! Overrides that are handed on to threads and futures.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tenure::testing::{Overrides, wrap};
use tenure::{Singleton as _, singleton};
use tenure_tests::futures::poll_once;

use super::Worker;

#[test]
fn another_thread_sees_an_override_only_when_it_enters() {
    #[singleton(init = || Config(1))]
    struct Config(u8);

    let worker = Worker::new();
    Config::override_with(Config(2), || {
        let overrides = Overrides::current();
        assert_eq!(worker.run(|| Config::instance().0), 1);
        let entered = overrides.clone();
        let inside = worker.run(move || entered.enter(|| Config::instance().0));
        assert_eq!(inside, 2);
        assert_eq!(worker.run(|| Config::instance().0), 1);
        // They replace what the thread overrides itself.
        let nested = worker.run(move || {
            Config::override_with(Config(3), || {
                let inside = overrides.enter(|| Config::instance().0);
                (inside, Config::instance().0)
            })
        });
        assert_eq!(nested, (2, 3));
    });
}

#[test]
fn a_panic_leaves_what_was_entered() {
    #[singleton(init = || Config(1))]
    struct Config(u8);

    let overrides = Config::override_with(Config(2), Overrides::current);
    let outcome = catch_unwind(AssertUnwindSafe(|| overrides.enter(|| panic!("out"))));
    assert!(outcome.is_err());
    assert_eq!(Config::instance().0, 1);
}

#[test]
fn no_overrides_are_overrides_too() {
    #[singleton(init = || Config(1))]
    struct Config(u8);

    let none = Overrides::current();
    Config::override_with(Config(2), || {
        assert_eq!(none.enter(|| Config::instance().0), 1);
        assert_eq!(Config::instance().0, 2);
    });
}

#[test]
fn a_wrapped_future_takes_them_from_thread_to_thread() {
    #[singleton(init = || Config(0))]
    struct Config(usize);
    struct Database(usize);
    #[singleton]
    impl Database {
        fn new(config: &'static Config) -> Self {
            Database(config.0)
        }
    }

    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).build().unwrap();
    let real = Database::instance();
    let plain = || async move {
        for _ in 0..50 {
            assert!(std::ptr::eq(Database::instance(), real));
            tokio::task::yield_now().await;
        }
    };
    let overridden = |mine| async move {
        let ours = Database::instance();
        for _ in 0..50 {
            assert_eq!(Config::instance().0, mine);
            assert!(std::ptr::eq(Database::instance(), ours));
            tokio::task::yield_now().await;
        }
        ours.0
    };
    let tasks: Vec<_> = (1..=8)
        .map(|mine| {
            let (overrides, first) = Config::override_with(Config(mine), || {
                // Made here, or nobody could: the override ends at once.
                Database::instance();
                (Overrides::current(), wrap(overridden(mine)))
            });
            let tasks = [first, overrides.wrap(overridden(mine))].map(|task| runtime.spawn(task));
            (mine, tasks, runtime.spawn(plain()))
        })
        .collect();
    runtime.block_on(async {
        for (mine, [first, second], plain) in tasks {
            assert_eq!((first.await.unwrap(), second.await.unwrap()), (mine, mine));
            plain.await.unwrap();
        }
    });
    assert!(std::ptr::eq(Database::instance(), real));
}

#[test]
fn a_wrapped_future_is_dropped_in_its_overrides() {
    #[singleton(init = || Config(1))]
    struct Config(u8);

    struct OnDrop<'a>(&'a mut u8);
    impl Drop for OnDrop<'_> {
        fn drop(&mut self) {
            *self.0 = Config::instance().0;
        }
    }

    let mut seen = 0;
    let guard = OnDrop(&mut seen);
    let future = Config::override_with(Config(2), || {
        wrap(async {
            let _guard = guard;
            std::future::pending::<()>().await;
        })
    });
    let mut future = Box::pin(future);
    assert!(poll_once(future.as_mut()).is_pending());
    drop(future);
    assert_eq!(seen, 2);
}
