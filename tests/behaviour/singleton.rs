//! `#[singleton]`.

use tenure::{Singleton, Status, singleton};

#[test]
fn two_calls_return_the_same_instance() {
    #[singleton(init = || Config { url: "localhost".to_owned() })]
    struct Config {
        url: String,
    }

    assert!(std::ptr::eq(Config::instance(), Config::instance()));
    assert_eq!(Config::instance().url, "localhost");
}

#[test]
fn dependencies_are_made_first() {
    struct Config(u16);
    struct Database {
        port: u16,
    }

    #[singleton]
    impl Config {
        fn new() -> Self {
            Config(80)
        }
    }

    #[singleton]
    impl Database {
        fn new(config: &'static Config) -> Self {
            Database { port: config.0 }
        }
    }

    assert_eq!(Config::status(), Status::Empty);
    assert_eq!(Database::instance().port, 80);
    assert_eq!(Config::status(), Status::Ready);
}
