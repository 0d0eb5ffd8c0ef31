//! Futures are calls that may wait, move between threads and be dropped.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::thread;
use std::time::Duration;

use tenure::instrumented;
use tenure_tests::futures::{block_on, poll_once};

use super::{allocate, memory, pending_once, row};

#[test]
fn a_future_polled_on_two_threads_is_one_call_with_all_its_bytes() {
    #[instrumented]
    async fn moving() -> usize {
        let first = allocate(7_000);
        pending_once().await;
        leaf();
        let second = allocate(300);
        first.capacity() + second.capacity()
    }

    #[instrumented]
    fn leaf() {
        drop(allocate(500));
    }

    let mut future = Box::pin(moving());
    assert!(poll_once(future.as_mut()).is_pending());
    let polled = thread::spawn(move || poll_once(future.as_mut())).join().expect("it is polled");
    assert_eq!(polled, Poll::Ready(7_300));
    let name = "a_future_polled_on_two_threads_is_one_call_with_all_its_bytes";
    let moving = row(module_path!(), &format!("{name}::moving"));
    assert_eq!((moving.calls, moving.open, moving.cancelled), (1, 0, 0));
    assert!(moving.waited >= moving.total_time);
    assert!(moving.p50.is_some(), "how long it took is known to the thread in which it ended");
    // Between the two polls a thread was started.
    assert!(moving.idle > Duration::ZERO && moving.idle < moving.waited, "{moving:?}");
    let memory = memory(&moving);
    assert_eq!((memory.self_allocs, memory.total_allocs), (2, 3));
    assert_eq!((memory.self_bytes, memory.total_bytes), (7_300, 7_800));
    assert_eq!(memory.retained_bytes, 0, "what one poll kept another one freed");
    assert_eq!(row(module_path!(), &format!("{name}::leaf")).calls, 1);
}

#[test]
fn two_futures_in_turn_on_one_thread_do_not_mix() {
    #[instrumented]
    async fn small() {
        let _kept = allocate(10);
        pending_once().await;
        drop(allocate(1));
    }

    #[instrumented]
    async fn large() {
        let _kept = allocate(10_000);
        pending_once().await;
        drop(allocate(1_000));
    }

    let (mut first, mut second) = (pin!(small()), pin!(large()));
    assert!(poll_once(first.as_mut()).is_pending());
    assert!(poll_once(second.as_mut()).is_pending());
    assert!(poll_once(first.as_mut()).is_ready());
    assert!(poll_once(second.as_mut()).is_ready());
    let name = "two_futures_in_turn_on_one_thread_do_not_mix";
    let small = memory(&row(module_path!(), &format!("{name}::small")));
    let large = memory(&row(module_path!(), &format!("{name}::large")));
    assert_eq!((small.total_bytes, large.total_bytes), (11, 11_000));
    assert_eq!((small.peak_bytes, large.peak_bytes), (10, 10_000));
}

#[test]
fn what_an_async_function_awaits_is_below_it() {
    #[instrumented]
    async fn outer() -> u32 {
        inner().await + inner().await
    }

    #[instrumented]
    async fn inner() -> u32 {
        pending_once().await;
        drop(allocate(100));
        1
    }

    assert_eq!(block_on(outer()), 2);
    let name = "what_an_async_function_awaits_is_below_it";
    let outer = row(module_path!(), &format!("{name}::outer"));
    let inner = row(module_path!(), &format!("{name}::inner"));
    assert_eq!((outer.calls, inner.calls), (1, 2));
    assert_eq!((memory(&outer).self_bytes, memory(&outer).total_bytes), (0, 200));
    assert!(outer.total_time >= inner.total_time);
}

#[test]
fn a_future_that_is_dropped_unfinished_counts_as_cancelled() {
    struct Noisy;

    impl Drop for Noisy {
        fn drop(&mut self) {
            in_drop();
        }
    }

    #[instrumented]
    fn in_drop() {
        drop(allocate(50));
    }

    #[instrumented]
    async fn cancelled(noisy: Noisy) {
        pending_once().await;
        drop(noisy);
    }

    let mut future = Box::pin(cancelled(Noisy));
    assert!(poll_once(future.as_mut()).is_pending());
    drop(future);
    drop(cancelled(Noisy));
    let name = "a_future_that_is_dropped_unfinished_counts_as_cancelled";
    let cancelled = row(module_path!(), &format!("{name}::cancelled"));
    assert_eq!((cancelled.calls, cancelled.cancelled, cancelled.open), (1, 1, 0));
    // Its parameter is dropped inside the call, so what that allocates belongs to it.
    assert_eq!(memory(&cancelled).total_bytes, 50);
    assert_eq!(row(module_path!(), &format!("{name}::in_drop")).calls, 2);
}

#[test]
fn a_panic_in_a_poll_ends_the_call() {
    #[instrumented]
    async fn panics() {
        std::panic::resume_unwind(Box::new(()));
    }

    let polled = thread::spawn(|| block_on(panics())).join();
    assert!(polled.is_err());
    let row = row(module_path!(), "a_panic_in_a_poll_ends_the_call::panics");
    assert_eq!((row.calls, row.open, row.cancelled), (1, 0, 1));
}

type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

#[test]
fn functions_that_return_futures_are_over_when_those_are() {
    #[instrumented]
    fn opaque(bytes: u64) -> impl Future<Output = usize> {
        let kept = allocate(bytes);
        async move {
            pending_once().await;
            drop(allocate(30));
            kept.capacity()
        }
    }

    #[instrumented]
    fn boxed(text: &str) -> Pin<Box<dyn Future<Output = usize> + Send + '_>> {
        if text.is_empty() {
            return Box::pin(std::future::ready(0));
        }
        Box::pin(async move {
            pending_once().await;
            drop(allocate(1_000_000));
            text.len()
        })
    }

    #[instrumented(future)]
    fn alias(text: &str) -> Boxed<'_, usize> {
        Box::pin(async move {
            drop(allocate(2_000_000));
            text.len()
        })
    }

    assert_eq!(block_on(opaque(70)), 70);
    assert_eq!((block_on(boxed("abc")), block_on(boxed(""))), (3, 0));
    assert_eq!(block_on(alias("ab")), 2);
    let name = "functions_that_return_futures_are_over_when_those_are";
    let opaque = row(module_path!(), &format!("{name}::opaque"));
    assert_eq!((opaque.calls, memory(&opaque).total_bytes), (1, 100));
    let boxed = row(module_path!(), &format!("{name}::boxed"));
    assert_eq!(boxed.calls, 2);
    assert!(memory(&boxed).total_bytes > 1_000_000, "{boxed:?}");
    let alias = row(module_path!(), &format!("{name}::alias"));
    assert_eq!(alias.calls, 1);
    assert!(memory(&alias).total_bytes > 2_000_000, "{alias:?}");
}

#[test]
fn the_size_of_nested_futures_grows_in_proportion() {
    #[derive(Clone, Copy)]
    struct Large([u8; 1024]);

    /// Five functions, each of which awaits the next with the same kilobyte.
    macro_rules! nested {
        ($(#[$attr:meta])* $first:ident, $second:ident, $third:ident, $fourth:ident, $fifth:ident) => {
            nested!(@ $(#[$attr])* $first, $second);
            nested!(@ $(#[$attr])* $second, $third);
            nested!(@ $(#[$attr])* $third, $fourth);
            nested!(@ $(#[$attr])* $fourth, $fifth);
            $(#[$attr])* async fn $fifth(large: Large) -> u8 {
                pending_once().await;
                large.0[0]
            }
        };
        (@ $(#[$attr:meta])* $this:ident, $next:ident) => {
            $(#[$attr])* async fn $this(large: Large) -> u8 {
                $next(large).await + large.0[0]
            }
        };
    }

    nested!(plain1, plain2, plain3, plain4, plain5);
    nested!(
        #[instrumented]
        ours1,
        ours2,
        ours3,
        ours4,
        ours5
    );

    let (plain, ours) = (plain1(Large([1; 1024])), ours1(Large([1; 1024])));
    let (plain_size, ours_size) = (size_of_val(&plain), size_of_val(&ours));
    assert!(ours_size <= 2 * plain_size, "{ours_size} bytes instead of {plain_size}");
    assert_eq!((block_on(plain), block_on(ours)), (5, 5));
}
