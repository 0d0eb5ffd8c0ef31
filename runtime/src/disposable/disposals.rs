//! The values that were disposed in order, counted by type and by the place where they were made.

use std::any::type_name;
use std::panic::Location;

use super::tally::{self, Count};

/// Values of one type with a [`Guard`](crate::Guard), made in one place, that were disposed.
///
/// ```
/// use tenure::{Dispose, Guard, disposable};
///
/// #[disposable]
/// struct Session {
///     guard: Guard,
/// }
///
/// Session { guard: Guard::new() }.close()?;
/// // Without the feature `instrument` nothing is counted.
/// if let [disposal] = tenure::report().disposals() {
///     assert_eq!((disposal.count, disposal.failed), (1, 0));
/// }
/// # Ok::<(), tenure::DisposeError>(())
/// ```
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

/// Every value that was disposed so far, by type and place; those of the fallback are leaks.
pub(crate) fn disposals() -> Vec<Disposal> {
    let disposal = |((type_name, created_at), sums): (tally::Key, tally::Sums)| {
        let (type_name, created_at) = (type_name?, created_at?);
        let [count, failed] = [Count::Disposed, Count::Failed].map(|count| sums.of(count));
        (count > 0).then_some(Disposal { type_name, created_at, count, failed })
    };
    tally::sums().into_iter().filter_map(disposal).collect()
}

/// Counts the disposal of one value. As `extern` it never unwinds, so no caller has to be ready
/// for that.
#[cold]
pub(super) extern "C" fn record<T: ?Sized>(
    created_at: &'static Location<'static>,
    is_forgotten: bool,
    failed: bool,
) {
    tally::count((Some(type_name::<T>()), Some(created_at)), |entry| {
        if !is_forgotten {
            entry.add(Count::Disposed);
            if failed {
                entry.add(Count::Failed);
            }
        }
    });
}

#[cfg(all(test, feature = "instrument"))]
mod tests {
    use super::super::Dispose;
    use super::super::owned::Owned;
    use super::*;

    fn disposals_of_owned() -> Vec<Disposal> {
        disposals()
            .into_iter()
            .filter(|each| each.type_name.contains("Owned<") && each.created_at.file() == file!())
            .collect()
    }

    #[test]
    fn orderly_disposals_are_counted_and_forgotten_values_are_not() {
        for result in [Ok(()), Err("no")] {
            let mut owned = Owned::with(result, |result| result);
            assert_eq!(owned.dispose().is_err(), result.is_err());
            owned.dispose().expect("nothing is left to do");
        }
        drop(Owned::with(0, drop));
        let disposals = disposals_of_owned();
        let [one] = disposals.as_slice() else { panic!("{disposals:?}") };
        assert_eq!((one.count, one.failed), (2, 1));
    }

    #[cfg(feature = "async")]
    #[test]
    fn disposals_that_may_be_awaited_are_counted_too() {
        struct Awaited;
        for result in [Ok(()), Err("no"), Err("no")] {
            let mut guard = super::super::state::Guard::new();
            let steps = &mut super::super::async_steps::AwaitedSteps::new();
            assert!(steps.begin::<Awaited>(&mut guard) && steps.next(&mut guard));
            steps.field_at_once("", &mut (), |()| result);
            steps.end::<Awaited>(&mut guard);
            assert_eq!(steps.finish().is_err(), result.is_err());
        }
        let all = disposals().into_iter();
        let of_it = all.filter(|each| each.type_name.ends_with("::Awaited")).collect::<Vec<_>>();
        let [one] = of_it.as_slice() else { panic!("{of_it:?}") };
        assert_eq!((one.count, one.failed), (3, 2));
    }
}
