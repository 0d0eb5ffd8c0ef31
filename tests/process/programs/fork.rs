//! Forks while singletons are in every state, and says on standard output what becomes of them.

#[cfg(not(unix))]
fn main() {}

#[cfg(unix)]
fn main() {
    unix::main();
}

#[cfg(unix)]
mod unix {
    use std::ffi::c_int;
    use std::io::Write as _;
    use std::sync::Barrier;
    use std::sync::mpsc;
    use std::thread;

    use tenure::{InitError, Singleton as _, Status, singleton};

    unsafe extern "C" {
        fn fork() -> c_int;
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
        if std::env::args().nth(1).as_deref() == Some("many") {
            many();
            return;
        }
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

    /// Never there, so that every call takes the lock.
    #[singleton(init = || Err::<Failing, _>("not yet"))]
    struct Failing;
}
