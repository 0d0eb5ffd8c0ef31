//! Snapshots for other programs.

use super::diff::{SiteDiff, SnapshotDiff, TypeDiff};
use super::snapshot::{Snapshot, TrackedSite, TrackedType};
use crate::report::json_text::{list, object, or_null, place, quoted};

/// Goes up when a key changes its meaning or goes away; a new key is no new version.
const SCHEMA: u32 = 1;

impl Snapshot {
    /// The snapshot as JSON, one object on one line: `tenure` (`"snapshot"`), `schema` (1) and
    /// `types`, which is `null` where nothing is tracked; of each `type`, `live`, `total`, `peak` and
    /// `sites`, of each of these `made_at`, `live` and `total`. Needs the feature `json`.
    ///
    /// ```
    /// let json = tenure::snapshot().to_json();
    /// assert!(json.starts_with(r#"{"tenure":"snapshot","schema":1,"types":"#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let types = self.is_tracked().then(|| list(self.types().iter().map(of_type)));
        written("snapshot", types)
    }
}

impl SnapshotDiff {
    /// The difference as JSON, one object on one line: `tenure` (`"snapshot_diff"`), `schema` (1) and
    /// `types`, which is `null` where nothing is tracked; of each `type`, `made`, `dropped`, `grown`
    /// and `sites`, of each of these `made_at`, `made`, `dropped` and `grown`. Needs the feature
    /// `json`.
    #[must_use]
    pub fn to_json(&self) -> String {
        let types = self.is_tracked().then(|| list(self.types().iter().map(of_type_diff)));
        written("snapshot_diff", types)
    }
}

fn written(what: &str, types: Option<String>) -> String {
    let pairs =
        [("tenure", quoted(what)), ("schema", SCHEMA.to_string()), ("types", or_null(types))];
    format!("{}\n", object(pairs))
}

fn of_type(it: &TrackedType) -> String {
    let TrackedType { name, live, total, peak, sites, .. } = it;
    let sites = sites.iter().map(|TrackedSite { made_at, live, total }| {
        object([
            ("made_at", place(made_at)),
            ("live", live.to_string()),
            ("total", total.to_string()),
        ])
    });
    object([
        ("type", quoted(name)),
        ("live", live.to_string()),
        ("total", total.to_string()),
        ("peak", peak.to_string()),
        ("sites", list(sites)),
    ])
}

fn of_type_diff(it: &TypeDiff) -> String {
    let sites = it.sites.iter().map(|site| {
        let SiteDiff { made_at, made, dropped } = site;
        object([
            ("made_at", place(made_at)),
            ("made", made.to_string()),
            ("dropped", dropped.to_string()),
            ("grown", site.grown().to_string()),
        ])
    });
    let TypeDiff { name, made, dropped, .. } = it;
    object([
        ("type", quoted(name)),
        ("made", made.to_string()),
        ("dropped", dropped.to_string()),
        ("grown", it.grown().to_string()),
        ("sites", list(sites)),
    ])
}
