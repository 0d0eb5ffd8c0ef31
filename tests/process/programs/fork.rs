//! Forks while singletons are in every state, and says on standard output what becomes of them.

#[cfg(not(unix))]
fn main() {}

#[cfg(unix)]
fn main() {
    unix::main();
}

#[cfg(unix)]
mod unix {
    use std::alloc::{GlobalAlloc, Layout, System};
    use std::cell::Cell;
    use std::ffi::{c_int, c_uint};
    use std::io::Write as _;
    use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
    use std::sync::{Barrier, mpsc};
    use std::task::Poll;
    use std::thread;
    use std::time::Duration;

    use tenure::{InitError, KeyedSingleton as _, Singleton as _, Status, singleton};
    use tenure_tests::futures::{poll_once, yields};

    unsafe extern "C" {
        fn fork() -> c_int;
        fn alarm(seconds: c_uint) -> c_uint;
        fn waitpid(process: c_int, status: *mut c_int, options: c_int) -> c_int;
    }

    /// Made before the fork.
    #[singleton(init = || Parents(1), dispose = |_| say("disposed Parents"))]
    struct Parents(u8);

    /// Made after it, in the child.
    #[singleton(init = || Childs, dispose = |_| say("disposed Childs"))]
    struct Childs;

    /// Being made on another thread at the moment of the fork.
    #[singleton(init = Halfway::new, dispose = |_| say("disposed Halfway"))]
    struct Halfway;

    /// Waits at the moment of the fork for the one above.
    #[singleton(deps(Halfway), init = || Waiting)]
    struct Waiting;

    /// Forks while it is made.
    #[singleton(init = Forking::new)]
    struct Forking {
        child: c_int,
    }

    static UNDER_WAY: Barrier = Barrier::new(2);
    static GO_ON: Barrier = Barrier::new(2);

    impl Halfway {
        fn new() -> Self {
            UNDER_WAY.wait();
            GO_ON.wait();
            Halfway
        }
    }

    impl Forking {
        fn new() -> Self {
            // SAFETY: the child uses singletons, standard output and the exit of its process.
            Forking { child: unsafe { fork() } }
        }
    }

    fn say(text: &str) {
        println!("{text}");
        let _flushed = std::io::stdout().flush();
    }

    fn told<T>(result: Result<T, InitError>) -> String {
        result.map_or_else(|error| error.to_string(), |_| "there".to_owned())
    }

    /// What the child finds, and how it ends.
    fn child() -> ! {
        say(&format!("Parents: {}", Parents::instance().0));
        say(&format!("Halfway: {}", told(Halfway::try_instance())));
        say(&format!("Waiting: {}", told(Waiting::try_instance())));
        say(&format!("Forking: {}", told(Forking::try_instance())));
        say(&format!("Childs: {}", told(Childs::try_instance())));
        tenure::exit(3)
    }

    fn wait(child: c_int) -> c_int {
        let mut status = 0;
        // SAFETY: the status is ours.
        unsafe { waitpid(child, &raw mut status, 0) };
        (status >> 8) & 0xff
    }

    pub(super) fn main() {
        let _process = tenure::start();
        match std::env::args().nth(1).as_deref() {
            Some("many") => many(),
            Some("ends") => ends(),
            Some("disposal") => disposal(),
            Some("hook") => hook(),
            Some("awaited") => awaited(),
            Some("awaits") => awaits(),
            _ => once(),
        }
    }

    fn once() {
        Parents::instance();
        let halfway = thread::spawn(|| told(Halfway::try_instance()));
        UNDER_WAY.wait();
        let waiting = thread::spawn(|| told(Waiting::try_instance()));
        while Waiting::status() != Status::Running {
            thread::yield_now();
        }
        let forking = Forking::instance();
        if forking.child == 0 {
            child();
        }
        say(&format!("child: {}", wait(forking.child)));
        GO_ON.wait();
        say(&format!("Halfway: {}", halfway.join().expect("it ends")));
        say(&format!("Waiting: {}", waiting.join().expect("it ends")));
    }

    /// Forks again and again while other threads take the one lock and leave it.
    fn many() {
        let (sender, receiver) = mpsc::channel::<()>();
        let busy = thread::spawn(move || {
            while receiver.try_recv() == Err(mpsc::TryRecvError::Empty) {
                assert!(Failing::try_instance().is_err());
            }
        });
        for _ in 0..200 {
            // SAFETY: as above.
            let child = unsafe { fork() };
            if child == 0 {
                let made = Childs::try_instance().is_ok();
                std::process::exit(if made { 5 } else { 6 });
            }
            assert_eq!(wait(child), 5);
        }
        drop(sender);
        busy.join().expect("it ends");
        say("200 children");
    }

    thread_local! {
        /// How many allocations of this thread are to come, of which the last one dawdles.
        static COUNTDOWN: Cell<u32> = const { Cell::new(0) };
    }

    static DAWDLES: AtomicBool = AtomicBool::new(false);

    struct Dawdling;

    #[global_allocator]
    static ALLOC: Dawdling = Dawdling;

    // SAFETY: all is done by the allocator of the system.
    unsafe impl GlobalAlloc for Dawdling {
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            if COUNTDOWN.get() > 0 {
                COUNTDOWN.set(COUNTDOWN.get() - 1);
                if COUNTDOWN.get() == 0 {
                    DAWDLES.store(true, Ordering::SeqCst);
                    thread::sleep(Duration::from_millis(50));
                }
            }
            // SAFETY: the layout is that of the caller.
            unsafe { System.alloc(layout) }
        }

        unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
            // SAFETY: it came from `alloc`, with that layout.
            unsafe { System.dealloc(pointer, layout) }
        }
    }

    /// Ends with its thread, in an error, and slowly.
    #[singleton(thread_local, init = || Ending(Cell::new(0)), dispose = |_| Err::<(), _>("no disk"))]
    struct Ending(Cell<u32>);

    impl Drop for Ending {
        fn drop(&mut self) {
            COUNTDOWN.set(self.0.get());
        }
    }

    #[singleton(thread_local, init = || Quiet)]
    struct Quiet;

    /// A child that waits for ever is ended.
    fn forked(child: impl FnOnce()) -> c_int {
        // SAFETY: as above.
        let process = unsafe { fork() };
        if process == 0 {
            // SAFETY: nothing else uses the alarm.
            unsafe { alarm(5) };
            child();
            std::process::exit(5);
        }
        wait(process)
    }

    /// Forks at each of the allocations that a thread makes at its end.
    fn ends() {
        let mut forks = 0;
        for countdown in 1..=20 {
            DAWDLES.store(false, Ordering::SeqCst);
            let ending = thread::spawn(move || {
                Ending::with(|ending| ending.0.set(countdown));
            });
            // A thread is finished before the destructors of its thread locals; joined behind them.
            let ended = thread::spawn(move || ending.join().expect("it ends"));
            while !DAWDLES.load(Ordering::SeqCst) && !ended.is_finished() {
                thread::yield_now();
            }
            if DAWDLES.load(Ordering::SeqCst) {
                let code = forked(|| {
                    assert!(Ending::try_instance().is_ok() && Quiet::try_instance().is_ok());
                    let _failures_of_the_parent = tenure::teardown();
                });
                assert_eq!(code, 5, "after {countdown} allocations");
                forks += 1;
            }
            ended.join().expect("it is joined");
        }
        say(if forks >= 2 { "every child came to its end" } else { "nothing was tried" });
        // What is kept of the ends would make the process fail.
        assert!(tenure::teardown().is_err());
    }

    static IN_HOOKS: Barrier = Barrier::new(3);
    static LEAVE: Barrier = Barrier::new(3);
    static IN_CHILD: AtomicBool = AtomicBool::new(false);

    fn dawdle() {
        if !IN_CHILD.load(Ordering::SeqCst) {
            IN_HOOKS.wait();
            LEAVE.wait();
        }
    }

    #[singleton(managed, init = || Kept, dispose = |_| dawdle())]
    struct Kept;

    #[singleton(managed, recreate, init = || Anew, dispose = |_| dawdle())]
    struct Anew;

    /// Forks while other threads dispose.
    fn disposal() {
        drop((Kept::instance(), Anew::instance()));
        let disposers = [Kept::dispose, Anew::dispose].map(thread::spawn);
        IN_HOOKS.wait();
        let code = forked(|| {
            IN_CHILD.store(true, Ordering::SeqCst);
            say(&format!("Kept: {:?} {}", Kept::status(), Kept::try_instance().is_ok()));
            say(&format!("Anew: {:?} {}", Anew::status(), Anew::try_instance().is_ok()));
            for disposed in [Kept::dispose(), tenure::teardown(), Anew::dispose()] {
                disposed.expect("nothing fails");
            }
        });
        say(&format!("child: {code}"));
        LEAVE.wait();
        for disposer in disposers {
            disposer.join().expect("it ends").expect("nothing fails");
        }
        say(&format!("Kept: {:?}, Anew: {:?}", Kept::status(), Anew::status()));
    }

    static CHILD: AtomicI32 = AtomicI32::new(-1);

    #[singleton(managed, init = || Splits, dispose = |_| Splits::split())]
    struct Splits;

    impl Splits {
        fn split() {
            // SAFETY: as above.
            CHILD.store(unsafe { fork() }, Ordering::SeqCst);
            if CHILD.load(Ordering::SeqCst) == 0 {
                say(&format!("{:?}", Splits::status()));
            }
        }
    }

    impl Drop for Splits {
        fn drop(&mut self) {
            let who = if CHILD.load(Ordering::SeqCst) == 0 { "child" } else { "parent" };
            if who == "parent" {
                say(&format!("child: {}", wait(CHILD.load(Ordering::SeqCst))));
            }
            say(&format!("freed in the {who}"));
        }
    }

    /// Forks in the hook of what is disposed.
    fn hook() {
        drop(Splits::instance());
        Splits::dispose().expect("nothing fails");
        say(&format!("{:?}", Splits::status()));
        if CHILD.load(Ordering::SeqCst) == 0 {
            std::process::exit(5);
        }
    }

    struct Here;

    #[singleton]
    impl Here {
        async fn new() -> Self {
            yields(1).await;
            Here
        }
    }

    struct Elsewhere;

    #[singleton]
    impl Elsewhere {
        async fn new() -> Self {
            yields(1).await;
            Elsewhere
        }
    }

    struct Polled;

    #[singleton]
    impl Polled {
        async fn new() -> Self {
            yields(1).await;
            UNDER_WAY.wait();
            GO_ON.wait();
            Polled
        }
    }

    fn polled<T>(poll: Poll<Result<T, InitError>>) -> String {
        match poll {
            Poll::Pending => "pending".to_owned(),
            Poll::Ready(result) => told(result),
        }
    }

    struct Lane;

    #[singleton(key = u32)]
    impl Lane {
        async fn new(_number: &u32) -> Self {
            yields(1).await;
            Lane
        }
    }

    /// Forks at each of the allocations of a thread that awaits: those of the lists behind locks too.
    fn awaits() {
        let mut forks = 0;
        for countdown in 1..=40 {
            DAWDLES.store(false, Ordering::SeqCst);
            let _known = Lane::status(&countdown);
            let awaiting = thread::spawn(move || {
                let mut lane = Lane::try_instance(&countdown);
                COUNTDOWN.set(countdown);
                let _pending = poll_once(&mut lane);
                COUNTDOWN.set(0);
            });
            while !DAWDLES.load(Ordering::SeqCst) && !awaiting.is_finished() {
                thread::yield_now();
            }
            if DAWDLES.load(Ordering::SeqCst) {
                let code = forked(|| {
                    let _forked_or_pending = poll_once(Lane::try_instance(&countdown));
                    assert!(poll_once(Lane::try_instance(&1_000)).is_pending());
                });
                assert_eq!(code, 5, "after {countdown} allocations");
                forks += 1;
            }
            awaiting.join().expect("it ends");
        }
        say(if forks >= 3 { "every child came to its end" } else { "nothing was tried" });
    }

    /// Forks while constructors are half done: of this thread, of another, and in a poll of another.
    fn awaited() {
        assert!(
            poll_once(Here::instance()).is_pending() && poll_once(Polled::instance()).is_pending()
        );
        thread::spawn(|| assert!(poll_once(Elsewhere::instance()).is_pending()))
            .join()
            .expect("it ends");
        let polls = thread::spawn(|| polled(poll_once(Polled::try_instance())));
        UNDER_WAY.wait();
        let code = forked(|| {
            say(&format!("Here: {}", polled(poll_once(Here::try_instance()))));
            say(&format!("Elsewhere: {}", polled(poll_once(Elsewhere::try_instance()))));
            say(&format!("Polled: {}", polled(poll_once(Polled::try_instance()))));
        });
        say(&format!("child: {code}"));
        GO_ON.wait();
        say(&format!("Polled: {}", polls.join().expect("it ends")));
        say(&format!("Elsewhere: {}", polled(poll_once(Elsewhere::try_instance()))));
        say(&format!("Here: {}", polled(poll_once(Here::try_instance()))));
    }

    /// Never there, so that every call takes the lock.
    #[singleton(init = || Err::<Failing, _>("not yet"))]
    struct Failing;
}
