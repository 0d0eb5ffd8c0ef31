//! Tests that override the same singleton at the same time, as `cargo test` runs them.

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tenure::testing::wrap;
use tenure::{Singleton as _, singleton};

#[test]
fn eight_tests_have_each_a_database_of_their_own_config() {
    const ROUNDS: usize = 1_000;
    static MADE: AtomicUsize = AtomicUsize::new(0);
    static DISPOSED: AtomicUsize = AtomicUsize::new(0);
    static TOGETHER: Barrier = Barrier::new(8);

    #[singleton(init = || Config(0))]
    struct Config(usize);
    struct Database(usize);
    #[singleton(dispose = Database::disconnect)]
    impl Database {
        fn new(config: &'static Config) -> Self {
            MADE.fetch_add(1, Ordering::Relaxed);
            Database(config.0)
        }
        fn disconnect(&self) {
            assert_eq!(Config::instance().0, self.0);
            DISPOSED.fetch_add(1, Ordering::Relaxed);
        }
    }

    thread::scope(|scope| {
        for test in 1..=8 {
            scope.spawn(move || {
                TOGETHER.wait();
                for round in 0..ROUNDS {
                    let mine = test * ROUNDS * 10 + round;
                    Config::override_with(Config(mine), || {
                        assert_eq!((Database::instance().0, Config::instance().0), (mine, mine));
                    });
                    // Somebody makes the real one, in the midst of it all.
                    if round == ROUNDS / 2 {
                        assert_eq!(Database::instance().0, 0);
                    }
                }
            });
        }
    });
    let counts = (MADE.load(Ordering::Relaxed), DISPOSED.load(Ordering::Relaxed));
    assert_eq!(counts, (8 * ROUNDS + 1, 8 * ROUNDS));
}

#[test]
fn a_wrapped_future_keeps_its_overrides_while_workers_steal_it() {
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
    let threads = runtime.block_on(async {
        let mut tasks = Vec::new();
        for mine in 1..=64 {
            let seen =
                move || assert_eq!((Config::instance().0, Database::instance().0), (mine, mine));
            // The scope is open for as long as the future runs: its own thread waits for it.
            tasks.push(tokio::task::spawn_blocking(move || {
                Config::override_with(Config(mine), || {
                    let future = wrap(async move {
                        let mut threads = vec![thread::current().id()];
                        for _ in 0..50 {
                            seen();
                            tokio::task::yield_now().await;
                            threads.push(thread::current().id());
                        }
                        threads.dedup();
                        threads.len()
                    });
                    let handle = tokio::runtime::Handle::current();
                    // Beside it runs one that has no override.
                    let plain = handle.spawn(async {
                        for _ in 0..50 {
                            assert_eq!((Config::instance().0, Database::instance().0), (0, 0));
                            tokio::task::yield_now().await;
                        }
                    });
                    let task = handle.spawn(future);
                    let threads = handle.block_on(task).unwrap();
                    handle.block_on(plain).unwrap();
                    seen();
                    threads
                })
            }));
        }
        let mut threads = Vec::new();
        for task in tasks {
            threads.push(task.await.unwrap());
        }
        threads
    });
    // Some of them really went from thread to thread.
    assert!(threads.iter().any(|count| *count > 1), "{threads:?}");
}
