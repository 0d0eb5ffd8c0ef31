//! `tenure` under another name, as a crate that re-exports it would have it.

mod facade {
    pub(crate) mod inner {
        pub(crate) use ::tenure::*;
    }
}

use facade::inner::singleton;

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
