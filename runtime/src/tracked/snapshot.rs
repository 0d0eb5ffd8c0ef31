//! The counts of all tracked types at one moment, as plain data.

#[cfg(feature = "track")]
use std::any::TypeId;
use std::fmt;
use std::panic::Location;

use super::diff::SnapshotDiff;
use super::record::{self, Declaration};
use super::{Tracked, switch, table};

/// The counts of every [`#[tracked]`](macro@crate::tracked) type of which a value was made, by type
/// and by the places where they were made.
///
/// ```
/// use tenure::{Live, tracked};
///
/// #[tracked]
/// struct Session {
///     live: Live<Self>,
/// }
///
/// let before = tenure::snapshot();
/// let sessions: Vec<_> = (0..3).map(|_| Session { live: Live::new() }).collect();
/// std::mem::forget(sessions); // nobody drops them any more
///
/// let leaked = tenure::snapshot().diff(&before);
/// # if cfg!(feature = "track") {
/// assert_eq!(leaked.types()[0].grown(), 3);
/// assert_eq!(leaked.types()[0].sites[0].made_at.file(), file!());
/// assert!(leaked.to_string().contains("Session"), "a table");
/// # }
/// ```
///
/// Without the feature `track` it says *not tracked*, which is not the same as no values. While other
/// threads make and drop values, each count is that of a moment of its own: none of them was ever
/// wrong, but they need not add up.
#[must_use]
pub fn snapshot() -> Snapshot {
    let mut types = record::rows();
    if let Some(types) = &mut types {
        types.sort_by(|one, other| (other.live, one.name).cmp(&(one.live, other.name)));
    }
    Snapshot::at_once(types)
}

/// What was counted: see [`snapshot`]. Its `Display` is a table.
#[derive(Clone, Debug)]
pub struct Snapshot {
    types: Option<Vec<TrackedType>>,
    /// Whether what was made at that time was counted.
    tracking: bool,
}

/// The counts of one type; of a generic one those of one instantiation, whatever its lifetimes.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TrackedType {
    /// The type, in full: `app::Pool<u8>`.
    pub name: &'static str,
    /// How many are alive.
    pub live: u64,
    /// How many were made, ever.
    pub total: u64,
    /// How many were alive at once, at most.
    pub peak: u64,
    /// Where they were made, the place with the most that are alive first.
    pub sites: Vec<TrackedSite>,
    #[cfg(feature = "track")]
    pub(super) id: TypeId,
}

/// The values of one type that were made in one place.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TrackedSite {
    /// The place, as [`Live::new`](crate::Live::new) remembers it.
    pub made_at: &'static Location<'static>,
    /// How many of them are alive.
    pub live: u64,
    /// How many were made there, ever.
    pub total: u64,
}

impl Snapshot {
    /// The counts of `T` alone, as its own function tells them.
    #[must_use]
    pub fn of<T: Tracked>() -> Self {
        Snapshot::at_once(Declaration::rows_of::<T>())
    }

    fn at_once(types: Option<Vec<TrackedType>>) -> Self {
        Snapshot { types, tracking: switch::is_tracking() }
    }

    /// Whether anything was counted; not without the feature `track`.
    #[must_use]
    pub fn is_tracked(&self) -> bool {
        self.types.is_some()
    }

    /// The types, the one with the most values alive first; empty if nothing was counted.
    #[must_use]
    pub fn types(&self) -> &[TrackedType] {
        self.types.as_deref().unwrap_or_default()
    }

    /// What has come and gone since `earlier`.
    ///
    /// ```
    /// let before = tenure::snapshot();
    /// assert!(!tenure::snapshot().diff(&before).grew(), "nothing was left behind");
    /// ```
    #[must_use]
    pub fn diff(&self, earlier: &Snapshot) -> SnapshotDiff {
        let both = self.types.as_deref().zip(earlier.types.as_deref());
        SnapshotDiff::of(both)
    }
}

impl TrackedType {
    /// Whether both are about the same type.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        #[cfg(feature = "track")]
        return self.id == other.id;
        #[cfg(not(feature = "track"))]
        return self.name == other.name;
    }
}

impl TrackedSite {
    /// Whether both are about the same place.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.made_at == other.made_at
    }
}

impl fmt::Display for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(types) = &self.types else { return f.write_str(table::NOT_TRACKED) };
        let mut rows = Vec::new();
        for TrackedType { name, live, total, peak, sites, .. } in types {
            rows.push((name.to_string(), [*live, *total, *peak].map(Some)));
            for TrackedSite { made_at, live, total } in sites {
                rows.push((format!("  {made_at}"), [Some(*live), Some(*total), None]));
            }
        }
        table::write(f, ["live", "total", "peak"], &rows, |number| table::count(*number))?;
        if !self.tracking {
            f.write_str("\ntracking is off: what is made now is not counted")?;
        }
        Ok(())
    }
}
