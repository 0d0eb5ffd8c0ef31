//! Makes singletons, and says on standard output what becomes of them.

use std::error::Error;
use std::process::ExitCode;
use std::sync::Barrier;
use std::thread;
use std::time::Duration;

use tenure::{Collector, DisposeError, DisposeShared, Singleton, singleton};

struct Config;
struct Database;
struct Cache;
struct Late;
struct Plain;

#[singleton(dispose = |_| println!("disposed Config"))]
impl Config {
    fn new() -> Self {
        println!("made Config");
        Config
    }
}

#[singleton(dispose = Database::close)]
impl Database {
    fn new(_: &'static Config) -> Self {
        println!("made Database");
        Database
    }

    fn close(&self) -> Result<(), &'static str> {
        let Database = self;
        println!("disposed Database");
        match mode().as_str() {
            "failing_hook" | "failing_exit" => Err("the server is gone"),
            "panicking_hook" => panic!("no server"),
            "hook_uses_others" => {
                println!("itself: {}", Database::try_instance().is_ok());
                println!("a dependency: {}", Config::try_instance().is_ok());
                println!("a dependent: {}", refused(Cache::try_instance().err()));
                println!("a new one: {}", refused(Late::try_instance().err()));
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

#[singleton(deps(Database, Plain), dispose = Cache::flush)]
impl Cache {
    fn new() -> Self {
        println!("made Cache");
        Cache
    }

    fn flush(&self) -> Result<(), Box<dyn Error + Send + Sync>> {
        let Cache = self;
        println!("disposed Cache");
        if mode() == "failing_hook" { Err("the disk is full".into()) } else { Ok(()) }
    }
}

#[singleton(dispose = |_| println!("disposed Late"))]
impl Late {
    fn new() -> Self {
        println!("made Late");
        Late
    }
}

/// Made after a teardown, and freed before the next.
#[singleton(managed, recreate, init = || Lease, dispose = |_| println!("disposed Lease"))]
struct Lease;

/// The same, and left to the end.
#[singleton(managed, init = || Kept, dispose = |_| println!("disposed Kept"))]
struct Kept;

/// Says itself how it is taken down.
#[singleton(init = || Own)]
struct Own;

impl DisposeShared for Own {
    fn dispose_shared(&self) -> Result<(), DisposeError> {
        let Own = self;
        println!("disposed Own");
        let mut collector = Collector::new();
        collector.step("log", || Err::<(), _>("the disk is full"));
        collector.finish()
    }
}

#[singleton]
impl Plain {
    fn new() -> Self {
        println!("made Plain");
        Plain
    }
}

static UNDER_WAY: Barrier = Barrier::new(2);

struct Slow;

/// Still being made on another thread when `main` ends.
#[singleton(dispose = |_| println!("disposed Slow"))]
impl Slow {
    fn new() -> Self {
        UNDER_WAY.wait();
        let time = if mode() == "endless" { 3_600_000 } else { 100 };
        thread::sleep(Duration::from_millis(time));
        println!("made Slow");
        Slow
    }
}

fn mode() -> String {
    std::env::args().nth(1).expect("a mode")
}

fn refused(error: Option<tenure::InitError>) -> String {
    error.map_or("there".to_owned(), |error| error.to_string())
}

#[tenure::main]
fn main() -> ExitCode {
    Cache::instance();
    match mode().as_str() {
        "panic" => panic!("main is not well"),
        "exit" => tenure::exit(3),
        "failing_exit" => tenure::exit(0),
        "disposes_itself" => drop(Own::try_instance()),
        "exit_code" => return ExitCode::from(5),
        "slow" | "endless" => {
            thread::spawn(Slow::instance);
            UNDER_WAY.wait();
        }
        "afterwards" => {
            println!("first: {}", tenure::teardown().is_ok());
            drop((Late::instance(), Lease::instance()));
            println!("lease: {}, {:?}", Lease::dispose().is_ok(), Lease::status());
            println!("second: {}", tenure::teardown().is_ok());
            println!("late: {:?}", Late::status());
            drop((Lease::instance(), Kept::instance()));
        }
        "twice" => {
            println!("first: {}", tenure::teardown().is_ok());
            println!("plain: {}", Plain::peek().is_some());
            println!("database: {}", refused(Database::try_instance().err()));
            Late::instance();
        }
        _ => {}
    }
    println!("end of main");
    ExitCode::SUCCESS
}
