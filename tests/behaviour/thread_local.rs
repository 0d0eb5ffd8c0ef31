//! `#[singleton(thread_local)]`.

use std::cell::{Cell, RefCell};
use std::panic::catch_unwind;
use std::rc::Rc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tenure::{
    DisposeError, DisposeShared, Guard, InitError, Singleton, Status, disposable, singleton,
};

#[test]
fn each_thread_has_a_value_of_its_own() {
    static MADE: AtomicUsize = AtomicUsize::new(0);

    // Neither `Send` nor `Sync`.
    #[singleton(thread_local)]
    struct Counter(Rc<Cell<usize>>);

    impl Counter {
        fn new() -> Self {
            MADE.fetch_add(1, Ordering::Relaxed);
            Counter(Rc::new(Cell::new(0)))
        }
    }

    let count = || {
        Counter::with(|counter| counter.0.set(counter.0.get() + 1));
        Counter::instance().0.get()
    };
    assert_eq!((count(), count()), (1, 2));
    assert_eq!(thread::spawn(count).join().unwrap(), 1);
    assert_eq!(count(), 3);
    assert_eq!(MADE.load(Ordering::Relaxed), 2);
}

#[test]
fn all_ways_to_the_value_of_a_thread_lead_to_one() {
    #[derive(Debug)]
    #[singleton(thread_local, init = || Ui)]
    struct Ui;

    assert!(Ui::peek().is_none());
    assert_eq!(Ui::status(), Status::Empty);
    let ui = Ui::instance();
    assert!(Rc::ptr_eq(&ui, &Ui::instance()));
    assert!(Rc::ptr_eq(&ui, &Ui::try_instance().unwrap()));
    assert!(Rc::ptr_eq(&ui, &Ui::peek().unwrap()));
    Ui::with(|it| assert!(std::ptr::eq(it, &raw const *ui)));
    // Its own, and that of the thread.
    assert_eq!(Rc::strong_count(&ui), 2);
    assert_eq!(Ui::status(), Status::Ready);
    thread::spawn(|| assert_eq!(Ui::status(), Status::Empty)).join().unwrap();
}

#[test]
fn with_makes_the_value_and_may_be_nested() {
    #[singleton(thread_local, init = || Depth(Cell::new(0)))]
    struct Depth(Cell<u8>);

    let deepest = Depth::with(|outer| {
        outer.0.set(1);
        Depth::with(|inner| {
            inner.0.set(inner.0.get() + 1);
            Depth::with(|_| outer.0.get())
        })
    });
    assert_eq!(deepest, 2);
}

struct Config(&'static str);
struct Theme(Rc<Cell<u8>>);
struct Ui(&'static str, Rc<Theme>);

#[singleton]
impl Config {
    fn new() -> Self {
        Config("localhost")
    }
}

#[singleton(thread_local)]
impl Theme {
    fn new() -> Self {
        Theme(Rc::new(Cell::new(7)))
    }
}

#[singleton(thread_local, deps(Theme))]
impl Ui {
    fn new(config: &'static Config, theme: Rc<Theme>) -> Self {
        theme.0.set(theme.0.get() + 1);
        Ui(config.0, theme)
    }
}

#[test]
fn a_value_of_a_thread_needs_those_of_the_process_and_of_its_thread() {
    assert_eq!(Ui::instance().0, "localhost");
    assert_eq!(Theme::with(|theme| theme.0.get()), 8);
    Ui::with(|ui| assert!(Rc::ptr_eq(&ui.1, &Theme::instance())));
    assert_eq!(Config::status(), Status::Ready);
}

#[test]
fn an_initialiser_that_needs_itself_gets_the_path_and_makes_one_value() {
    static MADE: AtomicUsize = AtomicUsize::new(0);

    #[derive(Debug)]
    #[singleton(thread_local)]
    struct Left(Option<String>);

    #[derive(Debug)]
    #[singleton(thread_local)]
    struct Right(Option<String>);

    impl Left {
        fn new() -> Self {
            MADE.fetch_add(1, Ordering::Relaxed);
            Left(Right::with(|right| right.0.clone()))
        }
    }
    const RIGHT: u32 = line!() - 3;

    impl Right {
        fn new() -> Self {
            let error = Left::try_instance().err();
            Right(error.map(|error| error.to_string()))
        }
    }
    const LEFT: u32 = line!() - 4;

    let left = Left::instance();
    let text = left.0.as_deref().unwrap();
    let file = file!();
    let first = format!("`Right` needs `Left` at {file}:{LEFT}:");
    let second = format!("`Left` needs `Right` at {file}:{RIGHT}:");
    assert!(
        text.starts_with(&format!("singletons need each other in a circle: {first}")),
        "{text}"
    );
    assert!(text.contains(&second), "{text}");
    assert_eq!(MADE.load(Ordering::Relaxed), 1);
    assert!(Rc::ptr_eq(&left, &Left::instance()));
}

#[test]
fn a_value_that_needs_itself_is_an_error() {
    #[derive(Debug)]
    #[singleton(thread_local, init = Alone::make)]
    struct Alone;

    impl Alone {
        fn make() -> Result<Self, InitError> {
            Alone::try_instance()?;
            Ok(Alone)
        }
    }

    for _ in 0..2 {
        let error = Alone::try_instance().unwrap_err();
        assert!(matches!(error, InitError::Cycle { .. }), "{error}");
    }
    let text = catch_unwind(Alone::instance).unwrap_err();
    assert!(text.downcast_ref::<String>().unwrap().contains("`Alone` needs `Alone` at "));
}

#[test]
fn a_panic_is_kept_for_the_thread_on_which_it_happened() {
    thread_local! { static ATTEMPTS: Cell<u8> = const { Cell::new(0) }; }

    #[derive(Debug)]
    #[singleton(thread_local)]
    struct Port(u8);

    impl Port {
        fn new() -> Self {
            ATTEMPTS.set(ATTEMPTS.get() + 1);
            assert_ne!(thread::current().name(), Some("unlucky"), "attempt {}", ATTEMPTS.get());
            Port(ATTEMPTS.get())
        }
    }

    let unlucky = thread::Builder::new().name("unlucky".to_owned());
    let texts = unlucky.spawn(|| {
        let texts = [(); 2].map(|()| Port::try_instance().unwrap_err().to_string());
        assert_eq!((Port::status(), ATTEMPTS.get()), (Status::Failed, 1));
        texts
    });
    let [first, second] = texts.unwrap().join().unwrap();
    assert!(first.contains("attempt 1"), "{first}");
    assert_eq!(first, second);
    assert_eq!(Port::instance().0, 1);
}

#[test]
fn an_error_of_a_thread_is_forgotten_with_the_thread() {
    #[derive(Debug)]
    #[singleton(thread_local)]
    struct Port;

    impl Port {
        fn new() -> Self {
            panic!("{}", thread::current().name().unwrap_or_default());
        }
    }

    // The second thread takes over what the first has left behind.
    for name in ["first", "second"] {
        let thread = thread::Builder::new().name(name.to_owned());
        let text = thread.spawn(|| Port::try_instance().unwrap_err().to_string());
        assert!(text.unwrap().join().unwrap().ends_with(name));
    }
}

/// What happened on the threads of one test.
struct Events(Mutex<Vec<String>>);

impl Events {
    const fn new() -> Self {
        Events(Mutex::new(Vec::new()))
    }

    fn push(&self, event: impl Into<String>) {
        self.0.lock().unwrap().push(event.into());
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

#[test]
fn a_thread_takes_its_values_down_in_the_reverse_order_of_completion() {
    static EVENTS: Events = Events::new();

    macro_rules! noisy {
        ($name:ident) => {
            impl $name {
                fn close(&self) {
                    assert!(std::ptr::eq(self, &raw const *$name::instance()), "another one");
                    EVENTS.push(concat!("disposed ", stringify!($name)));
                }
            }

            impl Drop for $name {
                fn drop(&mut self) {
                    let error = $name::try_instance().err().unwrap();
                    assert!(matches!(error, InitError::ThreadEnding { .. }), "{error}");
                    EVENTS.push(concat!("dropped ", stringify!($name)));
                }
            }
        };
    }

    struct Inner(());
    struct Middle(());
    struct Outer(());
    noisy!(Inner);
    noisy!(Middle);
    noisy!(Outer);

    #[singleton(thread_local, dispose = Inner::close)]
    impl Inner {
        fn new() -> Self {
            EVENTS.push("made Inner");
            Inner(())
        }
    }

    #[singleton(thread_local, dispose = Middle::close)]
    impl Middle {
        fn new() -> Self {
            // Which no declaration shows.
            Inner::with(|_| ());
            EVENTS.push("made Middle");
            Middle(())
        }
    }

    #[singleton(thread_local, dispose = Outer::close)]
    impl Outer {
        fn new(_: Rc<Middle>) -> Self {
            EVENTS.push("made Outer");
            Outer(())
        }
    }

    thread::spawn(|| drop(Outer::instance())).join().unwrap();
    let events = EVENTS.take();
    let (made, ended) = events.split_at(3);
    assert_eq!(made, ["made Inner", "made Middle", "made Outer"]);
    let expected = ["Outer", "Middle", "Inner"];
    let expected = expected.map(|name| [format!("disposed {name}"), format!("dropped {name}")]);
    assert_eq!(ended, expected.concat());
}

#[test]
fn hooks_and_destructors_may_use_what_was_completed_before() {
    static EVENTS: Events = Events::new();

    #[singleton(thread_local, init = || Log(Cell::new(0)))]
    struct Log(Cell<u8>);

    impl Log {
        fn write(&self) {
            self.0.set(self.0.get() + 1);
        }
    }

    impl Drop for Log {
        fn drop(&mut self) {
            EVENTS.push(format!("{} lines", self.0.get()));
            let later = Later::try_instance().err().map(|error| error.to_string());
            EVENTS.push(later.unwrap_or_default());
        }
    }

    const LATER: u32 = line!() - 5;

    #[singleton(thread_local, deps(Log), dispose = |_| Log::with(Log::write), init = || Ui)]
    struct Ui;

    impl Drop for Ui {
        fn drop(&mut self) {
            Log::instance().write();
        }
    }

    #[singleton(thread_local, init = || Later)]
    struct Later;

    thread::spawn(|| Ui::with(|_| ())).join().unwrap();
    let text = format!(
        "`Later` cannot be had while its thread ends, and was asked for at {}:{LATER}:",
        file!()
    );
    let events = EVENTS.take();
    assert_eq!(events[0], "2 lines");
    assert!(events[1].starts_with(&text), "{events:?}");
}

#[test]
fn a_destructor_that_comes_after_the_end_gets_an_error_and_no_second_value() {
    static EVENTS: Events = Events::new();
    static MADE: AtomicUsize = AtomicUsize::new(0);

    #[derive(Debug)]
    #[singleton(thread_local)]
    struct Ui;

    impl Ui {
        fn new() -> Self {
            MADE.fetch_add(1, Ordering::Relaxed);
            Ui
        }
    }

    struct Late;

    impl Drop for Late {
        fn drop(&mut self) {
            let error = Ui::try_instance().unwrap_err();
            assert!(matches!(error, InitError::ThreadEnding { singleton: "Ui", .. }), "{error}");
            assert!(catch_unwind(Ui::instance).is_err());
            EVENTS.push(format!("{:?} {}", Ui::status(), Ui::peek().is_none()));
        }
    }

    thread_local! { static LATE: Late = const { Late }; }

    // Its destructor is registered before that of the singletons, and so runs after it.
    thread::spawn(|| LATE.with(|_| drop(Ui::instance()))).join().unwrap();
    assert_eq!(EVENTS.take(), ["Disposed true"]);
    assert_eq!(MADE.load(Ordering::Relaxed), 1);
}

#[test]
fn a_value_that_somebody_keeps_outlives_the_singleton() {
    static EVENTS: Events = Events::new();

    #[singleton(thread_local, init = || Ui, dispose = |_| EVENTS.push("disposed"))]
    struct Ui;

    impl Drop for Ui {
        fn drop(&mut self) {
            EVENTS.push("dropped");
        }
    }

    struct Keeper(RefCell<Option<Rc<Ui>>>);

    impl Drop for Keeper {
        fn drop(&mut self) {
            EVENTS.push("the keeper goes");
        }
    }

    thread_local! { static KEEPER: Keeper = const { Keeper(RefCell::new(None)) }; }

    let keep = || drop(KEEPER.with(|keeper| keeper.0.replace(Some(Ui::instance()))));
    thread::spawn(keep).join().unwrap();
    assert_eq!(EVENTS.take(), ["disposed", "the keeper goes", "dropped"]);
}

#[test]
fn a_thread_that_panics_takes_its_values_down() {
    static EVENTS: Events = Events::new();

    #[singleton(thread_local, init = || Ui, dispose = |_| EVENTS.push("disposed"))]
    struct Ui;

    let thread = thread::spawn(|| Ui::with(|_| panic!("the thread is not well")));
    assert!(thread.join().is_err());
    assert_eq!(EVENTS.take(), ["disposed"]);
}

#[test]
fn each_thread_that_has_a_value_is_listed_until_it_ends() {
    #[singleton(thread_local, init = || Listed)]
    struct Listed;

    let threads = || -> Vec<_> {
        let all = tenure::singletons().into_iter();
        let mine = all.filter(|info| info.name == std::any::type_name::<Listed>());
        mine.map(|info| (info.init.unwrap().thread.unwrap(), info.status)).collect()
    };
    assert_eq!(threads(), []);
    for name in ["first", "second"] {
        let thread = thread::Builder::new().name(name.to_owned());
        let listed = thread.spawn(move || Listed::with(|_| threads()));
        assert_eq!(listed.unwrap().join().unwrap(), [(name.to_owned(), Status::Ready)]);
        assert_eq!(threads(), []);
    }
}

#[test]
fn a_type_that_says_how_it_is_taken_down_needs_no_option() {
    static EVENTS: Events = Events::new();

    #[singleton(thread_local, init = || Shared)]
    struct Shared;

    impl DisposeShared for Shared {
        fn dispose_shared(&self) -> Result<(), DisposeError> {
            EVENTS.push("disposed Shared");
            Ok(())
        }
    }

    #[disposable]
    #[singleton(thread_local, init = || Owned { file: "log", guard: Guard::new() })]
    struct Owned {
        #[dispose(with = |file: &mut &'static str| EVENTS.push(format!("closed {file}")))]
        file: &'static str,
        guard: Guard,
    }

    impl Owned {
        fn is_whole(&self) -> bool {
            !self.guard.is_disposed()
        }
    }

    thread_local! { static KEPT: RefCell<Option<Rc<Owned>>> = const { RefCell::new(None) }; }

    let leaks =
        || tenure::leaks().iter().filter(|leak| leak.type_name.ends_with("::Owned")).count();
    thread::spawn(|| {
        Shared::with(|_| ());
        assert!(Owned::with(Owned::is_whole));
    })
    .join()
    .unwrap();
    assert_eq!(
        (EVENTS.take(), leaks()),
        (vec!["closed log".to_owned(), "disposed Shared".to_owned()], 0)
    );

    // Somebody else has it, and is left with it: its own fallback is all there is then.
    let keep = || drop(KEPT.with(|kept| kept.replace(Some(Owned::instance()))));
    thread::spawn(keep).join().unwrap();
    assert_eq!((EVENTS.take(), leaks()), (vec!["closed log".to_owned()], 1));
}
