//! Measurements for other programs.

use super::comparison::Comparison;
use super::metrics::Metrics;
use crate::heap::usage::HeapUse;
use crate::report::json_text::{list, object, or_null, quoted};

/// Goes up when a key changes its meaning or goes away; a new key is no new version.
const SCHEMA: u32 = 1;

impl Metrics {
    /// The figures as JSON, one object on one line: `tenure` (`"metrics"`), `schema` (1), `profile`
    /// (`"debug"` or `"release"`) and the keys of a row of [`Comparison::to_json`]. Needs the feature
    /// `json`.
    ///
    /// ```
    /// let json = tenure::measure("sum", || 1 + 1).to_json();
    /// assert!(json.starts_with(r#"{"tenure":"metrics","schema":1,"#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let pairs = [
            ("tenure", quoted("metrics")),
            ("schema", SCHEMA.to_string()),
            ("profile", quoted(profile())),
        ];
        format!("{}\n", object(pairs.into_iter().chain(row(self))))
    }
}

impl Comparison {
    /// The figures as JSON, one object on one line. Needs the feature `json`.
    ///
    /// | key | value |
    /// |---|---|
    /// | `tenure`, `schema` | `"comparison"` and 1 |
    /// | `profile` | `"debug"` or `"release"` |
    /// | `rounds` | how many |
    /// | `noise`, `floor` | as parts of 1: how far the baseline was from itself, and the smallest difference that is one |
    /// | `calm` | whether the machine had nothing else to do, by [`is_calm`](Self::is_calm) |
    /// | `resolution_ns` | the smallest difference that is one, in nanoseconds |
    /// | `rows` | the first is the baseline: `name`, `min_ns`, `median_ns`, `p90_ns`, `mad_ns`, `empty_ns`, `tick_ns`, `rounds`, `turns`, `captured_bytes`, `optimised_away`, `memory` and `first` (`null` where nobody counts, otherwise `allocs`, `bytes`, `peak_bytes`, `net_bytes`, `net_blocks`), `steady`, and against the baseline `ratio`, `low`, `high`, `scatter`, `verdict` (`same`, `faster`, `slower`, `noisy`) and `same_code` (`null` where nobody knows) |
    ///
    /// ```
    /// let comparison = tenure::compare! {
    ///     baseline: "one" => 1,
    ///     "two" => 2,
    /// };
    /// assert!(comparison.to_json().starts_with(r#"{"tenure":"comparison","schema":1,"#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let rows = self.rows.iter().enumerate().map(|(place, metrics)| {
            let paired = self.paired(0, place);
            let against = [
                ("ratio", number(paired.ratio)),
                ("low", number(paired.interval.0)),
                ("high", number(paired.interval.1)),
                ("scatter", number(paired.scatter)),
                ("verdict", quoted(&self.judge(&paired).to_string())),
                ("same_code", or_null(self.codes[place].is_same(self.codes[0]))),
            ];
            object(row(metrics).into_iter().chain(against))
        });
        let pairs = [
            ("tenure", quoted("comparison")),
            ("schema", SCHEMA.to_string()),
            ("profile", quoted(profile())),
            ("rounds", self.rounds().to_string()),
            ("noise", number(self.noise())),
            ("floor", number(self.floor())),
            ("calm", self.is_calm().to_string()),
            ("resolution_ns", number(self.resolution())),
            ("rows", list(rows)),
        ];
        format!("{}\n", object(pairs))
    }
}

fn profile() -> &'static str {
    if cfg!(debug_assertions) { "debug" } else { "release" }
}

fn row(metrics: &Metrics) -> Vec<(&'static str, String)> {
    let Metrics { name, time, memory, first, steady, .. } = metrics;
    let Metrics { rounds, turns, captured, optimised_away, empty, tick, .. } = metrics;
    vec![
        ("name", quoted(name)),
        ("min_ns", number(time.min)),
        ("median_ns", number(time.median)),
        ("p90_ns", number(time.p90)),
        ("mad_ns", number(time.mad)),
        ("empty_ns", number(*empty)),
        ("tick_ns", number(*tick)),
        ("rounds", rounds.to_string()),
        ("turns", turns.to_string()),
        ("captured_bytes", captured.to_string()),
        ("optimised_away", optimised_away.to_string()),
        ("memory", or_null(memory.map(heap))),
        ("first", or_null(first.map(heap))),
        ("steady", steady.to_string()),
    ]
}

fn heap(usage: HeapUse) -> String {
    let HeapUse { allocs, bytes, peak, net, net_blocks } = usage;
    object([
        ("allocs", allocs.to_string()),
        ("bytes", bytes.to_string()),
        ("peak_bytes", peak.to_string()),
        ("net_bytes", net.to_string()),
        ("net_blocks", net_blocks.to_string()),
    ])
}

/// JSON has no word for what is infinite.
fn number(number: f64) -> String {
    or_null(number.is_finite().then_some(number))
}
