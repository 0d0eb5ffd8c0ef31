//! Functions that await.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use tokio::sync::Notify;

use super::*;

#[tokio::test]
async fn an_async_function_is_cached() {
    static MADE: Count = Count::new();

    #[cached(max = 2)]
    async fn load(key: &str, n: u32) -> Result<String, ()> {
        MADE.one();
        tokio::task::yield_now().await;
        if n == 0 {
            return Err(());
        }
        Ok(key.repeat(n as usize))
    }

    assert_eq!(load("a", 2).await.unwrap(), "aa");
    assert_eq!(load("a", 2).await.unwrap(), "aa");
    assert_eq!(load("a", 0).await, Err(()));
    assert_eq!(MADE.get(), 2);
}

#[tokio::test]
async fn of_many_tasks_one_makes_the_value() {
    static MADE: Count = Count::new();

    #[cached(weak)]
    async fn load(key: String) -> Arc<String> {
        MADE.one();
        tokio::task::yield_now().await;
        Arc::new(key)
    }

    let tasks: Vec<_> = (0..8).map(|_| tokio::spawn(load("a".to_owned()))).collect();
    let mut values = Vec::new();
    for task in tasks {
        values.push(task.await.unwrap());
    }
    assert!(values.iter().all(|value| Arc::ptr_eq(value, &values[0])));
    assert_eq!(MADE.get(), 1);
}

fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

#[test]
fn who_is_dropped_leaves_the_value_to_the_next() {
    static MADE: Count = Count::new();
    static GO: Notify = Notify::const_new();

    #[cached(max = 10)]
    async fn load(key: u32) -> u32 {
        MADE.one();
        GO.notified().await;
        key
    }

    let mut first = Box::pin(load(1));
    let mut second = pin!(load(1));
    assert!(poll(first.as_mut()).is_pending());
    assert!(poll(second.as_mut()).is_pending());
    assert_eq!(MADE.get(), 1, "the second one waits");
    drop(first);
    assert!(poll(second.as_mut()).is_pending());
    assert_eq!(MADE.get(), 2, "now it makes the value");
    GO.notify_one();
    assert_eq!(poll(second.as_mut()), Poll::Ready(1));
}

#[test]
fn who_is_dropped_while_it_waits_is_missed_by_nobody() {
    static GO: Notify = Notify::const_new();

    #[cached(max = 10)]
    async fn load(key: u32) -> u32 {
        GO.notified().await;
        key
    }

    let mut first = pin!(load(1));
    let mut second = Box::pin(load(1));
    let mut third = pin!(load(1));
    assert!(poll(first.as_mut()).is_pending());
    assert!(poll(second.as_mut()).is_pending());
    assert!(poll(third.as_mut()).is_pending());
    drop(second);
    GO.notify_one();
    assert_eq!(poll(first.as_mut()), Poll::Ready(1));
    assert_eq!(poll(third.as_mut()), Poll::Ready(1));
}

#[tokio::test]
async fn a_value_that_needs_itself_is_a_panic_and_no_hang() {
    #[cached(max = 10)]
    async fn circle(key: u32) -> u32 {
        let again: Pin<Box<dyn Future<Output = u32>>> = Box::pin(circle(key));
        again.await
    }

    let mut future = pin!(circle(1));
    let text = poll_fn(|context| {
        let text = panic_of(|| future.as_mut().poll(context));
        Poll::Ready(text)
    })
    .await;
    assert!(text.contains("::circle` (") && text.contains("needs its own value"), "{text}");
}

#[test]
fn a_cached_future_can_be_sent() {
    #[cached(max = 10, key = |key| -> usize { key.len() })]
    async fn load(key: &str) -> Result<String, String> {
        tokio::task::yield_now().await;
        Ok(key.to_owned())
    }

    fn sent<T: Send>(_: T) {}
    sent(load("a"));
}
