//! What `#[singleton]` accepts: what breaks a rule and is allowed, and what only looks as if it did.

#![allow(unreachable_pub)] // what is public is what is looked at

use std::cell::Cell;
use std::sync::Mutex;

use tenure::{Dispose, DisposeError, DisposeShared, singleton};

#[test]
fn each_rule_can_be_switched_off() {
    #[derive(Clone, Copy, Default)]
    #[singleton(init = Config::default, allow(clone, default, public_new))]
    pub struct Config {
        pub port: u16,
    }

    #[singleton(init = || Log, allow(drop))]
    struct Log;

    impl Drop for Log {
        fn drop(&mut self) {}
    }

    struct Server;

    #[singleton(allow(public_new, drop))]
    impl Server {
        pub fn new() -> Self {
            Server
        }
    }

    impl Dispose for Server {
        fn dispose(&mut self) -> Result<(), DisposeError> {
            Ok(())
        }

        fn is_disposed(&self) -> bool {
            true
        }
    }

    assert_eq!(Config::instance().port, 0);
    let Log = Log::instance();
    let Server = Server::instance();
}

#[test]
fn what_declares_how_it_is_taken_down_may_drop() {
    #[singleton(init = || Log, dispose = |_| ())]
    struct Log;

    impl Drop for Log {
        fn drop(&mut self) {}
    }

    let Log = Log::instance();
}

#[test]
fn a_field_that_drops_by_itself_is_none_of_the_rules() {
    struct Noisy;

    impl Drop for Noisy {
        fn drop(&mut self) {}
    }

    #[singleton(init = || Pool { noisy: Mutex::new(vec![Noisy]) })]
    struct Pool {
        noisy: Mutex<Vec<Noisy>>,
    }

    assert_eq!(Pool::instance().noisy.lock().unwrap().len(), 1);
}

#[test]
fn a_type_that_is_shared_by_its_own_word_is_believed() {
    #[singleton(init = || Counter { hits: Cell::new(3), lock: Mutex::new(()) })]
    struct Counter {
        hits: Cell<u32>,
        lock: Mutex<()>,
    }

    // SAFETY: `hits` is read under `lock` only.
    unsafe impl Sync for Counter {}

    let counter = Counter::instance();
    let _held = counter.lock.lock().unwrap();
    assert_eq!(counter.hits.get(), 3);
}

#[test]
fn a_type_that_is_shared_and_never_sent_is_enough() {
    #[singleton(init = || Names(*Box::new(std::ptr::null())))]
    struct Names(*const u8);

    // SAFETY: nothing is read through the pointer.
    unsafe impl Sync for Names {}

    assert!(Names::instance().0.is_null());
}

#[test]
fn a_type_whose_fields_are_not_all_public_can_be_public() {
    #[singleton(init = || Mixed { host: "localhost", port: 80 })]
    pub struct Mixed {
        pub host: &'static str,
        port: u16,
    }

    #[non_exhaustive]
    #[singleton(init = || Open { port: 80 })]
    pub struct Open {
        pub port: u16,
    }

    #[singleton(init = || Crate { port: 80 })]
    pub struct Crate {
        pub(crate) port: u16,
    }

    #[singleton(init = || Private { port: 80 })]
    struct Private {
        pub port: u16,
    }

    #[singleton(init = || Mode::Fast { port: 80 })]
    pub enum Mode {
        #[non_exhaustive]
        Fast { port: u16 },
    }

    assert_eq!(Mixed::instance().host, "localhost");
    let Mode::Fast { port } = Mode::instance();
    let ports = [Mixed::instance().port, Open::instance().port, Crate::instance().port, *port];
    assert_eq!(ports, [Private::instance().port; 4]);
}

#[test]
fn public_functions_that_make_no_singleton_are_none_of_the_rules() {
    struct Pool(Vec<u8>);

    #[singleton]
    impl Pool {
        #[init]
        pub(crate) fn open() -> Self {
            Pool(vec![1])
        }

        pub fn all() -> &'static Self {
            Pool::instance()
        }

        pub fn into_inner(self) -> Self {
            self
        }

        pub fn list() -> Vec<u8> {
            Pool::instance().0.clone()
        }
    }

    assert_eq!(Pool::all().0, Pool::list());
    assert_eq!(Pool::open().into_inner().0, [1]);
}

#[test]
fn what_disposes_itself_when_shared_may_drop_and_be_disposed() {
    #[singleton(init = || Pool)]
    struct Pool;

    impl DisposeShared for Pool {
        fn dispose_shared(&self) -> Result<(), DisposeError> {
            Ok(())
        }
    }

    impl Dispose for Pool {
        fn dispose(&mut self) -> Result<(), DisposeError> {
            self.dispose_shared()
        }

        fn is_disposed(&self) -> bool {
            false
        }
    }

    impl Drop for Pool {
        fn drop(&mut self) {}
    }

    let Pool = Pool::instance();
}

/// Names that the questions to rustc could be taken for.
mod names_of_the_questions {
    use tenure::singleton;

    /// For all types.
    #[allow(dead_code)] // it only has to be there
    trait Answers {
        const CLONE: bool = true;
        const COPY: bool = true;
        const DEFAULT: bool = true;
        const DROP: bool = true;
        const HOOK: u8 = 1;
        const SHARED: u8 = 1;
    }

    impl<T> Answers for T {}

    #[singleton(init = || Is { hits: 1, type_: None, shared: None })]
    struct Is {
        hits: u8,
        #[allow(dead_code)]
        type_: Option<Box<Self>>,
        #[allow(dead_code)]
        shared: Option<Box<Is>>,
    }

    impl Is {
        const CLONE: &'static str = "of the user";
        const DROP: u8 = 1;
    }

    #[singleton(init = || IsNot { r#type: 1, vec: vec![1] })]
    struct IsNot {
        r#type: u8,
        vec: Vec<u8>,
    }

    #[test]
    fn are_those_of_the_user() {
        assert_eq!(Is::CLONE.len() + usize::from(Is::DROP + Is::instance().hits), 13);
        assert_eq!(<u8 as Answers>::HOOK, <u8 as Answers>::SHARED);
        let IsNot { r#type, vec } = IsNot::instance();
        assert_eq!([*r#type], vec[..]);
    }
}
