//! What it costs to count allocations.

use crate::cell;
use crate::programs::{Program, Running, Within, build};
use crate::rounds::median;

const ROUNDS: usize = 15;

const fn program(name: &'static str, bin: &'static str) -> Program {
    Program { name, bin, environment: &[] }
}

const SYSTEM: usize = 0;

const ALL: &[Program] = &[
    program("an allocator that forwards", "alloc_system"),
    program("**tenure**", "alloc_tenure"),
    program("divan", "alloc_divan"),
    program("hotpath", "alloc_hotpath"),
    program("stats_alloc", "alloc_stats_alloc"),
    program("peak_alloc", "alloc_peak_alloc"),
    program("cap", "alloc_cap"),
    program("dhat", "alloc_dhat"),
];

/// What is done in a round, and how often.
const MODES: &[(&str, u64)] = &[("pair", 20_000), ("map", 20), ("json", 20), ("two-pair", 20_000)];

pub fn table() {
    build();
    let mut running: Vec<Running> = ALL.iter().map(Program::start).collect();
    let mut times = vec![vec![Vec::new(); ALL.len()]; MODES.len()];
    for round in 0..=ROUNDS {
        for ((mode, count), times) in MODES.iter().zip(&mut times) {
            for turn in 0..ALL.len() {
                // Another order each round; the step shares no factor with the number of programs.
                let at = (turn * 3 + round) % ALL.len();
                let time = running[at].ask(mode, *count);
                // The first round warms everything.
                if round > 0 {
                    times[at].push(time);
                }
            }
        }
    }
    println!(
        "| counting allocations | instructions of a pair | a pair | a map | JSON | two threads, a pair |"
    );
    println!("|---|---:|---:|---:|---:|---:|");
    let instructions = |program: &Program| {
        // A thread that the peer has beside it takes more or less from run to run.
        let [pair, nothing] =
            ["pair", "nothing"].map(|mode| program.instructions(mode, Within::Caller));
        Some(pair? - nothing?)
    };
    let system = instructions(&ALL[SYSTEM]);
    for (at, program) in ALL.iter().enumerate() {
        let added =
            instructions(program).zip(system).map(|(own, system)| format!("{:+}", own - system));
        let ratio = |mode: usize| {
            median(
                (0..ROUNDS)
                    .map(|round| times[mode][at][round] / times[mode][SYSTEM][round])
                    .collect(),
            )
        };
        println!(
            "| {} | {} | {:.2} | {:.2} | {:.2} | {:.2} |",
            program.name,
            cell(added),
            ratio(0),
            ratio(1),
            ratio(2),
            ratio(3)
        );
    }
    println!();
    println!(
        "pair: 64 bytes allocated and freed; a map: 1,000 keys in a `BTreeMap`, dropped; JSON: 8 KB parsed by serde_json"
    );
    println!(
        "instructions: beyond those of the allocator that forwards; time: how many times its, median of {ROUNDS} interleaved rounds"
    );
}
