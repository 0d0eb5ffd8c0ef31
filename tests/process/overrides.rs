//! Overrides and the end of the process.

#![allow(missing_docs)]
#![cfg(feature = "testing")]

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use tenure::testing::Overrides;
use tenure::{InitError, Singleton as _, Status, singleton};

/// A teardown is that of every singleton, so the tests come one after the other.
fn alone() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

#[test]
fn one_that_was_disposed_can_be_overridden_and_needed() {
    #[singleton(init = || Config(1), dispose = |_| ())]
    struct Config(u8);
    struct Database(u8);
    #[singleton(dispose = |_| ())]
    impl Database {
        fn new(config: &'static Config) -> Self {
            Database(config.0)
        }
    }

    let _alone = alone();
    Database::instance();
    tenure::teardown().unwrap();
    assert_eq!((Config::status(), Database::status()), (Status::Disposed, Status::Disposed));
    Config::override_with(Config(2), || {
        assert_eq!((Config::instance().0, Database::instance().0), (2, 2));
        assert_eq!(Database::status(), Status::Ready);
    });
    assert!(matches!(Database::try_instance(), Err(InitError::Disposed { .. })));
}

#[test]
fn a_teardown_in_an_override_is_that_of_the_real_ones() {
    static LOG: Mutex<Vec<String>> = Mutex::new(Vec::new());

    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Database(u8);
    #[singleton(dispose = Database::disconnect)]
    impl Database {
        fn new(config: &'static Config) -> Self {
            Database(config.0)
        }
        fn disconnect(&self) {
            LOG.lock().unwrap().push(format!("database {} {}", self.0, Config::instance().0));
        }
    }

    let _alone = alone();
    Database::instance();
    let taken = || std::mem::take(&mut *LOG.lock().unwrap());
    Config::override_with(Config(2), || {
        let ours = Database::instance();
        tenure::teardown().unwrap();
        assert_eq!(taken(), ["database 1 1"]);
        assert!(std::ptr::eq(Database::instance(), ours));
    });
    assert_eq!(taken(), ["database 2 2"]);
}

#[test]
fn the_teardown_of_the_process_does_not_stop_an_override() {
    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Database(u8);
    #[singleton]
    impl Database {
        fn new(config: &'static Config) -> Self {
            Database(config.0)
        }
    }
    // Its hook is the middle of the teardown.
    #[singleton(init = || Hooked, dispose = |_| Hooked::at_the_end())]
    struct Hooked;
    impl Hooked {
        fn at_the_end() {
            assert!(matches!(Database::try_instance(), Err(InitError::TearingDown { .. })));
            Config::override_with(Config(2), || assert_eq!(Database::instance().0, 2));
        }
    }

    let _alone = alone();
    Hooked::instance();
    tenure::teardown().unwrap();
    assert_eq!(Database::instance().0, 1);
}

#[test]
fn the_end_of_an_override_waits_for_what_is_being_made() {
    static LOG: Mutex<Vec<&str>> = Mutex::new(Vec::new());

    #[singleton(init = || Config)]
    struct Config;
    struct Refused;
    #[singleton]
    impl Refused {
        fn new(_config: &'static Config) -> Result<Self, &'static str> {
            Err("not yet")
        }
    }
    struct Slow;
    #[singleton(dispose = |_| LOG.lock().unwrap().push("disposed"))]
    impl Slow {
        fn new(_config: &'static Config) -> Self {
            // Nothing new is begun: that is how one sees from here that the override is ending.
            while !matches!(Refused::try_instance(), Err(InitError::OverrideEnded { .. })) {
                thread::yield_now();
            }
            LOG.lock().unwrap().push("made");
            Slow
        }
    }

    let _alone = alone();
    let thread = Config::override_with(Config, || {
        let overrides = Overrides::current();
        let thread = thread::spawn(move || overrides.enter(|| Slow::try_instance().is_ok()));
        while Slow::status() != Status::Running {
            thread::yield_now();
        }
        thread
    });
    assert_eq!(*LOG.lock().unwrap(), ["made", "disposed"]);
    assert!(thread.join().unwrap());
}
