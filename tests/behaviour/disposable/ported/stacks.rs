//! Stacks of both kinds, after the tests of JavaScript and `CPython`.

use std::cell::Cell;
use std::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use tenure::{AsyncDisposeStack, Cause, DisposeStack};

use super::super::async_hand::{Log, Slow, ready};
use super::super::{Journal, Refused, Then};

/// Behaviour 8.
#[test]
fn what_takes_a_value_down_is_settled_when_it_is_added() {
    let journal = Journal::default();
    let closer: Cell<fn(&Journal)> = Cell::new(|journal| journal.note("the first"));
    let mut stack = DisposeStack::new();
    stack.adopt(&journal, closer.get());
    closer.set(|journal| journal.note("the second"));
    stack.adopt(&journal, closer.get());
    closer.set(|_| panic!("too late"));
    stack.dispose().unwrap();
    assert_eq!(journal.taken(), ["the second", "the first"]);
}

/// A future that no `async` has made.
struct Countdown<'a>(u8, &'a Log);

impl Future for Countdown<'_> {
    type Output = Result<(), Refused>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.1.note(["refuses", "one", "two"][usize::from(self.0)]);
        match self.0.checked_sub(1) {
            Some(left) => {
                self.0 = left;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            None => Poll::Ready(Err(Refused("countdown"))),
        }
    }
}

/// Behaviour 96.
#[test]
fn whatever_is_a_future_is_awaited() {
    let log = Log::default();
    let mut stack = AsyncDisposeStack::new();
    stack.adopt_async(2, |count| Countdown(count, &log));
    stack.defer_async(|| -> Pin<Box<dyn Future<Output = _> + Send>> {
        Box::pin(Countdown(1, &log))
    });
    stack.defer_async(|| std::future::ready(()));
    let error = ready(stack.dispose_async()).unwrap_err();
    assert_eq!(error.to_string(), "[1]: countdown refused (and 1 more)");
    assert_eq!(log.taken(), ["one", "refuses", "two", "one", "refuses"]);
}

/// Behaviour 121.
#[test]
fn what_is_put_under_guard_of_a_future_is_there_at_once() {
    let log = Log::default();
    let mut stack = AsyncDisposeStack::new();
    let first = &*stack.push_async(Slow::new("first", Then::Succeed, &log));
    let second = &*stack.push_async(Slow::new("second", Then::Succeed, &log));
    assert!(!std::ptr::eq(first, second) && log.taken().is_empty());
    ready(stack.dispose_async()).unwrap();
    let order = ["second begins", "second ends", "first begins", "first ends"];
    assert_eq!(log.taken(), order);
}

/// Behaviour 124.
#[test]
fn errors_of_one_disposal_stand_side_by_side_and_none_is_the_cause_of_another() {
    let mut stack = AsyncDisposeStack::new();
    stack.defer(|| Err::<(), _>(Refused("last")));
    stack.defer_async(|| async { Err::<(), _>(Refused("first")) });
    let error = ready(stack.dispose_async()).unwrap_err();
    let refused = error.iter().map(|failure| match failure.cause() {
        Cause::Error(error) => (error.downcast_ref(), error.source().is_none()),
        other => panic!("{other:?}"),
    });
    let expected = ["first", "last"].map(|name| (Some(Refused(name)), true));
    assert!(refused.eq(expected.iter().map(|(refused, alone)| (refused.as_ref(), *alone))));
    let first = error.source().and_then(Error::source).expect("the first error");
    assert!(first.source().is_none());
}
