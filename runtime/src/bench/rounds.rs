//! The phase in which time is taken, and nothing else is done.

use std::time::Duration;

use super::calibration::{TICKS_OF_A_BATCH, once, tick, turns};
use super::order::Order;
use super::sampling::{FEWEST_ROUNDS, Sampling};
use super::work::Work;
use crate::clock::{self, Scale};

/// For most of the rounds a batch is not disturbed when it is this short.
const LONGEST_BATCH: Duration = Duration::from_millis(1);
const SHORTEST_BATCH: Duration = Duration::from_micros(50);

/// The times of all rows.
pub(super) struct Rounds {
    /// For each row the nanoseconds of one turn, round by round.
    pub(super) times: Vec<Vec<f64>>,
    /// The turns of one batch of each row.
    pub(super) turns: Vec<u64>,
    /// The smallest time that the clock can tell, in nanoseconds.
    pub(super) tick: f64,
}

/// `plan` says which work each row is: the first may stand there twice.
pub(super) fn run(sampling: Sampling, work: &mut [&mut dyn Work], plan: &[usize]) -> Rounds {
    let Sampling { time, rounds } = sampling;
    let tick = tick();
    let share = time / u32::try_from(plan.len() * rounds).unwrap_or(u32::MAX);
    let batch = clock::ticks(share.clamp(SHORTEST_BATCH, LONGEST_BATCH));
    let batch = batch.max(tick * TICKS_OF_A_BATCH);
    let calibrated: Vec<_> = work.iter_mut().map(|work| turns(&mut **work, batch)).collect();
    let whole: u64 = plan.iter().map(|row| calibrated[*row].1).sum();
    let affordable = clock::ticks(time) / whole.max(1);
    let affordable = usize::try_from(affordable).unwrap_or(rounds);
    let rounds = affordable.clamp(FEWEST_ROUNDS, rounds);
    // All room is there before the first round: in between nothing is done that is not a row's.
    let mut ticks = vec![vec![0; plan.len()]; rounds];
    let mut order = Order::new(plan.len(), clock::now());
    for round in &mut ticks {
        for row in order.next_round() {
            let place = plan[*row];
            round[*row] = once(&mut *work[place], calibrated[place].0);
        }
    }
    let turns: Vec<_> = plan.iter().map(|row| calibrated[*row].0).collect();
    let scale = Scale::now();
    let nanos = |ticks| scale.duration(ticks).as_secs_f64() * 1e9;
    let of_row = |(row, turns): (usize, &u64)| {
        ticks.iter().map(|round| nanos(round[row].max(1)) / as_float(*turns)).collect()
    };
    let times = turns.iter().enumerate().map(of_row).collect();
    Rounds { times, turns, tick: nanos(tick) }
}

/// Exact up to 2^53.
#[allow(clippy::cast_precision_loss)]
pub(super) fn as_float(count: u64) -> f64 {
    count as f64
}
