//! A call under a contract that is over when a future is.

use std::pin::Pin;
use std::task::{Context, Poll};

use super::contract::Contract;
use crate::alloc::Totals;

/// A future under a contract: what its polls allocate, on whichever threads, is of one call.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct ContractFuture<F> {
    /// `None`: the call is over.
    contract: Option<&'static Contract>,
    /// In all parts so far.
    spent: Totals,
    inner: F,
}

impl<F> ContractFuture<F> {
    pub(super) fn new(contract: &'static Contract, inner: F, spent: Totals) -> Self {
        ContractFuture { contract: Some(contract), spent, inner }
    }
}

impl<F: Future> Future for ContractFuture<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        // SAFETY: `inner` is not moved out of the pin, and has no other way out; the rest may move.
        let ContractFuture { contract, spent, inner } = unsafe { self.get_unchecked_mut() };
        // SAFETY: it is pinned with the whole.
        let inner = unsafe { Pin::new_unchecked(inner) };
        // What the thread needs for its first call is not of the call.
        super::prepare();
        let is_on = contract.is_some_and(Contract::is_on);
        let before = Totals::of_this_thread();
        let poll = inner.poll(context);
        if is_on {
            *spent = spent.and(Totals::of_this_thread().since(before));
        }
        if poll.is_ready() {
            if let Some(contract) = contract.take() {
                contract.check(*spent);
            }
        }
        poll
    }
}

impl<F> Drop for ContractFuture<F> {
    fn drop(&mut self) {
        // Cancelled, or left by a panic.
        if let Some(contract) = self.contract {
            contract.check(self.spent);
        }
    }
}
