//! `#[singleton(key = K)]`.

// A constructor may take its key by reference, whatever it is.
#![allow(clippy::trivially_copy_pass_by_ref)]

use std::cell::Cell;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::hash::{Hash, Hasher};
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;

use tenure::{InitError, KeyedSingleton, Lookup, Status, singleton};

#[test]
fn each_key_has_one_instance() {
    #[singleton(key = u32, init = |id| User(*id))]
    struct User(u32);

    assert!(std::ptr::eq(User::instance(&7), User::instance(&7)));
    assert!(std::ptr::eq(User::instance(&7), User::try_instance(&7).ok().unwrap()));
    assert_eq!((User::instance(&7).0, User::instance(&8).0), (7, 8));
}

#[test]
fn an_instance_is_found_by_what_its_key_borrows_as() {
    #[singleton(key = String, init = Pool::open)]
    struct Pool(String);

    impl Pool {
        fn open(name: &str) -> Self {
            Pool(name.to_uppercase())
        }
    }

    struct Folder(PathBuf);

    #[singleton(key = PathBuf)]
    impl Folder {
        fn new(path: &Path) -> Self {
            Folder(path.to_owned())
        }
    }

    fn open(name: impl Lookup<String>) -> &'static Pool {
        Pool::instance(name)
    }

    assert_eq!(Pool::instance("primary").0, "PRIMARY");
    assert!(std::ptr::eq(Pool::instance("primary"), Pool::instance(&"primary".to_owned())));
    assert!(std::ptr::eq(Pool::instance("primary"), open("primary")));
    assert!(std::ptr::eq(
        Folder::instance(Path::new("a/b")),
        Folder::instance(&PathBuf::from("a/b"))
    ));
    assert_eq!(Folder::instance(Path::new("a/b")).0, Path::new("a/b"));
}

#[test]
fn keys_of_many_kinds_are_told_apart() {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    enum Kind {
        Plain,
        Numbered(u8, i64),
        Named { name: Box<str>, parts: Vec<u16>, big: u128, letter: char },
    }

    #[singleton(key = Kind, init = |kind: &Kind| Thing(kind.clone()))]
    struct Thing(Kind);

    #[singleton(key = &'static str, init = |name: &&'static str| Name(name))]
    struct Name(&'static str);
    struct Word(usize);
    struct Shared(usize);

    #[singleton(key = &'static str)]
    impl Word {
        fn new(word: &str) -> Self {
            Word(word.len())
        }
    }

    #[singleton(key = Arc<str>)]
    impl Shared {
        fn new(text: &str) -> Self {
            Shared(text.len())
        }
    }

    struct Bytes(usize);

    #[singleton(key = Vec<u8>)]
    impl Bytes {
        fn new(bytes: &[u8]) -> Self {
            Bytes(bytes.len())
        }
    }

    let named = |letter| Kind::Named { name: "n".into(), parts: vec![1, 2], big: 1 << 70, letter };
    let kinds = [Kind::Plain, Kind::Numbered(1, -1), Kind::Numbered(2, -1), named('a'), named('b')];
    for kind in &kinds {
        assert_eq!(&Thing::instance(kind).0, kind);
    }
    assert_eq!(Thing::instances().len(), kinds.len());
    assert_eq!(Name::instance(&"a").0, "a");
    assert_eq!(Word::instance(&"abc").0, 3);
    assert_eq!(Shared::instance(&Arc::from("abcd")).0, 4);
    // Zeros at the end count.
    for length in 0..40 {
        assert_eq!(Bytes::instance(&vec![0; length][..]).0, length);
    }
}

#[test]
fn a_constructor_takes_dependencies_and_the_key() {
    struct Config(&'static str);
    struct Pool(String);

    #[singleton]
    impl Config {
        fn new() -> Self {
            Config("db://")
        }
    }

    #[singleton(key = String)]
    impl Pool {
        fn new(key: &'static Config, name: &str) -> Self {
            Pool(format!("{}{name}", key.0))
        }
    }

    assert_eq!(Pool::instance("primary").0, "db://primary");
}

#[test]
fn a_constructor_may_take_the_key_itself() {
    type Name = String;
    type Settings = &'static Config;
    struct Config(&'static str);
    struct Log;
    struct User(u32);
    struct Pool(String);
    struct Guest(String, u32);

    #[singleton]
    impl Config {
        fn new() -> Self {
            Config("db://")
        }
    }

    #[singleton(managed)]
    impl Log {
        fn new() -> Self {
            Log
        }
    }

    #[singleton(key = u32)]
    impl User {
        fn new(id: u32) -> Self {
            User(id)
        }
    }

    #[singleton(key = Name, managed, recreate)]
    impl Pool {
        fn new(config: &'static Config, mut key: String) -> Result<Self, std::fmt::Error> {
            key.write_str(config.0)?;
            Ok(Pool(key))
        }
    }

    // Both by another name, and one in front of the other.
    #[singleton(key = (String, u32))]
    impl Guest {
        fn new(config: Settings, (name, number): (Name, u32), _: tenure::Handle<Log>) -> Self {
            Guest(config.0.to_owned() + &name, number)
        }
    }

    assert_eq!((User::instance(&7).0, User::instance(&8).0), (7, 8));
    assert!(std::ptr::eq(User::instance(&7), User::instance(&7)));
    assert_eq!(Pool::instance("primary").0, "primarydb://");
    Pool::dispose("primary").unwrap();
    assert_eq!(Pool::instance("primary").0, "primarydb://");
    let guest = Guest::instance(&("a".to_owned(), 5));
    assert_eq!((&*guest.0, guest.1), ("db://a", 5));
}

#[test]
fn what_a_constructor_takes_beside_the_key_itself_is_made_first() {
    type Settings = &'static Config;
    static CONFIGS: AtomicUsize = AtomicUsize::new(0);
    struct Config;
    struct Pool;

    #[singleton]
    impl Config {
        fn new() -> Result<Self, &'static str> {
            CONFIGS.fetch_add(1, Ordering::Relaxed);
            Err("no file")
        }
    }

    #[singleton(key = u32)]
    impl Pool {
        fn new(_config: Settings, _id: u32) -> Self {
            unreachable!("its dependency fails")
        }
    }

    let error = Pool::try_instance(&1).err().unwrap();
    assert!(matches!(error, InitError::Failed { singleton: "Config", .. }));
    assert_eq!(CONFIGS.load(Ordering::Relaxed), 1);
}

#[test]
fn a_constructor_may_leave_the_key_out() {
    struct Counter(AtomicUsize);

    #[singleton(key = u8)]
    impl Counter {
        fn new() -> Self {
            Counter(AtomicUsize::new(0))
        }
    }

    Counter::instance(&1).0.store(5, Ordering::Relaxed);
    assert_eq!(Counter::instance(&1).0.load(Ordering::Relaxed), 5);
    assert_eq!(Counter::instance(&2).0.load(Ordering::Relaxed), 0);
}

#[test]
fn only_instance_and_with_make_one() {
    #[singleton(key = String, init = |name| Pool(name.clone()))]
    struct Pool(String);

    assert!(Pool::peek("a").is_none());
    assert_eq!(Pool::status("a"), Status::Empty);
    assert!(Pool::instances().is_empty());
    assert_eq!(Pool::with("b", |pool| pool.0.clone()), "b");
    assert_eq!(Pool::status("a"), Status::Empty);
    assert_eq!((Pool::status("b"), Pool::instances().len()), (Status::Ready, 1));
    assert!(std::ptr::eq(Pool::peek("b").unwrap(), Pool::instance("b")));
    // Who only looked has not even left its key there: "a" comes last.
    Pool::instance("a");
    let keys: Vec<_> = Pool::instances().into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, ["b", "a"]);
}

#[test]
fn instances_come_in_the_order_in_which_they_were_asked_for() {
    #[singleton(key = u32, init = |id| if id % 10 == 3 { Err("unlucky") } else { Ok(User(*id)) })]
    struct User(u32);

    let keys: Vec<u32> = (0..500).map(|it| it * 7919 % 500).collect();
    for key in &keys {
        assert_eq!(User::try_instance(key).is_ok(), key % 10 != 3);
    }
    let found = User::instances();
    let lucky: Vec<u32> = keys.into_iter().filter(|key| key % 10 != 3).collect();
    assert_eq!(found.iter().map(|(key, _)| **key).collect::<Vec<_>>(), lucky);
    assert!(found.iter().all(|(key, user)| **key == user.0));
}

#[test]
fn eight_threads_make_each_of_a_hundred_keys_once() {
    static MADE: [AtomicUsize; 100] = [const { AtomicUsize::new(0) }; 100];

    #[singleton(key = usize)]
    struct User;

    impl User {
        fn new(id: &usize) -> Self {
            MADE[*id].fetch_add(1, Ordering::SeqCst);
            User
        }
    }

    let barrier = Barrier::new(8);
    let addresses: Vec<Vec<usize>> = thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|me| {
                let barrier = &barrier;
                scope.spawn(move || {
                    barrier.wait();
                    let mut found: Vec<_> = (0..100)
                        .map(|it| (it + me * 13) % 100)
                        .map(|key| (key, std::ptr::from_ref(User::instance(&key)).addr()))
                        .collect();
                    found.sort_unstable();
                    found.into_iter().map(|(_, address)| address).collect()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(addresses.iter().all(|found| *found == addresses[0]));
    assert_eq!(addresses[0].iter().collect::<HashSet<_>>().len(), 100);
    assert!(MADE.iter().all(|made| made.load(Ordering::SeqCst) == 1));
}

#[test]
fn two_keys_are_made_at_the_same_time() {
    static BOTH: Barrier = Barrier::new(2);

    #[singleton(key = u32)]
    struct User;

    impl User {
        fn new(_: &u32) -> Self {
            // One after the other would wait here for ever.
            BOTH.wait();
            User
        }
    }

    thread::scope(|scope| {
        scope.spawn(|| User::instance(&1));
        scope.spawn(|| User::instance(&2));
    });
    assert_eq!(User::instances().len(), 2);
}

#[test]
fn an_instance_may_need_one_of_another_key() {
    #[singleton(key = u64, init = Sum::new)]
    struct Sum(u64);

    impl Sum {
        fn new(number: &u64) -> Self {
            match number {
                0 => Sum(0),
                _ => Sum(number + Sum::instance(&(number - 1)).0),
            }
        }
    }

    assert_eq!(Sum::instance(&20).0, 210);
    assert_eq!(Sum::instances().len(), 21);
}

#[test]
fn a_circle_through_keys_names_every_link() {
    #[singleton(key = String)]
    struct Page;

    impl Page {
        fn new(name: &str) -> Result<Self, InitError> {
            Page::try_instance(if name == "a" { "b" } else { "a" }).map(|_| Page)
        }
    }

    let Err(InitError::Cycle { links, .. }) = Page::try_instance("a") else { panic!("no circle") };
    let names: Vec<_> = links.iter().map(|link| (link.singleton, link.needs)).collect();
    assert_eq!(names, [(r#"Page["b"]"#, r#"Page["a"]"#), (r#"Page["a"]"#, r#"Page["b"]"#)]);
}

#[test]
fn a_deadlock_between_keys_ends_in_an_error() {
    static BOTH: Barrier = Barrier::new(2);

    #[singleton(key = bool)]
    struct Half;

    impl Half {
        fn new(key: &bool) -> Result<Self, InitError> {
            thread_local!(static MET: Cell<bool> = const { Cell::new(false) });
            if !MET.replace(true) {
                BOTH.wait();
            }
            Half::try_instance(&!key).map(|_| Half)
        }
    }

    let outcomes: Vec<_> = thread::scope(|scope| {
        let threads = [true, false].map(|key| scope.spawn(move || Half::try_instance(&key).err()));
        threads.into_iter().map(|thread| thread.join().unwrap().unwrap()).collect()
    });
    let is_circle =
        |error: &InitError| matches!(error, InitError::Deadlock { .. } | InitError::Cycle { .. });
    assert!(outcomes.iter().all(is_circle), "{outcomes:?}");
}

#[test]
fn the_error_of_one_key_is_not_that_of_another() {
    static TRIES: AtomicUsize = AtomicUsize::new(0);

    #[singleton(key = u8, init = Port::open)]
    struct Port;

    impl Port {
        fn open(number: &u8) -> Result<Self, String> {
            match number {
                0 => panic!("no port"),
                1 if TRIES.fetch_add(1, Ordering::SeqCst) == 0 => Err("in use".to_owned()),
                _ => Ok(Port),
            }
        }
    }

    let text = |key: u8| Port::try_instance(&key).err().map(|error| error.to_string());
    let panicked = text(0).unwrap();
    assert!(panicked.starts_with("`Port[0]` panicked while it was made"), "{panicked}");
    assert!(panicked.ends_with(": no port"), "{panicked}");
    assert_eq!(Port::status(&0), Status::Failed);
    assert_eq!(text(1).unwrap(), "`Port[1]` cannot be made: in use");
    // An error may be over the next time; a panic is kept.
    assert_eq!((text(0).is_some(), text(1), text(2)), (true, None, None));
}

#[test]
fn without_debug_the_key_is_not_shown() {
    #[derive(Clone, PartialEq, Eq, Hash)]
    struct Secret(&'static str);

    #[singleton(key = Secret, init = |_| Err::<Vault, _>("locked"))]
    struct Vault;

    let error = Vault::try_instance(&Secret("1234")).err().unwrap();
    assert_eq!(error.to_string(), "`Vault` cannot be made: locked");
}

#[test]
fn the_list_of_all_singletons_shows_the_keys() {
    #[singleton(key = String, init = |_| Listed)]
    struct Listed;

    Listed::instance("one");
    Listed::instance("two");
    let names: Vec<_> = tenure::singletons().into_iter().map(|info| info.name).collect();
    let ours: Vec<_> = names.iter().filter_map(|it| it.split_once("::Listed")).collect();
    assert_eq!(ours.iter().map(|(_, key)| *key).collect::<Vec<_>>(), [r#"["one"]"#, r#"["two"]"#]);
}

/// A key whose parts do what they are told.
#[derive(Debug)]
struct Odd {
    number: u32,
    hash: u32,
}

thread_local! {
    /// Called by `Eq`, `Hash` and `Clone`, with the number of the key.
    static TRICK: Cell<fn(u32)> = const { Cell::new(ignore) };
}

fn ignore(_: u32) {}

impl Odd {
    /// All hashes are the same.
    fn number(number: u32) -> Self {
        Odd { number, hash: 0 }
    }
}

impl PartialEq for Odd {
    fn eq(&self, other: &Self) -> bool {
        TRICK.get()(self.number);
        self.number == other.number
    }
}

impl Eq for Odd {}

impl Hash for Odd {
    fn hash<H: Hasher>(&self, state: &mut H) {
        TRICK.get()(self.number);
        self.hash.hash(state);
    }
}

impl Clone for Odd {
    fn clone(&self) -> Self {
        TRICK.get()(self.number);
        Odd { ..*self }
    }
}

#[test]
fn keys_with_one_hash_are_told_apart() {
    #[singleton(key = Odd, init = |key| Value(key.number))]
    struct Value(u32);

    for _round in 0..2 {
        for number in 0..100 {
            assert_eq!(Value::instance(&Odd::number(number)).0, number);
        }
    }
    assert_eq!(Value::instances().len(), 100);
}

#[test]
fn a_key_that_panics_leaves_everything_as_it_was() {
    #[singleton(key = Odd, init = |key| Value(key.number))]
    struct Value(u32);

    thread_local!(static LEFT: Cell<u32> = const { Cell::new(0) });
    fn panic_at_the_last(_: u32) {
        match LEFT.get() {
            0 => panic!("an odd key"),
            left => LEFT.set(left - 1),
        }
    }

    Value::instance(&Odd::number(1));
    let mut panics = 0;
    loop {
        LEFT.set(panics);
        TRICK.set(panic_at_the_last);
        let outcome = catch_unwind(|| Value::instance(&Odd::number(2)).0);
        TRICK.set(ignore);
        assert_eq!(Value::instance(&Odd::number(1)).0, 1);
        if let Ok(number) = outcome {
            assert_eq!(number, 2);
            break;
        }
        panics += 1;
    }
    // At least in `Hash`, in `Eq` and in `Clone`.
    assert!(panics >= 3, "{panics} panics");
    assert_eq!(Value::instances().len(), 2);
}

#[test]
fn a_key_may_ask_for_another_instance_while_it_is_looked_up() {
    #[singleton(key = Odd, init = |key| Value(key.number))]
    struct Value(u32);

    fn ask(_: u32) {
        TRICK.set(ignore);
        assert_eq!(Value::instance(&Odd::number(9)).0, 9);
        TRICK.set(ask);
    }

    TRICK.set(ask);
    for number in [1, 9, 2, 1] {
        assert_eq!(Value::instance(&Odd::number(number)).0, number);
    }
    TRICK.set(ignore);
    let mut keys: Vec<_> = Value::instances().iter().map(|(key, _)| key.number).collect();
    keys.sort_unstable();
    assert_eq!(keys, [1, 2, 9]);
}

#[test]
fn a_value_is_provided_for_each_key() {
    #[singleton(key = String, provided)]
    struct Limit(u32);

    let error = Limit::try_instance("disk").err().unwrap();
    assert_eq!(
        error.to_string(),
        "`Limit[\"disk\"]` was not provided; call `Limit::provide(key, ..)` first, for instance at \
         the start of `main`"
    );
    assert!(Limit::provide("disk", Limit(5)).is_ok());
    assert!(Limit::provide("memory", Limit(6)).is_ok());
    let Err(Limit(back)) = Limit::provide("disk", Limit(7)) else { panic!("two values") };
    assert_eq!(back, 7);
    assert_eq!((Limit::instance("disk").0, Limit::peek("memory").unwrap().0), (5, 6));
}
