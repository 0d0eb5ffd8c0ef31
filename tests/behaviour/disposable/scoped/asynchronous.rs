//! Scopes of futures: `#[scoped] async fn` and `using_async`.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use tenure::{AsyncDispose, BoxError, Dispose, DisposeError, ScopeError, scoped, using_async};

use super::{Refused, paths, texts};

type Scoped<T> = Result<T, ScopeError<Refused>>;

/// What happened, on any thread.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn note(&self, what: impl Into<String>) {
        self.0.lock().unwrap().push(what.into());
    }

    fn taken(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

/// Disposable by itself and by a future, which is not ready at once.
struct Link {
    name: &'static str,
    fails: bool,
    log: Log,
}

impl Link {
    fn open(name: &'static str, log: &Log) -> Self {
        log.note(format!("open {name}"));
        Link { name, fails: false, log: log.clone() }
    }

    fn failing(self) -> Self {
        Link { fails: true, ..self }
    }

    fn end(&self, how: &str) -> Result<(), DisposeError> {
        self.log.note(format!("{how} {}", self.name));
        if self.fails { Err(DisposeError::new("link", Refused(self.name))) } else { Ok(()) }
    }
}

impl AsyncDispose for Link {
    async fn dispose_async(&mut self) -> Result<(), DisposeError> {
        self.log.note(format!("begin {}", self.name));
        once_more().await;
        self.end("awaited")
    }
}

impl Dispose for Link {
    fn dispose(&mut self) -> Result<(), DisposeError> {
        self.end("disposed")
    }
    fn is_disposed(&self) -> bool {
        false
    }
}

/// Is polled once more before it is over.
async fn once_more() {
    let mut polled = false;
    poll_fn(|context| {
        context.waker().wake_by_ref();
        if std::mem::replace(&mut polled, true) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

#[scoped]
async fn mixed(fail: bool, log: &Log) -> Scoped<&'static str> {
    using!(await let a = Link::open("a", log));
    using!(let b: Link = Link::open("b", log));
    on_err!({
        once_more().await;
        log.note(format!("undo {}", b.name));
    });
    on_ok!(log.note("ok"));
    once_more().await;
    {
        using!(let _inner = Link::open("inner", log));
        once_more().await;
    }
    if fail {
        return Err(Refused("body"));
    }
    log.note("body");
    Ok(a.name)
}

/// Behaviour 75.
#[test]
fn resources_of_a_future_go_at_its_end_and_not_while_it_waits() {
    let log = Log::default();
    let mut future = Box::pin(mixed(false, &log));
    let mut context = Context::from_waker(Waker::noop());
    assert!(future.as_mut().poll(&mut context).is_pending());
    assert_eq!(log.taken(), ["open a", "open b"]);
    assert!(future.as_mut().poll(&mut context).is_pending());
    assert_eq!(log.taken(), ["open inner"]);
    assert_eq!(block_on(future).unwrap(), "a");
    assert_eq!(log.taken(), ["disposed inner", "body", "ok", "disposed b", "begin a", "awaited a"]);
}

#[test]
fn an_action_may_await() {
    let log = Log::default();
    let error = block_on(mixed(true, &log)).unwrap_err();
    assert!(matches!(error, ScopeError::Body(Refused("body"))));
    assert_eq!(
        log.taken()[3..],
        ["disposed inner", "undo b", "disposed b", "begin a", "awaited a"]
    );
}

#[test]
fn what_fails_is_in_one_list_in_order() {
    #[scoped]
    async fn fails(log: &Log) -> Scoped<()> {
        using!(await let _a = Link::open("a", log).failing());
        on_exit!(async { Err::<(), _>(Refused("exit")) }.await);
        using!(let _b = Link::open("b", log).failing());
        using!(await let _c = Link::open("c", log).failing());
        once_more().await;
        Err(Refused("body"))
    }

    let line = line!() - 7;
    let error = block_on(fails(&Log::default())).unwrap_err();
    let exit = format!("on_exit at {}:{line}", file!());
    assert_eq!(paths(&error), ["_c.link", "_b.link", exit.as_str(), "_a.link"]);
    assert_eq!(texts(&error)[0], "body refused");
}

#[test]
fn a_panic_goes_on_after_all_is_awaited() {
    #[scoped]
    async fn panics(log: &Log) -> Scoped<()> {
        using!(await let _a = Link::open("a", log));
        on_err!(log.note("err"));
        once_more().await;
        panic!("body");
    }

    let log = Log::default();
    let run = std::panic::AssertUnwindSafe(|| block_on(panics(&log)));
    let payload = std::panic::catch_unwind(run).unwrap_err();
    assert_eq!(payload.downcast_ref(), Some(&"body"));
    assert_eq!(log.taken(), ["open a", "err", "begin a", "awaited a"]);
}

#[test]
fn a_panic_in_the_drop_of_a_resource_is_a_failure_at_its_place() {
    struct Bomb;

    impl AsyncDispose for Bomb {
        async fn dispose_async(&mut self) -> Result<(), DisposeError> {
            Ok(())
        }
    }

    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("boom");
        }
    }

    #[scoped]
    async fn drops() -> Scoped<()> {
        using!(await let _bomb = Bomb);
        Ok(())
    }

    let error = block_on(drops()).unwrap_err();
    assert_eq!(texts(&error), ["_bomb: panicked: boom"]);
    let error = block_on(using_async(Bomb, async |_| Ok::<_, Refused>(()))).unwrap_err();
    assert_eq!(texts(&error), ["panicked: boom"]);
}

#[test]
fn what_fails_beside_a_panic_is_reported_by_the_name_of_the_function() {
    #[scoped]
    async fn panics(log: &Log) -> Scoped<()> {
        using!(await let _a = Link::open("a", log).failing());
        panic!("body");
    }

    let run = std::panic::AssertUnwindSafe(|| block_on(panics(&Log::default())));
    assert!(std::panic::catch_unwind(run).is_err());
    let name =
        "asynchronous::what_fails_beside_a_panic_is_reported_by_the_name_of_the_function::panics";
    let leaks = tenure::leaks();
    let leak = leaks.iter().find(|leak| leak.type_name.ends_with(name)).unwrap();
    assert_eq!((leak.count, leak.unwinding, leak.failed), (1, 1, 1));
}

#[test]
fn a_future_that_is_dropped_half_way_runs_nothing_more() {
    let log = Log::default();
    let mut future = Box::pin(mixed(false, &log));
    let mut context = Context::from_waker(Waker::noop());
    assert!(future.as_mut().poll(&mut context).is_pending());
    drop(future);
    assert_eq!(log.taken(), ["open a", "open b"]);
}

#[test]
fn values_of_a_coerced_type_are_returned_early_and_late() {
    type Function = Box<dyn Fn(u8) -> u8 + Send>;

    #[scoped]
    async fn function(early: bool, log: &Log) -> Result<Function, BoxError> {
        using!(await let _a = Link::open("a", log));
        if early {
            return Ok(Box::new(|value| value + 1));
        }
        on_exit!(log.note("exit"));
        Ok(Box::new(|value| value + 2))
    }

    let run = |early| block_on(function(early, &Log::default())).unwrap()(0);
    assert_eq!((run(true), run(false)), (1, 2));
}

#[tokio::test]
async fn its_future_may_go_to_another_thread() {
    let log = Log::default();
    let sent = log.clone();
    let name = tokio::spawn(async move { mixed(false, &sent).await }).await.unwrap().unwrap();
    assert_eq!(name, "a");
    assert_eq!(log.taken().last().unwrap(), "awaited a");
}

#[test]
fn futures_grow_with_their_resources_and_not_with_their_depth() {
    #[scoped]
    async fn deep(log: &Log) -> Scoped<()> {
        using!(await let _a = Link::open("a", log));
        on_exit!(log.note("1"));
        on_exit!(log.note("2"));
        on_exit!(log.note("3"));
        on_exit!(log.note("4"));
        once_more().await;
        Ok(())
    }

    #[scoped]
    async fn flat(log: &Log) -> Scoped<()> {
        using!(await let _a = Link::open("a", log));
        once_more().await;
        Ok(())
    }

    let log = Log::default();
    let (deep, flat) = (size_of_val(&deep(&log)), size_of_val(&flat(&log)));
    assert!(deep <= flat + 4 * 16 * size_of::<usize>(), "{deep} bytes, and flat {flat}");
}

#[test]
fn using_async_awaits_the_disposal_after_the_body() {
    let log = Log::default();
    let body = async |link: &mut Link| {
        once_more().await;
        log.note("body");
        Ok::<_, Refused>(link.name)
    };
    assert_eq!(block_on(using_async(Link::open("a", &log), body)).unwrap(), "a");
    assert_eq!(log.taken(), ["open a", "body", "begin a", "awaited a"]);
    let failing = Link::open("a", &log).failing();
    let error = block_on(using_async(failing, async |_| Err::<(), _>(Refused("body"))));
    assert_eq!(texts(&error.unwrap_err()), ["body refused", "link: a refused"]);
}

#[tokio::test]
async fn the_future_of_using_async_may_go_to_another_thread() {
    let log = Log::default();
    let link = Link::open("a", &log);
    let task = tokio::spawn(using_async(link, async |link| {
        once_more().await;
        Ok::<_, Refused>(link.name)
    }));
    assert_eq!(task.await.unwrap().unwrap(), "a");
}
