//! Ends while values are alive; says on standard output where they were made.

use std::cell::RefCell;
use std::sync::{Arc, Mutex, mpsc};
use std::task::{Context, Waker};
use std::{env, mem, pin, process, thread};

use tenure::{AsyncDispose, Dispose, DisposeError, Guard, disposable, singleton};

#[disposable]
struct Session {
    guard: Guard,
}

#[disposable]
struct Other {
    guard: Guard,
}

/// One place for all sessions that are made through it.
#[inline(never)]
fn session() -> Session {
    Session { guard: Guard::new() }
}

/// Where this one was made.
fn said(session: Session) -> Session {
    println!("{}", session.guard.created_at());
    session
}

/// Its disposal has no end.
#[disposable(async, hook = |_: &mut Self| std::future::pending::<()>())]
struct Upload {
    guard: Guard,
}

/// One whose disposal was dropped half-way.
fn half_way() -> Upload {
    let mut upload = Upload { guard: made_elsewhere() };
    println!("{}", upload.guard.created_at());
    let polled = pin::pin!(upload.dispose_async()).poll(&mut Context::from_waker(Waker::noop()));
    assert!(polled.is_pending());
    upload
}

struct Node {
    _session: Session,
    next: Mutex<Option<Arc<Node>>>,
}

static KEPT: Mutex<Option<Session>> = Mutex::new(None);

/// Can be counted nowhere: it was there before the process.
static FROM_THE_START: Mutex<Session> = Mutex::new(Session { guard: Guard::const_new() });

thread_local!(static LOCAL: RefCell<Option<Session>> = const { RefCell::new(None) });

/// Taken down at the teardown, and its session with it.
#[singleton(init = || Pool(Mutex::new(session())), dispose = Pool::close)]
struct Pool(Mutex<Session>);

impl Pool {
    fn close(&self) -> Result<(), DisposeError> {
        self.0.lock().expect("nothing panics").dispose()
    }
}

/// Nobody takes it down.
#[singleton(init = || Cache { _session: Mutex::new(Some(session())) })]
struct Cache {
    _session: Mutex<Option<Session>>,
}

fn main() {
    let _process = tenure::start();
    match env::args().nth(1).as_deref().unwrap_or_default() {
        "disposed" => session().close().expect("it has no steps"),
        "forgotten" => (0..2).for_each(|_| mem::forget(session())),
        "of_a_known_type" => {
            session().close().expect("it has no steps");
            mem::forget(said(session()));
        }
        "in_a_circle" => {
            let node = Arc::new(Node { _session: said(session()), next: Mutex::new(None) });
            *node.next.lock().expect("nothing panics") = Some(Arc::clone(&node));
        }
        "in_a_static" => {
            *KEPT.lock().expect("nothing panics") = Some(said(session()));
            assert!(!FROM_THE_START.lock().expect("nothing panics").is_disposed());
        }
        "leaked" => _ = Box::leak(Box::new(said(session()))),
        "of_a_thread" => {
            LOCAL.set(Some(said(session())));
            thread::spawn(|| LOCAL.set(Some(session()))).join().expect("nothing panics");
        }
        "of_a_running_thread" => {
            let (made, is_made) = mpsc::channel();
            thread::spawn(move || {
                let _session = said(session());
                made.send(()).expect("somebody waits");
                loop {
                    thread::park();
                }
            });
            is_made.recv().expect("it is made");
        }
        "of_many_threads" => of_many_threads(),
        "in_singletons" => {
            Pool::instance();
            Cache::instance();
        }
        "at_exit" => {
            let _on_the_stack = said(session());
            tenure::exit(3);
        }
        "at_exit_of_the_process" => {
            let _on_the_stack = said(session());
            process::exit(3);
        }
        "in_a_panic" => {
            let _on_the_stack = session();
            mem::forget(said(Session { guard: made_elsewhere() }));
            panic!("the body");
        }
        "dropped" => drop(session()),
        "dropped_half_way" => drop(half_way()),
        "forgotten_half_way" => mem::forget(half_way()),
        "from_two_places" => {
            mem::forget(session());
            mem::forget(Session { guard: made_elsewhere() });
        }
        "of_a_value_that_was_taken_apart" => {
            drop(made_elsewhere());
            Session { guard: made_elsewhere() }.close().expect("it has no steps");
            mem::forget(said(Session { guard: made_elsewhere() }));
        }
        "of_two_types" => {
            Session { guard: made_elsewhere() }.close().expect("it has no steps");
            Other { guard: made_elsewhere() }.close().expect("it has no steps");
            mem::forget(said(Session { guard: made_elsewhere() }));
        }
        "in_a_sink" => {
            tenure::set_leak_sink(|leak| {
                println!("told: {leak}");
                mem::forget(session());
                drop(session());
            });
            mem::forget(session());
            drop(session());
        }
        "in_a_sink_that_panics" => {
            tenure::set_leak_sink(|_| panic!("the sink"));
            drop(session());
        }
        other => panic!("no mode {other}"),
    }
}

#[inline(never)]
fn made_elsewhere() -> Guard {
    Guard::new()
}

/// Each makes three values. One it disposes itself, one `main` does, and of the third one in a
/// thousand is forgotten.
fn of_many_threads() {
    let (give, take) = mpsc::channel();
    let disposing = thread::spawn(move || {
        take.into_iter().try_for_each(Session::close).expect("it has no steps");
    });
    for number in 0..10_000 {
        let give = give.clone();
        let one = thread::spawn(move || {
            session().close().expect("it has no steps");
            give.send(session()).expect("somebody waits");
            let last = session();
            if number % 1000 == 0 { mem::forget(last) } else { drop(last.close()) }
        });
        one.join().expect("nothing panics");
    }
    drop(give);
    disposing.join().expect("nothing panics");
}
