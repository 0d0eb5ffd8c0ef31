//! `async` constructors of what is freed.

use tenure::Handle;

use super::*;

/// Counts how often it is dropped.
struct Held(&'static AtomicUsize);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn of_many_tasks_one_makes_it_and_the_last_handle_frees_it() {
    struct Pool(#[expect(dead_code)] Held);
    static MADE: AtomicUsize = AtomicUsize::new(0);
    static DROPPED: AtomicUsize = AtomicUsize::new(0);

    #[singleton(managed)]
    impl Pool {
        async fn new() -> Self {
            MADE.fetch_add(1, Ordering::SeqCst);
            tokio::task::yield_now().await;
            yields(5).await;
            Pool(Held(&DROPPED))
        }
    }

    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).build().unwrap();
    runtime.block_on(async {
        let tasks: Vec<_> =
            (0..50).map(|_| tokio::spawn(async { Pool::instance().await })).collect();
        let handle: Handle<Pool> = Pool::try_instance().await.unwrap();
        for task in tasks {
            assert!(std::ptr::eq(task.await.unwrap().as_ref(), handle.as_ref()));
        }
    });
    assert_eq!((MADE.load(Ordering::SeqCst), DROPPED.load(Ordering::SeqCst)), (1, 0));
    Pool::dispose().unwrap();
    assert_eq!((DROPPED.load(Ordering::SeqCst), Pool::status()), (1, Status::Disposed));
    let Err(error) = block_on(Pool::try_instance()) else { panic!("it is disposed") };
    assert!(matches!(error, InitError::Disposed { singleton: "Pool", .. }), "{error}");
}

#[test]
fn a_handle_has_the_place_where_it_was_awaited() {
    struct Pool;

    #[singleton(managed)]
    impl Pool {
        async fn new() -> Self {
            yields(1).await;
            Pool
        }
    }

    for _ in 0..2 {
        let line = line!() + 1;
        let pool = block_on(Pool::instance());
        assert_eq!((Handle::place(&pool).file(), Handle::place(&pool).line()), (file!(), line));
    }
}

#[test]
fn cancelled_it_goes_on_where_it_stopped() {
    struct Pool(usize);
    static GATE: Gate = Gate::new();
    static STARTED: AtomicUsize = AtomicUsize::new(0);

    #[singleton(managed)]
    impl Pool {
        async fn new() -> Self {
            let started = STARTED.fetch_add(1, Ordering::SeqCst) + 1;
            GATE.pass().await;
            Pool(started)
        }
    }

    let bell = Arc::default();
    assert!(poll(&mut Pool::instance(), &bell).is_pending());
    assert_eq!(Pool::status(), Status::Running);
    GATE.open();
    assert_eq!(block_on(Pool::instance()).0, 1);
    assert_eq!(STARTED.load(Ordering::SeqCst), 1);
}

#[test]
fn an_async_one_keeps_a_handle_to_what_it_needs() {
    struct Config(u8);
    struct Pool(Handle<Config>);

    #[singleton(managed)]
    impl Config {
        async fn new() -> Self {
            yields(1).await;
            Config(8)
        }
    }

    #[singleton(managed, deps(Config))]
    impl Pool {
        async fn new(config: Handle<Config>) -> Self {
            yields(1).await;
            Pool(config)
        }
    }

    assert_eq!(block_on(Pool::instance()).0.0, 8);
    Pool::dispose().unwrap();
    Config::dispose().unwrap();
}

#[test]
fn a_disposal_drops_what_is_half_made_and_who_waits_has_it_made_anew() {
    struct Pool(usize);
    static GATE: Gate = Gate::new();
    static STARTED: AtomicUsize = AtomicUsize::new(0);
    static DROPPED: AtomicUsize = AtomicUsize::new(0);

    #[singleton(managed)]
    impl Pool {
        async fn new() -> Self {
            let started = STARTED.fetch_add(1, Ordering::SeqCst) + 1;
            let _held = Held(&DROPPED);
            GATE.pass().await;
            Pool(started)
        }
    }

    let bell = Arc::default();
    let mut waiter = Pool::instance();
    assert!(poll(&mut waiter, &bell).is_pending());
    // On the thread that would have to poll it.
    Pool::dispose().unwrap();
    assert_eq!((DROPPED.load(Ordering::SeqCst), Pool::status()), (1, Status::Empty));
    assert_eq!(bell.rings(), 1);
    assert!(poll(&mut waiter, &bell).is_pending());
    GATE.open();
    assert_eq!(block_on(waiter).0, 2);
    assert_eq!((STARTED.load(Ordering::SeqCst), DROPPED.load(Ordering::SeqCst)), (2, 2));
}

#[test]
fn a_panic_of_what_is_half_made_is_an_error_of_the_disposal() {
    struct Pool;
    struct Panics;

    impl Drop for Panics {
        fn drop(&mut self) {
            panic!("too early");
        }
    }

    #[singleton(managed)]
    impl Pool {
        async fn new() -> Self {
            let _panics = Panics;
            std::future::pending().await
        }
    }

    assert!(poll(&mut Pool::instance(), &Arc::default()).is_pending());
    let error = Pool::dispose().unwrap_err();
    assert!(error.to_string().contains("too early"), "{error}");
    assert_eq!(Pool::status(), Status::Failed);
}

#[test]
fn a_disposal_waits_for_the_end_of_a_poll() {
    struct Pool;
    static IN_POLL: Barrier = Barrier::new(2);
    static DISPOSED: AtomicBool = AtomicBool::new(false);
    static EARLY: AtomicBool = AtomicBool::new(false);

    #[singleton(managed)]
    impl Pool {
        async fn new() -> Self {
            IN_POLL.wait();
            for _ in 0..1000 {
                thread::yield_now();
            }
            EARLY.store(DISPOSED.load(Ordering::SeqCst), Ordering::SeqCst);
            Pool
        }
    }

    thread::scope(|scope| {
        scope.spawn(|| drop(block_on(Pool::try_instance())));
        IN_POLL.wait();
        Pool::dispose().unwrap();
        DISPOSED.store(true, Ordering::SeqCst);
    });
    assert_eq!((EARLY.load(Ordering::SeqCst), Pool::status()), (false, Status::Disposed));
}

#[test]
fn a_disposal_in_its_own_initialiser_is_a_circle() {
    struct Pool(Option<String>);

    #[singleton(managed)]
    impl Pool {
        async fn new() -> Self {
            yields(1).await;
            Pool(Pool::dispose().err().map(|error| error.to_string()))
        }
    }

    let pool = block_on(Pool::instance());
    assert!(pool.0.as_ref().is_some_and(|text| text.contains("circle")), "{:?}", pool.0);
}

#[test]
fn who_awaits_during_a_disposal_is_woken_for_the_next_one() {
    struct Pool(usize);
    static STARTED: AtomicUsize = AtomicUsize::new(0);

    #[singleton(managed, recreate)]
    impl Pool {
        async fn new() -> Self {
            let started = STARTED.fetch_add(1, Ordering::SeqCst) + 1;
            yields(1).await;
            Pool(started)
        }
    }

    let handle = block_on(Pool::instance());
    let disposer = thread::spawn(Pool::dispose);
    while Pool::status() != Status::Disposing {
        thread::yield_now();
    }
    // The disposal waits for a handle of this thread, which so may not sleep until it ends.
    let (bell, mut next) = (Arc::default(), Pool::instance());
    assert!(poll(&mut next, &bell).is_pending());
    assert!(poll(&mut next, &bell).is_pending());
    assert_eq!((bell.rings(), STARTED.load(Ordering::SeqCst)), (0, 1));
    drop(handle);
    disposer.join().unwrap().unwrap();
    assert_eq!(bell.rings(), 1);
    assert_eq!(block_on(next).0, 2);
    Pool::dispose().unwrap();
    assert_eq!(block_on(Pool::try_instance()).map(|pool| pool.0).ok(), Some(3));
}

#[test]
fn a_hook_that_awaits_its_own_successor_gets_an_error() {
    struct Pool;
    static SEEN: Mutex<Option<InitError>> = Mutex::new(None);

    #[singleton(managed, recreate, dispose = Pool::end)]
    impl Pool {
        async fn new() -> Self {
            Pool
        }

        fn end(&self) {
            let Pool = self;
            *SEEN.lock().unwrap() = block_on(Pool::try_instance()).err();
        }
    }

    drop(block_on(Pool::instance()));
    Pool::dispose().unwrap();
    assert!(matches!(*SEEN.lock().unwrap(), Some(InitError::Disposed { .. })));
}

#[test]
fn a_value_that_is_disposed_before_the_handle_is_taken_is_made_again() {
    struct Pool(#[expect(dead_code)] usize);
    static STARTED: AtomicUsize = AtomicUsize::new(0);

    #[singleton(managed, recreate)]
    impl Pool {
        async fn new() -> Self {
            let started = STARTED.fetch_add(1, Ordering::SeqCst) + 1;
            yields(1).await;
            Pool(started)
        }
    }

    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while STARTED.load(Ordering::SeqCst) < 50 {
                    drop(block_on(Pool::instance()));
                }
            });
        }
        scope.spawn(|| {
            while STARTED.load(Ordering::SeqCst) < 50 {
                Pool::dispose().unwrap();
                thread::yield_now();
            }
        });
    });
}
