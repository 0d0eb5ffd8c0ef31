//! Code that can be run so many times in a row.

use std::hint::black_box;
use std::marker::PhantomData;

/// One piece of code under a name.
#[derive(Debug)]
pub struct Candidate<'a> {
    pub(super) name: &'a str,
    pub(super) work: &'a mut dyn Work,
}

impl<'a> Candidate<'a> {
    /// `work` as it will be called in tables and assertions.
    pub fn new(name: &'a str, work: &'a mut dyn Work) -> Self {
        Candidate { name, work }
    }
}

/// What is measured.
pub trait Work {
    /// Runs it so often, one time after the other.
    fn repeat(&mut self, times: u64);

    /// The bytes of what the closure has captured.
    fn captured(&self) -> usize;

    /// The address of the function that repeats it.
    #[cfg(feature = "dis")]
    fn entry(&self) -> usize;
}

impl std::fmt::Debug for dyn Work + '_ {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Work({} B captured)", self.captured())
    }
}

/// A closure, and what it returns.
#[derive(Debug)]
pub struct Task<F, R> {
    code: F,
    returns: PhantomData<fn() -> R>,
}

/// The closure as work.
pub fn task<F: FnMut() -> R, R>(code: F) -> Task<F, R> {
    Task { code, returns: PhantomData }
}

impl<F: FnMut() -> R, R> Work for Task<F, R> {
    // A function of its own for each closure: the compiler sees nothing of the rows beside it.
    #[inline(never)]
    fn repeat(&mut self, times: u64) {
        for _ in 0..times {
            // What is returned is looked at, and all that the closure borrows may be another value
            // behind that: nothing is computed once in front of the loop, or not at all. To hide the
            // closure itself would load what it captured in each turn: an instance would be slower
            // than a static by a load that no program has.
            black_box((self.code)());
        }
    }

    fn captured(&self) -> usize {
        size_of::<F>()
    }

    #[cfg(feature = "dis")]
    fn entry(&self) -> usize {
        (Self::repeat as fn(&mut Self, u64) as *const ()).expose_provenance()
    }
}
