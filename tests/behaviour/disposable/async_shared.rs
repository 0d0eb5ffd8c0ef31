//! `SharedAsyncDisposeStack`.

use std::future::poll_fn;
use std::panic::Location;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, OnceLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;

use tenure::{AsyncDisposeStack, SharedAsyncDisposeStack};

use super::Then;
use super::async_hand::{Log, Slow, give_way, leaks_where, poll, ready};

/// Behaviours 86, 87, 88.
#[test]
fn overlapping_disposals_run_each_entry_once_and_are_ready_when_all_of_it_is_down() {
    let log = Log::default();
    let stack = AsyncDisposeStack::new();
    stack.push_async(Slow::new("1", Then::Succeed, &log));
    stack.push_async(Slow::new("2", Then::Succeed, &log));
    let stack = stack.shared();
    let mut first = Box::pin(stack.dispose_async());
    let mut second = Box::pin(stack.dispose_async());
    assert!(!stack.is_disposed());
    assert!(poll(&mut first).is_pending());
    assert!(stack.is_disposed());
    assert!(poll(&mut second).is_pending());
    assert!(matches!(poll(&mut first), Poll::Ready(Ok(()))));
    assert!(matches!(poll(&mut second), Poll::Ready(Ok(()))));
    ready(stack.dispose_async()).unwrap();
    assert_eq!(log.taken(), ["2 begins", "2 ends", "1 begins", "1 ends"]);
}

/// Counts how often it was rung.
#[derive(Default)]
struct Bell(AtomicUsize);

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn who_awaits_it_is_woken_at_its_end() {
    let may_end = Arc::new(AtomicBool::new(false));
    let stack = AsyncDisposeStack::new();
    let ends = Arc::clone(&may_end);
    stack.defer_async(|| {
        poll_fn(move |_| if ends.load(Ordering::SeqCst) { Poll::Ready(()) } else { Poll::Pending })
    });
    let stack = stack.shared();
    let bell = Arc::new(Bell::default());
    let waker = Waker::from(Arc::clone(&bell));
    let mut first = Box::pin(stack.dispose_async());
    let mut second = Box::pin(stack.dispose_async());
    assert!(poll(&mut first).is_pending());
    assert!(second.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    may_end.store(true, Ordering::SeqCst);
    assert!(poll(&mut first).is_ready());
    assert_eq!(bell.0.load(Ordering::SeqCst), 1, "the first one is still there");
    assert!(poll(&mut second).is_ready());
}

#[test]
fn who_comes_while_another_thread_polls_waits_for_it() {
    let (begun, polled) = (Arc::new(Barrier::new(2)), Arc::new(Barrier::new(2)));
    let stack = AsyncDisposeStack::new();
    stack.defer({
        let (begun, polled) = (Arc::clone(&begun), Arc::clone(&polled));
        move || {
            begun.wait();
            polled.wait();
        }
    });
    let stack = stack.shared();
    thread::scope(|scope| {
        scope.spawn(|| ready(stack.dispose_async()).unwrap());
        begun.wait();
        let mut second = Box::pin(stack.dispose_async());
        let is_pending = poll(&mut second).is_pending();
        polled.wait();
        assert!(is_pending);
        ready(second).unwrap();
    });
}

#[test]
fn who_awaits_it_goes_on_when_another_is_dropped() {
    let log = Log::default();
    let stack = AsyncDisposeStack::new();
    stack.push_async(Slow::new("it", Then::Fail, &log));
    let stack = stack.shared();
    let bell = Arc::new(Bell::default());
    let waker = Waker::from(Arc::clone(&bell));
    let mut first = Box::pin(stack.dispose_async());
    let mut second = Box::pin(stack.dispose_async());
    assert!(poll(&mut first).is_pending());
    assert!(second.as_mut().poll(&mut Context::from_waker(&waker)).is_ready());
    assert_eq!(log.taken(), ["it begins", "it ends"]);
    drop(second);

    let stack = AsyncDisposeStack::new();
    stack.defer_async(std::future::pending::<()>);
    let stack = stack.shared();
    let mut first = Box::pin(stack.dispose_async());
    let mut second = Box::pin(stack.dispose_async());
    assert!(second.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    assert!(poll(&mut first).is_pending());
    let rung = bell.0.load(Ordering::SeqCst);
    drop(first);
    assert_eq!(bell.0.load(Ordering::SeqCst), rung + 1);
}

/// Behaviours 31, 87.
#[test]
fn an_entry_that_awaits_the_end_of_its_own_stack_gets_ok() {
    static STACK: OnceLock<SharedAsyncDisposeStack> = OnceLock::new();
    let stack = AsyncDisposeStack::new();
    stack.defer_async(|| async {
        give_way().await;
        STACK.get().unwrap().dispose_async().await
    });
    let stack = STACK.get_or_init(|| stack.shared());
    ready(stack.dispose_async()).unwrap();
}

/// Behaviours 87, 136, 152.
#[test]
fn of_many_threads_each_returns_when_all_of_it_is_down() {
    const THREADS: usize = 4;
    for _ in 0..20 {
        let count = Arc::new(AtomicUsize::new(0));
        let stack = AsyncDisposeStack::new();
        for _ in 0..50 {
            let count = Arc::clone(&count);
            stack.defer_async(|| async move {
                give_way().await;
                count.fetch_add(1, Ordering::Relaxed);
            });
        }
        stack.defer(|| Err::<(), _>("refused"));
        let stack = stack.shared();
        let start = Barrier::new(THREADS);
        let failed: usize = thread::scope(|scope| {
            let disposal = || {
                start.wait();
                let outcome = ready(stack.dispose_async());
                assert_eq!(count.load(Ordering::Relaxed), 50);
                usize::from(outcome.is_err())
            };
            let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(disposal)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        assert_eq!(failed, 1, "the errors go to one of them");
    }
}

/// Behaviour 141.
#[test]
fn the_last_handle_reports_what_nobody_has_awaited() {
    let stack = AsyncDisposeStack::new();
    let line = line!() - 1;
    stack.defer_async(give_way);
    let stack = stack.shared();
    assert!(format!("{stack:?}").starts_with("SharedAsyncDisposeStack { is_disposed: false"));
    let handle = stack.clone();
    drop(stack);
    let here = |place: &Location<'_>| place.file() == file!() && place.line() == line;
    let leaks = || leaks_where(|leak| leak.created_at.is_some_and(here));
    assert!(leaks().is_empty());
    drop(handle);
    let leaks = leaks();
    let [leak] = leaks.as_slice() else { panic!("{leaks:?}") };
    let error = leak.error.as_ref().unwrap().to_string();
    assert_eq!(error, "[0]: async dispose was not awaited");
}
