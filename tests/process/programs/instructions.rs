//! Makes calls of one kind, so many, for callgrind to count: `instructions KIND bare|ours COUNT`.

#![allow(missing_docs)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::future::{Future, poll_fn};
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use tenure::instrumented;

static PLAIN: System = System;
static COUNTED: tenure::Alloc = tenure::Alloc::new();

/// The same functions twice: as they are, and instrumented.
macro_rules! functions {
    ($module:ident, $(#[$attr:meta])*) => {
        mod $module {
            use super::*;

            $(#[$attr])*
            #[inline(never)]
            fn leaf(number: u64) -> u64 {
                black_box(number)
            }

            $(#[$attr])*
            #[inline(never)]
            fn outer(number: u64) -> u64 {
                inner(number) + 1
            }

            $(#[$attr])*
            #[inline(never)]
            fn inner(number: u64) -> u64 {
                black_box(number)
            }

            $(#[$attr])*
            #[inline(never)]
            fn other(number: u64) -> u64 {
                black_box(number)
            }

            $(#[$attr])*
            async fn waits(times: u64) -> u64 {
                pending(times).await
            }

            pub(super) fn call(kind: &str, count: u64) {
                match kind {
                    "sync" => (0..count).for_each(|number| _ = black_box(leaf(number))),
                    "turns" => (0..count).for_each(|number| {
                        _ = black_box(leaf(number));
                        _ = black_box(other(number));
                        _ = black_box(inner(number));
                    }),
                    "nested" => (0..count).for_each(|number| _ = black_box(outer(number))),
                    "poll" => (0..count).for_each(|_| poll(waits(black_box(0)))),
                    "polls" => (0..count).for_each(|_| poll(waits(black_box(2)))),
                    _ => panic!("an unknown kind"),
                }
            }
        }
    };
}

functions!(bare,);
functions!(ours, #[instrumented]);

/// Is polled so many times more before it is over.
fn pending(times: u64) -> impl Future<Output = u64> {
    let mut left = times;
    poll_fn(move |_| {
        if left == 0 {
            return Poll::Ready(times);
        }
        left -= 1;
        Poll::Pending
    })
}

#[inline(never)]
fn poll(future: impl Future<Output = u64>) {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    while future.as_mut().poll(&mut context).is_pending() {}
}

#[inline(never)]
fn pairs(alloc: &impl GlobalAlloc, count: u64) {
    let layout = Layout::new::<[u64; 8]>();
    for _ in 0..count {
        // SAFETY: the layout has a size, and the block is freed with it.
        unsafe { alloc.dealloc(black_box(alloc.alloc(layout)), layout) };
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [kind, whose, count] = args.as_slice() else { return };
    let count = count.parse().expect("a count");
    match (kind.as_str(), whose.as_str()) {
        ("pair", "bare") => pairs(&PLAIN, count),
        ("pair", _) => pairs(&COUNTED, count),
        (kind, "bare") => bare::call(kind, count),
        (kind, _) => ours::call(kind, count),
    }
}
