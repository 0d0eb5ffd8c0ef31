//! `#[singleton]`.

use std::num::ParseIntError;
use std::panic::catch_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};

use tenure::{InitError, Singleton, Status, singleton};

#[test]
fn two_calls_return_the_same_instance() {
    #[singleton(init = || Config { url: "localhost".to_owned() })]
    struct Config {
        url: String,
    }

    assert!(std::ptr::eq(Config::instance(), Config::instance()));
    assert!(std::ptr::eq(Config::instance(), Config::try_instance().unwrap()));
    assert_eq!(Config::instance().url, "localhost");
}

#[test]
fn a_type_is_made_by_new() {
    #[singleton]
    struct Config(u8);

    impl Config {
        fn new() -> Self {
            Config(8)
        }
    }

    assert_eq!(Config::instance().0, 8);
}

#[test]
fn a_type_is_made_by_the_path_of_init() {
    #[singleton(init = Config::from_env)]
    enum Config {
        Default(u8),
    }

    impl Config {
        fn from_env() -> Result<Self, ParseIntError> {
            "8".parse().map(Config::Default)
        }
    }

    let Config::Default(number) = Config::instance();
    assert_eq!(*number, 8);
}

#[test]
fn an_impl_uses_the_function_marked_init() {
    struct Config(&'static str);

    #[singleton]
    impl Config {
        fn new(text: &'static str) -> Self {
            Config(text)
        }

        #[init]
        fn load() -> Self {
            Config::new("loaded")
        }
    }

    assert_eq!(Config::instance().0, "loaded");
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

    type Settings = &'static Config;

    #[singleton]
    impl Database {
        fn new(Config(port): Settings) -> Self {
            Database { port: *port }
        }
    }

    assert_eq!(Config::status(), Status::Empty);
    assert_eq!(Database::instance().port, 80);
    assert_eq!(Config::status(), Status::Ready);
}

#[test]
fn listed_dependencies_are_made_first_too() {
    #[singleton(init = || Logger)]
    struct Logger;

    #[singleton(init = || Server(Logger::status()), deps(Logger))]
    struct Server(Status);

    assert_eq!(Logger::status(), Status::Empty);
    assert_eq!(Server::instance().0, Status::Ready);
}

#[test]
fn peek_and_status_make_nothing() {
    #[singleton(init = || Config)]
    #[derive(Debug)]
    struct Config;

    assert!(Config::peek().is_none());
    assert_eq!(Config::status(), Status::Empty);
    Config::instance();
    assert!(std::ptr::eq(Config::peek().unwrap(), Config::instance()));
}

#[test]
fn with_makes_the_value() {
    #[singleton(init = || Config(3))]
    struct Config(u8);

    assert_eq!(Config::with(|config| config.0 + 1), 4);
}

/// Seed: A31.
#[test]
fn an_error_is_given_back_and_the_next_call_tries_again() {
    static ATTEMPTS: AtomicUsize = AtomicUsize::new(0);

    #[derive(Debug)]
    struct Port(u16);

    #[singleton]
    impl Port {
        fn new() -> Result<Self, ParseIntError> {
            let text = if ATTEMPTS.fetch_add(1, Ordering::Relaxed) == 0 { "eighty" } else { "80" };
            text.parse().map(Port)
        }
    }

    let error = Port::try_instance().unwrap_err();
    assert_eq!(error.to_string(), "`Port` cannot be made: invalid digit found in string");
    assert!(error.downcast_ref::<ParseIntError>().is_some());
    assert!(std::error::Error::source(&error).unwrap().is::<ParseIntError>());
    assert_eq!(Port::status(), Status::Empty);
    assert_eq!(Port::try_instance().unwrap().0, 80);
    assert_eq!(ATTEMPTS.load(Ordering::Relaxed), 2);
}

/// Seed: A31.
#[test]
fn an_error_is_kept_where_the_declaration_says_so() {
    static ATTEMPTS: AtomicUsize = AtomicUsize::new(0);

    #[derive(Debug)]
    struct Port(#[allow(dead_code)] u16);

    #[singleton(retry = never)]
    impl Port {
        fn new() -> Result<Self, ParseIntError> {
            let text = if ATTEMPTS.fetch_add(1, Ordering::Relaxed) == 0 { "eighty" } else { "80" };
            text.parse().map(Port)
        }
    }

    let text = "`Port` cannot be made: invalid digit found in string";
    for _ in 0..3 {
        let error = Port::try_instance().unwrap_err();
        assert_eq!(error.to_string(), text);
        assert!(error.downcast_ref::<ParseIntError>().is_some());
        assert_eq!(Port::status(), Status::Failed);
    }
    assert_eq!(ATTEMPTS.load(Ordering::Relaxed), 1);
}

#[test]
fn an_error_that_is_no_initialisers_own_is_not_kept() {
    #[derive(Debug)]
    struct Selfish;

    #[singleton(retry = never)]
    impl Selfish {
        fn new() -> Result<Self, InitError> {
            Selfish::try_instance().map(|_| Selfish)
        }
    }

    assert!(matches!(Selfish::try_instance().unwrap_err(), InitError::Cycle { .. }));
    assert_eq!(Selfish::status(), Status::Empty);
}

#[test]
fn retry_on_err_is_what_happens_without_it() {
    static ATTEMPTS: AtomicUsize = AtomicUsize::new(0);

    #[singleton(retry = on_err, init = Port::parse)]
    #[derive(Debug)]
    struct Port(u16);

    impl Port {
        fn parse() -> Result<Self, ParseIntError> {
            let text = if ATTEMPTS.fetch_add(1, Ordering::Relaxed) == 0 { "eighty" } else { "80" };
            text.parse().map(Port)
        }
    }

    assert!(Port::try_instance().is_err());
    assert_eq!(Port::try_instance().unwrap().0, 80);
}

#[test]
fn the_error_of_a_dependency_passes_as_it_is() {
    #[derive(Debug)]
    struct Port;
    #[derive(Debug)]
    struct Server;
    #[derive(Debug)]
    struct Proxy;

    #[singleton]
    impl Port {
        fn new() -> Result<Self, &'static str> {
            Err("no port is free")
        }
    }

    #[singleton]
    impl Server {
        fn new(_: &'static Port) -> Self {
            Server
        }
    }

    // Through a `?` in the body, boxed by the user.
    #[singleton]
    impl Proxy {
        fn new() -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
            let Server = Server::try_instance()?;
            Ok(Proxy)
        }
    }

    let text = "`Port` cannot be made: no port is free";
    assert_eq!(Server::try_instance().unwrap_err().to_string(), text);
    assert_eq!(Proxy::try_instance().unwrap_err().to_string(), text);
}

/// Seed: A33.
#[test]
fn a_panic_is_kept_with_its_first_text_and_its_place() {
    static ATTEMPTS: AtomicUsize = AtomicUsize::new(0);

    #[derive(Debug)]
    struct Config;

    #[singleton]
    impl Config {
        fn new() -> Self {
            let attempt = ATTEMPTS.fetch_add(1, Ordering::Relaxed);
            panic!("attempt {attempt} failed");
        }
    }
    const PANIC: u32 = line!() - 3;

    let (error, asked) = (Config::try_instance().unwrap_err(), line!());
    let file = file!();
    let text = format!(
        "`Config` panicked while it was made, at {file}:{PANIC}:13, asked for at \
         {file}:{asked}:27: attempt 0 failed"
    );
    assert_eq!(error.to_string(), text);
    assert_eq!(Config::status(), Status::Failed);
    assert_eq!(Config::try_instance().unwrap_err().to_string(), text);
    let payload = catch_unwind(|| format!("{:?}", Config::instance())).unwrap_err();
    assert_eq!(*payload.downcast_ref::<String>().unwrap(), text);
    assert_eq!(ATTEMPTS.load(Ordering::Relaxed), 1);
}

#[test]
fn parameters_that_differ_in_an_underscore_are_two() {
    struct Left(u8);
    struct Right(u8);
    struct Both(u8);

    #[singleton]
    impl Left {
        fn new() -> Self {
            Left(1)
        }
    }

    #[singleton]
    impl Right {
        fn new() -> Self {
            Right(2)
        }
    }

    #[singleton]
    impl Both {
        fn new(_side: &'static Left, side: &'static Right) -> Self {
            Both(side.0)
        }
    }

    assert_eq!(Both::instance().0, 2);
    assert_eq!(Left::instance().0, 1);
}

#[test]
fn a_payload_that_panics_when_it_is_dropped_leaves_an_error_like_any_other() {
    #[derive(Debug)]
    struct Config;
    struct Bomb;

    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("dropped");
        }
    }

    #[singleton]
    impl Config {
        fn new() -> Self {
            std::panic::panic_any(Bomb)
        }
    }

    for _ in 0..2 {
        let text = Config::try_instance().unwrap_err().to_string();
        assert!(text.ends_with("a payload that is no text"), "{text}");
        assert_eq!(Config::status(), Status::Failed);
    }
}

#[test]
fn a_panic_passes_through_instance_with_its_first_text() {
    #[derive(Debug)]
    struct Inner;
    #[derive(Debug)]
    struct Outer;

    #[singleton]
    impl Inner {
        fn new() -> Self {
            panic!("no inner");
        }
    }

    #[singleton]
    impl Outer {
        fn new() -> Self {
            Inner::instance();
            Outer
        }
    }

    let error = Outer::try_instance().unwrap_err();
    assert!(matches!(error, InitError::Panicked { singleton: "Inner", .. }), "{error}");
}

#[test]
fn the_process_knows_who_made_what() {
    struct Config;
    struct Database;

    #[singleton]
    impl Config {
        fn new() -> Self {
            Config
        }
    }

    #[singleton]
    impl Database {
        fn new(_: &'static Config) -> Self {
            Database
        }
    }

    Database::instance();
    let line = line!() - 1;
    let all = tenure::singletons();
    let find = |name: &str| {
        let name = format!("{}::the_process_knows_who_made_what::{name}", module_path!());
        all.iter().find(|info| info.name == name).unwrap()
    };
    let (config, database) = (find("Config"), find("Database"));
    let init = database.init.as_ref().unwrap();
    assert_eq!((init.caller.file(), init.caller.line()), (file!(), line));
    assert!(config.order < database.order);
    assert!(init.own <= init.total);
    assert!(config.init.as_ref().unwrap().total <= init.total);
}

/// Seed: A52, F15.
#[test]
fn an_impl_of_a_generic_type_with_arguments_is_a_type_like_any_other() {
    struct Pool<'a, T>(&'a [T]);

    #[singleton]
    impl Pool<'static, u8> {
        fn new() -> Self {
            Pool(&[8])
        }
    }

    #[singleton(deps(Pool<'static, u8>), dispose = Self::close)]
    impl Pool<'static, u16> {
        #[init]
        fn open(bytes: &'static Pool<'static, u8>) -> Self {
            assert_eq!(bytes.0, [8]);
            Pool(&[16])
        }

        fn close(&self) {
            assert_eq!(self.0, [16]);
        }
    }

    assert_eq!(Pool::<u8>::instance().0, [8]);
    assert_eq!(Pool::<u16>::instance().0, [16]);
}

#[test]
fn self_may_be_written_wherever_the_type_may() {
    #[singleton(init = || Self { port: Self::PORT }, dispose = |it: &Self| it.close())]
    struct Config {
        port: u16,
    }

    impl Config {
        const PORT: u16 = 80;

        fn close(&self) {
            assert_eq!(self.port, 80);
        }
    }

    assert_eq!(Config::instance().port, 80);
}

#[test]
fn a_constructor_may_name_the_lifetime_of_its_dependencies() {
    #[singleton(init = || Config(80))]
    struct Config(u16);

    struct Database(u16);

    #[singleton]
    impl Database {
        fn new<'a>(config: &'a Config, _: &'_ Config) -> Self {
            let config: &'a Config = config;
            Database(config.0)
        }
    }

    assert_eq!(Database::instance().0, 80);
}

#[test]
fn a_constructor_for_each_platform_may_stand_in_one_impl() {
    #[singleton(init = || Config(80))]
    struct Config(u16);

    struct Database(u16);

    #[singleton]
    impl Database {
        #[cfg(any(unix, windows))]
        fn new(config: &'static Config) -> Self {
            Database(config.0)
        }

        #[cfg(not(any(unix, windows)))]
        fn new() -> Self {
            Database(0)
        }
    }

    assert_eq!(Database::instance().0, 80);
}

#[test]
fn an_initialiser_may_be_still_to_be_written() {
    #[singleton(init = || todo!("the file"))]
    struct Config;

    #[singleton(key = u8, init = |_number| { panic!("the pool") })]
    struct Pool;

    let error = Config::try_instance().err().expect("nothing is made").to_string();
    assert!(error.contains("not yet implemented: the file"), "{error}");
    let error = Pool::try_instance(&1).err().expect("nothing is made").to_string();
    assert!(error.contains("the pool"), "{error}");
}
