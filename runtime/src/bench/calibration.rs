//! How many turns of a loop a batch has.

use super::work::Work;
use crate::clock;

/// A batch is at least so many times as long as reading the clock and its smallest step.
pub(super) const TICKS_OF_A_BATCH: u64 = 1_000;

/// The smallest time that the clock can tell, in its ticks: the least that two readings in a row are
/// apart.
pub(super) fn tick() -> u64 {
    let apart = || {
        let before = clock::now();
        loop {
            let apart = clock::now().saturating_sub(before);
            if apart > 0 {
                return apart;
            }
        }
    };
    (0..100).map(|_| apart()).min().unwrap_or(1)
}

/// The turns that take at least `ticks`, and what they take.
pub(super) fn turns(work: &mut dyn Work, ticks: u64) -> (u64, u64) {
    let mut turns = 1;
    loop {
        // Twice, and the shorter one: the first may find nothing where it will be later.
        let took = once(work, turns).min(once(work, turns)).max(1);
        if took >= ticks {
            return (turns, took);
        }
        // A little more than enough, and at most ten times as many: short times are not proportional.
        let more = u128::from(turns) * u128::from(ticks) * 11 / u128::from(took) / 10 + 1;
        turns = u64::try_from(more).unwrap_or(u64::MAX).min(turns.saturating_mul(10));
    }
}

/// The ticks of so many turns.
pub(super) fn once(work: &mut dyn Work, turns: u64) -> u64 {
    let began = clock::now();
    work.repeat(turns);
    clock::now().saturating_sub(began)
}
