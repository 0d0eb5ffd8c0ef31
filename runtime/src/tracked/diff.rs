//! What has come and gone between two snapshots.

use std::fmt;
use std::panic::Location;

use super::snapshot::{TrackedSite, TrackedType};
use super::table;

/// What was made and what was dropped between two [`Snapshot`](crate::Snapshot)s, by type and by
/// place; see [`Snapshot::diff`](crate::Snapshot::diff). Its `Display` is a table.
///
/// It is made of counts: where one value was left behind and one of before is gone, nothing has
/// grown.
#[derive(Clone, Debug)]
pub struct SnapshotDiff {
    types: Option<Vec<TypeDiff>>,
}

/// How the values of one type have changed in number.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TypeDiff {
    /// The type, in full.
    pub name: &'static str,
    /// How many were made.
    pub made: u64,
    /// How many were dropped, whenever they were made.
    pub dropped: u64,
    /// The places of those that were made or dropped, the one that has grown the most first.
    pub sites: Vec<SiteDiff>,
}

/// How the values that are made in one place have changed in number.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SiteDiff {
    /// The place.
    pub made_at: &'static Location<'static>,
    /// How many were made.
    pub made: u64,
    /// How many were dropped, whenever they were made.
    pub dropped: u64,
}

impl SnapshotDiff {
    pub(super) fn of(both: Option<(&[TrackedType], &[TrackedType])>) -> Self {
        let types = both.map(|(now, earlier)| {
            let before = |each: &TrackedType| earlier.iter().find(|it| it.is_same(each));
            let types = now.iter().map(|now| TypeDiff::of(now, before(now)));
            let mut types: Vec<_> = types.filter(|it| it.made > 0 || it.dropped > 0).collect();
            types.sort_by_key(|it| std::cmp::Reverse(it.grown()));
            types
        });
        SnapshotDiff { types }
    }

    /// Whether anything was counted; not without the feature `track`.
    #[must_use]
    pub fn is_tracked(&self) -> bool {
        self.types.is_some()
    }

    /// The types of which values were made or dropped, the one that has grown the most first; empty
    /// if nothing was counted.
    #[must_use]
    pub fn types(&self) -> &[TypeDiff] {
        self.types.as_deref().unwrap_or_default()
    }

    /// Whether in some place more values were made than dropped: what a test for leaks asks.
    #[must_use]
    pub fn grew(&self) -> bool {
        self.types().iter().flat_map(|it| &it.sites).any(|site| site.grown() > 0)
    }
}

impl TypeDiff {
    fn of(now: &TrackedType, earlier: Option<&TrackedType>) -> Self {
        let before = |each: &TrackedSite| {
            earlier.and_then(|it| it.sites.iter().find(|site| site.is_same(each)))
        };
        let sites = now.sites.iter().map(|site| SiteDiff::of(site, before(site)));
        let mut sites: Vec<_> = sites.filter(|it| it.made > 0 || it.dropped > 0).collect();
        sites.sort_by_key(|it| std::cmp::Reverse(it.grown()));
        let sum = |part: fn(&SiteDiff) -> u64| sites.iter().map(part).sum();
        let (made, dropped) = (sum(|it| it.made), sum(|it| it.dropped));
        TypeDiff { name: now.name, made, dropped, sites }
    }

    /// How many more are alive now; negative if there are fewer.
    #[must_use]
    pub fn grown(&self) -> i64 {
        grown(self.made, self.dropped)
    }
}

impl SiteDiff {
    fn of(now: &TrackedSite, earlier: Option<&TrackedSite>) -> Self {
        let (live, total) = earlier.map_or((0, 0), |it| (it.live, it.total));
        // With the snapshots the wrong way round nothing was made.
        let made = now.total.saturating_sub(total);
        let dropped = (now.total - now.live).saturating_sub(total - live);
        SiteDiff { made_at: now.made_at, made, dropped }
    }

    /// How many more are alive now; negative if there are fewer.
    #[must_use]
    pub fn grown(&self) -> i64 {
        grown(self.made, self.dropped)
    }
}

fn grown(made: u64, dropped: u64) -> i64 {
    let change = |by: u64| i64::try_from(by).unwrap_or(i64::MAX);
    if made < dropped { -change(dropped - made) } else { change(made - dropped) }
}

impl fmt::Display for SnapshotDiff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(types) = &self.types else { return f.write_str(table::NOT_TRACKED) };
        let figures = |made: u64, dropped: u64| {
            let [made_text, dropped_text] = [made, dropped].map(table::count);
            [made_text, dropped_text, table::change(grown(made, dropped))].map(Some)
        };
        let mut rows = Vec::new();
        for TypeDiff { name, made, dropped, sites } in types {
            rows.push((name.to_string(), figures(*made, *dropped)));
            for SiteDiff { made_at, made, dropped } in sites {
                rows.push((format!("  {made_at}"), figures(*made, *dropped)));
            }
        }
        table::write(f, ["made", "dropped", "grown"], &rows, String::clone)
    }
}
