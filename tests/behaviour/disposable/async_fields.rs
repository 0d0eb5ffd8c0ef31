//! The options `async` and `both`.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tenure::{AsyncDispose, Dispose, DisposeError, Failure, Guard, Leak, disposable};

use super::async_hand::{Log, Slow, give_way, interrupted, leaks_where, poll, ready};
use super::{Refused, Then};

/// Disposes what is said of it without a future.
struct Plain(&'static str, Log);

impl Dispose for Plain {
    fn dispose(&mut self) -> Result<(), DisposeError> {
        self.1.note(self.0);
        Ok(())
    }
    fn is_disposed(&self) -> bool {
        false
    }
}

/// Is disposed either way, and says which.
struct Either(&'static str, Log);

impl Dispose for Either {
    fn dispose(&mut self) -> Result<(), DisposeError> {
        self.1.note(format!("{} at once", self.0));
        Ok(())
    }
    fn is_disposed(&self) -> bool {
        false
    }
}

impl AsyncDispose for Either {
    async fn dispose_async(&mut self) -> Result<(), DisposeError> {
        give_way().await;
        self.1.note(format!("{} awaited", self.0));
        Ok(())
    }
}

fn leaks_of(name: &str, line: u32) -> Vec<Leak> {
    leaks_where(|leak| {
        leak.type_name.ends_with(name)
            && leak.created_at.is_some_and(|at| at.file() == file!() && at.line() == line)
    })
}

fn texts(error: &DisposeError) -> Vec<String> {
    error.iter().map(Failure::to_string).collect()
}

/// Every kind of field.
#[disposable(async, hook = Server::goodbye)]
struct Server {
    slow: Slow,
    plain: Plain,
    #[dispose]
    either: Either,
    #[dispose(with = Server::flush)]
    log: Log,
    #[dispose(with = |log: &mut Log| log.note("flushed at once"))]
    other: Log,
    #[dispose(take = |worker: Log| async move {
        give_way().await;
        worker.note("worker joined");
        Ok::<_, Refused>(())
    })]
    worker: Option<Log>,
    #[dispose(skip = "somebody else does")]
    _skipped: Slow,
    port: u16,
    guard: Guard,
}

impl Server {
    #[track_caller]
    fn new(then: Then, log: &Log) -> Self {
        Server {
            slow: Slow::new("slow", then, log),
            plain: Plain("plain", log.clone()),
            either: Either("either", log.clone()),
            log: log.clone(),
            other: log.clone(),
            worker: Some(log.clone()),
            _skipped: Slow::new("skipped", Then::Panic, log),
            port: 80,
            guard: Guard::new(),
        }
    }

    async fn goodbye(&mut self) -> Result<(), Refused> {
        assert!(self.guard.is_disposed() && self.port == 80);
        self.log.note("goodbye begins");
        give_way().await;
        self.log.note("goodbye ends");
        Ok(())
    }

    async fn flush(log: &mut Log) {
        give_way().await;
        log.note("flushed");
    }
}

const ALL: [&str; 8] = [
    "goodbye begins",
    "goodbye ends",
    "slow begins",
    "slow ends",
    "plain",
    "either awaited",
    "flushed",
    "flushed at once",
];

/// Behaviours 81, 82, 85, 86.
#[test]
fn each_field_is_awaited_or_disposed_in_their_order_and_once() {
    let log = Log::default();
    let mut server = Server::new(Then::Fail, &log);
    drop(server.dispose_async());
    assert!(!server.guard.is_disposed(), "a future that is never polled does nothing");
    let error = ready(server.dispose_async()).unwrap_err();
    assert_eq!(texts(&error), ["slow.work: slow refused"]);
    let taken = log.taken();
    assert_eq!(taken[..8], ALL);
    assert_eq!(taken[8..], ["worker joined"]);
    ready(server.dispose_async()).unwrap();
    ready(server.close_async()).unwrap();
    assert!(log.taken().is_empty());
}

/// Behaviour 97.
#[test]
fn a_disposal_goes_on_behind_the_steps_that_have_ended_wherever_it_was_dropped() {
    for polls in 1..6 {
        let log = Log::default();
        let mut server = Server::new(Then::Fail, &log);
        server.worker = None;
        interrupted(server.dispose_async(), polls.min(4));
        for _ in 4..polls {
            interrupted(server.dispose_async(), 1);
        }
        let error = ready(server.dispose_async()).unwrap_err();
        assert_eq!(texts(&error), ["slow.work: slow refused"], "dropped after {polls} polls");
        let mut taken = log.taken();
        // What was interrupted has begun again.
        taken.dedup();
        assert_eq!(taken, ALL, "dropped after {polls} polls");
    }
}

#[test]
fn what_was_taken_is_lost_with_the_future_and_that_is_an_error() {
    let log = Log::default();
    let mut server = Server::new(Then::Succeed, &log);
    interrupted(server.dispose_async(), 5);
    assert!(server.worker.is_none());
    let error = ready(server.dispose_async()).unwrap_err();
    assert_eq!(texts(&error), ["worker: async dispose was cancelled"]);
    assert_eq!(log.taken(), ALL);
}

/// Behaviour 141.
#[test]
fn dropped_without_being_awaited_it_does_what_needs_no_future_and_reports_the_rest() {
    let log = Log::default();
    let server = Server::new(Then::Succeed, &log);
    let line = line!() - 1;
    drop(server);
    assert_eq!(log.taken(), ["plain", "either at once", "flushed at once"]);
    let leaks = leaks_of("::Server", line);
    let [leak] = leaks.as_slice() else { panic!("{leaks:?}") };
    let expected = [
        "async dispose was not awaited",
        "slow: async dispose was not awaited",
        "log: async dispose was not awaited",
        "worker: async dispose was not awaited",
    ];
    assert_eq!(texts(leak.error.as_ref().unwrap()), expected);
}

#[test]
fn dropped_half_way_it_reports_what_failed_and_that_it_was_cancelled() {
    let log = Log::default();
    let mut server = Server::new(Then::Fail, &log);
    let line = line!() - 1;
    interrupted(server.dispose_async(), 3);
    log.taken();
    drop(server);
    assert_eq!(log.taken(), ["either at once", "flushed at once"]);
    let leaks = leaks_of("::Server", line);
    let [leak] = leaks.as_slice() else { panic!("{leaks:?}") };
    let expected = [
        "slow.work: slow refused",
        "async dispose was cancelled",
        "log: async dispose was not awaited",
        "worker: async dispose was not awaited",
    ];
    assert_eq!(texts(leak.error.as_ref().unwrap()), expected);
}

/// Disposed either way.
#[disposable(both, hook = Session::goodbye, order = reverse)]
struct Session {
    last: Either,
    #[dispose(with = Session::noted)]
    log: Log,
    first: Either,
    guard: Guard,
}

impl Session {
    #[track_caller]
    fn new(log: &Log) -> Self {
        Session {
            last: Either("last", log.clone()),
            log: log.clone(),
            first: Either("first", log.clone()),
            guard: Guard::new(),
        }
    }

    fn goodbye(&mut self) -> Result<(), DisposeError> {
        assert!(Dispose::is_disposed(self));
        self.dispose()?;
        self.log.note("goodbye");
        Ok(())
    }

    fn noted(log: &mut Log) -> Result<(), Refused> {
        log.note("noted");
        Err(Refused("log"))
    }
}

/// Behaviours 81, 137.
#[test]
fn with_both_whoever_comes_first_runs_each_step_once() {
    let log = Log::default();
    let mut session = Session::new(&log);
    assert!(!session.is_disposed());
    assert_eq!(session.dispose().unwrap_err().to_string(), "log: log refused");
    assert!(session.is_disposed());
    assert_eq!(log.taken(), ["goodbye", "first at once", "noted", "last at once"]);
    ready(session.dispose_async()).unwrap();

    let mut session = Session::new(&log);
    assert_eq!(ready(session.dispose_async()).unwrap_err().to_string(), "log: log refused");
    assert!(session.is_disposed());
    session.dispose().unwrap();
    assert_eq!(log.taken(), ["goodbye", "first awaited", "noted", "last awaited"]);
}

/// Behaviours 97, 137.
#[test]
fn with_both_what_was_awaited_half_way_is_disposed_at_once() {
    let log = Log::default();
    let mut session = Session::new(&log);
    interrupted(session.dispose_async(), 2);
    assert!(!session.is_disposed(), "there is something left to do");
    assert_eq!(log.taken(), ["goodbye", "first awaited", "noted"]);
    assert_eq!(texts(&session.close().unwrap_err()), ["log: log refused"]);
    assert_eq!(log.taken(), ["last at once"]);
}

#[test]
fn with_both_what_was_taken_is_lost_with_the_future_also_where_the_rest_needs_none() {
    #[disposable(both)]
    struct Taken {
        #[dispose(take = |_: u8| give_way())]
        number: Option<u8>,
        guard: Guard,
    }
    let mut taken = Taken { number: Some(1), guard: Guard::new() };
    interrupted(taken.dispose_async(), 1);
    let error = taken.dispose().unwrap_err();
    assert_eq!(texts(&error), ["number: async dispose was cancelled"]);
}

/// Behaviour 141.
#[test]
fn with_both_a_forgotten_value_is_disposed_at_once_and_reported() {
    let log = Log::default();
    let session = Session::new(&log);
    let line = line!() - 1;
    drop(session);
    assert_eq!(log.taken(), ["goodbye", "first at once", "noted", "last at once"]);
    let leaks = leaks_of("::Session", line);
    let [leak] = leaks.as_slice() else { panic!("{leaks:?}") };
    assert_eq!(texts(leak.error.as_ref().unwrap()), ["log: log refused"]);
}

/// Behaviour 137.
#[test]
fn with_both_what_can_only_be_awaited_is_an_error_where_nothing_can_be() {
    #[disposable(both)]
    struct Pair {
        slow: Slow,
        plain: Plain,
        guard: Guard,
    }
    let log = Log::default();
    let pair = Pair {
        slow: Slow::new("slow", Then::Succeed, &log),
        plain: Plain("plain", log.clone()),
        guard: Guard::new(),
    };
    assert_eq!(texts(&pair.close().unwrap_err()), ["slow: async dispose was not awaited"]);
    assert_eq!(log.taken(), ["plain"]);
}

/// Behaviour 84.
#[test]
fn a_panic_in_a_hook_is_an_error_and_the_rest_is_awaited() {
    #[disposable(async, hook = Hostile::fail)]
    struct Hostile {
        slow: Slow,
        guard: Guard,
    }
    impl Hostile {
        async fn fail(&mut self) {
            give_way().await;
            panic!("no");
        }
    }
    let log = Log::default();
    let hostile = Hostile { slow: Slow::new("slow", Then::Succeed, &log), guard: Guard::new() };
    assert_eq!(texts(&ready(hostile.close_async()).unwrap_err()), ["panicked: no"]);
    assert_eq!(log.taken(), ["slow begins", "slow ends"]);
}

#[test]
fn a_hook_that_disposes_its_own_value_gets_ok() {
    #[disposable(async, hook = Selfish::again)]
    struct Selfish {
        ran: Arc<AtomicBool>,
        guard: Guard,
    }
    impl Selfish {
        // A plain `async fn` that awaits its own disposal does not compile.
        fn again(&mut self) -> Pin<Box<dyn Future<Output = Result<(), DisposeError>> + Send + '_>> {
            assert!(!self.ran.swap(true, Ordering::SeqCst));
            Box::pin(async {
                give_way().await;
                self.dispose_async().await
            })
        }
    }
    let ran = Arc::new(AtomicBool::new(false));
    let selfish = Selfish { ran: Arc::clone(&ran), guard: Guard::new() };
    ready(selfish.close_async()).unwrap();
    assert!(ran.load(Ordering::SeqCst));
}

#[test]
fn generic_fields_are_awaited_where_their_bound_says_so() {
    #[disposable(async)]
    struct Holder<A: AsyncDispose + Send, D: Dispose + Send> {
        #[dispose]
        awaited: A,
        #[dispose]
        plain: D,
        guard: Guard,
    }
    let log = Log::default();
    let holder = Holder {
        awaited: vec![Either("awaited", log.clone())],
        plain: Either("plain", log.clone()),
        guard: Guard::new(),
    };
    ready(holder.close_async()).unwrap();
    assert_eq!(log.taken(), ["awaited awaited", "plain at once"]);
}

#[test]
fn without_a_drop_the_guard_reports_what_was_cancelled() {
    #[disposable(async, fallback = guard)]
    struct Loose {
        first: Slow,
        second: Slow,
        guard: Guard,
    }
    let log = Log::default();
    let mut loose = Loose {
        first: Slow::new("first", Then::Fail, &log),
        second: Slow::new("second", Then::Succeed, &log),
        guard: Guard::new(),
    };
    let line = line!() - 2;
    assert!(poll(&mut Box::pin(loose.dispose_async())).is_pending());
    interrupted(loose.dispose_async(), 2);
    drop(loose);
    let here =
        |leak: &Leak| leak.created_at.is_some_and(|at| at.file() == file!() && at.line() == line);
    let leaks = leaks_where(here);
    let [leak] = leaks.as_slice() else { panic!("{leaks:?}") };
    let expected = ["first.work: first refused", "async dispose was cancelled"];
    assert_eq!(texts(leak.error.as_ref().unwrap()), expected);
}
