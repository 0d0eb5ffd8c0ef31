//! What it costs to instrument a function.

use crate::cell;
use crate::programs::{Program, Running, Within, build};
use crate::rounds::median;

const ROUNDS: usize = 15;

/// Calls in a round.
const TURNS: u64 = 50_000;

/// Calls that memory is looked at around.
const MANY: u64 = 10_000_000;

const fn program(name: &'static str, bin: &'static str) -> Program {
    Program { name, bin, environment: &[] }
}

const BARE: usize = 0;
const CLOCK: usize = 1;
const TENURE: Program = program("**tenure**, all that it records", "tenure");

const ALL: &[Program] = &[
    program("nothing", "bare"),
    program("two readings of the clock", "clock"),
    TENURE,
    Program {
        name: "**tenure**, `TENURE_BUDGET=2%`",
        environment: &[("TENURE_BUDGET", "2%")],
        ..TENURE
    },
    Program {
        name: "**tenure**, `TENURE_FILTER=!*`, which is off",
        environment: &[("TENURE_FILTER", "!*")],
        ..TENURE
    },
    program("hotpath, time", "hotpath"),
    program("hotpath, allocations too", "hotpath_alloc"),
    program("tracing, registry, a layer that does nothing", "tracing"),
    program("tracing, registry, a layer that times", "tracing_timed"),
    program("fastrace", "fastrace"),
    program("puffin", "puffin"),
];

/// puffin's scopes cannot be held across an await.
fn can(program: &Program, mode: &str) -> bool {
    program.bin != "puffin" || !["once", "thrice"].contains(&mode)
}

pub fn table() {
    build();
    instructions();
    println!();
    times();
}

fn instructions() {
    let modes = [("sync", 1), ("nested", 2), ("once", 1), ("thrice", 1)];
    println!(
        "| instructions added | one call | nested, a call | async, one poll | three polls | apart, a call |"
    );
    println!("|---|---:|---:|---:|---:|---:|");
    let counted = |program: &Program, mode: &str, within| {
        can(program, mode).then(|| program.instructions(mode, within)).flatten()
    };
    let bare = modes.map(|(mode, _)| counted(&ALL[BARE], mode, Within::Caller));
    let whole = counted(&ALL[BARE], "sync", Within::Program);
    for program in &ALL[CLOCK..] {
        let added: Vec<Option<i64>> = modes
            .iter()
            .zip(bare)
            .map(|((mode, calls), bare)| {
                Some((counted(program, mode, Within::Caller)? - bare?) / calls)
            })
            .collect();
        let apart = || Some(counted(program, "sync", Within::Program)? - whole? - added[0]?);
        let cells: Vec<String> = added.iter().map(|it| cell(*it)).collect();
        println!("| {} | {} | {} |", program.name, cells.join(" | "), cell(apart()));
    }
    println!();
    println!(
        "instructions: callgrind, what the bare functions take is taken off; n/a where there is no valgrind, or the peer has no such thing"
    );
    println!("apart: what other threads and the end of the program do for a call");
}

fn times() {
    let modes = ["sync", "nested", "once", "thrice", "two-sync"];
    let mut running: Vec<Running> = ALL.iter().map(Program::start).collect();
    // By mode and program, the nanoseconds of all rounds.
    let mut times = vec![vec![Vec::new(); ALL.len()]; modes.len()];
    for round in 0..=ROUNDS {
        for (mode, times) in modes.iter().zip(&mut times) {
            for turn in 0..ALL.len() {
                // Another order each round; the step shares no factor with the number of programs.
                let at = (turn * 5 + round) % ALL.len();
                let time =
                    if can(&ALL[at], mode) { running[at].ask(mode, TURNS) } else { f64::NAN };
                // The first round makes everything and warms it.
                if round > 0 {
                    times[at].push(time);
                }
            }
        }
    }
    println!(
        "| time added to a call | one call | nested | async, one poll | three polls | two threads | memory, {} million calls |",
        MANY / 1_000_000
    );
    println!("|---|---:|---:|---:|---:|---:|---:|");
    for at in CLOCK..ALL.len() {
        // How many times two readings of the clock: each round by itself, then the median.
        let ratio = |mode: usize| {
            let added = |program: usize, round: usize| {
                times[mode][program][round] - times[mode][BARE][round]
            };
            median((0..ROUNDS).map(|round| added(at, round) / added(CLOCK, round)).collect())
        };
        // What one thread loses when another calls, less what the bare loop loses.
        let two = || {
            let lost =
                |program: usize, round: usize| times[4][program][round] / times[0][program][round];
            median((0..ROUNDS).map(|round| lost(at, round) / lost(BARE, round)).collect())
        };
        let ratios: Vec<String> = (0..4)
            .map(|mode| {
                if can(&ALL[at], modes[mode]) {
                    format!("{:.2}", ratio(mode))
                } else {
                    cell(None::<u64>)
                }
            })
            .collect();
        let grown = running[at].ask("grown-sync", MANY) / 1024.0 / 1024.0;
        println!("| {} | {} | {:.2} | {grown:.1} MiB |", ALL[at].name, ratios.join(" | "), two());
    }
    println!();
    println!(
        "time: how many times that of two readings of the clock, median of {ROUNDS} interleaved rounds of {TURNS} calls"
    );
    println!(
        "two threads: a call of one of two threads against one alone, less what the bare functions lose"
    );
    println!("memory: by how much the resident memory of the process grows");
}

/// The memory of ever more calls.
pub fn flat() {
    build();
    let mut tenure = TENURE.start();
    tenure.ask("sync", 1_000_000);
    println!("| calls of one function | resident memory has grown by |");
    println!("|---|---:|");
    let mut grown = 0.0;
    for hundreds in 1..=10 {
        grown += tenure.ask("grown-sync", 100_000_000);
        println!("| {hundreds}00,000,000 | {:.0} KiB |", grown / 1024.0);
    }
}
