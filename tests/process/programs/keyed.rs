//! Makes singletons with keys and provided ones, and says what becomes of them.

use std::sync::Barrier;
use std::thread;

use tenure::singleton;

#[derive(Debug)]
struct Pool(String);

#[singleton(key = String, dispose = Pool::close)]
impl Pool {
    fn new(name: &str) -> Self {
        if name == "replica" {
            Pool::instance("primary");
        }
        Pool(name.to_owned())
    }

    fn close(&self) -> Result<(), &'static str> {
        println!("disposed {}", self.0);
        if mode() == "hooks" {
            println!("itself: {}", Pool::try_instance(&self.0).is_ok());
            println!("the first: {}", Pool::try_instance("primary").is_ok());
            println!("the last: {}", refused(Pool::try_instance("late").err()));
            println!("a new one: {}", refused(Pool::try_instance("new").err()));
        }
        if mode() == "errors" { Err("the server is gone") } else { Ok(()) }
    }
}

#[singleton(key = u8, init = |number: &u8| Cache(*number))]
struct Cache(u8);

impl tenure::DisposeShared for Cache {
    fn dispose_shared(&self) -> Result<(), tenure::DisposeError> {
        println!("disposed Cache {}", self.0);
        Ok(())
    }
}

#[singleton(provided, dispose = |_| println!("disposed Arguments"))]
struct Arguments(u32);

#[singleton(provided, dispose = Untouched::close)]
struct Untouched;

impl Untouched {
    fn close(&self) {
        let Untouched = self;
        println!("disposed Untouched");
        println!("provided again: {}", Untouched::provide(Untouched).is_ok());
        println!("another: {}", Limit::provide(Limit(1)).is_ok());
    }
}

#[singleton(provided)]
struct Limit(u32);

fn main() {
    match mode().as_str() {
        "provided" => provided(),
        "threads" => threads(),
        _ => {
            let _process = tenure::start();
            // Asked for in this order, completed in another.
            Pool::instance("other");
            Pool::instance("replica");
            Pool::instance("late");
            assert!(Pool::try_instance("other").is_ok());
            println!("end of main");
        }
    }
}

fn provided() {
    let _process = tenure::start();
    assert!(Untouched::provide(Untouched).is_ok());
    assert!(Arguments::provide(Arguments(3)).is_ok());
    assert_eq!(Arguments::instance().0, 3);
    Cache::instance(&7);
    tenure::teardown().expect("no hook fails");
    println!("after it: {}", Arguments::provide(Arguments(4)).is_err());
    assert!(Limit::provide(Limit(5)).is_ok());
    println!("a new one: {}", Limit::instance().0);
}

/// The order of disposal, against the order in which each was seen to be completed.
fn threads() {
    let _process = tenure::start();
    let barrier = Barrier::new(8);
    thread::scope(|scope| {
        for me in 0..8 {
            let barrier = &barrier;
            scope.spawn(move || {
                barrier.wait();
                for key in 0..100 {
                    Pool::instance(&format!("{}", (key + me * 13) % 100));
                }
            });
        }
    });
    let mut completed = tenure::singletons();
    completed.sort_by_key(|info| info.order);
    for info in completed.iter().rev() {
        let (_, key) = info.name.split_once('"').expect("a key");
        println!("expected {}", key.trim_end_matches("\"]"));
    }
}

fn refused(error: Option<tenure::InitError>) -> String {
    error.map_or_else(|| "not refused".to_owned(), |error| error.to_string())
}

fn mode() -> String {
    std::env::args().nth(1).unwrap_or_default()
}
