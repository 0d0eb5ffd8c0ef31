//! The only file that asks the time.
//!
//! A tick is one step of the processor's own counter where that runs at one rate for ever, and a
//! nanosecond elsewhere. Reading it takes one instruction; what a tick is worth is found out once,
//! when somebody wants a [`Duration`]. `TENURE_CLOCK` chooses between the two.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::variable;

/// Whether the counter of the processor is what [`now`] reads; false until the first question.
static COUNTS: AtomicBool = AtomicBool::new(false);

static START: OnceLock<Start> = OnceLock::new();

/// The rate of the counter is the mean over all time since the start: no calibration, no waiting,
/// and an error that shrinks as the process runs. Only a question this soon has to wait.
const SHORTEST_BASE: Duration = Duration::from_millis(1);

/// The first question, on both clocks.
struct Start {
    /// Zero if the counter is not the clock.
    ticks: u64,
    instant: Instant,
    counts: bool,
}

/// How often both clocks are read for one moment. A thread that loses the processor in between reads
/// two moments: on a busy machine, and soon after the start, that would double the length of all.
const READINGS: u32 = 3;

impl Start {
    /// Both clocks, as near to each other as some readings got them.
    fn now() -> Self {
        let read = || {
            let before = counter();
            let instant = Instant::now();
            let apart = counter().wrapping_sub(before);
            (apart, Start { ticks: before.wrapping_add(apart / 2), instant, counts: true })
        };
        let mut best = read();
        for _ in 1..READINGS {
            let next = read();
            if next.0 < best.0 {
                best = next;
            }
        }
        best.1
    }
}

/// The ticks of this moment.
#[inline]
pub(crate) fn now() -> u64 {
    if counts() { counter() } else { first_or_without_counter() }
}

/// Whether [`counter`] is the clock; false, too, until [`now`] was asked for the first time.
#[inline]
pub(crate) fn counts() -> bool {
    // Relaxed: the flag stands for nothing but itself.
    COUNTS.load(Ordering::Relaxed)
}

/// How long `ticks` are.
pub(crate) fn duration(ticks: u64) -> Duration {
    Scale::now().duration(ticks)
}

/// How many ticks `duration` takes.
pub(crate) fn ticks(duration: Duration) -> u64 {
    let Scale { ticks, nanos } = Scale::now();
    u64::try_from(duration.as_nanos() * ticks / nanos).unwrap_or(u64::MAX)
}

/// What a tick is worth: so many ticks took so many nanoseconds. One scale for all figures of a
/// report, so that sums stay sums.
#[derive(Clone, Copy)]
pub(crate) struct Scale {
    ticks: u128,
    nanos: u128,
}

impl Scale {
    pub(crate) fn now() -> Self {
        let start = start();
        if !start.counts {
            return Scale { ticks: 1, nanos: 1 };
        }
        loop {
            let moment = Start::now();
            let elapsed = moment.instant.saturating_duration_since(start.instant);
            let ticks = moment.ticks.wrapping_sub(start.ticks);
            if elapsed >= SHORTEST_BASE && ticks > 0 {
                return Scale { ticks: ticks.into(), nanos: elapsed.as_nanos() };
            }
            std::hint::spin_loop();
        }
    }

    /// How long after the first question of the process `ticks`, an answer of [`now`], were.
    pub(crate) fn since_start(self, ticks: u64) -> Duration {
        self.duration(ticks.saturating_sub(start().ticks))
    }

    pub(crate) fn duration(self, ticks: u64) -> Duration {
        let nanos = u128::from(ticks) * self.nanos / self.ticks;
        Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
    }
}

fn start() -> &'static Start {
    START.get_or_init(|| {
        let (start, counts) = (Start::now(), chosen() == Source::Counter);
        Start { ticks: if counts { start.ticks } else { 0 }, counts, ..start }
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    Counter,
    System,
}

/// What `TENURE_CLOCK` says, or else what is best on this machine.
fn chosen() -> Source {
    let (known, steady) = ("`counter` or `system`", counter_is_steady());
    let read = |text: &str| match text {
        "counter" if steady => Some(Source::Counter),
        "system" => Some(Source::System),
        _ => None,
    };
    // A counter that stops, or changes its rate, tells no time.
    let known = if steady { known } else { "`system`: the processor's counter is not steady" };
    let best = if steady { Source::Counter } else { Source::System };
    variable::read("TENURE_CLOCK", known, read).unwrap_or(best)
}

#[cold]
#[inline(never)]
fn first_or_without_counter() -> u64 {
    let start = start();
    if start.counts {
        COUNTS.store(true, Ordering::Relaxed);
        return counter();
    }
    u64::try_from(start.instant.elapsed().as_nanos()).unwrap_or(u64::MAX)
}

/// The counter of the processor: not ordered with the instructions around it, which would cost
/// more than the few nanoseconds by which it may be early or late.
#[cfg(all(target_arch = "x86_64", not(miri)))]
#[expect(clippy::inline_always, reason = "in a debug build it is a call otherwise")]
#[inline(always)]
pub(crate) fn counter() -> u64 {
    // The function of the standard library is a call in a debug build.
    let ticks: u64;
    // SAFETY: every x86-64 processor has the instruction; it reads a register and nothing else.
    unsafe {
        core::arch::asm!(
            "rdtsc",
            "shl rdx, 32",
            "or rax, rdx",
            out("rax") ticks,
            out("rdx") _,
            options(nomem, nostack)
        );
    }
    ticks
}

#[cfg(all(target_arch = "aarch64", not(miri)))]
#[inline]
pub(crate) fn counter() -> u64 {
    let ticks: u64;
    // SAFETY: the systems that run programs let them read this register, and nothing else happens.
    unsafe { core::arch::asm!("mrs {}, cntvct_el0", out(reg) ticks, options(nomem, nostack)) };
    ticks
}

#[cfg(any(miri, not(any(target_arch = "x86_64", target_arch = "aarch64"))))]
pub(crate) fn counter() -> u64 {
    0
}

/// Whether the counter runs at one rate, whatever the processor does to save power.
#[cfg(target_arch = "x86_64")]
fn counter_is_steady() -> bool {
    use core::arch::x86_64::__cpuid;

    const HIGHEST: u32 = 0x8000_0000;
    const POWER: u32 = 0x8000_0007;
    const INVARIANT: u32 = 1 << 8;
    if cfg!(miri) {
        return false;
    }
    // Safe in newer releases of Rust, and not in the oldest that we support.
    #[allow(unused_unsafe)]
    // SAFETY: every x86-64 processor has the instruction; the leaf is asked for only if it exists.
    unsafe {
        __cpuid(HIGHEST).eax >= POWER && __cpuid(POWER).edx & INVARIANT != 0
    }
}

/// By its architecture it always does.
#[cfg(not(target_arch = "x86_64"))]
fn counter_is_steady() -> bool {
    cfg!(all(target_arch = "aarch64", not(miri)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_last_as_long_as_the_clock_of_the_system_says() {
        let from = Start::now();
        while from.instant.elapsed() < Duration::from_millis(20) {
            std::hint::spin_loop();
        }
        let to = Start::now();
        let (system, counted) = (to.instant - from.instant, duration(to.ticks - from.ticks));
        assert!(
            counted.abs_diff(system) < system / 50,
            "{counted:?} by ticks, {system:?} by the system"
        );
    }

    #[test]
    fn a_duration_becomes_as_many_ticks_as_it_lasts() {
        let second = Duration::from_secs(1);
        assert!(duration(ticks(second)).abs_diff(second) < second / 100);
    }

    #[test]
    fn time_does_not_run_backwards() {
        let first = now();
        assert!(now() >= first);
    }
}
