//! Overrides of singletons.

mod awaited;
mod dependents;
mod each_thread;
mod keys;
mod managed;
mod nested;
mod side_by_side;
mod threads;
mod troubles;
mod whole_process;

use std::panic::catch_unwind;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Barrier, Mutex};
use std::thread;

use tenure::{Singleton as _, Status, singleton};

#[test]
fn an_override_is_seen_by_every_accessor_and_gone_afterwards() {
    #[singleton(init = || Config(1))]
    struct Config(u8);

    let given = Config::override_with(Config(2), || {
        assert_eq!(Config::status(), Status::Ready);
        assert_eq!(Config::peek().map(|config| config.0), Some(2));
        assert_eq!(Config::try_instance().map(|config| config.0).ok(), Some(2));
        assert_eq!(Config::with(|config| config.0), 2);
        assert!(std::ptr::eq(Config::instance(), Config::instance()));
        Config::instance()
    });
    assert_eq!(given.0, 2); // what is handed out stays
    assert_eq!(Config::status(), Status::Empty);
    assert!(Config::peek().is_none());
    assert_eq!(Config::instance().0, 1);
}

#[test]
fn an_override_of_one_that_is_there_is_the_same() {
    #[singleton(init = || Config(1))]
    struct Config(u8);

    let real = Config::instance();
    Config::override_with(Config(2), || {
        assert_eq!(Config::instance().0, 2);
        assert_eq!(Config::try_instance().map(|config| config.0).ok(), Some(2));
        assert_eq!(Config::peek().map(|config| config.0), Some(2));
    });
    assert!(std::ptr::eq(Config::instance(), real));
    assert!(Config::peek().is_some_and(|config| std::ptr::eq(config, real)));
}

#[test]
fn it_outlasts_that_the_real_one_is_made_meanwhile() {
    #[singleton(init = || Config(1))]
    struct Config(u8);

    Config::override_with(Config(2), || {
        assert_eq!(Config::instance().0, 2);
        let real = thread::spawn(|| Config::instance().0).join().unwrap();
        assert_eq!((real, Config::instance().0), (1, 2));
        assert_eq!(Config::status(), Status::Ready);
        assert_eq!(Config::peek().map(|config| config.0), Some(2));
    });
    assert_eq!(Config::instance().0, 1);
}

#[test]
fn it_may_begin_while_another_thread_makes_the_real_one() {
    static MAKING: Barrier = Barrier::new(2);
    static OVERRIDDEN: Barrier = Barrier::new(2);

    #[singleton]
    struct Config(u8);

    impl Config {
        fn new() -> Self {
            MAKING.wait();
            OVERRIDDEN.wait();
            Config(1)
        }
    }

    let real = thread::spawn(|| Config::instance().0);
    MAKING.wait();
    assert_eq!(Config::status(), Status::Running);
    Config::override_with(Config(2), || {
        assert_eq!(Config::instance().0, 2); // nobody waits
        OVERRIDDEN.wait();
        assert_eq!(real.join().unwrap(), 1);
        assert_eq!(Config::instance().0, 2);
    });
    assert_eq!(Config::instance().0, 1);
}

#[test]
fn one_that_cannot_be_made_can_be_overridden() {
    #[singleton(init = || -> Config { panic!("no configuration") })]
    struct Config(u8);

    assert!(Config::try_instance().is_err());
    assert_eq!(Config::status(), Status::Failed);
    Config::override_with(Config(2), || {
        assert_eq!(Config::instance().0, 2);
        assert_eq!(Config::status(), Status::Ready);
    });
    let error = Config::try_instance().map(|config| config.0).unwrap_err();
    assert!(error.to_string().ends_with("no configuration"), "{error}");
}

#[test]
fn a_panic_restores_what_was_there() {
    #[singleton(init = || Config(1))]
    struct Config(u8);

    let payload = catch_unwind(|| {
        Config::override_with(Config(2), || {
            std::panic::panic_any(Config::instance().0);
        });
    });
    assert_eq!(payload.unwrap_err().downcast_ref(), Some(&2_u8));
    assert_eq!(Config::instance().0, 1);
}

#[test]
fn threads_do_not_see_the_overrides_of_each_other() {
    #[singleton(init = || Config(0))]
    struct Config(usize);

    static TOGETHER: Barrier = Barrier::new(9);

    thread::scope(|scope| {
        for thread in 1..=8 {
            scope.spawn(move || {
                TOGETHER.wait();
                for round in 0..200 {
                    let mine = thread * 1000 + round;
                    Config::override_with(Config(mine), || {
                        for _ in 0..20 {
                            assert_eq!(Config::instance().0, mine);
                        }
                    });
                    assert_eq!(Config::instance().0, 0);
                }
            });
        }
        TOGETHER.wait();
        for _ in 0..2000 {
            assert_eq!(Config::instance().0, 0);
        }
    });
}

/// Runs what it is sent, as a pool would.
pub(crate) struct Worker {
    jobs: Option<Sender<Job>>,
    thread: Option<thread::JoinHandle<()>>,
}

type Job = Box<dyn FnOnce() + Send>;

impl Worker {
    pub(crate) fn new() -> Self {
        let (jobs, taken): (_, Receiver<Job>) = channel();
        let thread = thread::spawn(move || taken.into_iter().for_each(|job| job()));
        Worker { jobs: Some(jobs), thread: Some(thread) }
    }

    pub(crate) fn run<R: Send + 'static>(&self, f: impl FnOnce() -> R + Send + 'static) -> R {
        let (done, result) = channel();
        let job = Box::new(move || done.send(f()).unwrap());
        self.jobs.as_ref().unwrap().send(job).unwrap();
        result.recv().unwrap()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        drop(self.jobs.take());
        self.thread.take().map(thread::JoinHandle::join);
    }
}

/// What happened, in order.
pub(crate) struct Log(Mutex<Vec<String>>);

impl Log {
    pub(crate) const fn new() -> Self {
        Log(Mutex::new(Vec::new()))
    }

    pub(crate) fn add(&self, line: impl Into<String>) {
        self.0.lock().unwrap().push(line.into());
    }

    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}
