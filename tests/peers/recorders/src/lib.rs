//! The functions and the allocations that every peer gets, and how a program is asked to run them.
//!
//! A program reads lines such as `sync 100000` from its standard input, does that so many times, and
//! answers each with the nanoseconds that it took, or with bytes; so one process can be asked in turn
//! with others. With arguments it does one of them and ends: that is what callgrind counts.

pub mod allocations;
mod clock;
#[macro_use]
mod functions;

use std::env;
use std::fs;
use std::hint::black_box;
use std::io::{self, BufRead as _, Write as _};
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

pub use clock::{Reads, counter};
pub use functions::{Yields, plainly, poll};

/// Something that a program can be asked for, and what does it so many times.
pub type Mode = (&'static str, fn(u64));

/// Does what the arguments ask for, or else what each line of standard input asks for.
pub fn run(modes: &[Mode]) {
    let args: Vec<String> = env::args().skip(1).collect();
    if let [mode, count] = &args[..] {
        answer(modes, mode, count);
        return;
    }
    for line in io::stdin().lock().lines() {
        let line = line.expect("a line");
        let (mode, count) = line.split_once(' ').expect("a mode and a count");
        println!("{}", answer(modes, mode, count));
        io::stdout().flush().expect("standard output");
    }
}

fn answer(modes: &[Mode], mode: &str, count: &str) -> u128 {
    let count = count.parse().expect("a count");
    let repeat = |name| modes.iter().find(|it| it.0 == name).unwrap_or_else(|| panic!("{name}?")).1;
    match mode.split_once('-') {
        Some(("two", mode)) => two(repeat(mode), count).as_nanos(),
        // What the program has grown by.
        Some(("grown", mode)) => {
            let before = resident();
            repeat(mode)(count);
            resident().saturating_sub(before)
        }
        _ => {
            let began = Instant::now();
            measured(repeat(mode), count);
            began.elapsed().as_nanos()
        }
    }
}

/// What callgrind counts the instructions of.
#[inline(never)]
fn measured(repeat: fn(u64), count: u64) {
    repeat(count);
    black_box(()); // so that it is a call, and not a jump to where callgrind does not look
}

/// The mean of two threads that begin at once.
fn two(repeat: fn(u64), count: u64) -> Duration {
    let start = Barrier::new(2);
    let run = || {
        start.wait();
        let began = Instant::now();
        repeat(count);
        began.elapsed()
    };
    thread::scope(|scope| {
        let other = scope.spawn(run);
        (run() + other.join().expect("a loop does not panic")) / 2
    })
}

/// The resident bytes of this program; 0 where the system does not say.
fn resident() -> u128 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u128>().ok());
    kib.unwrap_or(0) * 1024
}
