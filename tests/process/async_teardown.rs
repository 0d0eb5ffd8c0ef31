//! A teardown while a constructor is awaited.

#![allow(missing_docs, clippy::unused_self)]

use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex};
use std::task::{Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

use tenure::{InitError, Singleton, Status, singleton};
use tenure_tests::futures::{Bell, poll};

/// Gives way once, until it is woken through `waker`.
async fn yields(waker: &Mutex<Option<Waker>>) {
    let mut yielded = false;
    poll_fn(|context| {
        *waker.lock().unwrap() = Some(context.waker().clone());
        if std::mem::replace(&mut yielded, true) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

/// Counts how often it is dropped.
struct Held<'a>(&'a AtomicUsize);

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// The teardown is one for the process.
static ONE: Mutex<()> = Mutex::new(());

#[test]
fn a_half_made_one_is_neither_waited_for_nor_polled_nor_dropped() {
    struct Pool;
    struct Hooked;
    static DROPPED: AtomicUsize = AtomicUsize::new(0);
    static WAKER: Mutex<Option<Waker>> = Mutex::new(None);
    static SEEN: Mutex<Option<InitError>> = Mutex::new(None);
    static WAITER: Mutex<Option<tenure::TryInstance<&'static Pool>>> = Mutex::new(None);

    #[singleton]
    impl Pool {
        async fn new() -> Self {
            let _held = Held(&DROPPED);
            yields(&WAKER).await;
            Pool
        }
    }

    #[singleton(dispose = Hooked::end)]
    impl Hooked {
        fn new() -> Self {
            Hooked
        }

        fn end(&self) {
            let mut waiter = WAITER.lock().unwrap().take().unwrap();
            let Poll::Ready(Err(error)) = poll(&mut waiter, &Arc::default()) else {
                panic!("nobody may poll it")
            };
            *SEEN.lock().unwrap() = Some(error);
        }
    }

    let _one = ONE.lock().unwrap();
    Hooked::instance();
    let bell: Arc<Bell> = Arc::default();
    let mut pool = Pool::try_instance();
    assert!(poll(&mut pool, &bell).is_pending());
    *WAITER.lock().unwrap() = Some(Pool::try_instance());
    let began = Instant::now();
    tenure::teardown().unwrap();
    assert!(began.elapsed() < Duration::from_secs(4), "nothing is in the middle of a poll");
    assert!(matches!(*SEEN.lock().unwrap(), Some(InitError::TearingDown { .. })));
    assert_eq!(bell.rings(), 1, "who waits is woken to learn of it");
    assert_eq!((DROPPED.load(Ordering::SeqCst), Pool::status()), (0, Status::Running));
    // After it the process may go on, and so may the constructor.
    WAKER.lock().unwrap().take().unwrap().wake();
    assert!(poll(&mut pool, &bell).is_ready());
    assert_eq!((DROPPED.load(Ordering::SeqCst), Pool::status()), (1, Status::Ready));
}

#[test]
fn a_poll_that_is_under_way_is_waited_for_and_is_the_last() {
    struct Pool;
    static IN_POLL: Barrier = Barrier::new(2);
    static ENDED: AtomicBool = AtomicBool::new(false);

    #[singleton]
    impl Pool {
        async fn new() -> Self {
            poll_fn(|_| {
                IN_POLL.wait();
                while Other::status() != Status::Disposing && !REFUSED.load(Ordering::SeqCst) {
                    // The teardown has begun when nothing new is made any more.
                    let refused = Late::try_instance();
                    let begun = matches!(refused, Err(InitError::TearingDown { .. }));
                    REFUSED.store(begun, Ordering::SeqCst);
                }
                ENDED.store(true, Ordering::SeqCst);
                Poll::<()>::Pending
            })
            .await;
            Pool
        }
    }

    struct Late;
    struct Other;
    static REFUSED: AtomicBool = AtomicBool::new(false);

    #[singleton]
    impl Late {
        fn new() -> Result<Self, std::fmt::Error> {
            Err(std::fmt::Error)
        }
    }

    #[singleton(dispose = Other::end)]
    impl Other {
        fn new() -> Self {
            Other
        }

        fn end(&self) {
            assert!(ENDED.load(Ordering::SeqCst), "the teardown did not wait for the poll");
        }
    }

    let _one = ONE.lock().unwrap();
    Other::instance();
    let polls = thread::spawn(|| poll(&mut Pool::try_instance(), &Arc::default()));
    IN_POLL.wait();
    let began = Instant::now();
    tenure::teardown().unwrap();
    assert!(began.elapsed() < Duration::from_secs(4), "it is woken at the end of the poll");
    let Poll::Ready(Err(error)) = polls.join().unwrap() else { panic!("nobody would wake it") };
    assert!(matches!(error, InitError::TearingDown { .. }), "{error}");
}
