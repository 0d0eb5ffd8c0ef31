//! A call that is over when a future is.

use std::mem::ManuallyDrop;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::call::{self, Begun};
use super::calling::Calling;
use super::node::Node;
use super::site::Site;
use super::word::add;

/// A future whose polls are recorded, each on the thread that polls it, as parts of one call.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct Instrumented<F> {
    site: &'static Site,
    progress: Progress,
    inner: ManuallyDrop<F>,
}

/// How far a future is.
#[derive(Debug)]
pub(super) struct Progress {
    /// In ticks, over all parts so far.
    busy: u64,
    /// When the first part began, with the bits below: an enum would be a word larger.
    since: u64,
}

const FRESH: u64 = 0;
/// Beside the ticks: the part that goes on is the last one, or has been.
const LAST: u64 = 1 << 63;
/// Instead of the ticks: it was dropped before its first part.
const NO_CALL: u64 = 1;
/// Beside the ticks: the last part is the drop of what was not ready.
const CANCELLED: u64 = 1 << 62;

impl<F> Instrumented<F> {
    #[inline]
    pub(super) fn new(site: &'static Site, inner: F) -> Self {
        Self::after(Progress { busy: 0, since: FRESH }, site, inner)
    }

    #[inline]
    fn after(progress: Progress, site: &'static Site, inner: F) -> Self {
        Instrumented { site, progress, inner: ManuallyDrop::new(inner) }
    }

    /// Records the making, too, as the first part of the call.
    pub(super) fn made(site: &'static Site, make: impl FnOnce() -> F) -> Self {
        let mut progress = Progress { busy: 0, since: FRESH };
        let part = Part::begin(site, &mut progress);
        let inner = make();
        drop(part);
        Self::after(progress, site, inner)
    }
}

impl<F: Future> Future for Instrumented<F> {
    type Output = F::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        // SAFETY: `inner` is not moved out of the pin, here or in `drop`; the rest may move.
        let Instrumented { site, progress, inner } = unsafe { self.get_unchecked_mut() };
        // SAFETY: it is pinned with the whole.
        let inner = unsafe { Pin::new_unchecked(&mut **inner) };
        let mut part = Part::begin(site, progress);
        let poll = inner.poll(context);
        if poll.is_ready() {
            part.is_last();
        }
        poll
    }
}

impl<F> Drop for Instrumented<F> {
    #[inline]
    fn drop(&mut self) {
        if self.progress.since & LAST == 0 {
            self.cancel();
        } else {
            // What has run to its end holds nothing any more whose drop could take time.
            // SAFETY: here or in `cancel` and nowhere else, and nothing touches it afterwards.
            unsafe { ManuallyDrop::drop(&mut self.inner) };
        }
    }
}

impl<F> Instrumented<F> {
    #[cold]
    #[inline(never)]
    fn cancel(&mut self) {
        let Instrumented { site, progress, inner } = self;
        // What never began is no call, even if its drop takes time.
        progress.since |= if progress.since == FRESH { NO_CALL } else { LAST | CANCELLED };
        let part = Part::begin(site, progress);
        // SAFETY: as in `drop`; it has not moved.
        unsafe { ManuallyDrop::drop(inner) };
        drop(part);
    }
}

impl Progress {
    /// Adds a part of a call that took so many ticks up to now.
    #[inline]
    pub(super) fn add(&mut self, node: &Node, ticks: u64, now: u64) {
        self.busy = self.busy.wrapping_add(ticks);
        if self.since & LAST != 0 {
            self.end(node, ticks, now);
        } else if self.since == FRESH {
            self.since = now.wrapping_sub(ticks);
        } else {
            // Each part counts as an entry.
            add(&node.resumed, 1);
        }
    }

    /// That was the last one.
    #[inline]
    fn end(&mut self, node: &Node, ticks: u64, now: u64) {
        let durations = node.durations();
        durations.histogram.record(self.busy);
        add(&durations.busy, self.busy);
        add(&durations.cancelled, (self.since & CANCELLED) / CANCELLED);
        let since = self.since & !(LAST | CANCELLED);
        if since == FRESH {
            // It was the first one, too.
            add(&durations.waited, ticks);
        } else {
            add(&node.resumed, 1);
            // The first part may have been on another processor, whose counter is a little ahead.
            add(&durations.waited, now.saturating_sub(since));
        }
    }
}

/// The time in which a future is polled, made or dropped; it ends with this, also by a panic.
struct Part<'a> {
    call: Begun,
    progress: &'a mut Progress,
}

impl<'a> Part<'a> {
    #[inline]
    fn begin(site: &'static Site, progress: &'a mut Progress) -> Self {
        // Polls are never so many that a budget would have to leave out their time.
        let call = match site.how_to_enter() {
            Some(_) => call::enter(site, Calling::now()),
            None => Begun::NOWHERE,
        };
        Part { call, progress }
    }

    /// The call ends with this part.
    #[inline]
    fn is_last(&mut self) {
        self.progress.since |= LAST;
    }
}

impl Drop for Part<'_> {
    #[inline]
    fn drop(&mut self) {
        if !self.call.is_nowhere() {
            // SAFETY: `begin` got it from `enter` on this thread (a pointer is not `Send`), and the
            // calls that began in it have ended.
            unsafe { call::pause(self.call, self.progress) };
        }
    }
}
