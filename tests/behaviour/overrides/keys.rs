//! Overrides of singletons with a key.

use std::ptr;
use std::sync::Mutex;
use std::thread;

use tenure::{InitError, KeyedSingleton as _, Singleton as _, Status, singleton};

use super::{Log, Worker};

#[test]
fn the_instance_of_one_key_is_overridden_for_every_accessor() {
    #[singleton(key = String, init = |name| Pool(name.len()))]
    struct Pool(usize);

    let real = Pool::instance("primary");
    for key in ["primary", "replica"] {
        Pool::override_with(key, Pool(70), || {
            assert_eq!((Pool::instance(key).0, Pool::with(key, |pool| pool.0)), (70, 70));
            assert_eq!(Pool::try_instance(key).map(|pool| pool.0).ok(), Some(70));
            assert_eq!(Pool::peek(key).map(|pool| pool.0), Some(70));
            assert_eq!(Pool::status(key), Status::Ready);
            let listed = Pool::instances();
            assert!(listed.iter().any(|(name, pool)| *name == key && pool.0 == 70));
            assert_eq!(Pool::instance("other").0, 5);
            thread::spawn(move || assert_eq!(Pool::instance(key).0, 7)).join().unwrap();
            Pool::override_with("other", Pool(50), || {
                assert_eq!((Pool::instance(key).0, Pool::instance("other").0), (70, 50));
            });
        });
    }
    assert!(ptr::eq(Pool::instance("primary"), real));
    assert_eq!(Pool::instance("replica").0, 7);
}

#[test]
fn every_thread_sees_that_of_the_whole_process() {
    #[singleton(key = u8, init = |key| Pool(*key))]
    struct Pool(u8);

    let worker = Worker::new();
    Pool::override_global(&1, Pool(10), || {
        assert_eq!(worker.run(|| (Pool::instance(&1).0, Pool::instance(&2).0)), (10, 2));
    });
    assert_eq!(worker.run(|| Pool::instance(&1).0), 1);
}

#[test]
fn instances_that_need_what_is_overridden_are_made_anew_for_each_key() {
    static LOG: Log = Log::new();

    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Pool(String);
    #[singleton(key = String, dispose = Pool::close)]
    impl Pool {
        fn new(name: &String, config: &'static Config) -> Self {
            Pool(format!("{name} of {}", config.0))
        }
        fn close(&self) {
            LOG.add(self.0.clone());
        }
    }

    let real = Pool::instance("a");
    Config::override_with(Config(2), || {
        assert!(Pool::peek("a").is_none() && Pool::instances().is_empty());
        assert_eq!(Pool::instance("a").0, "a of 2");
        assert_eq!(Pool::instance("b").0, "b of 2");
        assert!(ptr::eq(Pool::instance("b"), Pool::instance("b")));
        assert_eq!(Pool::instances().len(), 2);
        assert!(LOG.take().is_empty());
    });
    assert_eq!(LOG.take(), ["b of 2", "a of 2"]);
    assert!(ptr::eq(Pool::instance("a"), real));
    assert_eq!((Pool::status("b"), Pool::instances().len()), (Status::Empty, 1));
}

#[test]
fn one_that_is_made_anew_has_its_own_errors_and_names_its_key() {
    static ASKED: Mutex<Vec<String>> = Mutex::new(Vec::new());

    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Pool;
    #[singleton(key = String, retry = never)]
    impl Pool {
        fn new(key: &String, config: &'static Config) -> Result<Self, String> {
            ASKED.lock().unwrap().push(key.clone());
            if config.0 == 1 { Ok(Pool) } else { Err(format!("no pool {key}")) }
        }
    }

    Config::override_with(Config(2), || {
        for _twice in 0..2 {
            let error = Pool::try_instance("7").map(drop).unwrap_err().to_string();
            assert!(error.contains("Pool[\"7\"]") && error.contains("no pool 7"), "{error}");
        }
    });
    assert!(Pool::try_instance("7").is_ok());
    assert_eq!(*ASKED.lock().unwrap(), ["7", "7"]);
}

#[test]
fn one_that_is_provided_is_overridden_and_never_made_anew() {
    #[singleton(init = || Config)]
    struct Config;
    #[singleton(key = u8, provided, deps(Config))]
    struct Pool(u8);

    Pool::override_with(&1, Pool(10), || assert_eq!(Pool::instance(&1).0, 10));
    let error = Pool::try_instance(&1).map(drop).unwrap_err();
    assert!(error.to_string().contains("provide"), "{error}");
    assert!(matches!(error, InitError::NotProvided { .. } | InitError::Failed { .. }), "{error:?}");
    assert!(Pool::provide(&1, Pool(2)).is_ok());
    Config::override_with(Config, || assert_eq!(Pool::instance(&1).0, 2));
}
