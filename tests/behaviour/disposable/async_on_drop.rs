//! What becomes of a value that is awaited, or may be, where nobody awaits it to its end: `on_drop`
//! and `into_parts`.

use std::any::type_name;
use std::panic::Location;

use tenure::{AsyncDispose, DisposeError, Failure, Guard, disposable};

use super::async_hand::{Log, Slow, interrupted, ready};
use super::{Refused, Then, leaks_at};

fn refuse(log: &mut Log) -> Result<(), Refused> {
    log.note("refused");
    Err(Refused("log"))
}

/// A type whose disposal fails first, and then has to wait.
trait Value: AsyncDispose + Sized {
    fn with(guard: Guard, log: &Log) -> Self;

    /// Of its own type and place, the number and the errors of those that nobody disposed; also those
    /// of which only the guard tells.
    fn reported(place: &Location<'_>) -> Vec<(u64, Vec<String>)> {
        let texts = |error: &DisposeError| error.iter().map(Failure::to_string).collect();
        let leaks = leaks_at(place)
            .into_iter()
            .filter(|leak| [type_name::<Self>(), "a value"].contains(&leak.type_name));
        leaks.map(|leak| (leak.count, leak.error.as_deref().map_or(Vec::new(), texts))).collect()
    }
}

/// Declares one.
macro_rules! value {
    ($name:ident, $($option:tt)*) => {
        #[disposable($($option)*)]
        struct $name {
            #[dispose(with = refuse)]
            log: Log,
            slow: Slow,
            guard: Guard,
        }

        impl Value for $name {
            fn with(guard: Guard, log: &Log) -> Self {
                let slow = Slow::new("slow", Then::Succeed, log);
                $name { log: log.clone(), slow, guard }
            }
        }
    };
}

value!(Reporting, async, on_drop = report);
value!(ReportingBoth, both, on_drop = report);
value!(Ignoring, async, on_drop = ignore);
value!(IgnoringBoth, both, on_drop = ignore);
value!(Whole, async, into_parts);
value!(WholeBoth, both, into_parts);

/// Drops one that was not polled, one whose disposal was dropped half-way, and one that was disposed;
/// what is reported of the first two, and of the last one nothing.
fn dropped<T: Value>() -> [Vec<(u64, Vec<String>)>; 2] {
    let log = Log::default();
    let guard = Guard::new();
    let untouched = guard.created_at();
    drop(T::with(guard, &log));
    assert!(log.taken().is_empty(), "nothing is done");

    let guard = Guard::new();
    let half_way = guard.created_at();
    let mut value = T::with(guard, &log);
    interrupted(value.dispose_async(), 1);
    assert_eq!(log.taken(), ["refused", "slow begins"]);
    drop(value);
    assert!(log.taken().is_empty(), "nothing more is done");

    let guard = Guard::new();
    let disposed = guard.created_at();
    let mut value = T::with(guard, &log);
    assert!(ready(value.dispose_async()).is_err());
    drop(value);
    assert_eq!(T::reported(disposed), []);
    [untouched, half_way].map(T::reported)
}

#[test]
fn with_report_it_is_only_reported_with_what_had_failed_before_it_was_cancelled() {
    let half_way = ["log: log refused", "async dispose was cancelled"].map(str::to_owned);
    let expected = [vec![(1, Vec::new())], vec![(1, half_way.to_vec())]];
    assert_eq!(dropped::<Reporting>(), expected);
    assert_eq!(dropped::<ReportingBoth>(), expected);
}

#[test]
fn with_ignore_nothing_is_said() {
    assert_eq!(dropped::<Ignoring>(), [[], []]);
    assert_eq!(dropped::<IgnoringBoth>(), [[], []]);
}

/// For both types: one that was not polled, one whose disposal was dropped half-way, and one that
/// was disposed.
macro_rules! apart {
    ($name:ident, $parts:ident) => {
        for polls in 0..3 {
            let log = Log::default();
            let mut value = $name::with(Guard::new(), &log);
            let place = value.guard.created_at();
            if polls < 2 {
                interrupted(value.dispose_async(), polls);
            } else {
                assert!(ready(value.dispose_async()).is_err());
            }
            log.taken();
            let $parts { log, mut slow } = value.into_parts();
            assert!(log.taken().is_empty(), "nothing is disposed");
            assert_eq!($name::reported(place), [], "after {polls} polls");
            ready(slow.dispose_async()).unwrap();
            assert_eq!(log.taken().is_empty(), polls == 2, "after {polls} polls");
        }
    };
}

#[test]
fn all_fields_come_out_at_any_time_and_nothing_is_disposed_or_reported() {
    apart!(Whole, WholeParts);
    apart!(WholeBoth, WholeBothParts);
}
