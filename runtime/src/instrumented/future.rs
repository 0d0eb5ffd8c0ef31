//! A call that is over when a future is.

use std::mem::ManuallyDrop;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::call::{self, Begun};
use super::node::{Node, add};
use super::site::Site;
use super::thread;

/// A future whose polls are recorded, each on the thread that polls it, as parts of one call.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct Instrumented<F> {
    site: &'static Site,
    /// In ticks, over all polls so far.
    busy: u64,
    /// The ticks at the first poll, or one of the two below: an enum would be a word larger.
    since: u64,
    inner: ManuallyDrop<F>,
}

const FRESH: u64 = 0;
const OVER: u64 = u64::MAX;

impl<F> Instrumented<F> {
    #[inline]
    pub(super) fn new(site: &'static Site, inner: F) -> Self {
        Self::after(0, site, inner)
    }

    #[inline]
    fn after(busy: u64, site: &'static Site, inner: F) -> Self {
        Instrumented { site, busy, since: FRESH, inner: ManuallyDrop::new(inner) }
    }

    /// Records the making, too, as the first part of the call.
    pub(super) fn made(site: &'static Site, make: impl FnOnce() -> F) -> Self {
        let part = Part::begin(site);
        part.is_no_call();
        let inner = make();
        Self::after(part.end(), site, inner)
    }
}

impl<F: Future> Future for Instrumented<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        // SAFETY: `inner` is not moved out of the pin, here or in `drop`; the rest may move.
        let Instrumented { site, busy, since, inner } = unsafe { self.get_unchecked_mut() };
        // SAFETY: it is pinned with the whole.
        let inner = unsafe { Pin::new_unchecked(&mut **inner) };
        let part = Part::begin(site);
        if *since == FRESH {
            *since = part.start();
        } else {
            part.is_no_call();
        }
        let poll = inner.poll(context);
        if poll.is_ready() {
            part.end_call(*since, *busy);
            *since = OVER;
        } else {
            *busy = busy.wrapping_add(part.end());
        }
        poll
    }
}

impl<F> Drop for Instrumented<F> {
    fn drop(&mut self) {
        let Instrumented { site, busy, since, inner } = self;
        // What has run to its end holds nothing any more whose drop could take time.
        let part = (*since != OVER).then(|| Part::begin(site));
        if let Some(part) = &part {
            part.is_no_call();
        }
        // SAFETY: here and nowhere else, and nothing touches it afterwards; it has not moved.
        unsafe { ManuallyDrop::drop(inner) };
        if let Some(part) = part {
            if *since != FRESH {
                if let Some((node, _)) = part.frame() {
                    add(&node.durations().cancelled, 1);
                }
                part.end_call(*since, *busy);
            }
        }
    }
}

/// The time in which a future is polled, made or dropped. A panic ends it, too.
struct Part(Begun);

impl Part {
    #[inline]
    fn begin(site: &'static Site) -> Self {
        Part(call::enter(site, thread::current()))
    }

    /// The node of the call and when this part began, unless it is not recorded.
    #[inline]
    fn frame<'a>(&self) -> Option<(&'a Node, u64)> {
        // SAFETY: `begin` got it from `enter`, on this thread: a pointer is not `Send`.
        unsafe { self.0.frame() }
    }

    /// When it began; never the ticks that say something else.
    #[inline]
    fn start(&self) -> u64 {
        self.frame().map_or(FRESH, |(_, start)| start).clamp(FRESH + 1, OVER - 1)
    }

    /// The call that this is a part of is counted elsewhere.
    #[inline]
    fn is_no_call(&self) {
        if let Some((node, _)) = self.frame() {
            add(&node.calls, 1_u64.wrapping_neg());
        }
    }

    /// How long it took.
    #[inline]
    fn end(self) -> u64 {
        let part = ManuallyDrop::new(self);
        // SAFETY: as in `frame`, and the calls that began in it have ended.
        unsafe { call::pause(part.0) }
    }

    /// Ends the call that began at `since` and was `busy` in all parts before this one.
    #[inline]
    fn end_call(self, since: u64, busy: u64) {
        let frame = self.frame();
        let ticks = self.end();
        if let Some((node, start)) = frame {
            let durations = node.durations();
            durations.histogram.record(busy.wrapping_add(ticks));
            // The first poll may have been on another processor, whose counter is a little ahead.
            add(&durations.waited, start.wrapping_add(ticks).saturating_sub(since));
        }
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // SAFETY: as in `end`.
        unsafe { call::pause(self.0) };
    }
}
