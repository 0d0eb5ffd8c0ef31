//! Ends in every way a process can, and says on standard output which hooks run.

use std::process::ExitCode;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tenure::{Singleton as _, Status, singleton};

/// Disposed last.
#[singleton(init = || First, dispose = |_| println!("disposed First"))]
struct First;

#[singleton(deps(First), init = || Second, dispose = Second::close)]
struct Second;

/// Disposed first.
#[singleton(deps(Second), init = || Third, dispose = |_| println!("disposed Third"))]
struct Third;

/// Never asks for the others while it is made.
#[singleton(init = || Loner, dispose = Loner::close)]
struct Loner;

/// Ends the process while it is made.
#[singleton(init = Ending::new)]
struct Ending;

/// Ends the process while it is disposed.
#[singleton(thread_local, init = || Own, dispose = Own::close)]
struct Own;

/// Under way on two threads at once: the one that is asked for first ends last.
#[singleton(init = SlowOne::new, dispose = |_| println!("disposed SlowOne"))]
struct SlowOne;

#[singleton(init = || QuickOne, dispose = |_| println!("disposed QuickOne"))]
struct QuickOne;

static HOOK_RUNS: AtomicBool = AtomicBool::new(false);
static OTHER_WAITS: AtomicBool = AtomicBool::new(false);
static MEETING: Barrier = Barrier::new(2);

impl Second {
    fn close(&self) -> Result<(), &'static str> {
        let Second = self;
        println!("disposed Second");
        match mode().as_str() {
            "exit_in_a_hook" => tenure::exit(6),
            "exit_in_a_hook_after_a_failure" => tenure::exit(0),
            "panics" => panic!("the hook is not well"),
            "exit_during_a_teardown" | "main_during_a_teardown" => {
                HOOK_RUNS.store(true, Ordering::SeqCst);
                until(|| OTHER_WAITS.load(Ordering::SeqCst));
                // The other is in the call by now, or about to be; either way it has to wait.
                thread::sleep(Duration::from_millis(50));
                Ok(())
            }
            "exit_beside_a_failure" | "exit_beside_a_teardown_that_fails" => {
                HOOK_RUNS.store(true, Ordering::SeqCst);
                until(|| OTHER_WAITS.load(Ordering::SeqCst));
                thread::sleep(Duration::from_millis(50));
                Err("the disk is full")
            }
            "teardown_in_a_hook" => {
                println!("in a hook: {}", tenure::teardown().is_ok());
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

impl Own {
    fn close(&self) {
        let Own = self;
        println!("disposed Own");
        tenure::exit(5)
    }
}

impl Loner {
    fn close(&self) -> Result<(), &'static str> {
        let Loner = self;
        println!("disposed Loner");
        match mode().as_str() {
            "exit_in_a_hook_after_a_failure" => Err("the disk is full"),
            "used_later" => {
                println!("first: {}", First::try_instance().is_ok());
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

impl Ending {
    fn new() -> Self {
        tenure::exit(8)
    }
}

impl SlowOne {
    fn new() -> Self {
        MEETING.wait();
        until(|| QuickOne::status() == Status::Ready);
        SlowOne
    }
}

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
fn main() -> ExitCode {
    Third::instance();
    match mode().as_str() {
        "exit_on_a_thread" => {
            let _never = thread::spawn(|| tenure::exit(4)).join();
        }
        "exit_in_an_initialiser" => {
            Ending::instance();
        }
        "exit_in_a_hook_of_a_thread" => {
            drop(Own::instance());
        }
        "exit_in_a_hook_after_a_failure" | "used_later" => {
            Loner::instance();
        }
        "exit_during_a_teardown" => {
            // `main` is in its teardown when this thread asks for the end.
            thread::spawn(|| {
                until(|| HOOK_RUNS.load(Ordering::SeqCst));
                OTHER_WAITS.store(true, Ordering::SeqCst);
                tenure::exit(9)
            });
        }
        "exit_beside_a_failure" => {
            thread::spawn(|| {
                until(|| HOOK_RUNS.load(Ordering::SeqCst));
                OTHER_WAITS.store(true, Ordering::SeqCst);
                tenure::exit(0)
            });
            let _error = tenure::teardown();
            // The other ends the process.
            thread::sleep(Duration::from_secs(60));
        }
        "exit_beside_a_teardown_that_fails" => {
            thread::spawn(|| tenure::exit(0));
            until(|| HOOK_RUNS.load(Ordering::SeqCst));
            OTHER_WAITS.store(true, Ordering::SeqCst);
        }
        "main_during_a_teardown" => {
            thread::spawn(|| tenure::exit(9));
            until(|| HOOK_RUNS.load(Ordering::SeqCst));
            OTHER_WAITS.store(true, Ordering::SeqCst);
        }
        "panics" => panic!("main is not well"),
        "std_exit" => std::process::exit(4),
        "concurrent" => {
            let slow = thread::spawn(|| {
                SlowOne::instance();
            });
            MEETING.wait();
            QuickOne::instance();
            slow.join().expect("it is made");
        }
        _ => {}
    }
    println!("end of main");
    ExitCode::SUCCESS
}
