//! What needs an overridden singleton is made anew.

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tenure::testing::Overrides;
use tenure::{InitError, Singleton as _, Status, singleton};

use super::Log;

#[test]
fn a_dependent_is_made_for_the_override_and_the_real_one_is_not_touched() {
    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Database(u8);
    #[singleton]
    impl Database {
        fn new(config: &'static Config) -> Self {
            Database(config.0)
        }
    }

    Config::override_with(Config(2), || {
        assert_eq!(Database::status(), Status::Empty);
        assert_eq!(Database::instance().0, 2);
        assert!(std::ptr::eq(Database::instance(), Database::peek().unwrap()));
    });
    assert_eq!(Database::status(), Status::Empty);
    assert_eq!(Config::status(), Status::Empty);

    let real = Database::instance();
    assert_eq!(real.0, 1);
    Config::override_with(Config(3), || {
        assert!(Database::peek().is_none());
        assert_eq!(Database::with(|database| database.0), 3);
        assert_eq!(Database::try_instance().map(|database| database.0).ok(), Some(3));
    });
    assert!(std::ptr::eq(Database::instance(), real));
}

#[test]
fn it_may_need_it_through_others_and_through_deps() {
    #[singleton(init = || Config(1))]
    struct Config(u8);
    #[singleton(init = || Cache(Config::instance().0), deps(Config))]
    struct Cache(u8);
    struct Server(u8);
    #[singleton]
    impl Server {
        fn new(cache: &'static Cache) -> Self {
            Server(cache.0)
        }
    }
    #[singleton(init = || Clock)]
    struct Clock;

    let clock: *const Clock = Clock::instance();
    Config::override_with(Config(2), || {
        assert_eq!(Server::instance().0, 2);
        assert_eq!(Cache::status(), Status::Ready);
        assert!(std::ptr::eq(Clock::instance(), clock));
    });
    assert_eq!((Server::status(), Cache::status()), (Status::Empty, Status::Empty));
    assert_eq!(Server::instance().0, 1);
}

#[test]
fn an_override_never_leaks_into_a_real_singleton() {
    #[singleton(init = || Config(1))]
    struct Config(u8);
    // It does not say what it needs.
    #[singleton(init = || Secretive(Config::instance().0))]
    struct Secretive(u8);

    Config::override_with(Config(2), || assert_eq!(Secretive::instance().0, 1));
    assert_eq!(Secretive::instance().0, 1);
}

#[test]
fn hooks_run_at_the_end_in_reverse_and_see_the_override() {
    static LOG: Log = Log::new();

    #[singleton(init = || Config(1), dispose = |config| LOG.add(format!("config {}", config.0)))]
    struct Config(u8);
    struct Database(u8);
    #[singleton(dispose = Database::disconnect)]
    impl Database {
        fn new(config: &'static Config) -> Self {
            Database(config.0)
        }
        fn disconnect(&self) {
            assert!(std::ptr::eq(Database::instance(), self));
            assert_eq!(Database::status(), Status::Disposing);
            LOG.add(format!("database {} {}", self.0, Config::instance().0));
        }
    }
    struct Server(&'static Database);
    #[singleton(dispose = Server::stop)]
    impl Server {
        fn new(database: &'static Database) -> Self {
            Server(database)
        }
        fn stop(&self) {
            assert!(std::ptr::eq(Database::instance(), self.0));
            LOG.add(format!("server {}", Database::instance().0));
        }
    }

    let _real = Server::instance();
    Config::override_with(Config(2), || {
        let _ours = Server::instance();
        assert!(LOG.take().is_empty());
    });
    // Nobody asked the value of the test to be disposed.
    assert_eq!(LOG.take(), ["server 2", "database 2 2"]);
    assert_eq!(Server::status(), Status::Ready);
}

#[test]
fn threads_of_one_override_share_what_is_made_for_it() {
    static MADE: AtomicUsize = AtomicUsize::new(0);

    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Database(u8);
    #[singleton]
    impl Database {
        fn new(config: &'static Config) -> Self {
            MADE.fetch_add(1, Ordering::Relaxed);
            Database(config.0)
        }
    }
    let _real = Database::instance();

    for round in 0..100 {
        MADE.store(0, Ordering::Relaxed);
        Config::override_with(Config(round), || {
            let (overrides, together) = (Overrides::current(), Barrier::new(4));
            let ask = || {
                together.wait();
                overrides.enter(|| std::ptr::from_ref(Database::instance()).addr())
            };
            let addresses: Vec<_> = thread::scope(|scope| {
                let threads: Vec<_> = (0..4).map(|_| scope.spawn(ask)).collect();
                threads.into_iter().map(|thread| thread.join().unwrap()).collect()
            });
            let ours = std::ptr::from_ref(Database::instance()).addr();
            assert_eq!(addresses, [ours; 4]);
            assert_eq!(Database::instance().0, round);
        });
        assert_eq!(MADE.load(Ordering::Relaxed), 1);
    }
}

#[test]
fn what_is_made_for_an_override_is_in_no_list_of_the_process() {
    #[singleton(init = || Config)]
    struct Config;
    struct Unlisted;
    #[singleton]
    impl Unlisted {
        fn new(_config: &'static Config) -> Self {
            Unlisted
        }
    }

    let listed = || tenure::singletons().iter().any(|it| it.name.ends_with("::Unlisted"));
    Config::override_with(Config, || {
        Unlisted::instance();
        assert!(!listed());
    });
    Unlisted::instance();
    assert!(listed());
}

#[test]
fn in_the_timeline_its_time_is_that_of_who_asked_for_it() {
    const SHORT: Duration = Duration::from_millis(2);

    #[singleton(init = || Config)]
    struct Config;
    #[singleton(init = || Clock)]
    struct Clock;
    struct Database;
    #[singleton]
    impl Database {
        fn new(_config: &'static Config) -> Self {
            let from = Instant::now();
            while from.elapsed() < SHORT {
                std::hint::spin_loop();
            }
            Clock::instance(); // a real one
            Database
        }
    }
    #[singleton(init = || Config::override_with(Config, || { Database::instance(); Probe }))]
    struct Probe;

    Probe::instance();
    let timeline = tenure::timeline();
    let find = |name: &str| {
        let test = "in_the_timeline_its_time_is_that_of_who_asked_for_it";
        let name = format!("{}::{test}::{name}", module_path!());
        timeline.inits().iter().position(|it| it.name == name)
    };
    let (probe, clock) = (find("Probe").unwrap(), find("Clock").unwrap());
    assert!(find("Database").is_none());
    let (probe, clock) = ((probe, &timeline.inits()[probe]), &timeline.inits()[clock]);
    assert_eq!(clock.parent, Some(probe.0));
    assert_eq!(probe.1.init.nested, clock.init.total);
    // The list has its own sum of what was nested.
    let listed = tenure::singletons().into_iter().find(|it| it.name == probe.1.name).unwrap();
    for init in [&probe.1.init, &listed.init.unwrap()] {
        assert!(init.own >= SHORT / 500 * 499, "{init:?}");
    }
}

#[test]
fn nothing_is_made_for_an_override_that_has_ended() {
    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Database;
    #[singleton(dispose = |_| ())]
    impl Database {
        fn new(_config: &'static Config) -> Self {
            Database
        }
    }
    struct Server;
    #[singleton]
    impl Server {
        fn new(_config: &'static Config) -> Self {
            Server
        }
    }

    let overrides = Config::override_with(Config(2), || {
        Database::instance();
        Overrides::current()
    });
    overrides.enter(|| {
        assert_eq!(Config::instance().0, 2);
        for error in [Server::try_instance().err(), Database::try_instance().err()] {
            let Some(InitError::OverrideEnded { overridden: "Config", .. }) = error else {
                panic!("{error:?}");
            };
        }
    });
    assert!(Server::try_instance().is_ok() && Database::try_instance().is_ok());
}
