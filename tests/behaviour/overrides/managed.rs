//! Overrides of singletons that are freed.

use std::panic::catch_unwind;
use std::sync::Barrier;
use std::thread;

use tenure::{Handle, InitError, Singleton as _, Status, singleton};

use super::{Log, Worker};

/// Where the value of a handle is.
fn at<T>(handle: &Handle<T>) -> *const T {
    std::ptr::from_ref(&**handle)
}

/// Says when it is freed.
struct Noisy(&'static Log, u8);

impl Drop for Noisy {
    fn drop(&mut self) {
        self.0.add(format!("{} freed", self.1));
    }
}

#[test]
fn the_value_of_an_override_is_handed_out_and_freed() {
    static LOG: Log = Log::new();

    #[singleton(managed, init = || Pool(Noisy(&LOG, 1)), dispose = |_| LOG.add("disposed"))]
    struct Pool(Noisy);

    let check = || {
        Pool::override_with(Pool(Noisy(&LOG, 2)), || {
            assert_eq!(Pool::status(), Status::Ready);
            assert_eq!(Pool::peek().map(|pool| pool.0.1), Some(2));
            assert_eq!(Pool::try_instance().map(|pool| pool.0.1).ok(), Some(2));
            assert_eq!((Pool::instance().0.1, Pool::with(|pool| pool.0.1)), (2, 2));
            let both = (Pool::instance(), Pool::instance());
            assert_eq!(at(&both.0), at(&both.1));
            thread::spawn(|| assert_eq!(Pool::instance().0.1, 1)).join().unwrap();
            assert!(LOG.take().is_empty());
        });
        assert_eq!(LOG.take(), ["2 freed"]);
    };
    check();
    let real = Pool::instance();
    check();
    assert_eq!(at(&Pool::instance()), at(&real));
    assert_eq!(real.0.1, 1);
}

#[test]
fn the_real_one_is_disposed_whatever_is_held_in_an_override() {
    #[singleton(managed, recreate, init = || Pool(1))]
    struct Pool(u8);

    drop(Pool::instance());
    let worker = Worker::new();
    Pool::override_with(Pool(2), || {
        let held = Pool::instance();
        // It would wait for five seconds, and fail.
        worker.run(|| Pool::dispose().map_err(|error| error.to_string())).unwrap();
        assert_eq!(worker.run(Pool::status), Status::Empty);
        assert_eq!((held.0, Pool::instance().0), (2, 2));
    });
    assert_eq!(Pool::status(), Status::Empty);
}

#[test]
fn dependents_are_made_anew_and_freed_in_reverse() {
    static LOG: Log = Log::new();

    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Pool(Noisy);
    #[singleton(managed, dispose = Pool::close)]
    impl Pool {
        fn new(config: &'static Config) -> Self {
            Pool(Noisy(&LOG, config.0))
        }
        fn close(&self) {
            LOG.add(format!("{} closed", self.0.1));
        }
    }
    struct Server(Handle<Pool>, Noisy);
    #[singleton(managed)]
    impl Server {
        fn new(pool: Handle<Pool>) -> Self {
            let number = pool.0.1 * 10;
            Server(pool, Noisy(&LOG, number))
        }
    }

    let real = at(&Server::instance().0);
    Config::override_with(Config(2), || {
        assert!(Server::peek().is_none() && Pool::status() == Status::Empty);
        assert_eq!(Server::instance().1.1, 20);
        assert_eq!(at(&Server::instance().0), at(&Pool::instance()));
        assert_eq!(Server::status(), Status::Ready);
        assert!(LOG.take().is_empty());
    });
    assert_eq!(LOG.take(), ["20 freed", "2 closed", "2 freed"]);
    assert_eq!(at(&Pool::instance()), real);
    assert_eq!(Server::instance().1.1, 10);
}

#[test]
fn it_may_be_disposed_and_made_anew_in_the_override() {
    static LOG: Log = Log::new();

    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Pool(Noisy);
    #[singleton(managed, recreate)]
    impl Pool {
        fn new(config: &'static Config) -> Self {
            Pool(Noisy(&LOG, config.0))
        }
    }

    drop(Pool::instance());
    Config::override_with(Config(2), || {
        drop(Pool::instance());
        assert!(Pool::dispose().is_ok());
        assert_eq!((LOG.take(), Pool::status()), (vec!["2 freed".to_owned()], Status::Empty));
        assert_eq!(Pool::instance().0.1, 2);
    });
    assert_eq!((LOG.take(), Pool::status()), (vec!["2 freed".to_owned()], Status::Ready));
    let overrides = Config::override_with(Config(3), tenure::testing::Overrides::current);
    let error = overrides.enter(|| Pool::try_instance().map(drop)).unwrap_err();
    assert!(matches!(error, InitError::OverrideEnded { .. }), "{error:?}");
}

#[test]
fn a_handle_that_is_kept_beyond_the_end_is_named() {
    #[singleton(managed, init = || Pool(1))]
    struct Pool(u8);

    let mut kept = None;
    let line = line!() + 3;
    let ended = catch_unwind(std::panic::AssertUnwindSafe(|| {
        Pool::override_with(Pool(2), || {
            kept = Some(Pool::instance());
        });
    }));
    let text = *ended.unwrap_err().downcast::<String>().unwrap();
    assert!(text.contains("Pool: not freed, since handles are still out"), "{text}");
    assert!(text.contains(&format!("{}:{line}:", file!())), "{text}");
    assert_eq!(kept.map(|pool| pool.0), Some(2)); // it is leaked, and not freed
    assert_eq!(Pool::instance().0, 1);
}

#[test]
fn handles_are_taken_on_other_threads_while_overrides_come_and_go() {
    #[singleton(managed, init = || Pool(0))]
    struct Pool(usize);

    static TOGETHER: Barrier = Barrier::new(5);

    thread::scope(|scope| {
        for thread in 1..=4 {
            scope.spawn(move || {
                TOGETHER.wait();
                for round in 0..100 {
                    let mine = thread * 1000 + round;
                    Pool::override_with(Pool(mine), || assert_eq!(Pool::instance().0, mine));
                    assert_eq!(Pool::instance().0, 0);
                }
            });
        }
        TOGETHER.wait();
        for _ in 0..1000 {
            assert_eq!((Pool::instance().0, Pool::peek().map(|pool| pool.0)), (0, Some(0)));
        }
    });
}
