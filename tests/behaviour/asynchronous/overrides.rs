//! Overrides of singletons that are awaited.

use tenure::testing::wrap;

use super::*;

#[test]
fn an_override_is_ready_at_once_and_gone_afterwards() {
    struct Pool(u8);
    static RUNS: AtomicUsize = AtomicUsize::new(0);

    #[singleton]
    impl Pool {
        async fn new() -> Self {
            RUNS.fetch_add(1, Ordering::SeqCst);
            yields(1).await;
            Pool(1)
        }
    }

    let bell = Arc::default();
    Pool::override_with(Pool(2), || {
        let Poll::Ready(pool) = poll(&mut Pool::instance(), &bell) else { panic!("it is there") };
        assert_eq!(pool.0, 2);
        assert_eq!((Pool::status(), Pool::with(|pool| pool.0)), (Status::Ready, 2));
        assert!(Pool::peek().is_some_and(|peeked| std::ptr::eq(peeked, pool)));
    });
    assert_eq!((RUNS.load(Ordering::SeqCst), Pool::status()), (0, Status::Empty));
    let real = block_on(Pool::instance());
    assert_eq!(real.0, 1);
    // Also of one that is there, on this thread and no other.
    Pool::override_with(Pool(3), || {
        assert_eq!(block_on(Pool::try_instance()).map(|pool| pool.0).ok(), Some(3));
        let elsewhere = thread::spawn(|| block_on(Pool::instance()).0).join().unwrap();
        assert_eq!(elsewhere, 1);
    });
    assert!(std::ptr::eq(block_on(Pool::instance()), real));
    Pool::override_global(Pool(4), || {
        assert_eq!(thread::spawn(|| block_on(Pool::instance()).0).join().unwrap(), 4);
    });
    assert_eq!(RUNS.load(Ordering::SeqCst), 1);
}

#[test]
fn what_needs_it_is_made_by_a_future_of_its_own() {
    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Pool(u8);
    struct Store(u8, u8);
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    static CLOSED: Mutex<Vec<u8>> = Mutex::new(Vec::new());

    #[singleton(dispose = |pool: &Pool| CLOSED.lock().unwrap().push(pool.0))]
    impl Pool {
        async fn new(config: &'static Config) -> Self {
            RUNS.fetch_add(1, Ordering::SeqCst);
            yields(2).await;
            // Between polls another override may be opened and ended.
            assert_eq!(Config::instance().0, config.0);
            Pool(config.0)
        }
    }

    #[singleton]
    impl Store {
        async fn new(pool: &'static Pool) -> Self {
            yields(1).await;
            Store(pool.0, Config::instance().0)
        }
    }

    Config::override_with(Config(2), || {
        assert!(Store::peek().is_none());
        let store = block_on(Store::instance());
        assert_eq!((store.0, store.1), (2, 2));
        assert!(std::ptr::eq(block_on(Store::instance()), store));
        assert_eq!(block_on(Pool::instance()).0, 2);
    });
    assert_eq!(*CLOSED.lock().unwrap(), [2]);
    assert_eq!((Config::status(), Store::status()), (Status::Empty, Status::Empty));
    assert_eq!(block_on(Store::instance()).0, 1);
    assert_eq!(RUNS.load(Ordering::SeqCst), 2);
    Pool::override_with(Pool(7), || assert_eq!(block_on(Store::instance()).0, 7));
    assert_eq!(RUNS.load(Ordering::SeqCst), 2);
}

#[test]
fn the_real_one_never_sees_an_override() {
    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Pool(u8);
    static GATE: Gate = Gate::new();

    #[singleton]
    impl Pool {
        async fn new() -> Self {
            GATE.pass().await;
            Pool(Config::instance().0) // not declared
        }
    }

    let bell = Arc::default();
    Config::override_with(Config(2), || {
        let pool = &mut Pool::instance();
        assert!(poll(pool, &bell).is_pending());
        GATE.open();
        let Poll::Ready(pool) = poll(pool, &bell) else { panic!("the gate is open") };
        assert_eq!(pool.0, 1);
    });
}

#[test]
fn a_future_counts_what_is_overridden_where_it_was_asked_for() {
    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Pool(u8);

    #[singleton]
    impl Pool {
        async fn new(config: &'static Config) -> Self {
            yields(2).await;
            Pool(config.0)
        }
    }

    let (bell, real) = (Arc::default(), &mut Pool::instance());
    assert!(poll(real, &bell).is_pending());
    Config::override_with(Config(2), || {
        let pool = &mut Pool::instance();
        assert!(poll(pool, &bell).is_pending());
        assert!(poll(real, &bell).is_pending());
        assert_eq!([block_on(pool).0, block_on(real).0], [2, 1]);
    });
}

#[test]
fn the_end_of_the_override_wakes_who_still_waits_with_an_error() {
    #[singleton(init = || Config)]
    struct Config;
    struct Pool;
    static GATE: Gate = Gate::new();

    #[singleton]
    impl Pool {
        async fn new(_config: &'static Config) -> Self {
            GATE.pass().await;
            Pool
        }
    }

    let bell = Arc::default();
    let mut escaped = Config::override_with(Config, || {
        // Polled last on another thread, where nobody makes it at the moment.
        let mut pool = wrap(async { Pool::try_instance().await });
        thread::scope(|scope| {
            scope.spawn(|| assert!(poll(&mut pool, &bell).is_pending()));
        });
        pool
    });
    assert_eq!(bell.rings(), 1);
    let Poll::Ready(Err(error)) = poll(&mut escaped, &bell) else { panic!("the override ended") };
    assert!(matches!(
        error,
        InitError::OverrideEnded { singleton: "Pool", overridden: "Config", .. }
    ));
    GATE.open();
    assert!(block_on(Pool::try_instance()).is_ok());
}
