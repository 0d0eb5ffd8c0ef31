//! The values that are alive although nobody will dispose them any more.

use std::collections::BTreeMap;
use std::panic::Location;

use super::leak::{Leak, LeakKind, UNKNOWN_TYPE};
use super::level::{Level, level};
use super::{origin, tally};

/// Every value with a guard that is alive, by the place where it was made; what is asked when the
/// process ends.
///
/// Nothing where `TENURE_LEAKS` keeps nothing of them; a sum without places where it says `count`.
pub(crate) fn alive() -> Vec<Leak> {
    let sums = tally::sums();
    let places = sums.iter().filter_map(|(key, sums)| match key {
        (None, Some(place)) => Some((*place, sums.alive())).filter(|(_, count)| *count > 0),
        _ => None,
    });
    if level() == Level::Count {
        let count = places.map(|(_, count)| count).sum();
        return Leak::some(UNKNOWN_TYPE, None, LeakKind::Alive, count).into_iter().collect();
    }
    let types = types();
    let leak = |(place, count)| {
        let type_name = types.get(place).copied().flatten().unwrap_or(UNKNOWN_TYPE);
        let leak = Leak::some(type_name, Some(place), LeakKind::Alive, count)?;
        Some(Leak { backtrace: origin::backtrace_of(place), ..leak })
    };
    places.filter_map(leak).collect()
}

/// The type of what is made in a place: a guard does not know it, but other values that were made
/// there had their steps run, or were dropped. `None`: of several types.
pub(crate) fn types() -> BTreeMap<&'static Location<'static>, Option<&'static str>> {
    let mut types = BTreeMap::new();
    for (type_name, place) in tally::sums().into_keys() {
        let (Some(type_name), Some(place)) = (type_name, place) else { continue };
        if type_name != UNKNOWN_TYPE {
            let known = types.entry(place).or_insert(Some(type_name));
            *known = known.filter(|known| *known == type_name);
        }
    }
    types
}
