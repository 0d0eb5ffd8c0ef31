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
pub(crate) mod listing;
pub(crate) mod live;
#[cfg(any(feature = "track", all(loom, test)))]
mod living;
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

use live::Live;
use record::Declaration;

/// A type whose values are counted: what [`#[tracked]`](macro@crate::tracked) makes of it.
///
/// Generic code asks [`Counts::of`](crate::Counts::of) and [`Snapshot::of`](crate::Snapshot::of) what
/// the functions of the type itself tell.
///
/// ```
/// use tenure::{Counts, Live, Tracked, tracked};
///
/// #[tracked]
/// #[derive(Default)]
/// struct Session {
///     live: Live<Self>,
/// }
///
/// fn report<T: Tracked>() -> String {
///     let Counts { live, total, .. } = Counts::of::<T>();
///     format!("{live} of {total} are alive")
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
}
