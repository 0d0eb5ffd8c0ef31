//! What is known of the making of single values, where somebody asks: their callers, with
//! `TENURE_LEAKS=backtrace`, and the `LeakScope` they were made in.
//!
//! It stands here and not in the guards: a guard stays small, and a struct that has one can be a
//! key (with a `Backtrace` inside it would count as changeable).

use std::backtrace::Backtrace;
use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::panic::Location;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::level;
#[cfg(feature = "testing")]
use crate::testing::scope::Scope;

static MADE: Mutex<BTreeMap<Origin, Made>> = Mutex::new(BTreeMap::new());

/// The number of the last one. After 2³² of them numbers repeat, and a value that is still
/// alive from then may be reported with the callers of another.
static LAST: AtomicU32 = AtomicU32::new(0);

/// The number of a value of which more is known than its place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Origin(NonZeroU32);

/// Where a value was made, and under which number more is known of that.
#[derive(Clone, Copy)]
pub(crate) struct Making {
    pub(super) created_at: &'static Location<'static>,
    pub(super) origin: Option<Origin>,
}

/// How a value was made.
#[derive(Default)]
pub(crate) struct Made {
    pub(super) created_at: Option<&'static Location<'static>>,
    pub(super) backtrace: Option<Arc<Backtrace>>,
    #[cfg(feature = "testing")]
    pub(super) scope: Option<Arc<Scope>>,
}

impl Origin {
    /// That of a value that is made now, if there is anything to keep.
    #[cold]
    pub(super) fn here(created_at: &'static Location<'static>, watch: usize) -> Option<Self> {
        #[cfg(feature = "testing")]
        let scope = if watch & level::SCOPE == 0 { None } else { Scope::current() };
        #[cfg(feature = "testing")]
        let is_in_scope = scope.is_some();
        #[cfg(not(feature = "testing"))]
        let is_in_scope = false;
        let wants_callers = watch & level::CALLERS != 0;
        if !is_in_scope && !wants_callers {
            return None;
        }
        let backtrace = wants_callers.then(|| Arc::new(Backtrace::force_capture()));
        let origin = Self::unique()?;
        let made = Made {
            created_at: Some(created_at),
            backtrace,
            #[cfg(feature = "testing")]
            scope,
        };
        all(|all| all.insert(origin, made));
        Some(origin)
    }

    /// A number that no other value has.
    pub(super) fn unique() -> Option<Self> {
        // Relaxed: the numbers only have to differ.
        let number = LAST.fetch_add(1, Ordering::Relaxed).wrapping_add(1);
        NonZeroU32::new(number).map(Origin)
    }

    /// Never 0, which is none; see `numbered`.
    pub(super) fn number(self) -> u32 {
        self.0.get()
    }

    /// The one with this number.
    #[inline]
    pub(super) fn numbered(number: u32) -> Option<Self> {
        NonZeroU32::new(number).map(Origin)
    }

    /// What is known, for which nobody else will ask.
    #[cold]
    pub(super) fn take(self) -> Option<Made> {
        all(|all| all.remove(&self))
    }
}

/// The callers of a value that was made there and is alive.
pub(super) fn backtrace_of(place: &'static Location<'static>) -> Option<Arc<Backtrace>> {
    let of_it = |made: &&Made| made.created_at == Some(place);
    all(|all| all.values().filter(of_it).find_map(|made| made.backtrace.clone()))
}

/// Where the values that were made in `scope` and are alive were made, with their callers. From now
/// on nobody asks for them any more.
#[cfg(feature = "testing")]
pub(crate) fn taken_from(
    scope: &Arc<Scope>,
) -> Vec<(&'static Location<'static>, Option<Arc<Backtrace>>)> {
    let mut alive = Vec::new();
    all(|all| {
        all.retain(|_, made| {
            if made.scope.as_ref().is_some_and(|own| Arc::ptr_eq(own, scope)) {
                made.scope = None;
                alive.extend(made.created_at.map(|place| (place, made.backtrace.clone())));
            }
            made.scope.is_some() || made.backtrace.is_some()
        });
    });
    alive
}

fn all<R>(work: impl FnOnce(&mut BTreeMap<Origin, Made>) -> R) -> R {
    work(&mut MADE.lock().unwrap_or_else(PoisonError::into_inner))
}
