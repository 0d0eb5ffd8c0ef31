//! What a difference means.

use std::fmt;

use super::pairing::Paired;

/// Differences below that are none, however sure they are.
const SMALLEST: f64 = 0.02;

/// A difference has to be so many times as large as that of a row from itself.
const TIMES_NOISE: f64 = 3.0;

/// A turn that does nothing takes a cycle of the processor. Half as much again is what the place of a
/// loop in memory, or one load more, makes of equal code: a difference that long is nobody's.
const TURNS: f64 = 1.5;

/// Beyond it the ratios say nothing.
pub(super) const MOST_SCATTER: f64 = 0.10;

/// What can be said of a row beside another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// No difference, or none that is larger than the noise.
    Same,
    /// It takes less time.
    Faster,
    /// It takes more time.
    Slower,
    /// The machine was too busy to tell.
    Noisy,
}

/// What a difference has to exceed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Limits {
    /// As a part of the base.
    pub(super) floor: f64,
    /// In nanoseconds.
    pub(super) resolution: f64,
}

impl Limits {
    /// When a row was so far from itself, and a turn that does nothing takes so many nanoseconds.
    pub(super) fn new(noise: f64, nothing: f64) -> Self {
        Limits { floor: SMALLEST.max(TIMES_NOISE * noise), resolution: TURNS * nothing }
    }
}

impl Verdict {
    pub(super) fn of(paired: &Paired, limits: Limits) -> Self {
        let Paired { base, ratio, interval: (low, high), scatter } = *paired;
        let effect = paired.effect();
        // A factor of ten is one, though each ratio be off by a third, and what is shorter than any
        // difference is no noise. Written so that what is not a number is noisy.
        let scatter_here = scatter * ratio;
        let far = low - 1.0 > scatter_here || 1.0 - high > scatter_here;
        let short = scatter_here * base <= limits.resolution;
        if !(scatter <= MOST_SCATTER || far || short) {
            return Verdict::Noisy;
        }
        if effect.abs() <= limits.floor || effect.abs() * base <= limits.resolution {
            return Verdict::Same;
        }
        if low > 1.0 {
            Verdict::Slower
        } else if high < 1.0 {
            Verdict::Faster
        } else {
            Verdict::Same
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Verdict::Same => "same",
            Verdict::Faster => "faster",
            Verdict::Slower => "slower",
            Verdict::Noisy => "noisy",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::order::Order;
    use super::*;

    const ROUNDS: usize = 301;

    /// A machine: how much it disturbs batches, the one and the other of a round alike or each for
    /// itself.
    struct Machine {
        random: Order,
        both: f64,
        each: f64,
        /// The part of the batches that another program interrupts.
        interrupted: f64,
    }

    impl Machine {
        fn new(both: f64, each: f64, interrupted: f64) -> Self {
            Machine { random: Order::new(0, 5), both, each, interrupted }
        }

        /// About a normal distribution around 1.
        fn factor(&mut self, deviation: f64) -> f64 {
            let sum: f64 = (0..12).map(|_| self.random.part()).sum();
            ((sum - 6.0) * deviation).exp()
        }

        /// Rounds of rows that take so long.
        fn rounds<const ROWS: usize>(&mut self, nanos: [f64; ROWS]) -> [Vec<f64>; ROWS] {
            let mut rows = nanos.map(|_| Vec::with_capacity(ROUNDS));
            for _ in 0..ROUNDS {
                let mood = self.factor(self.both);
                for (row, nanos) in rows.iter_mut().zip(nanos) {
                    let hit = self.random.part() < self.interrupted;
                    let pause = if hit { 1.0 + 40.0 * self.random.part() } else { 1.0 };
                    row.push(nanos * mood * self.factor(self.each) * pause);
                }
            }
            rows
        }

        /// What is said of a row that takes `ratio` times 100 ns, in so many comparisons.
        fn verdicts(&mut self, ratio: f64, count: usize) -> Vec<Verdict> {
            let compare = |_| {
                let [base, again, other] = self.rounds([100.0, 100.0, 100.0 * ratio]);
                let noise = Paired::of(&base, &again).uncertainty();
                Verdict::of(&Paired::of(&base, &other), Limits::new(noise, 0.3))
            };
            (0..count).map(compare).collect()
        }
    }

    /// Quiet, uneven as a whole, busy, and very busy.
    fn machines() -> [Machine; 4] {
        [
            Machine::new(0.0, 0.001, 0.0),
            Machine::new(0.3, 0.01, 0.0),
            Machine::new(0.3, 0.05, 0.1),
            Machine::new(0.5, 0.08, 0.05),
        ]
    }

    fn of(verdicts: &[Verdict], verdict: Verdict) -> usize {
        verdicts.iter().filter(|it| **it == verdict).count()
    }

    #[test]
    fn equal_code_is_the_same_in_99_of_100_comparisons() {
        for (place, mut machine) in machines().into_iter().enumerate() {
            let same = of(&machine.verdicts(1.0, 300), Verdict::Same);
            assert!(same >= 297, "{same} of 300 on machine {place}");
        }
    }

    #[test]
    fn a_factor_is_found_on_every_machine() {
        for (place, mut machine) in machines().into_iter().enumerate() {
            assert_eq!(of(&machine.verdicts(3.0, 50), Verdict::Slower), 50, "machine {place}");
            assert_eq!(of(&machine.verdicts(0.3, 50), Verdict::Faster), 50, "machine {place}");
        }
    }

    #[test]
    fn small_differences_are_found_where_it_is_quiet() {
        for mut machine in machines().into_iter().take(2) {
            assert_eq!(of(&machine.verdicts(1.05, 50), Verdict::Slower), 50);
            assert_eq!(of(&machine.verdicts(0.95, 50), Verdict::Faster), 50);
            assert_eq!(of(&machine.verdicts(1.015, 50), Verdict::Same), 50);
            assert_eq!(of(&machine.verdicts(0.985, 50), Verdict::Same), 50);
        }
    }

    #[test]
    fn ratios_that_scatter_say_nothing_unless_the_factor_is_larger() {
        let mut machine = Machine::new(0.0, 0.3, 0.0);
        assert_eq!(of(&machine.verdicts(1.0, 50), Verdict::Noisy), 50);
        assert_eq!(of(&machine.verdicts(1.2, 50), Verdict::Noisy), 50);
        assert_eq!(of(&machine.verdicts(15.0, 50), Verdict::Slower), 50);
    }

    fn paired(base: f64, ratio: f64, interval: (f64, f64), scatter: f64) -> Paired {
        Paired { base, ratio, interval, scatter }
    }

    #[test]
    fn every_condition_has_to_hold() {
        let limits = Limits::new(0.001, 0.3);
        let of = |paired| Verdict::of(&paired, limits);
        assert_eq!(of(paired(100.0, 1.021, (1.01, 1.03), 0.01)), Verdict::Slower);
        assert_eq!(of(paired(100.0, 0.979, (0.97, 0.99), 0.01)), Verdict::Faster);
        // Too small; too uncertain; too scattered.
        assert_eq!(of(paired(100.0, 1.019, (1.01, 1.03), 0.01)), Verdict::Same);
        assert_eq!(of(paired(100.0, 1.021, (0.99, 1.05), 0.01)), Verdict::Same);
        assert_eq!(of(paired(100.0, 0.979, (0.95, 1.01), 0.01)), Verdict::Same);
        assert_eq!(of(paired(100.0, 1.021, (1.01, 1.03), 0.11)), Verdict::Noisy);
        // Not longer than one and a half empty turns: 0.45 ns.
        assert_eq!(of(paired(1.0, 1.44, (1.43, 1.45), 0.01)), Verdict::Same);
        assert_eq!(of(paired(1.0, 1.46, (1.45, 1.47), 0.01)), Verdict::Slower);
        // And scatter that short is none.
        assert_eq!(of(paired(1.0, 1.01, (0.95, 1.1), 0.2)), Verdict::Same);
        assert_eq!(of(paired(10.0, 1.01, (0.95, 1.1), 0.2)), Verdict::Noisy);
        // A row that is 1 % from itself.
        let noisy = Limits::new(0.01, 0.3);
        assert_eq!(Verdict::of(&paired(100.0, 1.029, (1.02, 1.04), 0.01), noisy), Verdict::Same);
        assert_eq!(Verdict::of(&paired(100.0, 1.031, (1.02, 1.04), 0.01), noisy), Verdict::Slower);
        assert_eq!(of(paired(f64::NAN, f64::NAN, (f64::NAN, f64::NAN), f64::NAN)), Verdict::Noisy);
    }
}
