//! A scope's worth of disposable values, taken down last in, first out.

use std::fmt;
use std::panic::Location;

use super::collector::{Collector, quietly};
use super::entries::{Adopted, Entries, Pushed};
use super::error::IntoOutcome;
use super::leak;
use super::{Dispose, Outcome};

/// Disposable values of any types, taken down together: last in, first out.
///
/// A value is used through the reference that [`push`](Self::push) gives back. Disposal needs
/// `&mut`, so a reference that is used afterwards does not compile.
///
/// ```
/// use std::cell::RefCell;
/// use tenure::{DisposeError, DisposeStack};
///
/// let order = RefCell::new(Vec::new());
/// let mut stack = DisposeStack::new();
/// let name = stack.adopt(String::from("adopted"), |name| order.borrow_mut().push(name));
/// name.push_str(" first");
/// stack.defer(|| order.borrow_mut().push(String::from("deferred second")));
/// stack.dispose()?;
/// assert_eq!(order.take(), ["deferred second", "adopted first"]);
/// # Ok::<(), DisposeError>(())
/// ```
///
/// A constructor with several steps keeps its resources in a stack, so that an early `?` takes
/// them down, and hands them on with [`take`](Self::take) once all steps have succeeded.
///
/// # Dropping
///
/// What is still in the stack when it is dropped is disposed, in the same order. Errors cannot be
/// returned from there; if there are any, the stack is reported as a [`Leak`](crate::Leak) with
/// them and the place where it was made. To get them back, call [`dispose`](Self::dispose).
///
/// # Panics
///
/// Adding to a stack that was disposed panics and names the place where it was; `try_push` and its
/// like give the value back instead.
pub struct DisposeStack<'a> {
    entries: Entries<'a>,
    created_at: &'static Location<'static>,
    disposed_at: Option<&'static Location<'static>>,
}

impl<'a> DisposeStack<'a> {
    /// An empty stack, which remembers its caller.
    #[must_use]
    #[track_caller]
    pub const fn new() -> Self {
        Self::holding(Entries::new())
    }

    /// Adds `value`; it is disposed before all that was added earlier.
    ///
    /// # Panics
    ///
    /// If the stack was disposed.
    #[track_caller]
    #[allow(clippy::mut_from_ref)] // each reference is to an entry of its own
    pub fn push<T: Dispose + 'a>(&self, value: T) -> &mut T {
        self.must_be_live();
        self.pushed(value)
    }

    /// As [`push`](Self::push).
    ///
    /// # Errors
    ///
    /// The value, if the stack was disposed.
    #[allow(clippy::mut_from_ref)] // as in `push`
    pub fn try_push<T: Dispose + 'a>(&self, value: T) -> Result<&mut T, T> {
        if self.is_disposed() { Err(value) } else { Ok(self.pushed(value)) }
    }

    /// Adds `value`; `closer` takes it down before all that was added earlier.
    ///
    /// # Panics
    ///
    /// If the stack was disposed.
    #[track_caller]
    #[allow(clippy::mut_from_ref)] // as in `push`
    pub fn adopt<T: 'a, R: IntoOutcome>(
        &self,
        value: T,
        closer: impl FnOnce(T) -> R + 'a,
    ) -> &mut T {
        self.must_be_live();
        self.adopted(value, closer)
    }

    /// As [`adopt`](Self::adopt).
    ///
    /// # Errors
    ///
    /// The value, if the stack was disposed.
    #[allow(clippy::mut_from_ref)] // as in `push`
    pub fn try_adopt<T: 'a, R: IntoOutcome>(
        &self,
        value: T,
        closer: impl FnOnce(T) -> R + 'a,
    ) -> Result<&mut T, T> {
        if self.is_disposed() { Err(value) } else { Ok(self.adopted(value, closer)) }
    }

    /// Adds a function that runs before all that was added earlier is taken down.
    ///
    /// # Panics
    ///
    /// If the stack was disposed.
    #[track_caller]
    pub fn defer<R: IntoOutcome>(&self, action: impl FnOnce() -> R + 'a) {
        self.must_be_live();
        self.adopted((), |()| action());
    }

    /// As [`defer`](Self::defer).
    ///
    /// # Errors
    ///
    /// The function, if the stack was disposed.
    pub fn try_defer<R: IntoOutcome, F: FnOnce() -> R + 'a>(&self, action: F) -> Result<(), F> {
        if self.is_disposed() {
            return Err(action);
        }
        self.adopted((), |()| action());
        Ok(())
    }

    /// Moves everything into a new stack; this one counts as disposed from here on.
    ///
    /// # Panics
    ///
    /// If the stack was disposed.
    #[must_use = "dropping the new stack disposes what was moved into it"]
    #[track_caller]
    pub fn take(&mut self) -> Self {
        self.must_be_live();
        self.disposed_at = Some(Location::caller());
        Self::holding(std::mem::take(&mut self.entries))
    }

    /// Takes everything down, last in, first out; the second time there is nothing left to do.
    ///
    /// # Errors
    ///
    /// Everything that failed, in order of occurrence; an entry is named by its place in the
    /// stack, from `[0]` for the first one. Each entry is tried.
    #[track_caller]
    pub fn dispose(&mut self) -> Outcome {
        let here = Location::caller();
        if self.disposed_at.is_some() {
            return Ok(());
        }
        self.disposed_at = Some(here);
        let mut steps = Collector::new();
        for index in (0..self.entries.len()).rev() {
            steps.element(|| format!("[{index}]"), || self.entries.run_last());
        }
        self.entries.free();
        steps.finish()
    }

    /// Whether the stack was disposed or taken; it then takes no more entries.
    #[must_use]
    pub fn is_disposed(&self) -> bool {
        self.disposed_at.is_some()
    }

    /// How many entries are still to be taken down.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is left to be taken down.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[track_caller]
    const fn holding(entries: Entries<'a>) -> Self {
        let created_at = Location::caller();
        DisposeStack { entries, created_at, disposed_at: None }
    }

    #[inline]
    #[track_caller]
    fn must_be_live(&self) {
        if let Some(place) = self.disposed_at {
            disposed(place);
        }
    }

    #[allow(clippy::mut_from_ref)] // as in `push`
    fn pushed<T: Dispose + 'a>(&self, value: T) -> &mut T {
        let entry = self.entries.add(Pushed(value));
        // SAFETY: `add` gives the only pointer that is used while `self` is borrowed: the list
        // follows its own only in `dispose` and in `drop`, which borrow `self` mutably, and moving
        // it needs `self` itself.
        unsafe { &mut (*entry.as_ptr()).0 }
    }

    #[allow(clippy::mut_from_ref)] // as in `push`
    fn adopted<T: 'a, R: IntoOutcome>(&self, value: T, closer: impl FnOnce(T) -> R + 'a) -> &mut T {
        let entry = self.entries.add(Adopted { value, closer });
        // SAFETY: as in `pushed`.
        unsafe { &mut (*entry.as_ptr()).value }
    }
}

#[cold]
#[track_caller]
fn disposed(place: &Location<'_>) -> ! {
    panic!("this `DisposeStack` was disposed at {place}")
}

impl Default for DisposeStack<'_> {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

impl Dispose for DisposeStack<'_> {
    #[track_caller]
    fn dispose(&mut self) -> Outcome {
        DisposeStack::dispose(self)
    }

    fn is_disposed(&self) -> bool {
        DisposeStack::is_disposed(self)
    }
}

impl Drop for DisposeStack<'_> {
    fn drop(&mut self) {
        if self.is_disposed() || self.is_empty() {
            return;
        }
        quietly(|| {
            let outcome = DisposeStack::dispose(self);
            if outcome.is_err() {
                leak::record_at("tenure::DisposeStack", Some(self.created_at), None, outcome);
            }
        });
    }
}

impl fmt::Debug for DisposeStack<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DisposeStack")
            .field("len", &self.len())
            .field("created_at", &self.created_at)
            .field("disposed_at", &self.disposed_at)
            .finish()
    }
}
