//! Initialisers that need each other in ways no declaration shows.

#![allow(missing_docs)]

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use tenure::{InitError, Singleton, Status, singleton};

/// Fails instead of hanging.
fn within_a_second<T: Send + 'static>(f: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(f()));
    receiver.recv_timeout(Duration::from_secs(1)).expect("it ends within a second")
}

/// Seed: A32.
#[test]
fn a_circle_on_one_thread_names_every_link() {
    struct Config;
    struct Cache;
    struct Database;

    #[singleton]
    impl Config {
        fn new() -> Self {
            Cache::instance();
            Config
        }
    }

    #[singleton]
    impl Cache {
        fn new() -> Result<Self, InitError> {
            Database::try_instance()?;
            Ok(Cache)
        }
    }

    #[singleton]
    impl Database {
        fn new() -> Self {
            Config::instance();
            Database
        }
    }
    const LAST: u32 = line!() - 4;

    let error = within_a_second(|| Config::try_instance().err().unwrap());
    let InitError::Cycle { links, .. } = &error else { panic!("{error}") };
    let names: Vec<_> = links.iter().map(|link| (link.singleton, link.needs)).collect();
    assert_eq!(names, [("Database", "Config"), ("Config", "Cache"), ("Cache", "Database")]);
    let text = error.to_string();
    let beginning = format!(
        "singletons need each other in a circle: `Database` needs `Config` at {}:{LAST}:",
        file!()
    );
    assert!(text.starts_with(&beginning), "{text}");
    for link in links.iter() {
        assert!(text.contains(&link.at.to_string()), "{text}");
    }
}

#[test]
fn a_singleton_that_needs_itself_is_a_circle_of_one() {
    #[derive(Debug)]
    struct Config;

    #[singleton]
    impl Config {
        fn new() -> Result<Self, InitError> {
            Config::try_instance().map(|_| Config)
        }
    }

    let error = within_a_second(|| Config::try_instance().unwrap_err());
    let InitError::Cycle { links, .. } = &error else { panic!("{error}") };
    assert_eq!(links.len(), 1);
    // Nothing is kept: the circle is a matter of who calls whom, not of the value.
    assert_eq!(Config::status(), Status::Empty);
}

#[test]
fn two_threads_that_wait_for_each_other_get_an_error() {
    struct Left;
    struct Right;

    static MEETING: Barrier = Barrier::new(2);
    static ARRIVED: AtomicUsize = AtomicUsize::new(0);

    /// Both initialisers are under way before one of them asks for the other.
    fn meet() {
        if ARRIVED.fetch_add(1, Ordering::SeqCst) < 2 {
            MEETING.wait();
        }
    }

    #[singleton]
    impl Left {
        fn new() -> Result<Self, InitError> {
            meet();
            Right::try_instance()?;
            Ok(Left)
        }
    }

    #[singleton]
    impl Right {
        fn new() -> Result<Self, InitError> {
            meet();
            Left::try_instance()?;
            Ok(Right)
        }
    }

    let errors = within_a_second(|| {
        let spawn = |name: &str, f: fn() -> Option<InitError>| {
            thread::Builder::new().name(name.to_owned()).spawn(f).unwrap()
        };
        let left = spawn("left", || Left::try_instance().err());
        let right = spawn("right", || Right::try_instance().err());
        [left.join().unwrap().unwrap(), right.join().unwrap().unwrap()]
    });
    let deadlock = errors.iter().find(|error| matches!(error, InitError::Deadlock { .. }));
    let text = deadlock.expect("one of them closes the circle").to_string();
    for part in [
        "singletons wait for each other across threads: ",
        "`Left` needs `Right` at ",
        "`Right` needs `Left` at ",
        "on thread `left`",
        "on thread `right`",
        file!(),
    ] {
        assert!(text.contains(part), "{part} is not in: {text}");
    }
}

#[test]
fn three_threads_a_thousand_times_always_end() {
    struct First;
    struct Second;
    struct Third;

    #[singleton]
    impl First {
        fn new() -> Result<Self, InitError> {
            Second::try_instance().map(|_| First)
        }
    }

    #[singleton]
    impl Second {
        fn new() -> Result<Self, InitError> {
            thread::yield_now();
            Third::try_instance().map(|_| Second)
        }
    }

    #[singleton]
    impl Third {
        fn new() -> Result<Self, InitError> {
            First::try_instance().map(|_| Third)
        }
    }

    // Nobody is to hang; how long it takes depends on the machine.
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for _ in 0..1_000 {
            let ask: [fn() -> bool; 3] = [
                || First::try_instance().is_err(),
                || Second::try_instance().is_err(),
                || Third::try_instance().is_err(),
            ];
            let refused = ask.map(thread::spawn).map(|thread| thread.join().unwrap());
            assert_eq!(refused, [true; 3]);
        }
        sender.send(()).unwrap();
    });
    receiver.recv_timeout(Duration::from_secs(60)).expect("no round hangs");
}

#[test]
fn an_unlucky_order_is_no_circle() {
    struct First;
    struct Second(bool);

    static MEETING: Barrier = Barrier::new(2);

    #[singleton]
    impl First {
        fn new() -> Self {
            MEETING.wait();
            First
        }
    }

    #[singleton]
    impl Second {
        fn new() -> Self {
            MEETING.wait();
            Second(First::status() != Status::Empty)
        }
    }

    struct Third;

    #[singleton]
    impl Third {
        fn new(_: &'static First, second: &'static Second) -> Self {
            assert!(second.0);
            Third
        }
    }

    within_a_second(|| {
        let second = thread::spawn(|| Second::instance().0);
        Third::instance();
        second.join().unwrap()
    });
    assert_eq!(Third::status(), Status::Ready);
}
