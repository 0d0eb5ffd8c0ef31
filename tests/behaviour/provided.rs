//! `#[singleton(provided)]`.

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tenure::{InitError, Singleton, Status, singleton};

#[test]
fn a_value_is_there_as_soon_as_it_is_provided() {
    #[singleton(provided)]
    #[derive(Debug)]
    struct Port(u16);

    assert!(Port::peek().is_none());
    Port::provide(Port(80)).unwrap();
    assert_eq!(Port::status(), Status::Ready);
    assert_eq!(Port::peek().unwrap().0, 80);
    assert!(std::ptr::eq(Port::instance(), Port::try_instance().unwrap()));
}

#[test]
fn before_that_the_error_says_what_to_call() {
    #[singleton(provided)]
    struct Port(u16);

    let error = Port::try_instance().err().unwrap();
    assert!(matches!(error, InitError::NotProvided { singleton: "Port", .. }), "{error:?}");
    assert_eq!(
        error.to_string(),
        "`Port` was not provided; call `Port::provide(..)` first, for instance at the start of `main`"
    );
    let panic = std::panic::catch_unwind(|| Port::instance().0).unwrap_err();
    assert_eq!(panic.downcast_ref(), Some(&error.to_string()));
    // It is not kept.
    assert_eq!(Port::status(), Status::Empty);
    assert!(Port::provide(Port(80)).is_ok());
    assert_eq!(Port::instance().0, 80);
}

#[test]
fn a_second_value_comes_back() {
    #[singleton(provided)]
    struct Port(u16);

    assert!(Port::provide(Port(80)).is_ok());
    let Err(Port(back)) = Port::provide(Port(81)) else { panic!("two values") };
    assert_eq!(back, 81);
    assert_eq!(Port::instance().0, 80);
}

#[test]
fn of_all_that_provide_at_once_one_wins() {
    #[singleton(provided)]
    struct Winner(usize);

    const THREADS: usize = 8;
    let barrier = Barrier::new(THREADS);
    let (won, back) = (AtomicUsize::new(usize::MAX), AtomicUsize::new(0));
    thread::scope(|scope| {
        for me in 0..THREADS {
            let (barrier, won, back) = (&barrier, &won, &back);
            scope.spawn(move || {
                barrier.wait();
                match Winner::provide(Winner(me)) {
                    Ok(()) => won.store(me, Ordering::SeqCst),
                    Err(Winner(number)) => {
                        assert_eq!(number, me);
                        back.fetch_add(1, Ordering::SeqCst);
                    }
                }
            });
        }
    });
    assert_eq!(back.into_inner(), THREADS - 1);
    assert_eq!(Winner::instance().0, won.into_inner());
}

#[test]
fn who_asks_while_it_is_provided_gets_the_value_or_the_error() {
    #[singleton(provided)]
    struct Port(u16);

    let barrier = Barrier::new(2);
    thread::scope(|scope| {
        let asking = scope.spawn(|| {
            barrier.wait();
            loop {
                match Port::try_instance() {
                    Ok(port) => return port.0,
                    Err(InitError::NotProvided { .. }) => thread::yield_now(),
                    Err(error) => panic!("{error}"),
                }
            }
        });
        barrier.wait();
        assert!(Port::provide(Port(80)).is_ok());
        // Whoever provided it finds it.
        assert_eq!(Port::peek().unwrap().0, 80);
        assert_eq!(asking.join().unwrap(), 80);
    });
}

#[test]
fn what_it_needs_is_made_when_it_is_provided() {
    #[singleton(init = || Logger)]
    struct Logger;

    #[singleton(provided, deps(Logger))]
    struct Port(u16);

    assert!(Port::provide(Port(80)).is_ok());
    assert_eq!(Logger::status(), Status::Ready);
    assert_eq!(Port::instance().0, 80);
}

#[test]
fn when_what_it_needs_fails_the_next_user_is_told_and_the_value_is_kept() {
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

    #[singleton(provided, deps(Logger))]
    struct Port(u16);

    assert!(Port::provide(Port(80)).is_ok());
    let error = Port::try_instance().err().unwrap();
    assert_eq!(error.to_string(), "`Logger` cannot be made: the disk is full");
    assert!(Port::provide(Port(81)).is_err());
    assert_eq!(Port::instance().0, 80);
}

#[test]
fn what_could_never_be_handed_out_comes_back() {
    #[singleton(init = || -> Logger { panic!("no disk") })]
    struct Logger;

    #[singleton(provided, deps(Logger))]
    struct Port(u16);

    assert!(Port::try_instance().is_err());
    assert_eq!(Port::status(), Status::Failed);
    let Err(Port(back)) = Port::provide(Port(80)) else { panic!("taken") };
    assert_eq!(back, 80);
}

#[test]
fn what_it_needs_may_provide_it() {
    #[singleton(provided, deps(Settings))]
    struct Port(u16);

    #[singleton(init = || Port::provide(Port(80)).map(|()| Settings).map_err(|_| "twice"))]
    #[derive(Debug)]
    struct Settings;

    assert_eq!(Port::instance().0, 80);
    assert_eq!(Settings::status(), Status::Ready);
}

#[test]
fn a_constructor_takes_a_provided_value() {
    #[singleton(provided)]
    struct Port(u16);
    struct Server(u16);

    #[singleton]
    impl Server {
        fn new(port: &'static Port) -> Self {
            Server(port.0)
        }
    }

    let error = Server::try_instance().err().unwrap();
    assert!(matches!(error, InitError::NotProvided { singleton: "Port", .. }), "{error:?}");
    assert!(Port::provide(Port(80)).is_ok());
    assert_eq!(Server::instance().0, 80);
}
