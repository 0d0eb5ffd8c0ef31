//! What failed at the end of threads, until somebody can be told.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::disposable::collector::Collector;
use crate::disposable::error::DisposeError;

/// How many failures are kept; the others are counted.
const MOST: usize = 100;

pub(in crate::singleton) struct Ends {
    /// Whether a `Process` is there, which tears down and says what failed.
    is_guarded: bool,
    failed: Collector,
    kept: usize,
    others: usize,
}

static ENDS: Mutex<Ends> =
    Mutex::new(Ends { is_guarded: false, failed: Collector::new(), kept: 0, others: 0 });

/// Also taken under the lock of `order`, and never the other way round.
pub(in crate::singleton) type Locked = MutexGuard<'static, Ends>;

pub(in crate::singleton) fn lock() -> Locked {
    ENDS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on somebody will ask.
pub(crate) fn begin() {
    lock().is_guarded = true;
}

/// From now on nobody will ask any more; gives back what nobody was told.
pub(crate) fn end() -> Result<(), DisposeError> {
    let mut left = Collector::new();
    let mut ends = lock();
    ends.is_guarded = false;
    ends.tell(&mut left);
    left.finish()
}

/// Keeps `error` for the teardown, or gives it back if there may never be one.
pub(crate) fn keep(error: DisposeError) -> Result<(), DisposeError> {
    let mut ends = lock();
    if !ends.is_guarded {
        return Err(error);
    }
    let count = error.len();
    if ends.kept + count > MOST {
        ends.others += count;
    } else {
        ends.kept += count;
        ends.failed.error("".into(), error.into());
    }
    Ok(())
}

/// Tells what is kept.
pub(in crate::singleton) fn tell(collector: &mut Collector) {
    lock().tell(collector);
}

impl Ends {
    fn tell(&mut self, collector: &mut Collector) {
        if let Err(error) = std::mem::take(&mut self.failed).finish() {
            collector.error("".into(), error.into());
        }
        self.kept = 0;
        let others = std::mem::take(&mut self.others);
        if others > 0 {
            let error = format!("{others} more failed at the end of their threads");
            collector.error("thread_local".into(), error.into());
        }
    }
}
