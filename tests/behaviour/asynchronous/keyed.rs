//! `async` constructors of what has a key.

use tenure::{Handle, KeyedSingleton as _};

use super::*;

#[test]
fn each_key_has_a_future_of_its_own() {
    struct Pool(String);
    static MADE: Mutex<Vec<String>> = Mutex::new(Vec::new());

    #[singleton(key = String)]
    impl Pool {
        async fn new(name: &str) -> Self {
            MADE.lock().unwrap().push(name.to_owned());
            yields(3).await;
            Pool(name.to_owned())
        }
    }

    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).build().unwrap();
    runtime.block_on(async {
        let tasks: Vec<_> = (0..40)
            .map(|index| {
                let name = ["left", "right"][index % 2];
                tokio::spawn(async move { (name, Pool::instance(name).await) })
            })
            .collect();
        for task in tasks {
            let (name, pool) = task.await.unwrap();
            assert!(std::ptr::eq(pool, Pool::peek(name).unwrap()));
            assert_eq!(pool.0, name);
        }
    });
    let mut made = MADE.lock().unwrap().clone();
    made.sort();
    assert_eq!(made, ["left", "right"]);
    assert_eq!(block_on(Pool::try_instance("left")).unwrap().0, "left");
}

#[test]
fn an_async_constructor_may_take_the_key_itself() {
    type Settings = &'static Config;
    struct Config(u32);
    struct User(u32);
    struct Guest(String);

    #[singleton]
    impl Config {
        async fn new() -> Self {
            yields(1).await;
            Config(100)
        }
    }

    #[singleton(key = u32)]
    impl User {
        async fn new(id: u32, config: Settings) -> Self {
            yields(1).await;
            User(config.0 + id)
        }
    }

    #[singleton(key = String, managed)]
    impl Guest {
        async fn new(name: String) -> Self {
            yields(1).await;
            Guest(name)
        }
    }

    assert_eq!(block_on(User::instance(&7)).0, 107);
    assert_eq!(block_on(Guest::instance("a")).0, "a");
}

#[test]
fn cancelled_the_instance_of_that_key_goes_on_where_it_stopped() {
    struct Pool(usize);
    static GATE: Gate = Gate::new();
    static STARTED: AtomicUsize = AtomicUsize::new(0);

    #[singleton(key = u8)]
    impl Pool {
        async fn new(number: &u8, config: &'static Config) -> Self {
            let started = STARTED.fetch_add(1, Ordering::SeqCst) + 1;
            if *number == 1 {
                GATE.pass().await;
            }
            Pool(started + config.0)
        }
    }

    struct Config(usize);

    #[singleton]
    impl Config {
        async fn new() -> Self {
            Config(10)
        }
    }

    let bell = Arc::default();
    assert!(poll(&mut Pool::instance(&1), &bell).is_pending());
    assert_eq!((Pool::status(&1), Pool::status(&2)), (Status::Running, Status::Empty));
    assert_eq!(block_on(Pool::instance(&2)).0, 12);
    GATE.open();
    assert_eq!(block_on(Pool::instance(&1)).0, 11);
}

#[test]
fn a_key_that_needs_itself_is_a_circle_and_another_is_not() {
    struct Pool(Option<String>);

    #[singleton(key = u8)]
    impl Pool {
        async fn new(number: &u8) -> Self {
            yields(1).await;
            let needed = Pool::try_instance(&number.saturating_sub(1)).await;
            Pool(needed.err().map(|error| error.to_string()))
        }
    }

    assert!(block_on(Pool::instance(&2)).0.is_none());
    let text = block_on(Pool::instance(&0)).0.as_deref().unwrap();
    assert!(text.contains("Pool[0]"), "{text}");
}

#[test]
fn with_managed_each_key_is_freed_and_made_anew() {
    struct Pool(u8, usize);
    static GATE: Gate = Gate::new();
    static STARTED: AtomicUsize = AtomicUsize::new(0);

    #[singleton(key = u8, managed, recreate)]
    impl Pool {
        async fn new(number: &u8) -> Self {
            let started = STARTED.fetch_add(1, Ordering::SeqCst) + 1;
            GATE.pass().await;
            Pool(*number, started)
        }
    }

    let bell = Arc::default();
    let mut waiter = Pool::instance(&1);
    assert!(poll(&mut waiter, &bell).is_pending());
    Pool::dispose(&1).unwrap();
    assert_eq!((bell.rings(), Pool::status(&1)), (1, Status::Empty));
    GATE.open();
    let (one, two): (Handle<Pool>, _) = (block_on(waiter), block_on(Pool::instance(&2)));
    assert_eq!(((one.0, one.1), (two.0, two.1)), ((1, 2), (2, 3)));
    drop(one);
    Pool::dispose(&1).unwrap();
    assert_eq!(block_on(Pool::try_instance(&1)).unwrap().1, 4);
    assert!(std::ptr::eq(Pool::peek(&2).unwrap().as_ref(), two.as_ref()));
}

#[test]
fn with_of_a_key_that_nobody_has_awaited_says_what_to_await() {
    struct Pool;

    #[singleton(key = u8)]
    impl Pool {
        async fn new(_number: &u8) -> Self {
            Pool
        }
    }

    let payload = catch_unwind(|| Pool::with(&1, |_| ())).unwrap_err();
    let text = payload.downcast_ref::<String>().unwrap();
    assert!(text.starts_with("`Pool[1]` has an `async` constructor"), "{text}");
    assert!(text.ends_with("await `Pool::instance(key)` before that"), "{text}");
    block_on(Pool::instance(&1));
    Pool::with(&1, |_| ());
}
