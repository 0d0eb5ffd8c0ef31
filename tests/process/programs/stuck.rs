//! Initialisers and hooks that take too long.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use tenure::{Singleton, Status, singleton};

/// Hands a message to a thread that waits for the very singleton that is being made.
struct Joined;
struct Nested;

#[singleton]
impl Joined {
    fn new() -> Self {
        let named = |name: &str| thread::Builder::new().name(name.to_owned());
        let _direct = named("direct").spawn(|| {
            Joined::instance(); // direct
        });
        let _nested = named("nested").spawn(Nested::make);
        if mode() == "chain" {
            until(|| Nested::status() == Status::Running);
            let _outer = named("outer").spawn(|| {
                Nested::instance();
            });
        }
        // A message that does not come before the reports are there.
        let (_sender, receiver) = mpsc::channel::<()>();
        let _nothing = receiver.recv_timeout(Duration::from_secs(7));
        println!("made Joined");
        Joined
    }
}

#[singleton]
impl Nested {
    fn new() -> Self {
        Joined::instance(); // nested
        Nested
    }
}

impl Nested {
    fn make() {
        let Nested = Nested::instance();
    }
}

struct Early;

#[singleton(dispose = |_| println!("disposed Early"))]
impl Early {
    fn new() -> Self {
        Early
    }
}

#[singleton(deps(Early), dispose = Slow::close, init = || Slow)] // slow
struct Slow;

impl Slow {
    fn close(&self) {
        let Slow = self;
        let time = if mode() == "slow_hook" { 6 } else { 3_600 };
        thread::sleep(Duration::from_secs(time));
        println!("disposed Slow");
    }
}

fn mode() -> String {
    std::env::args().nth(1).expect("a mode")
}

fn until(condition: impl Fn() -> bool) {
    let began = Instant::now();
    while !condition() {
        assert!(began.elapsed() < Duration::from_secs(60), "it never comes true");
        thread::yield_now();
    }
}

#[tenure::main]
fn main() {
    match mode().as_str() {
        "join" | "chain" => {
            Joined::instance(); // first
        }
        "slow_hook" => {
            Slow::instance();
            println!("end of main: {}", tenure::teardown().is_ok());
        }
        "endless_exit" => {
            Slow::instance();
            tenure::exit(7);
        }
        _ => {
            Slow::instance();
            println!("end of main");
        }
    }
}
