//! What becomes of a `#[disposable]` type that is a singleton.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use tenure::{
    Dispose, DisposeError, DisposeShared, Guard, Singleton, Status, disposable, singleton,
};

use super::leaks_at;

/// Fails after it was counted.
#[derive(Debug)]
struct Step(&'static AtomicU32);

impl Step {
    fn run(&mut self) -> Result<(), &'static str> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Err("refused")
    }
}

macro_rules! of_steps {
    ($Type:ident, $COUNT:ident) => {
        static $COUNT: AtomicU32 = AtomicU32::new(0);

        #[disposable]
        struct $Type {
            #[dispose(with = Step::run)]
            step: Step,
            guard: Guard,
        }

        impl $Type {
            #[track_caller]
            fn made() -> Self {
                $Type { step: Step(&$COUNT), guard: Guard::new() }
            }
        }
    };
}

of_steps!(Freed, FREED);

#[singleton(managed)]
impl Freed {
    fn new() -> Self {
        Freed::made()
    }
}

#[test]
fn a_managed_one_is_disposed_when_it_is_freed_and_is_no_leak() {
    let place = Freed::instance().guard.created_at();
    assert!(!Freed::instance().is_disposed());
    let error = Freed::dispose().unwrap_err();
    assert_eq!(error.to_string(), "Freed.step: refused");
    assert_eq!(FREED.load(Ordering::Relaxed), 1);
    assert!(leaks_at(place).is_empty());
    Freed::dispose().unwrap();
    assert_eq!(FREED.load(Ordering::Relaxed), 1);
    assert_eq!(Freed::status(), Status::Disposed);
}

of_steps!(Keyed, KEYED);

#[singleton(managed, key = String)]
impl Keyed {
    fn new(_: &String) -> Self {
        Keyed::made()
    }
}

#[test]
fn the_instance_of_each_key_is_disposed_by_itself() {
    let place = Keyed::instance("a").guard.created_at();
    drop(Keyed::instance("b"));
    let error = Keyed::dispose("a").unwrap_err();
    assert!(error.to_string().ends_with(".step: refused"), "{error}");
    assert_eq!(KEYED.load(Ordering::Relaxed), 1);
    assert!(!Keyed::instance("b").is_disposed());
    assert!(Keyed::dispose("b").is_err());
    assert_eq!(KEYED.load(Ordering::Relaxed), 2);
    assert!(leaks_at(place).is_empty());
}

of_steps!(OfThread, OF_THREAD);

#[singleton(thread_local)]
impl OfThread {
    fn new() -> Self {
        OfThread::made()
    }
}

#[test]
fn one_of_each_thread_is_disposed_with_its_thread_and_is_no_leak() {
    let thread = || OfThread::instance().guard.created_at();
    let places = [std::thread::spawn(thread), std::thread::spawn(thread)];
    let places = places.map(|thread| thread.join().unwrap());
    assert_eq!(OF_THREAD.load(Ordering::Relaxed), 2);
    assert!(places.iter().all(|place| leaks_at(place).is_empty()));
}

of_steps!(Inner, INNER);

/// A lock makes a shared one of a disposable value, so nothing has to be said.
#[singleton(init = || Locked { inner: Mutex::new(Some(Inner::made())) })]
#[derive(Debug)]
struct Locked {
    inner: Mutex<Option<Inner>>,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Inner")
    }
}

impl DisposeShared for Locked {
    fn dispose_shared(&self) -> Result<(), DisposeError> {
        self.inner.dispose_shared()
    }
}

#[test]
fn one_behind_a_lock_is_taken_down_through_it() {
    let locked = Locked::instance();
    assert_eq!(locked.dispose_shared().unwrap_err().to_string(), "step: refused");
    locked.dispose_shared().unwrap();
    assert_eq!(INNER.load(Ordering::Relaxed), 1);
    let inner = locked.inner.lock().unwrap_or_else(PoisonError::into_inner);
    assert!(inner.as_ref().is_some_and(Dispose::is_disposed));
}
