//! Times, as ratios within one round: the machine's mood of a moment meets all contenders.

use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use crate::globals::{self, Contender};

pub const ROUNDS: usize = 41;

/// Turns of the loop in a round; the slowest contender takes some milliseconds for them.
const TURNS: u64 = 200_000;

/// What a contender costs.
pub struct Ratio {
    /// Against `LazyLock`.
    pub one: f64,
    /// With two threads at it, against itself alone, less what the empty loop loses.
    pub two: f64,
}

/// The medians of all contenders.
pub fn ratios() -> Vec<Ratio> {
    let all = globals::ALL;
    let place = |symbol| all.iter().position(|it| it.symbol == symbol).expect("a contender");
    let (empty, lazy_lock) = (place(globals::EMPTY), place("lazy_lock"));
    for contender in all {
        (contender.repeat)(TURNS); // made, and warm
    }
    let mut rounds = Vec::new();
    for round in 0..ROUNDS {
        let mut times = vec![(0.0, 0.0); all.len()];
        for turn in 0..all.len() {
            // Another order each round; the step shares no factor with the number of contenders.
            let index = (turn * 5 + round) % all.len();
            times[index] = (alone(&all[index]), together(&all[index]));
        }
        rounds.push(times);
    }
    let of = |index: usize| {
        let one = |times: &Vec<(f64, f64)>| times[index].0 / times[lazy_lock].0;
        let two = |times: &Vec<(f64, f64)>| {
            (times[index].1 / times[index].0) / (times[empty].1 / times[empty].0)
        };
        Ratio {
            one: median(rounds.iter().map(one).collect()),
            two: median(rounds.iter().map(two).collect()),
        }
    };
    (0..all.len()).map(of).collect()
}

fn alone(contender: &Contender) -> f64 {
    let began = Instant::now();
    (contender.repeat)(TURNS);
    began.elapsed().as_secs_f64()
}

/// The mean of two threads that begin at once.
fn together(contender: &Contender) -> f64 {
    let start = Barrier::new(2);
    let run = || {
        start.wait();
        let began = Instant::now();
        (contender.repeat)(TURNS);
        began.elapsed()
    };
    let both: Duration = thread::scope(|scope| {
        let other = scope.spawn(run);
        run() + other.join().expect("a loop does not panic")
    });
    both.as_secs_f64() / 2.0
}

pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
