//! Overrides of singletons that are awaited and freed, and of those that have a key.

#![allow(clippy::unused_async)] // a constructor is `async` also where it awaits nothing

use std::ptr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;
use std::thread;

use tenure::testing::wrap;
use tenure::{Handle, InitError, KeyedSingleton as _, Singleton as _, Status, singleton};
use tenure_tests::futures::{Gate, block_on, poll, poll_once, yields};

use super::{Log, Worker};

/// Says when it is freed.
struct Noisy(&'static Log, u8);

impl Drop for Noisy {
    fn drop(&mut self) {
        self.0.add(format!("{} freed", self.1));
    }
}

/// What is awaited, and there at the first poll.
fn at_once<F: Future + Unpin>(future: F) -> F::Output {
    let Poll::Ready(value) = poll_once(future) else { panic!("it is not there") };
    value
}

#[test]
fn a_managed_one_is_ready_at_once_before_and_after_the_real_one_is_made() {
    static LOG: Log = Log::new();
    static RUNS: AtomicUsize = AtomicUsize::new(0);

    struct Pool(Noisy);
    #[singleton(managed)]
    impl Pool {
        async fn new() -> Self {
            RUNS.fetch_add(1, Ordering::SeqCst);
            yields(2).await;
            Pool(Noisy(&LOG, 1))
        }
    }

    let check = |status| {
        Pool::override_with(Pool(Noisy(&LOG, 2)), || {
            let pool: Handle<Pool> = at_once(Pool::instance());
            assert_eq!(pool.0.1, 2);
            assert!(ptr::eq(&raw const *pool, &raw const *at_once(Pool::try_instance()).unwrap()));
            assert_eq!((Pool::status(), Pool::with(|pool| pool.0.1)), (Status::Ready, 2));
            assert_eq!(thread::spawn(Pool::status).join().unwrap(), status);
            assert!(LOG.take().is_empty());
        });
        assert_eq!((LOG.take(), Pool::status()), (vec!["2 freed".to_owned()], status));
    };
    check(Status::Empty);
    assert_eq!(RUNS.load(Ordering::SeqCst), 0);
    let real = block_on(Pool::instance());
    check(Status::Ready);
    assert!(ptr::eq(&raw const *real, &raw const *block_on(Pool::instance())));
    assert_eq!(RUNS.load(Ordering::SeqCst), 1);
}

#[test]
fn a_managed_one_may_be_overridden_while_the_real_one_is_half_made() {
    static GATE: Gate = Gate::new();

    struct Pool(u8);
    #[singleton(managed)]
    impl Pool {
        async fn new() -> Self {
            GATE.pass().await;
            Pool(1)
        }
    }

    let (bell, mut real) = (Arc::default(), Pool::instance());
    assert!(poll(&mut real, &bell).is_pending());
    Pool::override_with(Pool(2), || {
        assert_eq!(at_once(Pool::instance()).0, 2);
        // Who asked before goes on with the real one, here and elsewhere.
        assert!(poll(&mut real, &bell).is_pending());
        GATE.open();
        assert_eq!(thread::spawn(|| block_on(Pool::instance()).0).join().unwrap(), 1);
        assert_eq!(at_once(&mut real).0, 1);
        assert_eq!((at_once(Pool::instance()).0, Pool::status()), (2, Status::Ready));
    });
    assert_eq!((bell.rings(), at_once(Pool::instance()).0), (1, 1));
}

#[test]
fn of_nested_managed_overrides_the_innermost_counts_and_each_is_freed() {
    static LOG: Log = Log::new();

    struct Pool(Noisy);
    #[singleton(managed)]
    impl Pool {
        async fn new() -> Self {
            Pool(Noisy(&LOG, 1))
        }
    }

    Pool::override_with(Pool(Noisy(&LOG, 2)), || {
        Pool::override_with(Pool(Noisy(&LOG, 3)), || {
            assert_eq!(at_once(Pool::instance()).0.1, 3);
        });
        assert_eq!(LOG.take(), ["3 freed"]);
        assert_eq!(at_once(Pool::instance()).0.1, 2);
    });
    assert_eq!((LOG.take(), Pool::status()), (vec!["2 freed".to_owned()], Status::Empty));
    assert_eq!(block_on(Pool::instance()).0.1, 1);
}

#[test]
fn managed_dependents_are_awaited_anew_and_freed_in_reverse() {
    static LOG: Log = Log::new();

    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Pool(Noisy);
    #[singleton(managed, dispose = Pool::close)]
    impl Pool {
        async fn new(config: &'static Config) -> Self {
            yields(1).await;
            Pool(Noisy(&LOG, config.0))
        }
        fn close(&self) {
            LOG.add(format!("{} closed", self.0.1));
        }
    }
    struct Server(Handle<Pool>, Noisy);
    #[singleton(managed)]
    impl Server {
        async fn new(pool: Handle<Pool>) -> Self {
            yields(1).await;
            let number = pool.0.1 * 10;
            Server(pool, Noisy(&LOG, number))
        }
    }

    let real = &raw const *block_on(Server::instance()).0;
    Config::override_with(Config(2), || {
        assert!(Server::peek().is_none() && Pool::status() == Status::Empty);
        let server = block_on(Server::instance());
        assert_eq!(server.1.1, 20);
        assert!(ptr::eq(&raw const *server.0, &raw const *at_once(Pool::instance())));
        // An inner override of what lies between.
        Pool::override_with(Pool(Noisy(&LOG, 7)), || {
            assert_eq!(block_on(Server::instance()).1.1, 70);
        });
        assert_eq!(LOG.take(), ["70 freed", "7 freed"]);
        assert!(ptr::eq(&raw const *server, &raw const *at_once(Server::instance())));
    });
    assert_eq!(LOG.take(), ["20 freed", "2 closed", "2 freed"]);
    assert!(ptr::eq(&raw const *at_once(Pool::instance()), real));
    assert_eq!(at_once(Server::instance()).1.1, 10);
}

#[test]
fn a_half_made_managed_dependent_is_disposed_in_the_override_and_made_anew() {
    static GATE: Gate = Gate::new();
    static STARTED: AtomicUsize = AtomicUsize::new(0);

    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Pool(u8);
    #[singleton(managed, recreate)]
    impl Pool {
        async fn new(config: &'static Config) -> Self {
            STARTED.fetch_add(1, Ordering::SeqCst);
            GATE.pass().await;
            Pool(config.0)
        }
    }

    let bell = Arc::default();
    Config::override_with(Config(2), || {
        let mut waiter = Pool::instance();
        assert!(poll(&mut waiter, &bell).is_pending());
        Pool::dispose().unwrap();
        assert_eq!((bell.rings(), Pool::status()), (1, Status::Empty));
        GATE.open();
        assert_eq!((at_once(waiter).0, STARTED.load(Ordering::SeqCst)), (2, 2));
        Pool::dispose().unwrap();
        assert_eq!((block_on(Pool::instance()).0, STARTED.load(Ordering::SeqCst)), (2, 3));
    });
    assert_eq!(block_on(Pool::instance()).0, 1);
}

#[test]
fn the_end_of_an_override_wakes_who_awaits_a_managed_dependent() {
    static GATE: Gate = Gate::new();

    #[singleton(init = || Config)]
    struct Config;
    struct Pool;
    #[singleton(managed)]
    impl Pool {
        async fn new(_config: &'static Config) -> Self {
            GATE.pass().await;
            Pool
        }
    }

    let bell = Arc::default();
    let mut escaped = Config::override_with(Config, || {
        let mut pool = wrap(async { Pool::try_instance().await.map(drop) });
        assert!(poll(&mut pool, &bell).is_pending());
        pool
    });
    assert_eq!(bell.rings(), 1);
    let error = at_once(&mut escaped).unwrap_err();
    assert!(
        matches!(error, InitError::OverrideEnded { singleton: "Pool", overridden: "Config", .. }),
        "{error:?}"
    );
}

#[test]
fn a_wrapped_future_takes_the_managed_override_along_to_every_poll() {
    struct Pool(u8);
    #[singleton(managed)]
    impl Pool {
        async fn new() -> Self {
            Pool(1)
        }
    }
    struct Store(u8);
    #[singleton(managed)]
    impl Store {
        async fn new(pool: Handle<Pool>) -> Self {
            yields(1).await;
            Store(pool.0)
        }
    }

    Pool::override_with(Pool(2), || {
        let mut future = Box::pin(wrap(async {
            let first = Pool::instance().await.0;
            yields(1).await;
            (first, Store::instance().await.0, Pool::instance().await.0)
        }));
        assert!(poll_once(future.as_mut()).is_pending());
        let told = thread::spawn(move || (block_on(future), block_on(Store::instance()).0));
        assert_eq!(told.join().unwrap(), ((2, 2, 2), 1));
    });
}

#[test]
fn every_thread_awaits_that_of_the_whole_process() {
    struct Pool(u8);
    #[singleton(managed)]
    impl Pool {
        async fn new() -> Self {
            Pool(1)
        }
    }
    struct Store(u8);
    #[singleton(key = u8)]
    impl Store {
        async fn new(key: &u8, pool: Handle<Pool>) -> Self {
            yields(1).await;
            Store(pool.0 * 10 + *key)
        }
    }

    let worker = Worker::new();
    let seen = || (block_on(Pool::instance()).0, block_on(Store::instance(&5)).0);
    Pool::override_global(Pool(2), || {
        assert_eq!(worker.run(seen), (2, 25));
        Pool::override_with(Pool(3), || assert_eq!((seen(), worker.run(seen)), ((3, 35), (2, 25))));
    });
    assert_eq!(worker.run(seen), (1, 15));
    Store::override_global(&5, Store(50), || {
        assert_eq!(worker.run(|| block_on(Store::instance(&5)).0), 50);
        assert_eq!(worker.run(|| block_on(Store::instance(&6)).0), 16);
    });
    assert_eq!(worker.run(seen), (1, 15));
}

#[test]
fn of_one_key_an_override_is_ready_at_once_and_the_others_stay() {
    static RUNS: AtomicUsize = AtomicUsize::new(0);

    struct Pool(usize);
    #[singleton(key = String)]
    impl Pool {
        async fn new(name: &str) -> Self {
            RUNS.fetch_add(1, Ordering::SeqCst);
            yields(1).await;
            Pool(name.len())
        }
    }

    let real = block_on(Pool::instance("primary"));
    for key in ["primary", "replica"] {
        Pool::override_with(key, Pool(70), || {
            assert_eq!(at_once(Pool::instance(key)).0, 70);
            assert_eq!(at_once(Pool::try_instance(key)).unwrap().0, 70);
            assert_eq!((Pool::with(key, |pool| pool.0), Pool::status(key)), (70, Status::Ready));
            assert!(ptr::eq(Pool::peek(key).unwrap(), at_once(Pool::instance(key))));
            assert_eq!(block_on(Pool::instance("other")).0, 5);
            Pool::override_with(key, Pool(71), || assert_eq!(at_once(Pool::instance(key)).0, 71));
            Pool::override_with("other", Pool(50), || {
                let both = (at_once(Pool::instance(key)).0, at_once(Pool::instance("other")).0);
                assert_eq!(both, (70, 50));
            });
            assert_eq!(at_once(Pool::instance(key)).0, 70);
        });
    }
    assert!(ptr::eq(at_once(Pool::instance("primary")), real));
    assert_eq!((Pool::status("replica"), RUNS.load(Ordering::SeqCst)), (Status::Empty, 2));
}

#[test]
fn of_one_key_an_override_may_begin_while_the_real_one_is_half_made() {
    static GATE: Gate = Gate::new();

    struct Pool(u8);
    #[singleton(key = u8)]
    impl Pool {
        async fn new(key: &u8) -> Self {
            GATE.pass().await;
            Pool(*key)
        }
    }

    let (bell, mut real) = (Arc::default(), Pool::instance(&1));
    assert!(poll(&mut real, &bell).is_pending());
    Pool::override_with(&1, Pool(10), || {
        assert_eq!(at_once(Pool::instance(&1)).0, 10);
        GATE.open();
        assert_eq!(at_once(&mut real).0, 1);
        assert_eq!(at_once(Pool::instance(&1)).0, 10);
        assert_eq!(block_on(Pool::instance(&2)).0, 2);
    });
    assert_eq!((bell.rings(), at_once(Pool::instance(&1)).0), (1, 1));
}

#[test]
fn each_key_of_a_dependent_is_awaited_anew_and_closed_at_the_end() {
    static LOG: Log = Log::new();

    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Pool(String);
    #[singleton(key = String, dispose = Pool::close)]
    impl Pool {
        async fn new(name: &String, config: &'static Config) -> Self {
            yields(2).await;
            Pool(format!("{name} of {}", config.0))
        }
        fn close(&self) {
            LOG.add(self.0.clone());
        }
    }

    let real = block_on(Pool::instance("a"));
    Config::override_with(Config(2), || {
        assert!(Pool::peek("a").is_none() && Pool::instances().is_empty());
        assert_eq!(block_on(Pool::instance("a")).0, "a of 2");
        assert_eq!(block_on(Pool::instance("b")).0, "b of 2");
        assert!(ptr::eq(at_once(Pool::instance("b")), at_once(Pool::instance("b"))));
        let text = Config::override_with(Config(3), || block_on(Pool::instance("a")).0.clone());
        assert_eq!((text.as_str(), LOG.take()), ("a of 3", vec!["a of 3".to_owned()]));
    });
    assert_eq!(LOG.take(), ["b of 2", "a of 2"]);
    assert!(ptr::eq(at_once(Pool::instance("a")), real));
    assert_eq!((Pool::status("b"), Pool::instances().len()), (Status::Empty, 1));
}

#[test]
fn with_a_key_and_managed_the_value_of_the_override_is_freed() {
    static LOG: Log = Log::new();

    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Pool(Noisy);
    #[singleton(key = u8, managed, recreate)]
    impl Pool {
        async fn new(key: &u8, config: &'static Config) -> Self {
            yields(1).await;
            Pool(Noisy(&LOG, *key + config.0))
        }
    }

    let real = block_on(Pool::instance(&10));
    Pool::override_with(&10, Pool(Noisy(&LOG, 99)), || {
        let pool: Handle<Pool> = at_once(Pool::instance(&10));
        assert_eq!((pool.0.1, block_on(Pool::instance(&20)).0.1), (99, 21));
    });
    assert_eq!(LOG.take(), ["99 freed"]);
    Config::override_with(Config(2), || {
        assert_eq!(Pool::status(&10), Status::Empty);
        assert_eq!(block_on(Pool::instance(&10)).0.1, 12);
        Pool::dispose(&10).unwrap();
        assert_eq!((LOG.take(), Pool::status(&10)), (vec!["12 freed".to_owned()], Status::Empty));
        let mut wrapped = Box::pin(wrap(async { Pool::instance(&10).await.0.1 }));
        assert!(poll_once(wrapped.as_mut()).is_pending());
        assert_eq!(thread::spawn(move || block_on(wrapped)).join().unwrap(), 12);
    });
    assert_eq!(LOG.take(), ["12 freed"]);
    assert!(ptr::eq(&raw const *real, &raw const *at_once(Pool::instance(&10))));
}
