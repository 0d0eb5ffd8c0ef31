//! The beginning and the end of a value of which somebody wants to know more.
//!
//! The functions take its guard by its parts and, being `extern`, never unwind: so a guard of which
//! nobody wants to know more need not be in memory, and costs little more than a flag.

use std::panic::Location;

use super::level;
use super::origin::Origin;
use super::state::{BUSY, COUNTED, FORGOTTEN, LIVE, ORIGIN, WATCHED};
use super::tally::{self, Count};

/// A value of which somebody wants to know more is made.
#[cold]
pub(super) extern "C" fn watched(created_at: &'static Location<'static>) -> u64 {
    let watch = level::watch();
    let origin = Origin::here(created_at, watch);
    let number = u64::from(origin.map_or(0, Origin::number)) << ORIGIN;
    if watch & level::ALIVE != 0 {
        tally::count((None, Some(created_at)), |entry| entry.add(Count::Alive));
        return COUNTED | number;
    }
    if origin.is_some() { WATCHED | number } else { LIVE }
}

/// It is no longer alive. Its origin is left to a report that comes last, if one does.
#[cold]
pub(super) extern "C" fn begun(created_at: &'static Location<'static>, made: u64) -> u64 {
    if made & COUNTED != 0 {
        tally::count((None, Some(created_at)), |entry| entry.subtract(Count::Alive));
    }
    if made & FORGOTTEN == 0 {
        drop(origin(made).and_then(Origin::take));
    }
    BUSY | made & (COUNTED | FORGOTTEN)
}

/// Which number it has.
#[inline]
pub(super) fn origin(made: u64) -> Option<Origin> {
    Origin::numbered((made >> ORIGIN) as u32)
}
