//! Takes handles, and says on standard output what becomes of the values.

use std::sync::Barrier;
use std::thread;
use std::time::Duration;

use tenure::{Handle, Singleton, singleton};

struct Config;
struct Pool(Handle<Config>);

/// A process-wide singleton that lies between two managed ones.
#[singleton(dispose = |_| println!("disposed Log"))]
struct Log;

impl Log {
    fn new() -> Self {
        println!("made Log");
        Log
    }
}

#[singleton(managed, eager, dispose = |_| println!("disposed Config"))]
impl Config {
    fn new() -> Self {
        println!("made Config");
        Config
    }
}

/// Needs nothing, so that it can be made behind a teardown.
#[singleton(managed, recreate, init = || Anew, dispose = |_| println!("disposed Anew"))]
struct Anew;

#[singleton(managed, recreate, deps(Log), dispose = Pool::close)]
impl Pool {
    fn new(config: Handle<Config>) -> Self {
        println!("made Pool");
        Pool(config)
    }

    fn close(&self) {
        let Pool(_config) = self;
        if mode() == "slow_hook" {
            IN_HOOK.wait();
            // The teardown has begun meanwhile, or is about to.
            thread::sleep(Duration::from_millis(100));
        }
        println!("disposed Pool");
    }
}

static IN_HOOK: Barrier = Barrier::new(2);

impl Drop for Config {
    fn drop(&mut self) {
        println!("dropped Config");
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        println!("dropped Pool");
    }
}

fn mode() -> String {
    std::env::args().nth(1).expect("a mode")
}

fn say(what: &str, outcome: Result<(), impl std::fmt::Display>) {
    println!("{what}: {}", outcome.map_or_else(|error| error.to_string(), |()| "done".to_owned()));
}

#[tenure::main]
fn main() {
    println!("begin of main");
    drop(Pool::instance());
    match mode().as_str() {
        "early" => say("explicitly", Pool::dispose()),
        "anew" => {
            say("explicitly", Pool::dispose());
            drop(Pool::instance());
        }
        "teardown_first" => {
            say("teardown", tenure::teardown());
            println!("pool: {:?}, config: {:?}", Pool::status(), Config::status());
            say("pool", Pool::try_instance().map(drop));
        }
        "teardown_again" => {
            for _ in 0..2 {
                drop(Anew::instance());
                say("teardown", tenure::teardown());
            }
        }
        "forgotten" => std::mem::forget(Config::instance()),
        "kept" => {
            let pool = Pool::instance();
            say("explicitly", Pool::dispose());
            println!("pool: {:?}", Pool::status());
            say("instance", Pool::try_instance().map(drop));
            drop(pool);
        }
        "kept_for_a_while" => {
            let pool = thread::Builder::new().name("worker".to_owned());
            let pool = pool.spawn(|| Pool::instance()).unwrap().join().unwrap();
            say("explicitly", Pool::dispose());
            drop(pool);
            say("once more", Pool::dispose());
            say("instance", Pool::try_instance().map(drop));
        }
        "slow_hook" => {
            thread::spawn(Pool::dispose);
            IN_HOOK.wait();
        }
        "many" => many(),
        _ => {}
    }
    println!("end of main");
}

/// A handle of each of three threads, one of which is still there.
fn many() {
    let (taken, end) = (Barrier::new(2), Barrier::new(2));
    thread::scope(|scope| {
        let ended = scope.spawn(|| Config::instance()).join().unwrap();
        let named = thread::Builder::new().name("worker".to_owned());
        let worker = named.spawn_scoped(scope, || {
            let handles = (Config::instance(), Config::instance());
            taken.wait();
            end.wait();
            drop(handles);
        });
        taken.wait();
        let here = Config::instance();
        say("explicitly", Config::dispose());
        end.wait();
        worker.unwrap().join().unwrap();
        drop((ended, here));
    });
}
