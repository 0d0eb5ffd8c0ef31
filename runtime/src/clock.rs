//! The only file that asks the time.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

static START: OnceLock<Instant> = OnceLock::new();

/// Ticks since the first question.
pub(crate) fn now() -> u64 {
    u64::try_from(START.get_or_init(Instant::now).elapsed().as_nanos()).unwrap_or(u64::MAX)
}

/// How long `ticks` are.
pub(crate) fn duration(ticks: u64) -> Duration {
    Duration::from_nanos(ticks)
}

/// How many ticks `duration` takes.
pub(crate) fn ticks(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}
