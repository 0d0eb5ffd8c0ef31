//! Overrides for all threads.

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tenure::{Singleton as _, singleton};

use super::Worker;

#[test]
fn every_thread_sees_it() {
    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Database(u8);
    #[singleton]
    impl Database {
        fn new(config: &'static Config) -> Self {
            Database(config.0)
        }
    }

    let worker = Worker::new();
    assert_eq!(worker.run(|| (Config::instance().0, Database::instance().0)), (1, 1));
    Config::override_global(Config(2), || {
        let theirs =
            worker.run(|| (Config::instance().0, std::ptr::from_ref(Database::instance()).addr()));
        assert_eq!(theirs, (2, std::ptr::from_ref(Database::instance()).addr()));
        assert_eq!(Database::instance().0, 2);
    });
    assert_eq!(worker.run(|| (Config::instance().0, Database::instance().0)), (1, 1));
}

#[test]
fn tests_that_override_for_all_come_one_after_the_other() {
    static INSIDE: AtomicUsize = AtomicUsize::new(0);
    static TOGETHER: Barrier = Barrier::new(4);

    #[singleton(init = || Left(0))]
    struct Left(usize);
    #[singleton(init = || Right(0))]
    struct Right(usize);

    let alone = |mine: usize| {
        assert_eq!(INSIDE.fetch_add(1, Ordering::SeqCst), 0);
        for _ in 0..10 {
            assert_eq!(Left::instance().0 + Right::instance().0, mine);
            thread::yield_now();
        }
        INSIDE.fetch_sub(1, Ordering::SeqCst);
    };
    thread::scope(|scope| {
        for mine in 1..=4 {
            scope.spawn(move || {
                TOGETHER.wait();
                for _ in 0..50 {
                    if mine % 2 == 0 {
                        Left::override_global(Left(mine), || alone(mine));
                    } else {
                        Right::override_global(Right(mine), || alone(mine));
                    }
                }
            });
        }
    });
    assert_eq!(Left::instance().0 + Right::instance().0, 0);
}

#[test]
fn one_thread_may_nest_them() {
    #[singleton(init = || Config(1))]
    struct Config(u8);
    #[singleton(init = || Clock(1))]
    struct Clock(u8);
    struct Database(u8);
    #[singleton]
    impl Database {
        fn new(config: &'static Config) -> Self {
            // It does not say so, and it lives longer than the inner override.
            Database(config.0 * 10 + Clock::instance().0)
        }
    }

    let worker = Worker::new();
    Config::override_global(Config(2), || {
        Clock::override_global(Clock(3), || {
            assert_eq!(worker.run(|| (Config::instance().0, Clock::instance().0)), (2, 3));
            assert_eq!(worker.run(|| Database::instance().0), 21);
        });
        Config::override_global(Config(4), || assert_eq!(worker.run(|| Config::instance().0), 4));
        assert_eq!(worker.run(|| (Config::instance().0, Clock::instance().0)), (2, 1));
    });
    assert_eq!(worker.run(|| (Config::instance().0, Clock::instance().0)), (1, 1));
}

#[test]
fn a_thread_keeps_what_it_overrides_itself() {
    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Database(u8);
    #[singleton]
    impl Database {
        fn new(config: &'static Config) -> Self {
            Database(config.0)
        }
    }

    let worker = Worker::new();
    let both = || (Config::instance().0, Database::instance().0);
    Config::override_global(Config(2), || {
        let theirs = worker.run(move || Config::override_with(Config(3), both));
        assert_eq!(theirs, (3, 3));
        assert_eq!(worker.run(both), (2, 2));
    });
    // On one thread the innermost counts, of either kind.
    Config::override_with(Config(4), || {
        Config::override_global(Config(5), || {
            assert_eq!(both(), (5, 5));
            assert_eq!(Config::override_with(Config(6), both), (6, 6));
            assert_eq!(worker.run(both), (5, 5));
        });
        assert_eq!(both(), (4, 4));
    });
}

#[test]
fn what_all_threads_see_is_not_made_from_what_one_thread_sees() {
    #[singleton(init = || Config(1))]
    struct Config(u8);
    #[singleton(init = || Clock(1))]
    struct Clock(u8);
    struct Database(u8, u8);
    #[singleton]
    impl Database {
        fn new(config: &'static Config, clock: &'static Clock) -> Self {
            Database(config.0, clock.0)
        }
    }

    let worker = Worker::new();
    Clock::override_with(Clock(2), || {
        Config::override_global(Config(3), || {
            assert_eq!((Database::instance().0, Database::instance().1), (3, 1));
            assert_eq!(worker.run(|| (Database::instance().0, Database::instance().1)), (3, 1));
        });
    });
}

#[test]
fn what_one_thread_sees_is_made_from_what_all_threads_see() {
    #[singleton(init = || Config(1))]
    struct Config(u8);
    #[singleton(init = || Clock(1))]
    struct Clock(u8);
    struct Database(u8, u8);
    #[singleton]
    impl Database {
        fn new(config: &'static Config) -> Self {
            Database(config.0, Clock::instance().0)
        }
    }

    let worker = Worker::new();
    Clock::override_global(Clock(2), || {
        let both = || (Database::instance().0, Database::instance().1);
        assert_eq!(worker.run(move || Config::override_with(Config(3), both)), (3, 2));
        // The real one is made from real ones.
        assert_eq!(worker.run(both), (1, 1));
    });
}
