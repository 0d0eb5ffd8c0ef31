//! A part of a test in which everything has to be disposed.

use std::fmt::Write as _;
use std::marker::PhantomData;
use std::panic::Location;
use std::sync::{Arc, MutexGuard};
use std::thread::{self, JoinHandle};

use super::scope::Scope;
use crate::disposable::leak_text::InScope;

/// Fails a test, at its end, for every value with a [`Guard`](crate::Guard) that was made in it and
/// that nobody disposed.
///
/// ```should_panic
/// use tenure::testing::LeakScope;
/// use tenure::{Guard, disposable};
///
/// #[disposable]
/// struct Session {
///     guard: Guard,
/// }
///
/// let scope = LeakScope::new();
/// let session = Session { guard: Guard::new() };
/// drop(session); // and not `session.close()?`
/// scope.finish(); // panics: `Session`, created at this line, was dropped without being disposed
/// ```
///
/// A value belongs to the scope in which its thread was when the value was made, wherever it goes
/// from there, and of scopes in each other to the innermost one; so tests that run side by side
/// have nothing to do with each other. The scope ends with [`finish`](Self::finish), or when it is
/// dropped. It fails for values that were dropped, and for those that are then still alive: they
/// were forgotten, are part of a circle of `Arc`s, or lie in something that outlives the scope. It
/// does so whatever `TENURE_LEAKS` says.
///
/// Another thread belongs to the scope if it was started with [`spawn`](Self::spawn), or for as
/// long as it is in [`enter`](Self::enter). A value without a guard does not know where it was
/// made: it counts in the scope in which it is dropped. That of a
/// [`Guard::const_new`](crate::Guard::const_new) counts in none.
///
/// # Panics
///
/// When it is dropped, like [`finish`](Self::finish), unless its thread panics already: then what
/// was dropped on the way is no news.
#[derive(Debug)]
#[must_use = "the scope ends when this value is dropped; write `let scope = ..`"]
pub struct LeakScope {
    scope: Option<Arc<Scope>>,
    place: &'static Location<'static>,
    /// It ends on the thread that it began on. Others may enter it.
    on_one_thread: PhantomData<MutexGuard<'static, ()>>,
}

impl LeakScope {
    /// Begins a scope: what this thread makes from now on belongs to it.
    #[allow(clippy::new_without_default)] // a scope is begun, and not filled in
    #[track_caller]
    pub fn new() -> Self {
        let scope = Scope::open();
        scope.enter();
        LeakScope { scope: Some(scope), place: Location::caller(), on_one_thread: PhantomData }
    }

    /// Calls `f` in this scope, for instance on another thread:
    ///
    /// ```
    /// use tenure::testing::LeakScope;
    /// use tenure::{Dispose, Guard, disposable};
    ///
    /// #[disposable]
    /// struct Session {
    ///     guard: Guard,
    /// }
    ///
    /// let leaks = LeakScope::new();
    /// std::thread::scope(|threads| {
    ///     threads.spawn(|| leaks.enter(|| Session { guard: Guard::new() }.close()));
    /// });
    /// leaks.finish();
    /// ```
    pub fn enter<R>(&self, f: impl FnOnce() -> R) -> R {
        let _entered = self.scope.as_ref().map(Scope::entered);
        f()
    }

    /// Calls `f` in this scope on a new thread, as [`std::thread::spawn`] does. The scope does not
    /// wait for it: what the thread has not disposed when the scope ends is still alive.
    pub fn spawn<F, T>(&self, f: F) -> JoinHandle<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let scope = self.scope.clone();
        thread::spawn(move || {
            let _entered = scope.as_ref().map(Scope::entered);
            f()
        })
    }

    /// Ends the scope.
    ///
    /// # Panics
    ///
    /// When there are values of the scope that nobody disposed: with each type and place.
    #[track_caller]
    pub fn finish(mut self) {
        self.end();
    }

    #[track_caller]
    fn end(&mut self) {
        let Some(scope) = self.scope.take() else { return };
        scope.leave();
        Scope::close();
        let leaks = scope.leaks();
        if thread::panicking() {
            return;
        }
        let count: u64 = leaks.iter().map(|leak| leak.count).sum();
        let place = self.place;
        let mut text = match count {
            0 => return,
            1 => format!("a value of the scope that began at {place} was not disposed"),
            _ => format!("{count} values of the scope that began at {place} were not disposed"),
        };
        for leak in &leaks {
            // An error that cannot be printed ends the text and nothing else.
            let _ = write!(text, "\n{}", InScope(leak));
        }
        panic!("{text}")
    }
}

impl Drop for LeakScope {
    fn drop(&mut self) {
        self.end();
    }
}
