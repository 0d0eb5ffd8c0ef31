//! `#[singleton]` with an `async` constructor.
//!
//! The futures are polled by hand wherever the order of polls and wakes matters.

#![allow(clippy::unused_async)] // a constructor is `async` also where it awaits nothing

mod circles;
mod keyed;
mod managed;
#[cfg(feature = "testing")]
mod overrides;

use std::future::{Future, poll_fn};
use std::num::ParseIntError;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex};
use std::task::Poll;
use std::thread;

use tenure::{InitError, Singleton, Status, singleton};
use tenure_tests::futures::{Bell, Gate, block_on, poll, yields};

#[test]
fn an_async_constructor_is_awaited() {
    struct Pool(u8);

    #[singleton]
    impl Pool {
        async fn new() -> Self {
            yields(2).await;
            Pool(8)
        }
    }

    assert_eq!(Pool::status(), Status::Empty);
    assert_eq!(block_on(Pool::instance()).0, 8);
    assert_eq!(Pool::status(), Status::Ready);
    assert!(std::ptr::eq(block_on(Pool::instance()), block_on(Pool::try_instance()).unwrap()));
    assert!(std::ptr::eq(Pool::peek().unwrap(), block_on(Pool::instance())));
    assert_eq!(Pool::with(|pool| pool.0), 8);
}

#[test]
fn it_may_depend_on_singletons_of_both_kinds() {
    #[singleton(init = || Config("8"))]
    struct Config(&'static str);
    struct Pool(u8);
    struct Store(u8, &'static Pool);
    struct Named;
    static NAMED: AtomicUsize = AtomicUsize::new(0);

    #[singleton]
    impl Named {
        async fn new() -> Self {
            yields(1).await;
            NAMED.fetch_add(1, Ordering::SeqCst);
            Named
        }
    }

    #[singleton]
    impl Pool {
        async fn new(config: &'static Config) -> Result<Self, ParseIntError> {
            yields(1).await;
            config.0.parse().map(Pool)
        }
    }

    #[singleton(deps(Named))]
    impl Store {
        async fn new(pool: &'static Pool, _config: &Config) -> Self {
            assert_eq!(NAMED.load(Ordering::SeqCst), 1);
            yields(1).await;
            Store(pool.0 + 1, pool)
        }
    }

    let store = block_on(Store::instance());
    assert_eq!(store.0, 9);
    assert!(std::ptr::eq(store.1, Pool::peek().unwrap()));
}

#[test]
fn a_plain_one_that_another_thread_makes_is_waited_for() {
    struct Pool(u8);
    static BEGUN: Barrier = Barrier::new(2);

    #[singleton(init = slow)]
    struct Config(u8);

    fn slow() -> Config {
        BEGUN.wait();
        while Pool::status() != Status::Running {
            thread::yield_now();
        }
        // From here to its question it is a few steps.
        for _ in 0..1000 {
            thread::yield_now();
        }
        Config(8)
    }

    #[singleton(deps(Config))]
    impl Pool {
        async fn new(config: &'static Config) -> Self {
            Pool(config.0)
        }
    }

    thread::scope(|scope| {
        scope.spawn(Config::instance);
        BEGUN.wait();
        // A thread makes it and would wake no task, so the poll does not end before that.
        let Poll::Ready(pool) = poll(&mut Pool::instance(), &Arc::default()) else {
            panic!("nobody would wake it")
        };
        assert_eq!(pool.0, 8);
    });
}

#[test]
fn nothing_happens_before_the_first_poll() {
    struct Pool;
    static STARTED: AtomicUsize = AtomicUsize::new(0);

    #[singleton]
    impl Pool {
        async fn new() -> Self {
            STARTED.fetch_add(1, Ordering::SeqCst);
            Pool
        }
    }

    drop(Pool::instance());
    let instance = Pool::instance();
    assert_eq!((Pool::status(), STARTED.load(Ordering::SeqCst)), (Status::Empty, 0));
    block_on(instance);
    assert_eq!(STARTED.load(Ordering::SeqCst), 1);
}

/// Seed: A36.
#[test]
fn of_a_hundred_tasks_on_four_threads_one_makes_it() {
    struct Pool(usize);
    static MADE: AtomicUsize = AtomicUsize::new(0);

    #[singleton]
    impl Pool {
        async fn new() -> Self {
            let made = MADE.fetch_add(1, Ordering::SeqCst);
            yields(20).await;
            tokio::task::yield_now().await;
            Pool(made)
        }
    }

    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).build().unwrap();
    runtime.block_on(async {
        let tasks: Vec<_> =
            (0..100).map(|_| tokio::spawn(async { Pool::instance().await })).collect();
        for task in tasks {
            assert!(std::ptr::eq(task.await.unwrap(), Pool::peek().unwrap()));
        }
    });
    assert_eq!((MADE.load(Ordering::SeqCst), Pool::with(|pool| pool.0)), (1, 0));
}

#[tokio::test]
async fn it_is_made_on_a_runtime_of_one_thread() {
    struct Pool;

    #[singleton]
    impl Pool {
        async fn new() -> Self {
            tokio::spawn(async { tokio::task::yield_now().await }).await.unwrap();
            Pool
        }
    }

    let (one, other) = tokio::join!(Pool::instance(), Pool::instance());
    assert!(std::ptr::eq(one, other));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_made_on_a_runtime_of_many_threads() {
    struct Pool;

    #[singleton]
    impl Pool {
        async fn new() -> Self {
            tokio::spawn(async { tokio::task::yield_now().await }).await.unwrap();
            Pool
        }
    }

    let tasks = [0; 8].map(|_| tokio::spawn(async { Pool::try_instance().await.is_ok() }));
    for task in tasks {
        assert!(task.await.unwrap());
    }
}

#[test]
fn the_futures_may_go_to_other_threads() {
    fn sendable<T: Send + Unpin>(value: T) -> T {
        value
    }

    struct Pool;

    #[singleton]
    impl Pool {
        async fn new() -> Self {
            yields(1).await;
            Pool
        }
    }

    let (bell, mut instance) = (Arc::default(), sendable(Pool::instance()));
    assert!(poll(&mut instance, &bell).is_pending());
    let on_another = thread::spawn(move || std::ptr::from_ref(block_on(instance)).addr());
    let other = block_on(sendable(Pool::try_instance())).unwrap();
    assert_eq!(on_another.join().unwrap(), std::ptr::from_ref(other).addr());
}

#[test]
fn wherever_it_is_cancelled_another_waiter_goes_on_from_there() {
    macro_rules! cancelled_after {
        ($polls:literal) => {{
            struct Pool;
            static STEPS: AtomicUsize = AtomicUsize::new(0);

            #[singleton]
            impl Pool {
                async fn new() -> Self {
                    for _ in 0..4 {
                        STEPS.fetch_add(1, Ordering::SeqCst);
                        yields(1).await;
                    }
                    Pool
                }
            }

            let (first, second): (Arc<Bell>, Arc<Bell>) = Default::default();
            let mut driver = Pool::instance();
            for step in (1..=4).take($polls) {
                assert!(poll(&mut driver, &first).is_pending());
                assert_eq!(STEPS.load(Ordering::SeqCst), step);
            }
            drop(driver);
            let mut waiter = Pool::instance();
            for step in (1..=4).skip($polls) {
                assert!(poll(&mut waiter, &second).is_pending());
                assert_eq!(STEPS.load(Ordering::SeqCst), step);
            }
            assert!(poll(&mut waiter, &second).is_ready());
            assert_eq!(STEPS.load(Ordering::SeqCst), 4);
        }};
    }

    cancelled_after!(0);
    cancelled_after!(1);
    cancelled_after!(2);
    cancelled_after!(3);
    cancelled_after!(4);
}

#[test]
fn a_waiter_is_woken_when_the_one_who_polled_is_dropped() {
    struct Pool;
    static GATE: Gate = Gate::new();
    static STARTED: AtomicUsize = AtomicUsize::new(0);

    #[singleton]
    impl Pool {
        async fn new() -> Self {
            STARTED.fetch_add(1, Ordering::SeqCst);
            GATE.pass().await;
            Pool
        }
    }

    let [driving, waiting, idle]: [Arc<Bell>; 3] = Default::default();
    let [mut driver, mut waiter, mut other] =
        [Pool::instance(), Pool::instance(), Pool::instance()];
    assert!(poll(&mut driver, &driving).is_pending());
    assert!(poll(&mut waiter, &waiting).is_pending());
    assert!(poll(&mut other, &idle).is_pending());
    drop(other);
    assert_eq!(waiting.rings(), 0, "it did not poll last");
    drop(driver);
    assert_eq!((waiting.rings(), driving.rings(), idle.rings()), (1, 0, 0));
    // What it would have been woken by is gone: it goes on all the same.
    drop(GATE.forget());
    GATE.open();
    assert!(poll(&mut waiter, &waiting).is_ready());
    assert_eq!(STARTED.load(Ordering::SeqCst), 1);
}

#[test]
fn whoever_is_polled_goes_on_while_the_one_who_polled_last_sleeps() {
    struct Pool;
    static GATE: Gate = Gate::new();

    #[singleton]
    impl Pool {
        async fn new() -> Self {
            GATE.pass().await;
            Pool
        }
    }

    let [asleep, awake]: [Arc<Bell>; 2] = Default::default();
    let [mut waiter, mut driver] = [Pool::instance(), Pool::instance()];
    assert!(poll(&mut waiter, &awake).is_pending());
    assert!(poll(&mut driver, &asleep).is_pending());
    GATE.open();
    // Nobody polls `driver` again, and it is not dropped.
    assert_eq!((awake.rings(), asleep.rings()), (1, 1));
    assert!(poll(&mut waiter, &awake).is_ready());
    drop(driver);
}

#[test]
fn cancelled_with_nobody_left_it_goes_on_with_the_next() {
    struct Pool(u8);
    static GATE: Gate = Gate::new();
    static STARTED: AtomicUsize = AtomicUsize::new(0);

    #[singleton]
    impl Pool {
        async fn new() -> Self {
            STARTED.fetch_add(1, Ordering::SeqCst);
            let before = 8;
            GATE.pass().await;
            Pool(before)
        }
    }

    let bell: Arc<Bell> = Arc::default();
    assert!(poll(&mut Pool::instance(), &bell).is_pending());
    assert_eq!(Pool::status(), Status::Running);
    GATE.open(); // wakes nobody, and is not forgotten
    assert_eq!(bell.rings(), 0);
    assert_eq!(block_on(Pool::instance()).0, 8);
    assert_eq!(STARTED.load(Ordering::SeqCst), 1);
}

#[test]
fn completion_wakes_everyone_once_and_keeps_no_waker() {
    struct Pool;
    static GATE: Gate = Gate::new();

    #[singleton]
    impl Pool {
        async fn new() -> Self {
            GATE.pass().await;
            Pool
        }
    }

    let bells: [Arc<Bell>; 3] = Default::default();
    let mut waiters = [Pool::instance(), Pool::instance(), Pool::instance()];
    for (waiter, bell) in waiters.iter_mut().zip(&bells) {
        assert!(poll(waiter, bell).is_pending());
        assert!(poll(waiter, bell).is_pending());
    }
    // The future keeps one waker, ours and not a waiter's; we keep one of each waiter.
    assert!(bells.iter().all(|bell| Arc::strong_count(bell) == 2));
    let [gone, ..] = &mut waiters;
    *gone = Pool::instance();
    assert_eq!(Arc::strong_count(&bells[0]), 1, "a waiter that was dropped is forgotten");
    GATE.open_quietly();
    let [_, waiter, other] = &mut waiters;
    assert!(poll(waiter, &bells[1]).is_ready());
    assert_eq!(bells[2].rings(), 1);
    assert!(poll(other, &bells[2]).is_ready());
    assert!(bells.iter().all(|bell| Arc::strong_count(bell) == 1));
}

#[test]
fn a_waiter_is_woken_in_the_task_that_polled_it_last() {
    struct Pool;
    static GATE: Gate = Gate::new();

    #[singleton]
    impl Pool {
        async fn new() -> Self {
            GATE.pass().await;
            Pool
        }
    }

    let [old, new]: [Arc<Bell>; 2] = Default::default();
    let mut waiter = Pool::instance();
    assert!(poll(&mut waiter, &old).is_pending());
    assert!(poll(&mut waiter, &new).is_pending());
    GATE.wake();
    assert_eq!((old.rings(), new.rings()), (0, 1));
}

#[test]
fn a_wake_during_a_poll_reaches_who_came_meanwhile() {
    struct Pool;
    static GATE: Gate = Gate::new();
    static SECOND: Mutex<Option<(tenure::Instance<&'static Pool>, Arc<Bell>)>> = Mutex::new(None);

    #[singleton]
    impl Pool {
        async fn new() -> Self {
            poll_fn(|context| {
                context.waker().wake_by_ref();
                // On another thread: here it would be a circle.
                let came = thread::spawn(|| {
                    let (mut waiter, bell) = (Pool::instance(), Arc::default());
                    assert!(poll(&mut waiter, &bell).is_pending());
                    (waiter, bell)
                });
                SECOND.lock().unwrap().get_or_insert_with(|| came.join().unwrap());
                if GATE.is_open() { Poll::Ready(()) } else { Poll::Pending }
            })
            .await;
            Pool
        }
    }

    let bell = Arc::default();
    let mut driver = Pool::instance();
    assert!(poll(&mut driver, &bell).is_pending());
    let (mut waiter, other) = SECOND.lock().unwrap().take().unwrap();
    assert_eq!((bell.rings(), other.rings()), (1, 1));
    std::mem::forget(driver); // neither polled again nor dropped
    GATE.open();
    assert!(poll(&mut waiter, &other).is_ready());
}

#[test]
fn a_panic_in_a_poll_is_kept_and_repeated() {
    struct Pool;
    static STARTED: AtomicUsize = AtomicUsize::new(0);

    #[singleton]
    impl Pool {
        async fn new() -> Self {
            STARTED.fetch_add(1, Ordering::SeqCst);
            yields(1).await;
            assert!(STARTED.load(Ordering::SeqCst) > 9, "no connection");
            Pool
        }
    }

    for _ in 0..2 {
        let Err(error) = block_on(Pool::try_instance()) else { panic!("it is not made") };
        assert!(matches!(error, InitError::Panicked { .. }));
        assert!(error.to_string().contains("no connection"), "{error}");
        let payload =
            catch_unwind(|| block_on(Pool::instance())).err().expect("`instance` panics with it");
        assert_eq!(payload.downcast_ref::<String>(), Some(&error.to_string()));
    }
    assert_eq!((Pool::status(), STARTED.load(Ordering::SeqCst)), (Status::Failed, 1));
}

#[test]
fn the_panic_of_instance_has_the_place_where_it_was_awaited() {
    struct Pool;

    #[singleton]
    impl Pool {
        async fn new() -> Result<Self, ParseIntError> {
            "many".parse::<u8>().map(|_| Pool)
        }
    }

    static PLACE: Mutex<Option<u32>> = Mutex::new(None);
    let (hook, me) = (std::panic::take_hook(), thread::current().id());
    std::panic::set_hook(Box::new(move |info| {
        if thread::current().id() == me {
            *PLACE.lock().unwrap() = info.location().map(std::panic::Location::line);
        }
        hook(info);
    }));
    let line = line!() + 2;
    let awaits = async {
        Pool::instance().await;
    };
    assert!(catch_unwind(AssertUnwindSafe(|| block_on(awaits))).is_err());
    let place = *PLACE.lock().unwrap();
    assert_eq!(place, Some(line));
}

#[test]
fn after_an_error_the_next_one_tries_again() {
    struct Pool(usize);
    static STARTED: AtomicUsize = AtomicUsize::new(0);

    #[singleton]
    impl Pool {
        async fn new() -> Result<Self, ParseIntError> {
            let text = ["many", "8"][STARTED.fetch_add(1, Ordering::SeqCst)];
            yields(1).await;
            text.parse().map(Pool)
        }
    }

    let [bell, other]: [Arc<Bell>; 2] = Default::default();
    let [mut first, mut second] = [Pool::try_instance(), Pool::try_instance()];
    assert!(poll(&mut first, &bell).is_pending());
    let Poll::Ready(Err(error)) = poll(&mut second, &other) else {
        panic!("the second poll ends it")
    };
    assert!(error.downcast_ref::<ParseIntError>().is_some());
    assert_eq!(Pool::status(), Status::Empty);
    assert!(bell.rings() > 0, "who waited is woken");
    assert!(poll(&mut first, &bell).is_pending());
    let Poll::Ready(Ok(pool)) = poll(&mut first, &bell) else { panic!("it is made now") };
    assert_eq!((pool.0, STARTED.load(Ordering::SeqCst)), (8, 2));
}

#[test]
fn an_error_is_kept_where_the_declaration_says_so() {
    struct Port;
    static RUNS: AtomicUsize = AtomicUsize::new(0);

    #[singleton(retry = never)]
    impl Port {
        async fn new() -> Result<Self, ParseIntError> {
            yields(1).await;
            RUNS.fetch_add(1, Ordering::SeqCst);
            "http".parse::<u16>().map(|_| Port)
        }
    }

    let first = block_on(Port::try_instance()).err().unwrap();
    assert!(matches!(first, InitError::Failed { singleton: "Port", .. }));
    assert_eq!(Port::status(), Status::Failed);
    let (again, bell) = (&mut Port::try_instance(), Arc::default());
    let Poll::Ready(Err(second)) = poll(again, &bell) else { panic!("it is not tried again") };
    assert_eq!(second.to_string(), first.to_string());
    assert!(second.downcast_ref::<ParseIntError>().is_some());
    assert_eq!(RUNS.load(Ordering::SeqCst), 1);
}

#[test]
fn the_runs_that_failed_stay_in_the_timeline() {
    struct Port;
    #[singleton]
    impl Port {
        async fn new() -> Result<Self, ParseIntError> {
            "http".parse::<u16>().map(|_| Port)
        }
    }

    (0..12).for_each(|_| drop(block_on(Port::try_instance()).err().unwrap()));
    let timeline = tenure::timeline();
    let name = concat!(module_path!(), "::the_runs_that_failed_stay_in_the_timeline::Port");
    let runs = timeline.inits().iter().filter(|it| it.name == name);
    let attempts: Vec<_> = runs.map(|it| it.init.attempt).collect();
    assert_eq!(attempts, (1..=8).chain([12]).collect::<Vec<_>>());
}

#[test]
fn when_its_runtime_is_dropped_the_next_one_goes_on() {
    struct Pool(usize);
    static GATE: Gate = Gate::new();
    static BEGUN: AtomicUsize = AtomicUsize::new(0);

    #[singleton]
    impl Pool {
        async fn new() -> Self {
            let begun = BEGUN.fetch_add(1, Ordering::SeqCst) + 1;
            GATE.pass().await;
            Pool(begun)
        }
    }

    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
    let task = runtime.spawn(async { Pool::instance().await.0 });
    while !GATE.is_waited_for() {
        thread::yield_now();
    }
    drop(runtime); // and with it the task that polled
    assert_eq!(Pool::status(), Status::Running);
    let bell = Arc::default();
    let (_, next) = (task, &mut Pool::instance());
    assert!(poll(next, &bell).is_pending());
    GATE.open();
    assert_eq!(bell.rings(), 1);
    let other = tokio::runtime::Builder::new_current_thread().build().unwrap();
    assert_eq!(other.block_on(next).0, 1);
    assert_eq!(BEGUN.load(Ordering::SeqCst), 1);
}

#[test]
fn what_is_not_there_cannot_be_had_without_awaiting_it() {
    struct Pool;

    #[singleton]
    impl Pool {
        async fn new() -> Self {
            yields(1).await;
            Pool
        }
    }

    let text = |line: u32| {
        let payload = catch_unwind(|| Pool::with(|_| ())).expect_err("it is not there");
        let text = payload.downcast_ref::<String>().expect("a text").clone();
        assert!(text.starts_with("`Pool` has an `async` constructor"), "{text}");
        assert!(text.contains("await `Pool::instance()` before that"), "{text}");
        assert!(text.contains(&format!("{}:{line}:", file!())), "{text}");
    };
    let line = line!() - 6;
    text(line);
    let mut instance = Pool::instance();
    assert!(poll(&mut instance, &Arc::default()).is_pending());
    text(line);
    assert!(Pool::peek().is_none());
    block_on(instance);
    Pool::with(|_| ());
}
