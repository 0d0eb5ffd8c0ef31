//! The paths of calls from their outermost function, for the sinks that draw them.

use std::collections::HashMap;

use super::functions::{Function, Path};

/// What is drawn: of each path what is its own.
pub(super) type Weight = fn(&Path) -> u64;

/// Nanoseconds.
pub(super) const TIME: Weight = |path| u64::try_from(path.self_time.as_nanos()).unwrap_or(u64::MAX);

/// Bytes.
pub(super) const BYTES: Weight = |path| path.self_bytes;

/// The paths of one thread that weigh something: the places of their functions, and how much.
pub(super) fn stacks(tree: &[Path], weight: Weight) -> impl Iterator<Item = (Vec<usize>, u64)> {
    let weighed = tree.iter().map(move |path| (path, weight(path)));
    weighed.filter(|(_, weight)| *weight > 0).map(|(path, weight)| {
        let above = |path: &&Path| path.caller.map(|caller| &tree[caller]);
        let functions = std::iter::successors(Some(path), above).map(|path| path.function);
        let mut stack: Vec<_> = functions.collect();
        stack.reverse();
        (stack, weight)
    })
}

/// What the functions are called where their place is not shown: it stands in the names of those
/// that share one, since two functions are never one.
pub(super) fn names(rows: &[Function]) -> Vec<String> {
    let mut count: HashMap<&str, u32> = HashMap::new();
    for row in rows {
        *count.entry(row.name).or_default() += 1;
    }
    let name = |row: &Function| match count[row.name] {
        1 => row.name.to_owned(),
        _ => format!("{} ({}:{})", row.name, row.file, row.line),
    };
    rows.iter().map(name).collect()
}
