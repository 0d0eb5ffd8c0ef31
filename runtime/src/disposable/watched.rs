//! The beginning and the end of a value of which somebody wants to know more.
//!
//! The functions take its guard by its parts and, being `extern`, never unwind: so a guard of which
//! nobody wants to know more need not be in memory, and costs little more than a flag.

use std::panic::Location;

use super::level;
use super::origin::Origin;
use super::state::{BUSY, COUNTED, FORGOTTEN, ORIGIN, REPORTED, WATCHED};
use super::tally::{self, Count};

/// A value of which somebody wants to know more is made.
#[cold]
pub(super) extern "C" fn watched(created_at: &'static Location<'static>) -> u64 {
    let watch = level::watch();
    let origin = Origin::here(created_at, watch);
    let number = u64::from(origin.map_or(0, Origin::number)) << ORIGIN;
    let reported = watch as u64 & REPORTED;
    if watch & level::ALIVE != 0 {
        tally::count((None, Some(created_at)), |entry| entry.add(Count::Alive));
        return COUNTED | reported | number;
    }
    if origin.is_some() { WATCHED | reported | number } else { reported }
}

/// It is no longer alive. Its origin is left to a report that comes last, if one does.
#[cold]
#[allow(improper_ctypes_definitions)] // nobody but us calls it
pub(super) extern "C" fn begun(
    created_at: &'static Location<'static>,
    made: u64,
    type_name: Option<&'static str>,
) -> u64 {
    if made & COUNTED != 0 {
        tally::count((None, Some(created_at)), |entry| entry.subtract(Count::Alive));
        if let Some(type_name) = type_name {
            named(created_at, type_name);
        }
    }
    if made & FORGOTTEN == 0 {
        drop(origin(made).and_then(Origin::take));
    }
    BUSY | made & FORGOTTEN
}

/// What is made in that place is known from now on.
#[cold]
pub(super) fn named(created_at: &'static Location<'static>, type_name: &'static str) {
    tally::count((Some(type_name), Some(created_at)), |_| ());
}

/// Which number it has.
#[inline]
pub(super) fn origin(made: u64) -> Option<Origin> {
    Origin::numbered((made >> ORIGIN) as u32)
}
