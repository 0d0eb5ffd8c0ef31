//! Options of `#[singleton]` that go together.

// A constructor gets its key by reference, whatever it is.
#![allow(clippy::trivially_copy_pass_by_ref)]

use std::cell::RefCell;
use std::panic::catch_unwind;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Barrier, Mutex};
use std::thread;

use tenure::{
    Dispose, DisposeError, DisposeShared, Handle, InitError, KeyedSingleton, Singleton, Status,
    singleton,
};

fn until(condition: impl Fn() -> bool) {
    while !condition() {
        thread::yield_now();
    }
}

mod key_and_managed {
    use super::*;

    #[test]
    fn one_key_is_disposed_and_the_others_stay() {
        static DROPPED: Mutex<Vec<u32>> = Mutex::new(Vec::new());

        #[singleton(key = u32, managed, init = |id| Pool(*id))]
        struct Pool(u32);

        impl Drop for Pool {
            fn drop(&mut self) {
                DROPPED.lock().unwrap().push(self.0);
            }
        }

        for id in 0..5 {
            assert_eq!(Pool::instance(&id).0, id);
        }
        Pool::dispose(&3).unwrap();
        assert_eq!(*DROPPED.lock().unwrap(), [3]);
        assert_eq!((Pool::status(&3), Pool::status(&2)), (Status::Disposed, Status::Ready));
        assert!(Pool::peek(&3).is_none());
        let error = Pool::try_instance(&3).err().unwrap();
        assert!(error.to_string().starts_with("`Pool[3]` was disposed"), "{error}");
        assert!(catch_unwind(|| drop(Pool::instance(&3))).is_err());
        assert_eq!(Pool::peek(&2).unwrap().0, 2);
        let keys: Vec<_> =
            Pool::instances().into_iter().map(|(key, pool)| (*key, pool.0)).collect();
        assert_eq!(keys, [(0, 0), (1, 1), (2, 2), (4, 4)]);
        // Disposed already, and never asked for.
        Pool::dispose(&3).unwrap();
        Pool::dispose(&77).unwrap();
        assert_eq!(Pool::status(&77), Status::Empty);
        assert_eq!(Pool::with(&77, |pool| pool.0), 77);
    }

    #[test]
    fn a_key_is_disposed_by_what_it_borrows_as() {
        struct Pool(String);

        #[singleton(key = String, managed, recreate)]
        impl Pool {
            fn new(url: &str) -> Self {
                Pool(url.to_uppercase())
            }
        }

        let of: fn() -> Handle<Pool> = || Pool::instance("a");
        assert_eq!(of().0, "A");
        Pool::dispose("a").unwrap();
        assert_eq!(Pool::status(&"a".to_owned()), Status::Empty);
    }

    #[test]
    fn with_recreate_each_key_is_made_anew() {
        static MADE: AtomicUsize = AtomicUsize::new(0);

        #[singleton(key = u8, managed, recreate, init = |id| Pool(*id, MADE.fetch_add(1, Ordering::SeqCst)))]
        struct Pool(u8, usize);

        let first = Pool::instance(&1).1;
        let other = Pool::instance(&2).1;
        for round in 0..10 {
            assert_eq!(
                (Pool::instance(&1).0, Pool::instance(&1).1),
                (1, first + round + usize::from(round > 0))
            );
            Pool::dispose(&1).unwrap();
        }
        assert_eq!(Pool::instance(&2).1, other);
    }

    #[test]
    fn a_disposal_waits_for_the_handles_of_its_key_only() {
        #[singleton(key = u8, managed, init = |id| Pool(*id))]
        struct Pool(u8);

        let (one, two) = (Pool::instance(&1), Pool::instance(&2));
        Pool::dispose(&3).unwrap();
        thread::scope(|scope| {
            let disposer = scope.spawn(|| Pool::dispose(&1));
            until(|| Pool::status(&1) == Status::Disposing);
            assert!(matches!(Pool::try_instance(&1), Err(InitError::Disposed { .. })));
            assert_eq!(Pool::instance(&2).0, 2);
            assert_eq!(one.0, 1);
            drop(one);
            disposer.join().unwrap().unwrap();
        });
        assert_eq!(two.0, 2);
    }

    #[test]
    fn all_steps_of_the_end_run_for_each_key_and_errors_name_it() {
        static STEPS: Mutex<Vec<String>> = Mutex::new(Vec::new());

        #[singleton(key = u8, managed, init = |id| Log(*id), dispose = Log::flush)]
        struct Log(u8);

        impl Log {
            fn flush(&self) -> Result<(), String> {
                STEPS.lock().unwrap().push(format!("hook {}", self.0));
                Err("no disk".to_owned())
            }
        }

        impl Dispose for Log {
            fn dispose(&mut self) -> Result<(), DisposeError> {
                STEPS.lock().unwrap().push(format!("Dispose {}", self.0));
                Ok(())
            }

            fn is_disposed(&self) -> bool {
                false
            }
        }

        impl Drop for Log {
            fn drop(&mut self) {
                STEPS.lock().unwrap().push(format!("Drop {}", self.0));
            }
        }

        drop((Log::instance(&1), Log::instance(&2)));
        let error = Log::dispose(&2).unwrap_err();
        assert_eq!(format!("{error:#}"), "Log[2]: no disk");
        assert_eq!(*STEPS.lock().unwrap(), ["hook 2", "Dispose 2", "Drop 2"]);
    }

    #[test]
    fn dispose_shared_stands_in_for_a_hook() {
        static CLOSED: Mutex<Vec<u8>> = Mutex::new(Vec::new());

        #[singleton(key = u8, managed, init = |id| Pool(*id))]
        struct Pool(u8);

        impl DisposeShared for Pool {
            fn dispose_shared(&self) -> Result<(), DisposeError> {
                CLOSED.lock().unwrap().push(self.0);
                Ok(())
            }
        }

        drop((Pool::instance(&1), Pool::instance(&2)));
        Pool::dispose(&1).unwrap();
        assert_eq!(*CLOSED.lock().unwrap(), [1]);
    }

    #[test]
    fn each_handle_says_where_it_was_taken() {
        #[singleton(key = u8, managed, init = |id| Pool(*id))]
        struct Pool(#[expect(dead_code)] u8);

        let line = line!();
        let handles = [
            Pool::instance(&1),
            Pool::try_instance(&1).ok().unwrap(),
            Pool::peek(&1).unwrap(),
            Pool::instances().remove(0).1,
        ];
        for (index, handle) in (2..).zip(&handles) {
            assert_eq!(
                (Handle::place(handle).file(), Handle::place(handle).line()),
                (file!(), line + index)
            );
        }
    }

    #[test]
    fn threads_make_and_dispose_the_same_keys() {
        static ALIVE: [AtomicUsize; 4] = [const { AtomicUsize::new(0) }; 4];

        struct Pool(usize, Box<u64>);

        #[singleton(key = usize, managed, recreate)]
        impl Pool {
            fn new(id: &usize) -> Self {
                assert_eq!(ALIVE[*id].fetch_add(1, Ordering::SeqCst), 0);
                Pool(*id, Box::new(42))
            }
        }

        impl Drop for Pool {
            fn drop(&mut self) {
                *self.1 = 0;
                assert_eq!(ALIVE[self.0].fetch_sub(1, Ordering::SeqCst), 1);
            }
        }

        let rounds = if cfg!(miri) { 20 } else { 500 };
        thread::scope(|scope| {
            for thread in 0..8 {
                scope.spawn(move || {
                    for round in 0..rounds {
                        let id = (round + thread) % 4;
                        assert_eq!(*Pool::instance(&id).1, 42);
                        if round % 8 == thread {
                            Pool::dispose(&id).unwrap();
                        }
                    }
                });
            }
        });
        (0..4).for_each(|id| Pool::dispose(&id).unwrap());
        assert!(ALIVE.iter().all(|alive| alive.load(Ordering::SeqCst) == 0));
    }
}

mod provided_and_managed {
    use super::*;

    static DROPPED: Mutex<Vec<u16>> = Mutex::new(Vec::new());

    struct Noted(u16);

    impl Drop for Noted {
        fn drop(&mut self) {
            DROPPED.lock().unwrap().push(self.0);
        }
    }

    fn is_dropped(number: u16) -> bool {
        DROPPED.lock().unwrap().contains(&number)
    }

    #[test]
    fn a_provided_value_is_freed_and_none_takes_its_place() {
        #[singleton(provided, managed)]
        struct Port(Noted);

        assert!(matches!(
            Port::try_instance(),
            Err(InitError::NotProvided { singleton: "Port", .. })
        ));
        assert!(Port::provide(Port(Noted(1))).is_ok());
        assert_eq!(Port::status(), Status::Ready);
        assert_eq!(Port::peek().unwrap().0.0, 1);
        let Err(back) = Port::provide(Port(Noted(2))) else { panic!("two values") };
        assert_eq!((back.0.0, Port::instance().0.0), (2, 1));
        assert!(!is_dropped(1) && !is_dropped(2));
        drop(back);
        Port::dispose().unwrap();
        assert!(is_dropped(1));
        let Err(Port(Noted(back))) = &Port::provide(Port(Noted(3))) else {
            panic!("a second life")
        };
        assert_eq!(*back, 3);
        assert!(matches!(Port::try_instance(), Err(InitError::Disposed { .. })));
    }

    #[test]
    fn with_recreate_the_next_value_is_provided_after_each_disposal() {
        #[singleton(provided, managed, recreate)]
        struct Port(u16);

        for round in 0..10 {
            let error = Port::try_instance().err().unwrap();
            assert!(matches!(error, InitError::NotProvided { .. }), "{error}");
            assert!(Port::provide(Port(round)).is_ok());
            assert!(Port::provide(Port(99)).is_err());
            assert_eq!(Port::instance().0, round);
            Port::dispose().unwrap();
        }
    }

    #[test]
    fn with_recreate_whoever_provides_during_a_disposal_waits_for_its_end() {
        static IN_HOOK: Barrier = Barrier::new(2);
        static LEAVE: AtomicBool = AtomicBool::new(false);

        #[singleton(provided, managed, recreate, dispose = Port::close)]
        struct Port(u16);

        impl Port {
            fn close(&self) {
                if self.0 == 80 {
                    IN_HOOK.wait();
                    until(|| LEAVE.load(Ordering::SeqCst));
                    // Its own hook would wait for itself.
                    assert!(Port::provide(Port(82)).is_err());
                }
            }
        }

        assert!(Port::provide(Port(80)).is_ok());
        thread::scope(|scope| {
            let disposer = scope.spawn(Port::dispose);
            IN_HOOK.wait();
            let provider = scope.spawn(|| Port::provide(Port(81)).is_ok());
            // One that does not wait has enough time to end.
            (0..1_000).take_while(|_| !provider.is_finished()).for_each(|_| thread::yield_now());
            LEAVE.store(true, Ordering::SeqCst);
            assert!(provider.join().unwrap());
            disposer.join().unwrap().unwrap();
        });
        assert_eq!(Port::instance().0, 81);
    }

    #[test]
    fn when_what_it_needs_fails_the_value_is_kept_and_no_handle_is_out() {
        static TRIES: AtomicUsize = AtomicUsize::new(0);

        #[singleton]
        #[derive(Debug)]
        struct Logger;

        impl Logger {
            fn new() -> Result<Self, &'static str> {
                let tries = TRIES.fetch_add(1, Ordering::SeqCst);
                if tries < 2 { Err("the disk is full") } else { Ok(Logger) }
            }
        }

        #[singleton(provided, managed, deps(Logger))]
        struct Port(u16);

        assert!(Port::provide(Port(80)).is_ok());
        assert!(Port::peek().is_none());
        let error = Port::try_instance().err().unwrap();
        assert_eq!(error.to_string(), "`Logger` cannot be made: the disk is full");
        assert!(Port::provide(Port(81)).is_err());
        assert_eq!(Port::instance().0, 80);
        Port::dispose().unwrap();
    }

    #[test]
    fn what_it_needs_may_provide_it() {
        #[singleton(provided, managed, deps(Settings))]
        struct Port(u16);

        #[singleton(init = || Port::provide(Port(80)).map(|()| Settings).map_err(|_| "twice"))]
        #[derive(Debug)]
        struct Settings;

        assert_eq!(Port::instance().0, 80);
        assert_eq!(Settings::status(), Status::Ready);
    }

    #[test]
    fn of_all_that_provide_at_once_one_wins_each_time() {
        static DROPS: AtomicUsize = AtomicUsize::new(0);

        #[singleton(provided, managed, recreate)]
        struct Winner(usize);

        impl Drop for Winner {
            fn drop(&mut self) {
                DROPS.fetch_add(1, Ordering::SeqCst);
            }
        }

        let (threads, rounds) = (4, if cfg!(miri) { 5 } else { 100 });
        for round in 1..=rounds {
            let (barrier, won) = (Barrier::new(threads), AtomicUsize::new(0));
            thread::scope(|scope| {
                for me in 1..=threads {
                    let (barrier, won) = (&barrier, &won);
                    scope.spawn(move || {
                        barrier.wait();
                        if Winner::provide(Winner(me)).is_ok() {
                            assert_eq!(won.swap(me, Ordering::SeqCst), 0);
                        }
                    });
                }
            });
            assert_eq!(Winner::instance().0, won.into_inner());
            Winner::dispose().unwrap();
            assert_eq!(DROPS.load(Ordering::SeqCst), round * threads);
        }
    }

    #[test]
    fn each_key_is_provided_and_disposed_by_itself() {
        #[singleton(provided, key = String, managed, recreate)]
        struct Tenant(u8);

        assert!(Tenant::provide("a", Tenant(1)).is_ok());
        assert!(Tenant::provide("b", Tenant(2)).is_ok());
        assert!(Tenant::provide("a", Tenant(3)).is_err());
        assert_eq!((Tenant::instance("a").0, Tenant::instance("b").0), (1, 2));
        Tenant::dispose("a").unwrap();
        let error = Tenant::try_instance("a").err().unwrap();
        assert!(
            matches!(error, InitError::NotProvided { singleton: r#"Tenant["a"]"#, .. }),
            "{error:?}"
        );
        assert!(Tenant::provide("a", Tenant(4)).is_ok());
        assert_eq!((Tenant::instance("a").0, Tenant::instance("b").0), (4, 2));
    }
}

mod provided_and_thread_local {
    use super::*;

    #[test]
    fn each_thread_is_provided_with_its_own() {
        #[singleton(provided, thread_local)]
        struct Worker(RefCell<String>);

        let work = |name: &str| {
            let error = Worker::try_instance().err().unwrap();
            assert!(
                matches!(error, InitError::NotProvided { singleton: "Worker", .. }),
                "{error:?}"
            );
            assert!(Worker::peek().is_none());
            assert!(Worker::provide(Worker(RefCell::new(name.to_owned()))).is_ok());
            assert_eq!(Worker::status(), Status::Ready);
            assert_eq!(*Worker::peek().unwrap().0.borrow(), name);
            let Err(back) = Worker::provide(Worker(RefCell::default())) else { panic!("twice") };
            assert!(back.0.borrow().is_empty());
            let worker: Rc<Worker> = Worker::instance();
            assert_eq!(*worker.0.borrow(), name);
        };
        thread::spawn(move || work("one")).join().unwrap();
        thread::spawn(move || work("two")).join().unwrap();
        work("three");
    }

    #[test]
    fn it_is_disposed_and_freed_with_its_thread() {
        static STEPS: Mutex<Vec<&str>> = Mutex::new(Vec::new());

        #[singleton(provided, thread_local, dispose = |_| STEPS.lock().unwrap().push("hook"))]
        struct Worker;

        impl Drop for Worker {
            fn drop(&mut self) {
                STEPS.lock().unwrap().push("Drop");
            }
        }

        thread::spawn(|| assert!(Worker::provide(Worker).is_ok())).join().unwrap();
        assert_eq!(*STEPS.lock().unwrap(), ["hook", "Drop"]);
    }

    #[test]
    fn when_what_it_needs_fails_the_value_is_kept_and_freed_with_the_thread() {
        static TRIES: AtomicUsize = AtomicUsize::new(0);
        static DROPS: AtomicUsize = AtomicUsize::new(0);

        struct Logger;

        #[singleton]
        impl Logger {
            fn new() -> Result<Self, &'static str> {
                let tries = TRIES.fetch_add(1, Ordering::SeqCst);
                if tries < 2 { Err("the disk is full") } else { Ok(Logger) }
            }
        }

        #[singleton(provided, thread_local, deps(Logger))]
        struct Worker(u8);

        impl Drop for Worker {
            fn drop(&mut self) {
                DROPS.fetch_add(1, Ordering::SeqCst);
            }
        }

        thread::spawn(|| assert!(Worker::provide(Worker(1)).is_ok())).join().unwrap();
        assert_eq!(DROPS.load(Ordering::SeqCst), 1);
        thread::spawn(|| {
            assert!(Worker::provide(Worker(2)).is_ok());
            assert!(Worker::peek().is_none());
            assert!(Worker::provide(Worker(3)).is_err());
            assert_eq!(Worker::instance().0, 2);
        });
        until(|| DROPS.load(Ordering::SeqCst) == 3);
    }

    #[test]
    fn what_it_needs_may_provide_it() {
        #[singleton(provided, thread_local, deps(Settings))]
        struct Worker(u8);

        #[singleton(thread_local, init = || Worker::provide(Worker(8)).map(|()| Settings).map_err(|_| "twice"))]
        #[derive(Debug)]
        struct Settings;

        assert_eq!(Worker::instance().0, 8);
    }

    #[test]
    fn at_the_end_of_the_thread_the_value_comes_back() {
        static CAME_BACK: AtomicUsize = AtomicUsize::new(0);

        #[singleton(provided, thread_local)]
        struct Worker(usize);

        struct Late;

        impl Drop for Late {
            fn drop(&mut self) {
                assert_eq!(Worker::status(), Status::Disposed);
                if let Err(Worker(back)) = Worker::provide(Worker(7)) {
                    CAME_BACK.store(back, Ordering::SeqCst);
                }
            }
        }

        thread_local!(static LATE: Late = const { Late });

        thread::spawn(|| {
            // Registered first, so that it ends last.
            LATE.with(|_| ());
            assert!(Worker::provide(Worker(1)).is_ok());
        })
        .join()
        .unwrap();
        assert_eq!(CAME_BACK.load(Ordering::SeqCst), 7);
    }
}
