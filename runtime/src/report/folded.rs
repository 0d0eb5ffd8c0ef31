//! Folded stacks, which flame graphs are drawn from.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Report;
use super::stacks::{self, Weight};

impl Report {
    /// The time as folded stacks, `outer;inner 1234`: a line for each path of calls with the
    /// nanoseconds that its last function took itself, all threads together. `flamegraph.pl` and
    /// `inferno-flamegraph` draw them with `--countname ns`, and speedscope opens them.
    ///
    /// In names `;` becomes `:`, and spaces become `_`, as those who fold stacks do it; functions
    /// that share a name have their place behind it.
    ///
    /// ```
    /// for line in tenure::report().to_folded().lines() {
    ///     let (stack, nanoseconds) = line.rsplit_once(' ').unwrap();
    ///     assert!(nanoseconds.parse::<u64>().is_ok(), "{stack}");
    /// }
    /// ```
    #[must_use]
    pub fn to_folded(&self) -> String {
        self.fold(stacks::TIME)
    }

    /// As [`to_folded`](Self::to_folded), with the bytes that the last function of a path allocated
    /// itself; nothing where memory is not counted.
    ///
    /// ```
    /// let report = tenure::report();
    /// assert!(report.to_folded_bytes().is_empty(), "a doctest has the allocator of the system");
    /// ```
    #[must_use]
    pub fn to_folded_bytes(&self) -> String {
        self.fold(stacks::BYTES)
    }

    fn fold(&self, weight: Weight) -> String {
        let names: Vec<_> =
            stacks::names(self.functions()).iter().map(|name| escaped(name)).collect();
        let mut sums: BTreeMap<Vec<&str>, u64> = BTreeMap::new();
        for tree in &self.functions.trees {
            for (stack, weight) in stacks::stacks(tree, weight) {
                let stack = stack.into_iter().map(|function| &*names[function]).collect();
                let sum = sums.entry(stack).or_default();
                *sum = sum.saturating_add(weight);
            }
        }
        let mut text = String::new();
        for (stack, sum) in sums {
            let _always = writeln!(text, "{} {sum}", stack.join(";"));
        }
        text
    }
}

/// What has a meaning of its own in that format is replaced as `stackcollapse-perf.pl` does it.
fn escaped(name: &str) -> String {
    let replace = |character: char| match character {
        ';' => ':',
        other if other.is_whitespace() || other.is_control() => '_',
        other => other,
    };
    name.chars().map(replace).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_neither_semicolons_nor_spaces() {
        assert_eq!(escaped("<[u8; 4] as app::Hash>::größe\n"), "<[u8:_4]_as_app::Hash>::größe_");
    }
}
