//! What goes wrong in an override stays there.

use std::panic::catch_unwind;
use std::sync::atomic::{AtomicBool, Ordering};

use tenure::{InitError, Singleton as _, Status, singleton};

/// The text of the panic.
fn panic_of(f: impl FnOnce() + std::panic::UnwindSafe) -> String {
    let payload = catch_unwind(f).expect_err("a panic");
    payload.downcast_ref::<String>().cloned().unwrap_or_default()
}

#[test]
fn an_error_or_a_panic_does_not_reach_the_real_one() {
    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Strict(u8);
    #[singleton]
    impl Strict {
        fn new(config: &'static Config) -> Result<Self, String> {
            match config.0 {
                2 => Err("two".to_owned()),
                3 => panic!("three"),
                good => Ok(Strict(good)),
            }
        }
    }

    Config::override_with(Config(2), || {
        let error = Strict::try_instance().err().unwrap();
        assert_eq!(error.to_string(), "`Strict` cannot be made: two");
        assert_eq!(Strict::status(), Status::Empty);
    });
    Config::override_with(Config(3), || {
        let error = Strict::try_instance().err().unwrap();
        assert!(matches!(&error, InitError::Panicked { singleton: "Strict", .. }), "{error}");
        assert!(error.to_string().contains("three"), "{error}");
        assert_eq!(Strict::status(), Status::Failed);
    });
    assert_eq!(Strict::status(), Status::Empty);
    assert_eq!(Strict::instance().0, 1);
}

#[test]
fn an_error_may_be_followed_by_success() {
    static READY: AtomicBool = AtomicBool::new(false);

    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Later(u8);
    #[singleton]
    impl Later {
        fn new(config: &'static Config) -> Result<Self, &'static str> {
            if READY.load(Ordering::Relaxed) { Ok(Later(config.0)) } else { Err("not yet") }
        }
    }

    Config::override_with(Config(2), || {
        assert!(Later::try_instance().is_err());
        READY.store(true, Ordering::Relaxed);
        assert_eq!(Later::instance().0, 2);
    });
}

#[test]
fn a_circle_in_an_override_is_named() {
    #[singleton(init = || Config(false))]
    struct Config(bool);
    struct Left;
    #[singleton]
    impl Left {
        fn new(config: &'static Config) -> Self {
            if config.0 {
                Right::instance();
            }
            Left
        }
    }
    struct Right;
    #[singleton]
    impl Right {
        fn new(_left: &'static Left) -> Self {
            Right
        }
    }

    Config::override_with(Config(true), || {
        let error = Right::try_instance().err().unwrap();
        let InitError::Cycle { links, .. } = error else { panic!("{error}") };
        let needs: Vec<_> = links.iter().map(|link| (link.singleton, link.needs)).collect();
        assert_eq!(needs, [("Left", "Right"), ("Right", "Left")]);
    });
    assert!(Right::try_instance().is_ok());
}

#[test]
fn errors_of_hooks_become_a_panic() {
    #[singleton(init = || Config)]
    struct Config;
    struct Database;
    #[singleton(dispose = |_| Err::<(), _>("still in use"))]
    impl Database {
        fn new(_config: &'static Config) -> Self {
            Database
        }
    }
    struct Server;
    #[singleton(dispose = |_| -> () { panic!("no way") })]
    impl Server {
        fn new(_config: &'static Database) -> Self {
            Server
        }
    }

    let text = panic_of(|| {
        Config::override_with(Config, || {
            Server::instance();
        });
    });
    assert!(text.starts_with("what was made for the override of `Config` could not be disposed\n"));
    // All of them, in the order in which they occurred.
    let (server, database) = (text.find("no way"), text.find("Database: still in use"));
    assert!(server.is_some() && server < database, "{text}");
    assert!(Server::try_instance().is_ok());
}

#[test]
fn the_panic_of_the_body_wins_over_that_of_a_hook() {
    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Database(u8);
    #[singleton(dispose = |_| Err::<(), _>("still in use"))]
    impl Database {
        fn new(config: &'static Config) -> Self {
            Database(config.0)
        }
    }

    let text = panic_of(|| {
        Config::override_with(Config(2), || panic!("the body of {}", Database::instance().0));
    });
    assert_eq!(text, "the body of 2");
    assert_eq!(Config::instance().0, 1);
}

#[test]
fn an_override_in_a_drop_keeps_to_the_panic_that_is_on_its_way() {
    #[singleton(init = || Config)]
    struct Config;
    struct Database;
    #[singleton(dispose = |_| Err::<(), _>("still in use"))]
    impl Database {
        fn new(_config: &'static Config) -> Self {
            Database
        }
    }
    struct OnDrop;
    impl Drop for OnDrop {
        fn drop(&mut self) {
            // A panic here would end the process.
            Config::override_with(Config, || {
                Database::instance();
            });
        }
    }

    let text = panic_of(|| {
        let _on_drop = OnDrop;
        panic!("{}", ["this one", "alone"].join(" "));
    });
    assert_eq!(text, "this one alone");
}
