//! The overrides of all threads, of which one thread at a time may open some.

use std::sync::atomic::{AtomicPtr, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

use super::scope::Scope;

static INNERMOST: AtomicPtr<Scope> = AtomicPtr::new(std::ptr::null_mut());

/// The scope of all threads that was opened last and has not ended.
pub(super) fn innermost() -> Option<&'static Scope> {
    let scope = INNERMOST.load(Ordering::Acquire);
    // SAFETY: null, or made by `Innermost::set` from a reference that lives for ever. Acquire pairs
    // with the Release there.
    unsafe { scope.as_ref() }
}

/// While it lives, all threads see a scope.
pub(super) struct Innermost {
    before: *mut Scope,
}

impl Innermost {
    /// Called by the thread whose turn it is.
    pub(super) fn set(scope: &'static Scope) -> Self {
        let scope = std::ptr::from_ref(scope).cast_mut();
        Innermost { before: INNERMOST.swap(scope, Ordering::AcqRel) }
    }
}

impl Drop for Innermost {
    fn drop(&mut self) {
        INNERMOST.store(self.before, Ordering::Release);
    }
}

/// The right to override for all threads; a thread that has it may take it again.
pub(super) struct Turn {
    _private: (),
}

struct Holder {
    thread: Option<ThreadId>,
    times: u32,
}

static HOLDER: Mutex<Holder> = Mutex::new(Holder { thread: None, times: 0 });
static FREE: Condvar = Condvar::new();

impl Turn {
    pub(super) fn take() -> Self {
        let me = thread::current().id();
        let taken = |holder: &mut Holder| holder.thread.is_some_and(|thread| thread != me);
        let holder = FREE.wait_while(holder(), taken);
        let mut holder = holder.unwrap_or_else(PoisonError::into_inner);
        holder.thread = Some(me);
        holder.times += 1;
        Turn { _private: () }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut holder = holder();
        holder.times -= 1;
        if holder.times == 0 {
            holder.thread = None;
            FREE.notify_one();
        }
    }
}

fn holder() -> MutexGuard<'static, Holder> {
    HOLDER.lock().unwrap_or_else(PoisonError::into_inner)
}
