//! The values that were disposed in order, counted by type and by the place where they were made.

use std::collections::BTreeMap;
use std::panic::Location;
use std::sync::{Mutex, PoisonError};

#[cfg(feature = "instrument")]
use super::collector::Collector;

/// Values of one type with a [`Guard`](crate::Guard), made in one place, that were disposed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Disposal {
    /// The type, as [`std::any::type_name`] gives it.
    pub type_name: &'static str,
    /// Where the values were made.
    pub created_at: &'static Location<'static>,
    /// How many were disposed.
    pub count: u64,
    /// How many of them could not be disposed without an error.
    pub failed: u64,
}

type Key = (&'static str, &'static Location<'static>);

static DISPOSALS: Mutex<BTreeMap<Key, Disposal>> = Mutex::new(BTreeMap::new());

/// Every value that was disposed so far, by type and place; those of the fallback are leaks.
pub(crate) fn disposals() -> Vec<Disposal> {
    DISPOSALS.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
}

/// Counts the disposal of one value.
#[cfg(feature = "instrument")]
pub(crate) fn record(
    type_name: &'static str,
    created_at: &'static Location<'static>,
    steps: &Collector,
) {
    let mut disposals = DISPOSALS.lock().unwrap_or_else(PoisonError::into_inner);
    let disposal = disposals.entry((type_name, created_at)).or_insert(Disposal {
        type_name,
        created_at,
        count: 0,
        failed: 0,
    });
    disposal.count += 1;
    disposal.failed += u64::from(!steps.is_empty());
}

#[cfg(all(test, feature = "instrument"))]
mod tests {
    use super::super::Dispose;
    use super::super::owned::Owned;
    use super::*;

    fn disposals_in_this_file() -> Vec<Disposal> {
        disposals().into_iter().filter(|each| each.created_at.file() == file!()).collect()
    }

    #[test]
    fn orderly_disposals_are_counted_and_forgotten_values_are_not() {
        for result in [Ok(()), Err("no")] {
            let mut owned = Owned::with(result, |result| result);
            assert_eq!(owned.dispose().is_err(), result.is_err());
            owned.dispose().expect("nothing is left to do");
        }
        drop(Owned::with(0, drop));
        let disposals = disposals_in_this_file();
        let [one] = disposals.as_slice() else { panic!("{disposals:?}") };
        assert_eq!((one.count, one.failed), (2, 1));
        assert!(one.type_name.contains("Owned<"));
    }
}
