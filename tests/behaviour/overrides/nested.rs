//! Overrides inside of overrides.

use std::thread;

use tenure::{Singleton as _, singleton};

#[test]
fn of_one_type_the_innermost_counts() {
    #[singleton(init = || Config(1))]
    struct Config(u8);

    Config::override_with(Config(2), || {
        Config::override_with(Config(3), || {
            assert_eq!(Config::instance().0, 3);
            thread::spawn(|| assert_eq!(Config::instance().0, 1)).join().unwrap();
        });
        assert_eq!(Config::instance().0, 2);
    });
    assert_eq!(Config::instance().0, 1);
}

#[test]
fn of_several_types_each_counts() {
    #[singleton(init = || Config(1))]
    struct Config(u8);
    #[singleton(init = || Clock(1))]
    struct Clock(u8);

    Config::override_with(Config(2), || {
        Clock::override_with(Clock(3), || {
            assert_eq!((Config::instance().0, Clock::instance().0), (2, 3));
        });
        assert_eq!((Config::instance().0, Clock::instance().0), (2, 1));
    });
    assert_eq!((Config::instance().0, Clock::instance().0), (1, 1));
}

#[test]
fn a_dependent_belongs_to_the_innermost_override_that_it_needs() {
    #[singleton(init = || Config(1))]
    struct Config(u8);
    #[singleton(init = || Clock(1))]
    struct Clock(u8);

    struct Database(u8);
    #[singleton]
    impl Database {
        fn new(config: &'static Config) -> Self {
            // It does not say so, and it lives longer than an inner override of the clock.
            Database(config.0 * 10 + Clock::instance().0)
        }
    }
    struct Server(u8, &'static Database);
    #[singleton]
    impl Server {
        fn new(clock: &'static Clock, database: &'static Database) -> Self {
            Server(clock.0, database)
        }
    }

    Config::override_with(Config(2), || {
        let (server, database) = Clock::override_with(Clock(3), || {
            assert_eq!(Server::instance().0, 3);
            (Server::instance(), Database::instance())
        });
        assert_eq!(database.0, 21);
        assert!(std::ptr::eq(server.1, database));
        assert!(std::ptr::eq(Database::instance(), database));
        assert_eq!(Server::instance().0, 1);
        assert!(std::ptr::eq(Server::instance().1, database));
    });
    assert_eq!((Database::instance().0, Server::instance().0), (11, 1));
}

#[test]
fn an_initialiser_may_override() {
    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Database(u8);
    #[singleton]
    impl Database {
        fn new(config: &'static Config) -> Self {
            Database(config.0)
        }
    }
    #[singleton(init = Probe::of_two)]
    struct Probe(u8, u8);
    impl Probe {
        fn of_two() -> Self {
            let inside = Config::override_with(Config(2), || Database::instance().0);
            Probe(inside, Database::instance().0)
        }
    }

    let probe = Config::override_with(Config(3), Probe::instance);
    // It is the real one, so it sees nothing but what it overrides itself.
    assert_eq!((probe.0, probe.1), (2, 1));
}
