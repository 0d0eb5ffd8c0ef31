//! How much a call may allocate: asked when it ends, of the functions that say it.

use std::ptr::null_mut;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use std::sync::atomic::{AtomicPtr, AtomicU64};
use std::thread::panicking;

use super::contract_future::ContractFuture;
use super::future::Instrumented;
use super::returned::Returned;
use super::site::{Call, Site};
use super::system;
use super::thread;
use super::word::add;
use crate::alloc::Totals;
use crate::report::violations::Violation;

/// An instrumented function of the source that says how much one call may allocate.
#[derive(Debug)]
pub struct Contract {
    site: Site,
    max_allocs: Option<u64>,
    max_bytes: Option<u64>,
}

/// A call under a contract that has begun; it ends when this is dropped.
#[must_use = "the call ends where this is dropped"]
pub struct ContractCall {
    contract: &'static Contract,
    before: Totals,
    /// Behind the other two: what the end of the call takes is not of the call.
    call: Call,
}

impl Site {
    /// A call allocates so often at most.
    #[must_use]
    pub const fn max_allocs(self, count: u64) -> Contract {
        Contract { site: self, max_allocs: Some(count), max_bytes: None }
    }

    /// A call allocates so many bytes at most.
    #[must_use]
    pub const fn max_bytes(self, bytes: u64) -> Contract {
        Contract { site: self, max_allocs: None, max_bytes: Some(bytes) }
    }
}

impl Contract {
    /// A call allocates so many bytes at most, too.
    #[must_use]
    pub const fn max_bytes(self, bytes: u64) -> Contract {
        Contract { max_bytes: Some(bytes), ..self }
    }

    /// A call begins.
    #[inline(never)]
    pub fn enter(&'static self) -> ContractCall {
        // First: what the thread needs for its first call is not of the call.
        let call = self.site.enter();
        ContractCall { contract: self, before: Totals::of_this_thread(), call }
    }

    /// The call is over when `future` is.
    pub fn future<F: Future>(&'static self, future: F) -> ContractFuture<Instrumented<F>> {
        ContractFuture::new(self, self.site.future(future), Totals::default())
    }

    /// The call begins in a function that makes a future, and is over when that is.
    pub fn making<F: Future>(
        &'static self,
        make: impl FnOnce() -> F,
    ) -> ContractFuture<Instrumented<F>> {
        self.made(make)
    }

    /// The same, where it is the user who says that it is a future.
    pub fn returning<F>(
        &'static self,
        make: impl FnOnce() -> F,
    ) -> Returned<F, ContractFuture<Instrumented<F>>> {
        Returned::new(self.made(make))
    }

    fn made<F>(&'static self, make: impl FnOnce() -> F) -> ContractFuture<Instrumented<F>> {
        super::prepare();
        let is_on = self.is_on();
        let before = Totals::of_this_thread();
        let future = Instrumented::made(&self.site, make);
        let spent = Totals::of_this_thread().since(before);
        ContractFuture::new(self, future, if is_on { spent } else { Totals::default() })
    }

    /// Whether its calls are recorded: those that are not are not held against it.
    pub(super) fn is_on(&self) -> bool {
        self.site.how_to_enter().is_some()
    }

    /// A call of the calling thread has spent this.
    #[inline]
    pub(super) fn check(&'static self, spent: Totals) {
        if self.allows(spent) {
            return;
        }
        self.break_with(spent);
    }

    fn allows(&self, spent: Totals) -> bool {
        self.max_allocs.is_none_or(|most| spent.allocs <= most)
            && self.max_bytes.is_none_or(|most| spent.bytes <= most)
    }

    #[cold]
    #[inline(never)]
    fn break_with(&'static self, spent: Totals) {
        // What a panic allocates is no fault of the function.
        if panicking() {
            return;
        }
        let Some(thread) = thread::recording() else { return };
        // SAFETY: this is the calling thread.
        if let Some(durations) = unsafe { thread.durations(&raw const self.site) } {
            // SAFETY: durations live as long as their thread.
            unsafe { durations.as_ref() }.breaches.note(self, spent);
        }
    }
}

impl Drop for ContractCall {
    #[inline]
    fn drop(&mut self) {
        let spent = Totals::of_this_thread().since(self.before);
        if self.call.is_recorded() {
            self.contract.check(spent);
        }
    }
}

/// The calls of one site in one thread that broke its contract.
#[derive(Debug)]
pub(super) struct Breaches(AtomicPtr<Broken>);

/// There is one only where something was broken: contracts are mostly kept.
#[derive(Debug)]
struct Broken {
    contract: &'static Contract,
    calls: AtomicU64,
    /// The most of a call since the last [`cut`](Breaches::cut), and before it.
    worst: Worst,
    worst_before: Worst,
}

#[derive(Debug)]
struct Worst {
    allocs: AtomicU64,
    bytes: AtomicU64,
}

impl Breaches {
    pub(super) const fn new() -> Self {
        Breaches(AtomicPtr::new(null_mut()))
    }

    /// By the one thread that writes.
    fn note(&self, contract: &'static Contract, spent: Totals) {
        if let Some(broken) = self.of(contract) {
            add(&broken.calls, 1);
            broken.worst.raise(spent);
        }
    }

    /// Adds those of the same site in another thread.
    pub(super) fn merge(&self, other: &Breaches) {
        let Some(others) = other.get() else { return };
        if let Some(broken) = self.of(others.contract) {
            add(&broken.calls, others.calls.load(Relaxed));
            broken.worst.raise(others.worst.get());
            broken.worst_before.raise(others.worst_before.get());
        }
    }

    /// Takes off what was there `before`.
    pub(super) fn subtract(&self, before: &Breaches) {
        if let (Some(broken), Some(before)) = (self.get(), before.get()) {
            add(&broken.calls, 0_u64.wrapping_sub(before.calls.load(Relaxed)));
        }
    }

    /// The most that a call allocated since the last cut; from now on those that follow are asked.
    pub(super) fn cut(&self) -> Option<Totals> {
        let Broken { worst, worst_before, .. } = self.get()?;
        let taken =
            Totals { allocs: worst.allocs.swap(0, Relaxed), bytes: worst.bytes.swap(0, Relaxed) };
        worst_before.raise(taken);
        Some(taken)
    }

    pub(super) fn reset(&self) {
        if let Some(Broken { calls, worst, worst_before, .. }) = self.get() {
            calls.store(0, Relaxed);
            for worst in [worst, worst_before] {
                worst.allocs.store(0, Relaxed);
                worst.bytes.store(0, Relaxed);
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.get().is_none()
    }

    /// The most that a call allocated, of all times.
    pub(super) fn worst(&self) -> Option<Totals> {
        let Broken { worst, worst_before, .. } = self.get()?;
        let (since, before) = (worst.get(), worst_before.get());
        let (allocs, bytes) = (since.allocs.max(before.allocs), since.bytes.max(before.bytes));
        Some(Totals { allocs, bytes })
    }

    /// What there is to say, when this is the worst.
    pub(super) fn violation(&self, worst: Totals) -> Option<Violation> {
        let Broken { contract, calls, .. } = self.get()?;
        let Contract { site, max_allocs, max_bytes } = contract;
        let Totals { allocs, bytes } = worst;
        let calls = calls.load(Relaxed);
        (calls > 0).then_some(Violation {
            name: site.name(),
            file: site.file(),
            line: site.line(),
            max_allocs: *max_allocs,
            max_bytes: *max_bytes,
            calls,
            allocs,
            bytes,
        })
    }

    fn get(&self) -> Option<&Broken> {
        // SAFETY: null, or placed by `of` and freed with this. Acquire pairs with `of`.
        unsafe { self.0.load(Acquire).as_ref() }
    }

    fn of(&self, contract: &'static Contract) -> Option<&Broken> {
        if self.get().is_none() {
            let new = || Worst { allocs: AtomicU64::new(0), bytes: AtomicU64::new(0) };
            let (worst, worst_before) = (new(), new());
            let broken = Broken { contract, calls: AtomicU64::new(0), worst, worst_before };
            // Not with the global allocator: whoever is around the call counts what that does.
            let broken = system::place(broken)?;
            // Release: a reader that sees it sees its fields. Only one thread writes.
            self.0.store(broken.as_ptr(), Release);
        }
        self.get()
    }
}

impl Drop for Breaches {
    fn drop(&mut self) {
        let broken = *self.0.get_mut();
        if !broken.is_null() {
            // SAFETY: `of` placed it, and nobody else reaches it.
            unsafe { system::free(broken) };
        }
    }
}

impl Worst {
    fn get(&self) -> Totals {
        Totals { allocs: self.allocs.load(Relaxed), bytes: self.bytes.load(Relaxed) }
    }

    fn raise(&self, Totals { allocs, bytes }: Totals) {
        for (worst, now) in [(&self.allocs, allocs), (&self.bytes, bytes)] {
            if now > worst.load(Relaxed) {
                worst.store(now, Relaxed);
            }
        }
    }
}
