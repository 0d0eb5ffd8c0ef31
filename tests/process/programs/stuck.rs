//! Initialisers and hooks that take too long.

use std::future::{Future, pending, poll_fn};
use std::sync::mpsc;
use std::task::Poll;
use std::thread;
use std::time::{Duration, Instant};

use tenure::{Singleton, Status, singleton};
use tenure_tests::futures::poll_once;

/// Hands a message to a thread that waits for the very singleton that is being made.
struct Joined;
struct Nested;

#[singleton]
impl Joined {
    fn new() -> Self {
        let named = |name: &str| thread::Builder::new().name(name.to_owned());
        let _direct = named("direct").spawn(|| {
            Joined::instance(); // direct
        });
        let _nested = named("nested").spawn(Nested::make);
        if mode() == "chain" {
            until(|| Nested::status() == Status::Running);
            let _outer = named("outer").spawn(|| {
                Nested::instance();
            });
        }
        // A message that does not come before the reports are there.
        let (_sender, receiver) = mpsc::channel::<()>();
        let _nothing = receiver.recv_timeout(Duration::from_secs(7));
        println!("made Joined");
        Joined
    }
}

#[singleton]
impl Nested {
    fn new() -> Self {
        Joined::instance(); // nested
        Nested
    }
}

impl Nested {
    fn make() {
        let Nested = Nested::instance();
    }
}

struct Early;

#[singleton(dispose = |_| println!("disposed Early"))]
impl Early {
    fn new() -> Self {
        Early
    }
}

#[singleton(deps(Early), dispose = Slow::close, init = || Slow)] // slow
struct Slow;

impl Slow {
    fn close(&self) {
        let Slow = self;
        let time = if mode() == "slow_hook" { 6 } else { 3_600 };
        thread::sleep(Duration::from_secs(time));
        println!("disposed Slow");
    }
}

/// Awaits what nobody gives it.
struct Pool;

#[singleton]
impl Pool {
    async fn new() -> Self {
        pending().await
    }
}

/// Awaits one that does.
struct Store;

#[singleton]
impl Store {
    async fn new() -> Self {
        Pool::instance().await; // pool
        Store
    }
}

/// Is woken, and then not polled.
struct Woken;

#[singleton]
impl Woken {
    async fn new() -> Self {
        poll_fn::<(), _>(|context| {
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
        Woken
    }
}

/// Blocks the thread that polls it.
struct Blocking;

#[singleton]
impl Blocking {
    #[expect(clippy::unused_async)] // that is its mistake
    async fn new() -> Self {
        thread::sleep(Duration::from_secs(7));
        Blocking
    }
}

/// Is there before anything has to be said.
struct Quick;

#[singleton]
impl Quick {
    async fn new() -> Self {
        let began = Instant::now();
        poll_fn(|context| {
            context.waker().wake_by_ref();
            if began.elapsed().as_secs() >= 3 { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        Quick
    }
}

/// Fails after a while, each time.
struct Again;

#[singleton]
impl Again {
    fn new() -> Result<Self, &'static str> {
        let waits = thread::spawn(|| Again::try_instance().is_err());
        // A message that does not come before the report is there.
        let (_sender, receiver) = mpsc::channel::<()>();
        let _nothing = receiver.recv_timeout(Duration::from_secs(7));
        drop(waits);
        Err("not yet")
    }
}

#[cfg(feature = "testing")]
#[singleton(init = || Config)]
struct Config;

/// Made in the scope of an override.
#[cfg(feature = "testing")]
struct Overridden;

#[cfg(feature = "testing")]
#[singleton]
impl Overridden {
    async fn new(_config: &'static Config) -> Self {
        pending().await
    }
}

/// Polls it once, and does nothing for longer than anybody has patience.
fn await_for_long<F: Future + Unpin>(mut future: F) {
    assert!(poll_once(&mut future).is_pending());
    thread::sleep(Duration::from_secs(7));
    assert!(poll_once(&mut future).is_pending());
}

/// Takes its time, and so does who holds a handle to it.
#[singleton(managed, init = || Lent, dispose = |_| thread::sleep(Duration::from_secs(3)))]
struct Lent;

fn mode() -> String {
    std::env::args().nth(1).expect("a mode")
}

fn until(condition: impl Fn() -> bool) {
    let began = Instant::now();
    while !condition() {
        assert!(began.elapsed() < Duration::from_secs(60), "it never comes true");
        thread::yield_now();
    }
}

#[tenure::main]
fn main() {
    match mode().as_str() {
        "join" | "chain" => {
            Joined::instance(); // first
        }
        "again" => {
            for _ in 0..2 {
                assert!(Again::try_instance().is_err());
            }
        }
        "awaited" => await_for_long(Pool::instance()), // awaits
        "awaited_in_a_chain" => await_for_long(Store::instance()), // store
        "woken" => await_for_long(Woken::instance()),  // woken
        "given_up" => {
            assert!(poll_once(&mut Pool::instance()).is_pending());
            thread::sleep(Duration::from_secs(7));
        }
        "blocked" => {
            let polls = thread::Builder::new().name("poller".to_owned());
            let polls = polls.spawn(|| {
                let mut first = Blocking::instance(); // first poll
                assert!(poll_once(&mut first).is_ready());
            });
            until(|| Blocking::status() == Status::Running);
            let mut second = Blocking::instance(); // second poll
            assert!(poll_once(&mut second).is_pending());
            polls.expect("it starts").join().expect("it is made");
        }
        "in_time" => {
            let mut quick = Quick::instance();
            assert!(poll_once(&mut quick).is_pending());
            // What begins later than the watch has its own time.
            thread::sleep(Duration::from_secs(3));
            assert!(poll_once(&mut quick).is_ready());
            let mut woken = Woken::instance();
            assert!(poll_once(&mut woken).is_pending());
            thread::sleep(Duration::from_secs(4));
        }
        #[cfg(feature = "testing")]
        "overridden" => Config::override_with(Config, || {
            await_for_long(Overridden::instance()); // overridden
        }),
        "late_handle" => {
            let lent = Lent::instance();
            let holder = thread::spawn(move || {
                until(|| Lent::status() == Status::Disposing);
                thread::sleep(Duration::from_secs(4));
                drop(lent);
            });
            println!("end of main: {}", tenure::teardown().is_ok());
            holder.join().expect("it ends");
        }
        "slow_hook" => {
            Slow::instance();
            println!("end of main: {}", tenure::teardown().is_ok());
        }
        "endless_exit" => {
            Slow::instance();
            tenure::exit(7);
        }
        "endless_beside" => {
            Slow::instance();
            thread::spawn(tenure::teardown);
            until(|| Slow::status() == Status::Disposing);
            tenure::exit(7);
        }
        _ => {
            Slow::instance();
            println!("end of main");
        }
    }
}
