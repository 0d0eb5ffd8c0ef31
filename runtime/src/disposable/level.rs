//! `TENURE_LEAKS`: what is kept of a value that nobody disposed.

use std::env;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};

use crate::report::say::say;

/// The variable.
const VARIABLE: &str = "TENURE_LEAKS";

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Level {
    Off = 1,
    Count,
    Site,
    Backtrace,
}

/// The level, once it was read; before that 0.
static LEVEL: AtomicU8 = AtomicU8::new(0);

/// What a guard is to do beyond remembering its caller. A whole word, which a new guard takes over
/// as it is.
static WATCH: AtomicUsize = AtomicUsize::new(UNREAD);

/// The variable was not read yet.
const UNREAD: usize = 1;
/// Those that are alive are counted.
pub(super) const ALIVE: usize = 2;
/// The callers of the caller are kept.
pub(super) const CALLERS: usize = 4;
/// There is a `LeakScope`, maybe of this thread.
#[cfg_attr(not(feature = "testing"), allow(dead_code))] // the word for it stays
pub(super) const SCOPE: usize = 8;
/// Those that nobody disposed are reported; for a new guard that is nothing to do.
pub(super) const REPORT: usize = 16;

/// What a new guard is to do, as far as that is known; if it is anything but a report, it has to
/// ask [`watch`].
#[inline]
pub(super) fn watch_at_once() -> usize {
    // Relaxed: the number is all there is to know.
    WATCH.load(Ordering::Relaxed)
}

/// Whether somebody wants to know of a value that nobody disposed.
#[inline]
pub(super) fn is_reporting() -> bool {
    WATCH.load(Ordering::Relaxed) != 0
}

/// What it is to do.
pub(super) fn watch() -> usize {
    level();
    WATCH.load(Ordering::Relaxed)
}

/// From now on, or no longer, values are attributed to scopes.
#[cfg(feature = "testing")]
pub(crate) fn watch_scopes(on: bool) {
    if on {
        WATCH.fetch_or(SCOPE, Ordering::Relaxed);
    } else {
        WATCH.fetch_and(!SCOPE, Ordering::Relaxed);
    }
}

#[inline]
pub(crate) fn level() -> Level {
    // Acquire pairs with `read`: who sees the level sees what it asks of guards.
    match LEVEL.load(Ordering::Acquire) {
        1 => Level::Off,
        2 => Level::Count,
        3 => Level::Site,
        4 => Level::Backtrace,
        _ => read(),
    }
}

/// Reading the variable twice gives the same twice.
#[cold]
fn read() -> Level {
    let value = env::var_os(VARIABLE);
    let value = value.as_ref().map(|value| value.to_string_lossy());
    let level = Level::named(value.as_deref()).unwrap_or(Level::Site);
    WATCH.fetch_or(level.watch(value.is_some(), cfg!(debug_assertions)), Ordering::Relaxed);
    WATCH.fetch_and(!UNREAD, Ordering::Relaxed);
    LEVEL.store(level as u8, Ordering::Release);
    level
}

/// Says, once, that nobody knows what the variable asks for.
pub(crate) fn complain() {
    static DONE: AtomicBool = AtomicBool::new(false);

    let value = env::var_os(VARIABLE).unwrap_or_default();
    let value = value.to_string_lossy();
    if Level::named(Some(&value)).is_none() && !DONE.swap(true, Ordering::Relaxed) {
        let names = "write `off`, `count`, `site` or `backtrace`";
        say(&format!("tenure: `{VARIABLE}={value}` is unknown; {names}"));
    }
}

impl Level {
    /// `None`: nobody knows the name, which then counts as absent; a report too many is better
    /// than one too few.
    fn named(name: Option<&str>) -> Option<Self> {
        match name {
            Some("off") => Some(Level::Off),
            Some("count") => Some(Level::Count),
            None | Some("" | "site") => Some(Level::Site),
            Some("backtrace") => Some(Level::Backtrace),
            Some(_) => None,
        }
    }

    /// Counting what is alive costs twice what a disposal costs: unasked, only a build for
    /// debugging does it.
    fn watch(self, asked: bool, debugging: bool) -> usize {
        match self {
            Level::Off => 0,
            Level::Count | Level::Site if asked || debugging => REPORT | ALIVE,
            Level::Count | Level::Site => REPORT,
            Level::Backtrace => REPORT | ALIVE | CALLERS,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_those_of_the_levels() {
        let levels = ["off", "count", "site", "backtrace"].map(|name| Level::named(Some(name)));
        let known = [Level::Off, Level::Count, Level::Site, Level::Backtrace];
        assert_eq!(levels, known.map(Some));
        assert_eq!(["", "?"].map(|name| Level::named(Some(name))), [Some(Level::Site), None]);
        assert_eq!(Level::named(None), Some(Level::Site));
    }

    #[test]
    fn unasked_only_a_build_for_debugging_counts_what_is_alive() {
        assert_eq!(Level::Site.watch(false, false), REPORT);
        assert_eq!(Level::Site.watch(false, true), REPORT | ALIVE);
        for level in [Level::Count, Level::Site] {
            assert_eq!(level.watch(true, false), REPORT | ALIVE);
        }
        assert_eq!(Level::Backtrace.watch(true, false), REPORT | ALIVE | CALLERS);
        assert_eq!(Level::Off.watch(true, true), 0);
    }
}
