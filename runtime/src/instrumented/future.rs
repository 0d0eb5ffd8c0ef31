//! A call that is over when a future is.

use std::mem;
use std::pin::Pin;
use std::ptr;
use std::sync::atomic::AtomicPtr;
use std::task::{Context, Poll};

use super::call::{self, Begun};
use super::calling::Calling;
use super::node::Node;
use super::site::Site;
use super::word::{self, add};

/// A future whose polls are recorded, each on the thread that polls it, as parts of one call.
///
/// The compiler looks into futures that await each other no deeper than `recursion_limit`, and every
/// type around `inner` counts: there is none.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct Instrumented<F> {
    inner: F,
    /// Behind `inner`, and so dropped after it.
    call: FutureCall,
}

#[derive(Debug)]
struct FutureCall {
    /// The site; while `inner` is dropped before it is ready, the frame of that part, or null. Atomic
    /// because a pointer is not `Send`.
    place: AtomicPtr<Site>,
    progress: Progress,
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
/// Beside both: the last part is the drop of what was not ready. Alone: so is the first, which makes it
/// no call.
const CANCELLED: u64 = 1 << 62;

impl<F> Instrumented<F> {
    #[inline]
    pub(super) fn new(site: &'static Site, inner: F) -> Self {
        Self::after(Progress { busy: 0, since: FRESH }, site, inner)
    }

    #[inline]
    fn after(progress: Progress, site: &'static Site, inner: F) -> Self {
        let place = AtomicPtr::new(ptr::from_ref(site).cast_mut());
        Instrumented { inner, call: FutureCall { place, progress } }
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
        let Instrumented { inner, call } = unsafe { self.get_unchecked_mut() };
        // SAFETY: it is pinned with the whole.
        let inner = unsafe { Pin::new_unchecked(inner) };
        // SAFETY: it is not being dropped.
        let mut part = unsafe { call.begin() };
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
        // What has run to its end holds nothing any more whose drop could take time.
        if self.call.progress.since & LAST == 0 {
            // SAFETY: once.
            unsafe { self.call.cancel() };
        }
    }
}

impl FutureCall {
    /// # Safety
    /// Not behind `cancel`.
    #[inline]
    unsafe fn begin(&mut self) -> Part<'_> {
        // SAFETY: only `cancel` puts something else there, and sites are statics.
        let site: &'static Site = unsafe { word::at(*self.place.get_mut()) };
        Part::begin(site, &mut self.progress)
    }

    /// The drop of `inner` is the last part, which ends when this is dropped.
    ///
    /// # Safety
    /// Once, by what is about to drop `inner` and this.
    #[cold]
    #[inline(never)]
    unsafe fn cancel(&mut self) {
        // SAFETY: the caller says so.
        let part = unsafe { self.begin() };
        let Begun(frame) = part.call;
        mem::forget(part);
        *self.place.get_mut() = frame.cast();
    }

    #[cold]
    #[inline(never)]
    fn end_of_drop(&mut self) {
        let since = &mut self.progress.since;
        // What never began is no call, even if its drop takes time.
        *since |= if *since == FRESH { CANCELLED } else { LAST | CANCELLED };
        let call = Begun(self.place.get_mut().cast());
        drop(Part { call, progress: &mut self.progress });
    }
}

impl Drop for FutureCall {
    #[inline]
    fn drop(&mut self) {
        // The question of `Instrumented`, so that it is asked once: not ready, it has cancelled this.
        if self.progress.since & LAST == 0 {
            self.end_of_drop();
        }
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
            // SAFETY: `begin` got it from `enter` on this thread (a pointer is not `Send`, and nobody
            // has a future while it is dropped), and the calls that began in it have ended.
            unsafe { call::pause(self.call, self.progress) };
        }
    }
}
