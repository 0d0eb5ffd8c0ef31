//! The callers of the values that are alive, where `TENURE_LEAKS=backtrace` asks for them.
//!
//! They stand here and not in the guards: a guard stays small, and a struct that has one can be a
//! key (with a `Backtrace` inside it would count as changeable).

use std::backtrace::Backtrace;
use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use super::leak;

static BACKTRACES: Mutex<BTreeMap<Origin, Backtrace>> = Mutex::new(BTreeMap::new());

/// The number of the last backtrace. After 2³² of them numbers repeat, and a value that is still
/// alive from then may be reported with the callers of another.
static LAST: AtomicU32 = AtomicU32::new(0);

/// The number of a backtrace.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Origin(NonZeroU32);

impl Origin {
    /// The callers of this function, if the environment asks for them.
    #[inline]
    pub(crate) fn here() -> Option<Self> {
        if leak::wants_backtraces() { Self::captured() } else { None }
    }

    #[cold]
    fn captured() -> Option<Self> {
        let backtrace = Backtrace::force_capture();
        // Relaxed: the numbers only have to differ.
        let number = LAST.fetch_add(1, Ordering::Relaxed).wrapping_add(1);
        let origin = Origin(NonZeroU32::new(number)?);
        let mut backtraces = BACKTRACES.lock().unwrap_or_else(PoisonError::into_inner);
        backtraces.insert(origin, backtrace);
        Some(origin)
    }

    /// The backtrace, which nobody else will ask for.
    #[cold]
    pub(crate) fn take(self) -> Option<Backtrace> {
        BACKTRACES.lock().unwrap_or_else(PoisonError::into_inner).remove(&self)
    }
}
