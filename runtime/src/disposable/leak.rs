//! The values that nobody disposed, counted by type and by the place where they were made.

use std::backtrace::Backtrace;
use std::collections::BTreeMap;
use std::panic::Location;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::Outcome;
use super::error::DisposeError;
use super::level::{self, Level, level};
use super::origin::{Made, Making, Origin};
use super::tally::{self, Count};

/// Values of one type, made in one place, that nobody disposed.
///
/// Those that were dropped the fallback in their `Drop` has disposed; what it could not give back
/// to anybody is here.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Leak {
    /// The type, as [`std::any::type_name`] gives it; `a value` where only the
    /// [`Guard`](crate::Guard) was there
    /// to tell of it.
    pub type_name: &'static str,
    /// Where the values were made; `None` for a type without a guard and with `TENURE_LEAKS=count`.
    pub created_at: Option<&'static Location<'static>>,
    /// What has become of them.
    pub kind: LeakKind,
    /// How many they are.
    pub count: u64,
    /// How many of them were dropped while their thread was unwinding.
    pub unwinding: u64,
    /// How many of them could not be disposed without an error.
    pub failed: u64,
    /// The error of the first that failed.
    pub error: Option<Arc<DisposeError>>,
    /// How the first came to be made, with `TENURE_LEAKS=backtrace`.
    pub backtrace: Option<Arc<Backtrace>>,
}

/// What has become of values that nobody disposed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum LeakKind {
    /// They were dropped.
    Dropped,
    /// They were never dropped: they are in a `static`, in a circle of `Arc`s, on a thread that
    /// still runs, or were given to [`std::mem::forget`]. Only the end of the process knows.
    Alive,
}

/// The type of a value of which only its guard tells.
pub(crate) const UNKNOWN_TYPE: &str = "a value";

pub(super) type Site = Option<&'static Location<'static>>;

/// What a number does not say: of the first of a kind.
#[derive(Clone, Default)]
struct Details {
    error: Option<Arc<DisposeError>>,
    backtrace: Option<Arc<Backtrace>>,
}

static DETAILS: Mutex<BTreeMap<(&'static str, Site), Details>> = Mutex::new(BTreeMap::new());

/// Every value that was dropped without being disposed so far, by type and place.
///
/// The environment variable `TENURE_LEAKS` says what is kept of one: `off` nothing, `count` its
/// type, `site` (the default) also where it was made, `backtrace` also how it came to be made.
///
/// ```
/// use tenure::{Guard, disposable};
///
/// #[disposable]
/// struct Session {
///     guard: Guard,
/// }
///
/// drop(Session { guard: Guard::new() });
///
/// let leaks = tenure::leaks();
/// let leak = leaks.iter().find(|leak| leak.type_name.ends_with("::Session")).unwrap();
/// assert_eq!(leak.count, 1);
/// assert!(leak.to_string().contains(", was dropped without being disposed"));
/// ```
#[must_use]
pub fn leaks() -> Vec<Leak> {
    let details = DETAILS.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let leak = |((type_name, created_at), sums): (tally::Key, tally::Sums)| {
        let type_name = type_name?;
        let count = sums.of(Count::Dropped);
        let leak = Leak::some(type_name, created_at, LeakKind::Dropped, count)?;
        let Details { error, backtrace } =
            details.get(&(type_name, created_at)).cloned().unwrap_or_default();
        let unwinding = sums.of(Count::DroppedInUnwinding);
        let failed = sums.of(Count::DroppedAndFailed);
        Some(Leak { unwinding, failed, error, backtrace, ..leak })
    };
    tally::sums().into_iter().filter_map(leak).collect()
}

impl Leak {
    /// Leaks of which no more is known; `None`: there are none.
    pub(crate) fn some(
        type_name: &'static str,
        created_at: Site,
        kind: LeakKind,
        count: u64,
    ) -> Option<Self> {
        let leak = Leak {
            type_name,
            created_at,
            kind,
            count,
            unwinding: 0,
            failed: 0,
            error: None,
            backtrace: None,
        };
        (count > 0).then_some(leak)
    }
}

/// Whether there is something to record about a value that nobody disposed.
#[inline]
pub(crate) fn is_wanted(outcome: &Outcome) -> bool {
    level::is_reporting() || outcome.is_err()
}

/// Keeps what the level asks for. An error too many is dropped outside the lock; it may panic,
/// which the caller has to expect.
#[cold]
pub(crate) fn record(type_name: &'static str, making: Option<Making>, outcome: Outcome) {
    match making {
        Some(Making { created_at, origin }) => {
            let made = origin.and_then(Origin::take).unwrap_or_default();
            keep(type_name, Some(created_at), made, outcome);
        }
        None => record_at(type_name, None, None, outcome),
    }
}

/// As [`record`], for what knows its place without a guard.
#[cold]
pub(crate) fn record_at(
    type_name: &'static str,
    created_at: Site,
    backtrace: Option<Backtrace>,
    outcome: Outcome,
) {
    let made = Made {
        backtrace: backtrace.map(Arc::new),
        // Where it was made nobody knows any more: it counts where it is dropped.
        #[cfg(feature = "testing")]
        scope: crate::testing::scope::Scope::current(),
        ..Made::default()
    };
    keep(type_name, created_at, made, outcome);
}

fn keep(type_name: &'static str, created_at: Site, made: Made, outcome: Outcome) {
    let error = outcome.err().map(Arc::new);
    let unwinding = thread::panicking();
    #[cfg(feature = "testing")]
    if let Some(scope) = &made.scope {
        scope.keep(Leak {
            type_name,
            created_at,
            kind: LeakKind::Dropped,
            count: 1,
            unwinding: u64::from(unwinding),
            failed: u64::from(error.is_some()),
            error: error.clone(),
            backtrace: made.backtrace.clone(),
        });
    }
    let created_at = match level() {
        Level::Off => return,
        Level::Count => None,
        Level::Site | Level::Backtrace => created_at,
    };
    tally::count((Some(type_name), created_at), |entry| {
        entry.add(Count::Dropped);
        if unwinding {
            entry.add(Count::DroppedInUnwinding);
        }
        if error.is_some() {
            entry.add(Count::DroppedAndFailed);
        }
    });
    if error.is_some() || made.backtrace.is_some() {
        let details = Details { error, backtrace: made.backtrace };
        let _not_first = keep_first((type_name, created_at), details);
    }
}

/// Gives back what is not the first of its kind.
fn keep_first(key: (&'static str, Site), details: Details) -> Details {
    let mut all = DETAILS.lock().unwrap_or_else(PoisonError::into_inner);
    let first = all.entry(key).or_default();
    let Details { mut error, mut backtrace } = details;
    if first.error.is_none() {
        first.error = error.take();
    }
    if first.backtrace.is_none() {
        first.backtrace = backtrace.take();
    }
    Details { error, backtrace }
}
