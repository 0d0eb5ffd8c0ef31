//! The functions that every peer instruments.

use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Declares the functions with the attribute of a peer, or a statement that opens their bodies, and
/// [`run`](crate::run)s them; what comes first is called with each thousand calls, for those who keep what they
/// recorded until somebody ends a frame or a trace.
#[macro_export]
macro_rules! functions {
    (@declare [$($attribute:tt)*] [$($statement:tt)*] $batch:expr) => {
        $($attribute)*
        #[inline(never)]
        fn leaf(n: u64) -> u64 {
            $($statement)*
            std::hint::black_box(n).wrapping_add(1)
        }

        $($attribute)*
        #[inline(never)]
        fn caller(n: u64) -> u64 {
            $($statement)*
            leaf(n).wrapping_mul(3)
        }

        $($attribute)*
        async fn once(n: u64) -> u64 {
            $($statement)*
            std::hint::black_box(n).wrapping_add(1)
        }

        $($attribute)*
        async fn thrice(n: u64) -> u64 {
            $($statement)*
            $crate::Yields(2).await;
            std::hint::black_box(n).wrapping_add(1)
        }

        fn repeated(count: u64, mut call: impl FnMut(u64) -> u64) {
            let batch = $batch;
            for first in (0..count).step_by(1_000) {
                batch(&mut || {
                    for n in first..count.min(first + 1_000) {
                        std::hint::black_box(call(std::hint::black_box(n)));
                    }
                });
            }
        }

        /// All that this program can be asked for.
        const MODES: &[$crate::Mode] = &[
            ("sync", |count| repeated(count, leaf)),
            ("nested", |count| repeated(count, caller)),
            ("once", |count| repeated(count, |n| $crate::poll(once(n)))),
            ("thrice", |count| repeated(count, |n| $crate::poll(thrice(n)))),
        ];
    };
    ($batch:expr, #[$attribute:meta]) => {
        $crate::functions! { @declare [#[$attribute]] [] $batch }
    };
    ($batch:expr, $($statement:tt)*) => {
        $crate::functions! { @declare [] [$($statement)*] $batch }
    };
}

/// A thousand calls, with nothing around them.
pub fn plainly(calls: &mut dyn FnMut()) {
    calls();
}

/// Is polled so many times before it is ready.
pub struct Yields(pub u32);

impl Future for Yields {
    type Output = ();

    #[inline]
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        match self.0.checked_sub(1) {
            None => Poll::Ready(()),
            Some(left) => {
                self.0 = left;
                Poll::Pending
            }
        }
    }
}

/// Polls until it is ready.
#[inline]
pub fn poll<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}
