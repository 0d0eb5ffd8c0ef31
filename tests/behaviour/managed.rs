//! `#[singleton(managed)]`.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex, OnceLock, mpsc};
use std::thread;

use tenure::{
    Dispose, DisposeError, DisposeShared, Handle, InitError, Singleton, Status, singleton,
};

/// Waits for what another thread does, without a guess at how long that takes.
fn until(condition: impl Fn() -> bool) {
    while !condition() {
        thread::yield_now();
    }
}

/// Says that it is dropped.
struct Flag(&'static AtomicBool);

impl Drop for Flag {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

#[test]
fn all_handles_reach_the_same_value() {
    #[singleton(managed, init = || Text("one".to_owned()))]
    #[derive(Debug)]
    struct Text(String);

    impl std::fmt::Display for Text {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(&self.0)
        }
    }

    assert_eq!(Text::status(), Status::Empty);
    assert!(Text::peek().is_none());
    let line = line!() + 1;
    let (one, other) = (Text::instance(), Text::try_instance().unwrap());
    assert!(std::ptr::eq(one.as_ref(), other.as_ref()));
    assert!(std::ptr::eq(one.as_ref(), Text::peek().unwrap().as_ref()));
    assert!(Text::with(|text| std::ptr::eq(text, one.as_ref())));
    assert_eq!(format!("{one} {other:?}"), "one Text(\"one\")");
    assert_eq!((Handle::place(&one).file(), Handle::place(&other).line()), (file!(), line));
    assert_eq!(Text::status(), Status::Ready);
}

/// Seed: A59.
#[test]
fn a_disposed_value_is_dropped_and_none_takes_its_place() {
    static DROPPED: AtomicBool = AtomicBool::new(false);

    #[singleton(managed, init = || Pool(Flag(&DROPPED)))]
    struct Pool(#[expect(dead_code)] Flag);

    drop(Pool::instance());
    assert!(!DROPPED.load(Ordering::SeqCst));
    Pool::dispose().unwrap();
    assert!(DROPPED.load(Ordering::SeqCst));
    assert_eq!(Pool::status(), Status::Disposed);
    assert!(Pool::peek().is_none());
    assert!(matches!(Pool::try_instance(), Err(InitError::Disposed { singleton: "Pool", .. })));
    let panic = catch_unwind(|| drop(Pool::instance())).unwrap_err();
    assert!(panic.downcast_ref::<String>().unwrap().contains("`Pool` was disposed"));
    Pool::dispose().unwrap();
}

#[test]
fn dispose_gives_out_no_new_handle_and_waits_for_the_last_one() {
    static DROPPED: AtomicBool = AtomicBool::new(false);

    #[singleton(managed, init = || Pool(Flag(&DROPPED), 8))]
    struct Pool(#[expect(dead_code)] Flag, u8);

    let handle = Pool::instance();
    thread::scope(|scope| {
        let disposer = scope.spawn(Pool::dispose);
        until(|| Pool::status() == Status::Disposing);
        assert!(Pool::peek().is_none());
        assert!(matches!(Pool::try_instance(), Err(InitError::Disposed { .. })));
        assert_eq!(handle.1, 8);
        assert!(!DROPPED.load(Ordering::SeqCst));
        // On another thread than that which took it.
        scope.spawn(move || drop(handle)).join().unwrap();
        disposer.join().unwrap().unwrap();
    });
    assert!(DROPPED.load(Ordering::SeqCst));
}

#[test]
fn the_hook_runs_first_then_dispose_then_drop() {
    static STEPS: Mutex<Vec<&str>> = Mutex::new(Vec::new());

    struct Log;

    #[singleton(managed, dispose = Log::flush)]
    impl Log {
        #[init]
        fn open() -> Self {
            Log
        }

        fn flush(&self) {
            let Log = self;
            STEPS.lock().unwrap().push("hook");
        }
    }

    impl Dispose for Log {
        fn dispose(&mut self) -> Result<(), DisposeError> {
            STEPS.lock().unwrap().push("Dispose");
            Ok(())
        }

        fn is_disposed(&self) -> bool {
            false
        }
    }

    impl DisposeShared for Log {
        fn dispose_shared(&self) -> Result<(), DisposeError> {
            unreachable!("the hook takes its place");
        }
    }

    impl Drop for Log {
        fn drop(&mut self) {
            STEPS.lock().unwrap().push("Drop");
        }
    }

    drop(Log::instance());
    Log::dispose().unwrap();
    Log::dispose().unwrap();
    assert_eq!(*STEPS.lock().unwrap(), ["hook", "Dispose", "Drop"]);
}

#[test]
fn dispose_shared_stands_in_for_a_hook() {
    static CLOSED: AtomicUsize = AtomicUsize::new(0);

    #[singleton(managed, init = || Pool)]
    struct Pool;

    impl DisposeShared for Pool {
        fn dispose_shared(&self) -> Result<(), DisposeError> {
            CLOSED.fetch_add(1, Ordering::SeqCst);
            Ok(())
        }
    }

    drop(Pool::instance());
    Pool::dispose().unwrap();
    assert_eq!(CLOSED.load(Ordering::SeqCst), 1);
}

#[test]
fn every_step_is_tried_and_every_error_is_kept() {
    struct Server;

    #[singleton(managed, dispose = |_| -> Result<(), _> { Err("the server is gone") })]
    impl Server {
        fn new() -> Self {
            Server
        }
    }

    impl Dispose for Server {
        fn dispose(&mut self) -> Result<(), DisposeError> {
            panic!("no socket");
        }

        fn is_disposed(&self) -> bool {
            false
        }
    }

    impl Drop for Server {
        fn drop(&mut self) {
            panic!("no memory");
        }
    }

    drop(Server::instance());
    let error = Server::dispose().unwrap_err();
    assert_eq!(
        format!("{error:#}"),
        "Server: the server is gone\nServer: panicked: no socket\nServer: panicked: no memory"
    );
    assert_eq!(Server::status(), Status::Disposed);
    Server::dispose().unwrap();
}

#[test]
fn what_was_never_made_has_nothing_to_dispose() {
    static FAIL: AtomicBool = AtomicBool::new(true);

    #[singleton(managed, init = || if FAIL.load(Ordering::SeqCst) { panic!("no") } else { Pool })]
    struct Pool;

    Pool::dispose().unwrap();
    assert_eq!(Pool::status(), Status::Empty);
    assert!(Pool::try_instance().is_err());
    assert_eq!(Pool::status(), Status::Failed);
    Pool::dispose().unwrap();
    FAIL.store(false, Ordering::SeqCst);
    assert!(matches!(Pool::try_instance(), Err(InitError::Panicked { .. })));
}

#[test]
fn an_empty_one_is_made_after_its_dispose() {
    #[singleton(managed, init = || Pool(3))]
    struct Pool(u8);

    Pool::dispose().unwrap();
    assert_eq!(Pool::instance().0, 3);
}

#[test]
fn two_threads_dispose_once_and_both_come_back_to_a_freed_value() {
    static HOOKS: AtomicUsize = AtomicUsize::new(0);
    static DROPPED: AtomicBool = AtomicBool::new(false);

    #[singleton(managed, recreate, init = || Pool(Flag(&DROPPED)), dispose = |_| { HOOKS.fetch_add(1, Ordering::SeqCst); })]
    struct Pool(#[expect(dead_code)] Flag);

    for round in 1..=200 {
        DROPPED.store(false, Ordering::SeqCst);
        drop(Pool::instance());
        let barrier = Barrier::new(2);
        let dispose = || {
            barrier.wait();
            Pool::dispose().unwrap();
            assert!(DROPPED.load(Ordering::SeqCst));
        };
        thread::scope(|scope| {
            scope.spawn(dispose);
            scope.spawn(dispose);
        });
        assert_eq!(HOOKS.load(Ordering::SeqCst), round);
    }
}

#[test]
fn a_value_that_is_being_made_is_waited_for_and_disposed() {
    static UNDER_WAY: Barrier = Barrier::new(2);
    static GO_ON: AtomicBool = AtomicBool::new(false);
    static DROPPED: AtomicBool = AtomicBool::new(false);

    struct Slow(#[expect(dead_code)] Flag);

    #[singleton(managed)]
    impl Slow {
        fn new() -> Self {
            UNDER_WAY.wait();
            until(|| GO_ON.load(Ordering::SeqCst));
            Slow(Flag(&DROPPED))
        }
    }

    thread::scope(|scope| {
        let maker = scope.spawn(|| Slow::try_instance().map(drop));
        UNDER_WAY.wait();
        let disposer = scope.spawn(Slow::dispose);
        GO_ON.store(true, Ordering::SeqCst);
        disposer.join().unwrap().unwrap();
        // Either it got its handle before, or it comes too late.
        assert!(matches!(maker.join().unwrap(), Ok(()) | Err(InitError::Disposed { .. })));
    });
    assert!(DROPPED.load(Ordering::SeqCst));
}

#[test]
fn an_initialiser_cannot_dispose_what_it_makes() {
    struct Snake;

    #[singleton(managed)]
    impl Snake {
        fn new() -> Result<Self, DisposeError> {
            Snake::dispose()?;
            Ok(Snake)
        }
    }

    let error = Snake::try_instance().err().unwrap();
    let text = error.to_string();
    let place = format!("`Snake` needs `Snake` at {}:", file!());
    assert!(text.contains(&place), "{text}");
}

#[test]
fn a_hook_gets_no_handle_and_disposes_nothing_twice() {
    static SEEN: Mutex<Vec<String>> = Mutex::new(Vec::new());

    #[singleton(managed, init = || Log, dispose = Log::flush)]
    struct Log;

    #[singleton(managed, recreate, init = || Other, dispose = Other::flush)]
    struct Other;

    impl Log {
        fn flush(&self) {
            let Log = self;
            let mut seen = SEEN.lock().unwrap();
            seen.push(Log::try_instance().err().unwrap().to_string());
            seen.push(Log::dispose().unwrap_err().to_string());
        }
    }

    impl Other {
        fn flush(&self) {
            let Other = self;
            SEEN.lock().unwrap().push(Other::try_instance().err().unwrap().to_string());
        }
    }

    drop(Log::instance());
    Log::dispose().unwrap();
    drop(Other::instance());
    Other::dispose().unwrap();
    let seen = SEEN.lock().unwrap();
    assert!(seen[0].starts_with("`Log` was disposed"), "{seen:?}");
    assert!(seen[1].contains("`Log` needs `Log` at "), "{seen:?}");
    assert!(seen[2].starts_with("`Other` was disposed"), "{seen:?}");
    assert_eq!((Log::status(), Other::status()), (Status::Disposed, Status::Empty));
}

#[test]
fn a_hook_may_use_other_singletons() {
    static SEEN: AtomicUsize = AtomicUsize::new(0);

    #[singleton(init = || Config(7))]
    struct Config(usize);

    #[singleton(managed, init = || Log, dispose = |_| SEEN.store(Config::instance().0, Ordering::SeqCst))]
    struct Log;

    drop(Log::instance());
    Log::dispose().unwrap();
    assert_eq!(SEEN.load(Ordering::SeqCst), 7);
}

#[test]
fn a_hook_and_an_initialiser_that_wait_for_each_other_get_an_error() {
    static IN_HOOK: Barrier = Barrier::new(2);
    static ERRORS: Mutex<Vec<String>> = Mutex::new(Vec::new());

    #[singleton(managed, recreate, init = || Log, dispose = Log::flush)]
    struct Log;

    struct Reader;

    #[singleton]
    impl Reader {
        fn new() -> Self {
            IN_HOOK.wait();
            note(Log::try_instance().err());
            Reader
        }
    }

    impl Log {
        fn flush(&self) {
            let Log = self;
            IN_HOOK.wait();
            note(Reader::try_instance().err());
        }
    }

    fn note(error: Option<InitError>) {
        ERRORS.lock().unwrap().extend(error.map(|error| error.to_string()));
    }

    drop(Log::instance());
    thread::scope(|scope| {
        scope.spawn(Reader::try_instance);
        scope.spawn(Log::dispose);
    });
    let errors = ERRORS.lock().unwrap();
    assert_eq!(errors.len(), 1, "{errors:?}");
    for link in ["`Log` needs `Reader` at ", "`Reader` needs `Log` at "] {
        assert!(errors[0].contains(link), "{errors:?}");
    }
}

/// Seed: A59.
#[test]
fn with_recreate_the_next_instance_is_a_new_one() {
    static MADE: AtomicUsize = AtomicUsize::new(0);

    #[singleton(managed, recreate, init = || Pool(MADE.fetch_add(1, Ordering::SeqCst)))]
    struct Pool(usize);

    for round in 0..10 {
        assert_eq!(Pool::instance().0, round);
        assert_eq!(Pool::instance().0, round);
        Pool::dispose().unwrap();
        assert_eq!(Pool::status(), Status::Empty);
        assert!(Pool::peek().is_none());
    }
}

#[test]
fn with_recreate_whoever_comes_during_a_disposal_waits_for_the_next_value() {
    static MADE: AtomicUsize = AtomicUsize::new(0);
    static LEAVE: AtomicBool = AtomicBool::new(false);

    #[singleton(managed, recreate, init = || Pool(MADE.fetch_add(1, Ordering::SeqCst)), dispose = |_| until(|| LEAVE.load(Ordering::SeqCst)))]
    struct Pool(usize);

    let handle = Pool::instance();
    thread::scope(|scope| {
        let disposer = scope.spawn(Pool::dispose);
        until(|| Pool::status() == Status::Disposing);
        // It cannot wait here for a disposal that waits for this very thread.
        assert!(matches!(Pool::try_instance(), Err(InitError::Disposed { .. })));
        let next = scope.spawn(|| Pool::instance().0);
        drop(handle);
        LEAVE.store(true, Ordering::SeqCst);
        assert_eq!(next.join().unwrap(), 1);
        disposer.join().unwrap().unwrap();
    });
}

#[test]
fn with_recreate_no_two_values_are_alive_at_once() {
    static ALIVE: AtomicUsize = AtomicUsize::new(0);
    static MADE: AtomicUsize = AtomicUsize::new(0);

    struct Pool(Box<u64>);

    #[singleton(managed, recreate)]
    impl Pool {
        fn new() -> Self {
            assert_eq!(ALIVE.fetch_add(1, Ordering::SeqCst), 0);
            MADE.fetch_add(1, Ordering::SeqCst);
            Pool(Box::new(42))
        }
    }

    impl Drop for Pool {
        fn drop(&mut self) {
            *self.0 = 0;
            assert_eq!(ALIVE.fetch_sub(1, Ordering::SeqCst), 1);
        }
    }

    let rounds = if cfg!(miri) { 20 } else { 1_000 };
    let barrier = Barrier::new(8);
    thread::scope(|scope| {
        for thread in 0..8 {
            let barrier = &barrier;
            scope.spawn(move || {
                barrier.wait();
                for round in 0..rounds {
                    assert_eq!(*Pool::instance().0, 42);
                    if round % 8 == thread {
                        Pool::dispose().unwrap();
                    }
                }
            });
        }
    });
    Pool::dispose().unwrap();
    assert_eq!(ALIVE.load(Ordering::SeqCst), 0);
    assert!(MADE.load(Ordering::SeqCst) > 1);
}

#[test]
fn readers_see_a_whole_value_or_none_while_another_thread_disposes() {
    struct Pool(Vec<u64>);

    #[singleton(managed, recreate)]
    impl Pool {
        fn new() -> Self {
            Pool(vec![7; 16])
        }
    }

    impl Drop for Pool {
        fn drop(&mut self) {
            self.0.fill(0);
        }
    }

    let (stop, rounds) = (AtomicBool::new(false), if cfg!(miri) { 20 } else { 1_000 });
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    if let Some(pool) = Pool::peek() {
                        assert_eq!(pool.0, [7; 16]);
                    }
                }
            });
        }
        for _ in 0..rounds {
            drop(Pool::instance());
            Pool::dispose().unwrap();
        }
        stop.store(true, Ordering::Relaxed);
    });
}

#[test]
fn a_handle_may_be_dropped_on_any_thread_and_its_record_is_used_again() {
    #[singleton(managed, init = || Pool(1))]
    struct Pool(usize);

    let (sender, receiver) = mpsc::channel::<Handle<Pool>>();
    let total = thread::scope(|scope| {
        let sum = scope.spawn(move || receiver.into_iter().map(|pool| pool.0).sum::<usize>());
        // More than are in the first block of records, and some stay on this thread.
        let mut kept = Vec::new();
        for round in 0..1_000 {
            let handle = Pool::instance();
            if round % 10 == 0 { kept.push(handle) } else { sender.send(handle).unwrap() }
        }
        drop(sender);
        let kept = kept.iter().map(|pool| pool.0).sum::<usize>();
        kept + sum.join().unwrap()
    });
    assert_eq!(total, 1_000);
    Pool::dispose().unwrap();
}

#[test]
fn a_handle_outlives_the_thread_that_took_it() {
    static DROPPED: AtomicBool = AtomicBool::new(false);

    #[singleton(managed, init = || Pool(Flag(&DROPPED)))]
    struct Pool(#[expect(dead_code)] Flag);

    let handle = thread::spawn(Pool::instance).join().unwrap();
    // The next thread has the records of the one that ended, and this handle is among them.
    thread::spawn(|| drop([Pool::instance(), Pool::instance()])).join().unwrap();
    thread::scope(|scope| {
        let disposer = scope.spawn(Pool::dispose);
        until(|| Pool::status() == Status::Disposing);
        assert!(!DROPPED.load(Ordering::SeqCst));
        drop(handle);
        disposer.join().unwrap().unwrap();
    });
    assert!(DROPPED.load(Ordering::SeqCst));
}

#[test]
fn a_thread_may_take_handles_until_its_very_end() {
    static SEEN: AtomicUsize = AtomicUsize::new(0);

    #[singleton(managed, init = || Pool(1))]
    struct Pool(usize);

    struct AtTheEnd;

    impl Drop for AtTheEnd {
        fn drop(&mut self) {
            let (one, other) = (Pool::instance(), Pool::instance());
            SEEN.fetch_add(one.0 + other.0, Ordering::SeqCst);
        }
    }

    thread_local! {
        static END: AtTheEnd = const { AtTheEnd };
        static KEPT: RefCell<Option<Handle<Pool>>> = const { RefCell::new(None) };
    }

    // In both orders: what is registered first is dropped last.
    for end_first in [true, false] {
        let thread = thread::spawn(move || {
            if end_first {
                END.with(|_| ());
            }
            KEPT.set(Some(Pool::instance()));
            END.with(|_| ());
        });
        thread.join().unwrap();
    }
    assert_eq!(SEEN.load(Ordering::SeqCst), 4);
    Pool::dispose().unwrap();
}

#[test]
fn values_of_no_size_are_told_apart() {
    #[singleton(managed, init = || One)]
    struct One;
    #[singleton(managed, init = || Other)]
    struct Other;

    let _held = One::instance();
    drop(Other::instance());
    Other::dispose().unwrap();
}

#[test]
fn a_handle_may_be_held_across_an_await() {
    #[singleton(managed, init = || Pool(2))]
    struct Pool(u8);

    async fn twice() -> u8 {
        let pool = Pool::instance();
        tokio::task::yield_now().await;
        pool.0 * 2
    }

    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    // `spawn` asks for `Send`.
    assert_eq!(runtime.block_on(async { tokio::spawn(twice()).await.unwrap() }), 4);
    Pool::dispose().unwrap();
}

#[test]
fn a_handle_may_be_shared() {
    #[singleton(managed, init = || Pool(2))]
    struct Pool(u8);

    let shared = Arc::new(Pool::instance());
    let other = Arc::clone(&shared);
    assert_eq!(thread::spawn(move || other.0).join().unwrap(), 2);
    assert!(catch_unwind(|| shared.0).is_ok());
    drop(shared);
    Pool::dispose().unwrap();
}

#[test]
fn a_panic_gives_the_handle_back() {
    #[singleton(managed, init = || Pool)]
    struct Pool;

    let panicked = catch_unwind(AssertUnwindSafe(|| Pool::with(|_| panic!("on purpose"))));
    assert!(panicked.is_err());
    Pool::dispose().unwrap();
}

#[test]
fn a_dependent_that_is_disposed_gives_its_handle_back() {
    static ORDER: Mutex<Vec<&str>> = Mutex::new(Vec::new());

    #[singleton(managed, init = || Config(5), dispose = |_| ORDER.lock().unwrap().push("Config"))]
    struct Config(u8);

    struct Pool(Handle<Config>);

    #[singleton(managed, dispose = |_| ORDER.lock().unwrap().push("Pool"))]
    impl Pool {
        fn new(config: Handle<Config>) -> Self {
            Pool(config)
        }
    }

    assert_eq!(Pool::instance().0.0, 5);
    thread::scope(|scope| {
        let disposer = scope.spawn(Config::dispose);
        until(|| Config::status() == Status::Disposing);
        Pool::dispose().unwrap();
        disposer.join().unwrap().unwrap();
    });
    assert_eq!(*ORDER.lock().unwrap(), ["Pool", "Config"]);
}

#[test]
fn an_error_of_a_dependency_passes_as_it_is() {
    static FIRST: OnceLock<()> = OnceLock::new();

    #[singleton(managed, init = || FIRST.set(()).map(|()| Config).map_err(|()| "no file"))]
    struct Config;

    struct Pool;

    #[singleton(managed, recreate)]
    impl Pool {
        fn new(_: Handle<Config>) -> Self {
            Pool
        }
    }

    drop(Pool::instance());
    Pool::dispose().unwrap();
    Config::dispose().unwrap();
    assert!(matches!(Pool::try_instance(), Err(InitError::Disposed { singleton: "Config", .. })));
}
