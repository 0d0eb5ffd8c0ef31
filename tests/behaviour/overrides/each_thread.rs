//! Overrides of singletons of which each thread has its own.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Mutex;
use std::thread;

use tenure::testing::Overrides;
use tenure::{InitError, Singleton as _, Status, singleton};

use super::{Log, Worker};

#[test]
fn an_override_is_seen_by_every_accessor_and_gone_afterwards() {
    #[singleton(thread_local, init = || Ui(Cell::new(1)))]
    struct Ui(Cell<u8>);

    let check = || {
        let kept = Ui::override_with(Ui(Cell::new(2)), || {
            assert_eq!(Ui::status(), Status::Ready);
            assert_eq!(Ui::peek().map(|ui| ui.0.get()), Some(2));
            assert_eq!(Ui::try_instance().map(|ui| ui.0.get()).ok(), Some(2));
            assert!(Rc::ptr_eq(&Ui::instance(), &Ui::instance()));
            Ui::with(|ui| ui.0.set(ui.0.get() + 1));
            Ui::override_with(Ui(Cell::new(7)), || assert_eq!(Ui::with(|ui| ui.0.get()), 7));
            assert_eq!(Ui::instance().0.get(), 3);
            Ui::instance()
        });
        // It is freed but for this.
        assert_eq!((kept.0.get(), Rc::strong_count(&kept)), (3, 1));
    };
    check();
    assert_eq!(Ui::status(), Status::Empty);
    assert!(Ui::peek().is_none());
    let real = Ui::instance();
    assert_eq!(real.0.get(), 1);
    check();
    assert!(Rc::ptr_eq(&Ui::instance(), &real));
    assert!(Ui::peek().is_some_and(|ui| Rc::ptr_eq(&ui, &real)));
}

#[test]
fn the_real_one_may_be_made_by_other_threads_and_asked_for_in_other_overrides() {
    #[singleton(thread_local, init = || Ui(1))]
    struct Ui(u8);
    #[singleton(init = || Clock)]
    struct Clock;

    Ui::override_with(Ui(2), || {
        thread::spawn(|| assert_eq!(Ui::instance().0, 1)).join().unwrap();
        assert_eq!(Ui::instance().0, 2);
    });
    Clock::override_with(Clock, || {
        assert_eq!((Ui::status(), Ui::peek().is_none()), (Status::Empty, true));
        assert_eq!(Ui::instance().0, 1);
        assert!(Rc::ptr_eq(&Ui::instance(), &Ui::peek().unwrap()));
        assert_eq!((Ui::status(), Ui::with(|ui| ui.0)), (Status::Ready, 1));
    });
    assert_eq!(Ui::peek().map(|ui| ui.0), Some(1));
}

/// Says when it is dropped.
struct Noisy(&'static Log, &'static str, u8);

impl Drop for Noisy {
    fn drop(&mut self) {
        self.0.add(format!("{} {} dropped", self.1, self.2));
    }
}

#[test]
fn dependents_are_made_anew_and_taken_down_in_reverse() {
    static LOG: Log = Log::new();

    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Ui(Noisy);
    #[singleton(thread_local, dispose = Ui::hide)]
    impl Ui {
        fn new(config: &'static Config) -> Self {
            Ui(Noisy(&LOG, "ui", config.0))
        }
        fn hide(&self) {
            assert!(std::ptr::eq(&raw const *Ui::instance(), self));
            assert_eq!(Config::instance().0, self.0.2);
            LOG.add(format!("ui {} hidden", self.0.2));
        }
    }
    struct Window(Noisy, Rc<Ui>);
    #[singleton(thread_local)]
    impl Window {
        fn new(ui: Rc<Ui>) -> Self {
            Window(Noisy(&LOG, "window", ui.0.2), ui)
        }
    }

    let real = Window::instance();
    Config::override_with(Config(2), || {
        assert!(Window::peek().is_none() && Ui::status() == Status::Empty);
        assert_eq!(Window::instance().0.2, 2);
        assert!(Rc::ptr_eq(&Window::instance().1, &Ui::instance()));
        assert_eq!((Ui::status(), Ui::with(|ui| ui.0.2)), (Status::Ready, 2));
        assert!(LOG.take().is_empty());
    });
    assert_eq!(LOG.take(), ["window 2 dropped", "ui 2 hidden", "ui 2 dropped"]);
    assert!(Rc::ptr_eq(&Window::instance(), &real));
    assert!(Rc::ptr_eq(&Ui::instance(), &real.1));

    // The hook is not called with what the test has made.
    Ui::override_with(Ui(Noisy(&LOG, "ui", 3)), || assert_eq!(Window::instance().0.2, 3));
    assert_eq!(LOG.take(), ["window 3 dropped", "ui 3 dropped"]);
}

#[test]
fn an_override_never_leaks_into_a_real_one() {
    #[singleton(init = || Config(1))]
    struct Config(u8);
    // It does not say what it needs.
    #[singleton(thread_local, init = || Secretive(Config::instance().0))]
    struct Secretive(u8);

    Config::override_with(Config(2), || assert_eq!(Secretive::instance().0, 1));
    assert_eq!(Secretive::instance().0, 1);
}

#[test]
fn each_thread_of_an_override_has_its_own_which_ends_with_the_thread() {
    static LOG: Log = Log::new();

    #[singleton(init = || Config(1))]
    struct Config(u8);
    struct Ui(Noisy);
    #[singleton(thread_local)]
    impl Ui {
        fn new(config: &'static Config) -> Self {
            Ui(Noisy(&LOG, "ui", config.0))
        }
    }

    let worker = Worker::new();
    Config::override_global(Config(2), || {
        let address = || std::ptr::from_ref(&*Ui::instance()).addr();
        let theirs = worker.run(move || (Ui::instance().0.2, address()));
        assert_eq!((theirs.0, Ui::instance().0.2), (2, 2));
        assert_ne!(theirs.1, address());
        assert_eq!(worker.run(address), theirs.1);
    });
    assert_eq!(LOG.take(), ["ui 2 dropped"]); // the one of this thread
    assert_eq!(worker.run(|| Ui::instance().0.2), 1);
    drop(worker);
    let mut others = LOG.take();
    others.sort();
    assert_eq!(others, ["ui 1 dropped", "ui 2 dropped"]);
}

#[test]
fn other_threads_of_an_override_of_one_keep_their_own() {
    #[singleton(thread_local, init = || Ui(1))]
    struct Ui(u8);
    #[singleton(thread_local, deps(Ui), init = || Window(Ui::instance().0))]
    struct Window(u8);

    Ui::override_with(Ui(2), || {
        let overrides = Overrides::current();
        thread::scope(|scope| {
            scope.spawn(|| {
                overrides.enter(|| assert_eq!((Ui::instance().0, Window::instance().0), (1, 1)));
            });
        });
        assert_eq!((Ui::instance().0, Window::instance().0), (2, 2));
    });
}

#[test]
fn what_an_ended_override_had_is_not_to_be_had() {
    #[singleton(thread_local, init = || Ui(1))]
    struct Ui(u8);
    struct Window;
    #[singleton(thread_local)]
    impl Window {
        fn new(_ui: Rc<Ui>) -> Self {
            Window
        }
    }

    let overrides = Ui::override_with(Ui(2), || {
        drop(Window::instance());
        Overrides::current()
    });
    overrides.enter(|| {
        for error in [Ui::try_instance().err(), Window::try_instance().err()] {
            let Some(InitError::OverrideEnded { overridden: "Ui", .. }) = error else {
                panic!("{error:?}");
            };
        }
        assert!(Ui::peek().is_none() && Ui::status() == Status::Disposed);
    });
    assert_eq!(Ui::instance().0, 1);
}

#[test]
fn a_value_may_ask_for_itself_while_it_is_dropped() {
    static FOUND: Mutex<Vec<bool>> = Mutex::new(Vec::new());

    #[singleton(thread_local, init = || Ui)]
    struct Ui;
    impl Drop for Ui {
        fn drop(&mut self) {
            FOUND.lock().unwrap().push(Ui::try_instance().is_ok());
        }
    }
    struct Window(#[allow(dead_code)] Rc<Ui>);
    #[singleton(thread_local)]
    impl Window {
        fn new(ui: Rc<Ui>) -> Self {
            Window(ui)
        }
    }
    impl Drop for Window {
        fn drop(&mut self) {
            FOUND.lock().unwrap().push(Window::try_instance().is_ok());
        }
    }

    Ui::override_with(Ui, || drop(Window::instance()));
    assert_eq!(*FOUND.lock().unwrap(), [false, false]);
}
