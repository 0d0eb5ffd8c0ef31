//! The values that nobody disposed, counted by type and by the place where they were made.

use std::backtrace::Backtrace;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::panic::Location;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::{env, thread};

use super::Outcome;
use super::error::DisposeError;
use super::state::Guard;

/// Values of one type, made in one place, that were dropped without being disposed.
///
/// The fallback in their `Drop` has disposed them; what it could not give back to anybody is here.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Leak {
    /// The type, as [`std::any::type_name`] gives it; `a value` where only the [`Guard`] was there
    /// to tell of it.
    pub type_name: &'static str,
    /// Where the values were made; `None` for a type without a guard and with `TENURE_LEAKS=count`.
    pub created_at: Option<&'static Location<'static>>,
    /// How many were dropped.
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

/// What is left of a forgotten value: `TENURE_LEAKS`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
enum Level {
    Off = 1,
    Count,
    Site,
    Backtrace,
}

type Site = Option<&'static Location<'static>>;

static LEAKS: Mutex<BTreeMap<(&'static str, Site), Leak>> = Mutex::new(BTreeMap::new());

/// The level, once it was read; before that 0.
static LEVEL: AtomicU8 = AtomicU8::new(0);

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
    LEAKS.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
}

/// Whether there is something to record about a value that nobody disposed.
#[inline]
pub(crate) fn is_wanted(outcome: &Outcome) -> bool {
    level() != Level::Off || outcome.is_err()
}

/// Keeps what the level asks for. An error too many is dropped outside the lock; it may panic,
/// which the caller has to expect.
#[cold]
pub(crate) fn record(type_name: &'static str, guard: Option<&mut Guard>, outcome: Outcome) {
    let (created_at, backtrace) = match guard {
        Some(guard) => (Some(guard.created_at()), guard.take_backtrace()),
        None => (None, None),
    };
    record_at(type_name, created_at, backtrace, outcome);
}

/// As [`record`], for what knows its place without a guard.
#[cold]
pub(crate) fn record_at(
    type_name: &'static str,
    created_at: Site,
    backtrace: Option<Backtrace>,
    outcome: Outcome,
) {
    let error = outcome.err().map(Arc::new);
    let _unused = match level() {
        Level::Off => error,
        Level::Count => add(type_name, None, None, error),
        Level::Site | Level::Backtrace => add(type_name, created_at, backtrace, error),
    };
}

/// Gives back the error if it is not the first.
fn add(
    type_name: &'static str,
    created_at: Site,
    backtrace: Option<Backtrace>,
    error: Option<Arc<DisposeError>>,
) -> Option<Arc<DisposeError>> {
    let mut leaks = LEAKS.lock().unwrap_or_else(PoisonError::into_inner);
    let leak = match leaks.entry((type_name, created_at)) {
        Entry::Occupied(entry) => entry.into_mut(),
        Entry::Vacant(entry) => entry.insert(Leak {
            type_name,
            created_at,
            count: 0,
            unwinding: 0,
            failed: 0,
            error: None,
            backtrace: backtrace.map(Arc::new),
        }),
    };
    leak.count += 1;
    leak.unwinding += u64::from(thread::panicking());
    leak.failed += u64::from(error.is_some());
    match leak.error {
        None => {
            leak.error = error;
            None
        }
        Some(_) => error,
    }
}

/// Whether a new value is to remember its callers.
#[inline]
pub(crate) fn wants_backtraces() -> bool {
    level() == Level::Backtrace
}

#[inline]
fn level() -> Level {
    // Relaxed: the number is all there is to know, and reading the variable twice gives it twice.
    match LEVEL.load(Ordering::Relaxed) {
        1 => Level::Off,
        2 => Level::Count,
        3 => Level::Site,
        4 => Level::Backtrace,
        _ => read_level(),
    }
}

#[cold]
fn read_level() -> Level {
    let level = Level::named(env::var("TENURE_LEAKS").ok().as_deref());
    LEVEL.store(level as u8, Ordering::Relaxed);
    level
}

impl Level {
    /// A name nobody knows counts as absent: a report too many is better than one too few.
    fn named(name: Option<&str>) -> Self {
        match name {
            Some("off") => Level::Off,
            Some("count") => Level::Count,
            Some("backtrace") => Level::Backtrace,
            _ => Level::Site,
        }
    }
}

impl fmt::Display for Leak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Leak { type_name, created_at, count, unwinding, failed, error, backtrace } = self;
        f.write_str(type_name)?;
        if let Some(place) = created_at {
            write!(f, ", created at {place},")?;
        }
        f.write_str(" was dropped without being disposed")?;
        if *count > 1 {
            write!(f, " {count} times")?;
        }
        match (*unwinding, *count) {
            (0, _) => {}
            (unwinding, count) if unwinding == count => f.write_str(" during unwinding")?,
            (unwinding, _) => write!(f, ", {unwinding} of them during unwinding")?,
        }
        if let Some(error) = error {
            if *failed > 1 {
                write!(f, "; disposing it then failed {failed} times, first with {error:#}")?;
            } else {
                write!(f, "; disposing it then failed: {error:#}")?;
            }
        }
        backtrace.as_ref().map_or(Ok(()), |backtrace| write!(f, "\n{backtrace}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_level_reports_sites() {
        let levels =
            ["off", "count", "site", "backtrace", "?"].map(|name| Level::named(Some(name)));
        assert_eq!(levels, [Level::Off, Level::Count, Level::Site, Level::Backtrace, Level::Site]);
        assert_eq!(Level::named(None), Level::Site);
    }
}
