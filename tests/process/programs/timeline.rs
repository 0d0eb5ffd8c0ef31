//! Makes singletons, on two threads, and ends in the way that its argument names.

#![allow(missing_docs)]

use std::hint::black_box;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tenure::singleton;

#[global_allocator]
static ALLOC: tenure::Alloc = tenure::Alloc::new();

fn busy(millis: u64) {
    let from = Instant::now();
    while from.elapsed() < Duration::from_millis(millis) {
        black_box(from);
    }
}

#[singleton(init = Settings::read, eager)]
struct Settings(Vec<u8>);

impl Settings {
    fn read() -> Self {
        busy(1);
        Settings(black_box(vec![1; 1_000]))
    }
}

struct Pool;

#[singleton]
impl Pool {
    fn new(settings: &'static Settings) -> Self {
        assert_eq!(settings.0.len(), 1_000);
        busy(1);
        Pool
    }
}

struct Database;

#[singleton(budget = "1ms")]
impl Database {
    fn new(_: &'static Pool) -> Self {
        busy(2);
        Database
    }
}

static STARTED: AtomicBool = AtomicBool::new(false);

#[singleton(init = Index::build)]
struct Index;

impl Index {
    /// Is not over before the search waits for it.
    fn build() -> Self {
        STARTED.store(true, Ordering::SeqCst);
        while !tenure::timeline().inits().iter().any(|it| !it.init.waits.is_empty()) {
            thread::yield_now();
        }
        // By far the longest, also on a machine that has other things to do.
        busy(80);
        Index
    }
}

struct Search;

#[singleton]
impl Search {
    fn new(_: &'static Index) -> Self {
        busy(1);
        Search
    }
}

fn make() {
    Database::instance();
    thread::scope(|scope| {
        let worker = thread::Builder::new().name("worker".to_owned());
        let _indexing = worker.spawn_scoped(scope, || Index::instance());
        while !STARTED.load(Ordering::SeqCst) {
            thread::yield_now();
        }
        Search::instance();
    });
}

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("plain") => make(),
        Some("none") => {}
        Some("exit") => {
            make();
            tenure::exit(3);
        }
        Some("twice") => {
            make();
            drop(tenure::start());
            drop(tenure::start());
        }
        Some("running") => {
            #[singleton(init = || -> Last { std::process::exit(0) })]
            struct Last;

            Last::instance();
        }
        asked => {
            let _process = tenure::start();
            if asked != Some("eager") {
                make();
            }
        }
    }
}
