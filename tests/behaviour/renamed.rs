//! `tenure` under another name, as a crate that re-exports it would have it.

mod facade {
    pub(crate) mod inner {
        pub(crate) use ::tenure::*;
    }
}

use facade::inner::{Dispose as _, disposable, singleton};

#[test]
fn a_singleton_is_made_through_another_path() {
    #[singleton(crate = crate::renamed::facade::inner, init = || Config(3), eager)]
    struct Config(u8);

    struct Database(u8);

    #[singleton(crate = crate::renamed::facade::inner)]
    impl Database {
        fn new(config: &'static Config) -> Self {
            Database(config.0)
        }
    }

    assert_eq!(Database::instance().0, 3);
}

#[test]
fn a_value_is_disposed_through_another_path() {
    use facade::inner::Guard;

    #[disposable(crate = crate::renamed::facade::inner)]
    struct Server {
        #[dispose(with = Vec::clear)]
        lines: Vec<u8>,
        #[dispose(skip)]
        port: u8,
        guard: Guard,
    }

    let mut server = Server { lines: vec![1], port: 2, guard: Guard::new() };
    server.dispose().unwrap();
    assert!(server.lines.is_empty() && server.port == 2);
}
