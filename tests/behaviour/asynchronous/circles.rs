//! Initialisers that await each other, and what the graph and the clock know of them.

use super::*;

fn links(error: &InitError) -> Vec<(&'static str, &'static str)> {
    let (InitError::Cycle { links, .. } | InitError::Deadlock { links, .. }) = error else {
        panic!("{error}")
    };
    links.iter().map(|link| (link.singleton, link.needs)).collect()
}

#[test]
fn a_circle_of_futures_ends_at_once_with_every_link() {
    struct Config;
    struct Cache;
    struct Database;

    #[singleton]
    impl Config {
        async fn new() -> Self {
            yields(1).await;
            Cache::instance().await;
            Config
        }
    }

    #[singleton]
    impl Cache {
        async fn new() -> Result<Self, InitError> {
            yields(1).await;
            Database::try_instance().await?;
            Ok(Cache)
        }
    }

    #[singleton]
    impl Database {
        async fn new() -> Self {
            yields(1).await;
            Config::instance().await;
            Database
        }
    }
    const LAST: u32 = line!() - 4;

    let error = block_on(Config::try_instance()).err().unwrap();
    assert!(matches!(error, InitError::Cycle { .. }), "{error}");
    assert_eq!(links(&error), [("Database", "Config"), ("Config", "Cache"), ("Cache", "Database")]);
    assert!(error.to_string().contains(&format!("`Config` at {}:{LAST}:", file!())), "{error}");
    // Nothing is kept: the circle is a matter of who calls whom.
    assert_eq!(Config::status(), Status::Empty);
}

#[test]
fn one_that_awaits_itself_is_a_circle_of_one() {
    struct Config;

    #[singleton]
    impl Config {
        async fn new() -> Result<Self, InitError> {
            yields(1).await;
            Config::try_instance().await.map(|_| Config)
        }
    }

    let error = block_on(Config::try_instance()).err().unwrap();
    assert_eq!(links(&error), [("Config", "Config")]);
}

#[test]
fn a_circle_through_one_of_several_awaited_at_once_is_found() {
    struct App;
    struct Slow;
    struct Pool;
    struct Store;
    static GATE: Gate = Gate::new();

    #[singleton]
    impl App {
        async fn new() -> Result<Self, InitError> {
            let (slow, pool) = tokio::join!(Slow::try_instance(), Pool::try_instance());
            slow.and(pool).map(|_| App)
        }
    }

    #[singleton]
    impl Slow {
        async fn new() -> Self {
            GATE.pass().await;
            Slow
        }
    }

    #[singleton]
    impl Pool {
        async fn new() -> Result<Self, InitError> {
            yields(1).await;
            let (slow, store) = tokio::join!(Slow::try_instance(), Store::try_instance());
            slow?;
            store.map(|_| Pool)
        }
    }

    #[singleton]
    impl Store {
        async fn new() -> Result<Self, InitError> {
            yields(1).await;
            App::try_instance().await.map(|_| Store)
        }
    }

    let bell = Arc::default();
    let mut app = App::try_instance();
    for _ in 0..4 {
        assert!(poll(&mut app, &bell).is_pending());
    }
    GATE.open();
    let error = block_on(app).err().unwrap();
    assert_eq!(links(&error), [("Store", "App"), ("App", "Pool"), ("Pool", "Store")]);
}

#[test]
fn awaiting_one_singleton_several_times_at_once_is_no_circle() {
    struct Config(u8);
    struct Left(u8);
    struct Right(u8);
    struct App(u8);

    #[singleton]
    impl Config {
        async fn new() -> Self {
            yields(3).await;
            Config(1)
        }
    }

    #[singleton]
    impl Left {
        async fn new(config: &'static Config) -> Self {
            yields(2).await;
            Left(config.0)
        }
    }

    #[singleton]
    impl Right {
        async fn new() -> Self {
            let (config, again) = tokio::join!(Config::instance(), Config::instance());
            yields(1).await;
            Right(config.0 + again.0)
        }
    }

    #[singleton]
    impl App {
        async fn new() -> Self {
            let (left, config, right) =
                tokio::join!(Left::instance(), Config::instance(), Right::instance());
            App(left.0 + config.0 + right.0)
        }
    }

    assert_eq!(block_on(App::instance()).0, 4);
}

#[test]
fn a_wait_that_was_given_up_closes_no_circle() {
    struct Left;
    struct Right(bool);
    static GATE: Gate = Gate::new();
    static WAITS: AtomicBool = AtomicBool::new(true);

    #[singleton]
    impl Left {
        async fn new() -> Self {
            let mut right = Right::try_instance();
            let mut polls = 0;
            poll_fn(|context| {
                polls += 1;
                let polled = Pin::new(&mut right).poll(context);
                // It has a look, and goes on without.
                if polls == 1 { polled.map(drop) } else { Poll::Ready(()) }
            })
            .await;
            drop(right);
            WAITS.store(false, Ordering::SeqCst);
            GATE.pass().await;
            Left
        }
    }

    #[singleton]
    impl Right {
        async fn new() -> Self {
            yields(2).await;
            Right(Left::try_instance().await.is_ok())
        }
    }

    let bell = Arc::default();
    let mut left = Left::instance();
    while WAITS.load(Ordering::SeqCst) {
        assert!(poll(&mut left, &bell).is_pending());
    }
    let mut right = Right::instance();
    for _ in 0..3 {
        assert!(poll(&mut right, &bell).is_pending());
    }
    GATE.open();
    assert!(block_on(right).0);
    drop(left);
}

#[test]
fn two_tasks_that_wait_for_each_other_get_an_error() {
    struct Left(bool);
    struct Right(bool);

    #[singleton]
    impl Left {
        async fn new() -> Self {
            yields(1).await;
            Left(Right::try_instance().await.is_ok())
        }
    }

    #[singleton]
    impl Right {
        async fn new() -> Self {
            yields(1).await;
            Right(Left::try_instance().await.is_ok())
        }
    }

    let (bell, mut left) = (Arc::default(), Left::instance());
    let mut right = Right::instance();
    assert!(poll(&mut left, &bell).is_pending());
    assert!(poll(&mut right, &bell).is_pending());
    let (left, right) = thread::scope(|scope| {
        let left = scope.spawn(|| block_on(left).0);
        let right = scope.spawn(|| block_on(right).0);
        (left.join().unwrap(), right.join().unwrap())
    });
    // Whoever closed the circle was told, and both are there.
    assert_ne!(left, right);
}

#[test]
fn an_initialiser_that_asks_a_plain_one_which_awaits_it_gets_an_error() {
    struct Pool;
    struct Plain;

    #[singleton]
    impl Pool {
        async fn new() -> Result<Self, InitError> {
            yields(1).await;
            Plain::try_instance().map(|_| Pool)
        }
    }

    #[singleton]
    impl Plain {
        fn new() -> Result<Self, InitError> {
            block_on(Pool::try_instance()).map(|_| Plain)
        }
    }

    let error = block_on(Pool::try_instance()).err().unwrap();
    assert_eq!(links(&error), [("Plain", "Pool"), ("Pool", "Plain")]);
    let error = Plain::try_instance().err().unwrap();
    assert_eq!(links(&error), [("Pool", "Plain"), ("Plain", "Pool")]);
}

#[test]
fn many_ways_to_one_singleton_are_walked_once() {
    // Each level awaits the next one twice over, so there are 2^24 ways.
    macro_rules! levels {
        ($name:ident $next:ident $($rest:ident)*) => {
            struct $name;

            #[singleton]
            impl $name {
                async fn new() -> Self {
                    tokio::join!($next::instance(), $next::instance());
                    $name
                }
            }
            levels! { $next $($rest)* }
        };
        ($last:ident) => {
            struct $last;

            #[singleton]
            impl $last {
                async fn new() -> Self {
                    GATE.pass().await;
                    $last
                }
            }
        };
    }
    static GATE: Gate = Gate::new();
    levels! { A B C D E F G H I J K L M N O P Q R S T U V W X Last }

    struct Top;

    #[singleton]
    impl Top {
        async fn new() -> Self {
            A::instance().await;
            Top
        }
    }

    let (bell, mut top) = (Arc::default(), Top::instance());
    assert!(poll(&mut top, &bell).is_pending());
    GATE.open();
    let began = std::time::Instant::now();
    block_on(top);
    assert!(began.elapsed().as_secs() < 5, "the walk doubles at each level");
}

#[test]
fn its_own_time_is_the_time_in_polls() {
    struct Pool;
    static GATE: Gate = Gate::new();

    #[singleton]
    impl Pool {
        async fn new() -> Self {
            GATE.pass().await;
            Pool
        }
    }

    let name = std::any::type_name::<Pool>();
    let info = || tenure::singletons().into_iter().find(|info| info.name == name).unwrap();
    let init = || info().init.unwrap();
    let (bell, mut pool) = (Arc::default(), Pool::instance());
    assert!(poll(&mut pool, &bell).is_pending());
    let idle = init();
    while init().total < idle.total + std::time::Duration::from_millis(20) {
        thread::yield_now();
    }
    GATE.open();
    let last = thread::Builder::new().name("last".to_owned());
    last.spawn(|| drop(block_on(Pool::try_instance()))).unwrap().join().unwrap();
    let init = init();
    assert!(init.waited.as_millis() >= 20 && init.waits.is_empty(), "{init:?}");
    assert!(init.own < init.waited, "{init:?}");
    assert_eq!(init.total, init.own + init.nested + init.waited);
    assert_eq!(init.thread.as_deref(), Some("last"), "the thread that polled it last");
    drop(pool);
}

#[test]
fn what_it_awaits_is_no_time_of_its_own() {
    struct Pool;
    struct App;
    static GATE: Gate = Gate::new();

    #[singleton]
    impl Pool {
        async fn new() -> Self {
            GATE.pass().await;
            Pool
        }
    }

    #[singleton]
    impl App {
        async fn new(_pool: &'static Pool) -> Self {
            App
        }
    }

    let (bell, mut app) = (Arc::default(), App::instance());
    assert!(poll(&mut app, &bell).is_pending());
    GATE.open();
    block_on(app);
    let of = |name: &str| {
        tenure::singletons().into_iter().find(|info| info.name == name).unwrap().init.unwrap()
    };
    let (app, pool) = (of(std::any::type_name::<App>()), of(std::any::type_name::<Pool>()));
    assert_eq!(
        app.waits.iter().map(|wait| wait.wanted).collect::<Vec<_>>(),
        [std::any::type_name::<Pool>()]
    );
    assert!(
        app.nested.is_zero() && !app.waited.is_zero() && app.own < app.total,
        "{app:?} {pool:?}"
    );
    assert_eq!(app.total, app.own + app.nested + app.waited);
}
