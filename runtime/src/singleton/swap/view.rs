//! Which overrides a thread sees.

use std::cell::Cell;
use std::iter::successors;

use super::scope::Scope;
use super::shared;

/// What a thread sees of the overrides, the innermost first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View {
    /// The innermost scope that was opened on this thread.
    pub(super) own: Option<&'static Scope>,
    pub(super) shared: Shared,
}

/// What it sees of the scopes of all threads.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shared {
    /// Those that are open.
    Open,
    /// This one and those that it was opened in.
    Up(Option<&'static Scope>),
}

thread_local! {
    static VIEW: Cell<View> = const { Cell::new(View { own: None, shared: Shared::Open }) };
}

impl View {
    /// The one of initialisers and hooks of real singletons: they outlive every override, so an
    /// override must not leak into them.
    pub(super) const REAL: Self = View { own: None, shared: Shared::Up(None) };

    pub(crate) fn current() -> Self {
        VIEW.get()
    }

    /// Calls `f` while the thread sees this.
    pub(crate) fn during<R>(self, f: impl FnOnce() -> R) -> R {
        let _restore = Restore(VIEW.replace(self));
        f()
    }

    pub(super) fn scopes(self) -> impl Iterator<Item = &'static Scope> {
        let shared = match self.shared {
            Shared::Open => shared::innermost(),
            Shared::Up(scope) => scope,
        };
        successors(self.own, |scope| scope.outer()).chain(successors(shared, |it| it.beneath()))
    }
}

/// Also when the body panics.
struct Restore(View);

impl Drop for Restore {
    fn drop(&mut self) {
        VIEW.set(self.0);
    }
}
