//! `#[tracked]`: how many values of a type there are, and where they were made.

pub(crate) mod count;
#[cfg(feature = "track")]
mod counted;
pub(crate) mod diff;
pub(crate) mod finalize;
#[cfg(feature = "track")]
mod identity;
pub(crate) mod instances;
#[cfg(feature = "json")]
mod json;
pub(crate) mod live;
#[cfg(not(feature = "track"))]
#[path = "off.rs"]
pub(crate) mod record;
#[cfg(feature = "track")]
pub(crate) mod record;
pub(crate) mod shared_pointer;
#[cfg(feature = "track")]
mod site;
pub(crate) mod snapshot;
pub(crate) mod switch;
mod table;
pub(crate) mod weak_set;

use count::Count;
use live::Live;
use record::Declaration;
use snapshot::Snapshot;

/// A type whose values are counted: what [`#[tracked]`](macro@crate::tracked) makes of it.
///
/// The functions stand on the type itself, too, so that only generic code needs the trait.
///
/// ```
/// use tenure::{Live, Tracked, tracked};
///
/// #[tracked]
/// #[derive(Default)]
/// struct Session {
///     live: Live<Self>,
/// }
///
/// fn report<T: Tracked>() -> String {
///     format!("{} of {} are alive", T::live(), T::total())
/// }
///
/// let kept = Session::default();
/// drop(Session::default());
/// # if cfg!(feature = "track") {
/// assert_eq!(report::<Session>(), "1 of 2 are alive");
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not tracked",
    label = "this type has no `#[tracked]`",
    note = "put `#[tenure::tracked]` on the type, and a field `live: tenure::Live<Self>` into it"
)]
pub trait Tracked: Sized {
    /// Where the values of all types of this declaration are counted.
    #[doc(hidden)]
    fn declaration() -> &'static Declaration;

    /// What counts this value.
    #[doc(hidden)]
    fn counted_by(&self) -> &Live<Self>;

    /// How many values are alive; see [`Count`] for *not tracked*.
    #[must_use]
    fn live() -> Count {
        Declaration::counts::<Self>().live
    }

    /// How many values were made, ever.
    #[must_use]
    fn total() -> Count {
        Declaration::counts::<Self>().total
    }

    /// How many values were alive at once, at most.
    #[must_use]
    fn peak() -> Count {
        Declaration::counts::<Self>().peak
    }

    /// The counts of this type, also by the places where its values were made.
    #[must_use]
    fn snapshot() -> Snapshot {
        Snapshot::of(Declaration::rows_of::<Self>())
    }
}
