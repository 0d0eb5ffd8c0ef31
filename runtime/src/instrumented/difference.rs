//! From the difference of two moments to the rows of a report.

use super::collect::{Rows, violations};
use super::copies::Tree;
use super::node::Node;
use super::snapshot::Sites;
use super::windows::Highest;
use crate::clock::Scale;
use crate::report::functions::Functions;

/// What has been added between two moments.
#[derive(Default)]
pub(super) struct Difference {
    pub(super) parts: Vec<Part>,
    pub(super) sites: Sites,
    pub(super) highest: Highest,
    pub(super) unrecorded: u64,
}

/// In a thread, or in those that have ended.
pub(super) struct Part {
    pub(super) tree: Tree,
    pub(super) name: Option<String>,
    pub(super) threads: u64,
    /// Whether it is the thread that asks.
    pub(super) current: bool,
}

impl Difference {
    pub(super) fn finish(self) -> Functions {
        let Difference { parts, sites, highest, unrecorded } = self;
        let scale = Scale::now();
        let mut rows = Rows::default();
        for Part { tree, name, threads, current } in &parts {
            rows.copy(tree.root(), name.clone(), *threads, *current, scale);
            for node in tree.root().children() {
                add_open(&mut rows, node);
            }
        }
        for (site, durations) in &sites {
            if let Some(row) = rows.known(*site) {
                row.add_all_durations(durations);
            }
        }
        for (site, peak) in &highest.peaks {
            if let Some(row) = rows.known(*site) {
                row.raise_peak(*peak);
            }
        }
        let broken = sites.iter().filter_map(|(site, durations)| {
            durations.breaches.violation(highest.worst.get(site).copied()?)
        });
        let violations = violations(broken);
        rows.finish(scale, unrecorded, violations)
    }
}

/// Adds the calls that have not ended.
fn add_open(rows: &mut Rows, node: &Node) {
    if let (Some(row), open @ 1..) = (rows.known(node.site), node.active.get()) {
        row.add_still_open(open);
    }
    node.children().for_each(|child| add_open(rows, child));
}
