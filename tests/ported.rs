//! Every behaviour of the peers of `#[disposable]` is ported, or has a reason why not.
//!
//! `/// Behaviours 15, 16.` above a test says which ones it proves, `// Behaviour 11.` at the head
//! of a file of `ui/` that it is a compile error; those that cannot be had are in
//! `behaviour/disposable/not_applicable.txt`. CONTRIBUTING.md counts them, and
//! `EXPAND=overwrite cargo test -p tenure-tests --test ported` writes the counts.

#![allow(missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

const SECTIONS: [(&str, RangeInclusive<u32>); 7] = [
    ("A. `DisposableStack` (TC39)", 1..=48),
    ("B. `SuppressedError` (TC39)", 49..=60),
    ("C. `using` (TC39)", 61..=78),
    ("D. `AsyncDisposableStack`, `await using` (TC39)", 79..=97),
    ("E. `ExitStack` (CPython)", 98..=128),
    ("F. Java, Kotlin, C#, C++, Rust", 129..=153),
    ("G. our own", 154..=165),
];

const NOT_APPLICABLE: &str = "behaviour/disposable/not_applicable.txt";

fn tests() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The Rust files below a folder of `tests/`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The numbers in `Behaviours 15, 16.`, if the line is such a one.
fn numbers(line: &str, mark: &str) -> Option<Vec<u32>> {
    let list = line.trim().strip_prefix(mark)?.strip_prefix(" Behaviour")?;
    let list = list.strip_prefix('s').unwrap_or(list).split('.').next()?;
    let numbers = list.split(',').map(|number| {
        let number = number.trim().parse().ok().filter(|number| (1..=165).contains(number));
        number.unwrap_or_else(|| panic!("no list of numbers: {line}"))
    });
    Some(numbers.collect())
}

/// The numbers above the tests of a file.
fn ported(path: &Path) -> Vec<u32> {
    let text = fs::read_to_string(path).expect("a file");
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(numbers) = numbers(line, "///") else { continue };
        let mut head = lines[index..].iter().take_while(|line| line.starts_with(['/', '#']));
        assert!(head.any(|line| line.ends_with("test]")), "{}: {line}: no test", path.display());
        found.extend(numbers);
    }
    found
}

/// The numbers at the heads of the files that do not compile.
fn compile_fail() -> BTreeSet<u32> {
    let heads = files(&tests().join("ui")).into_iter().filter_map(|path| {
        let text = fs::read_to_string(path).expect("a file");
        numbers(text.lines().next()?, "//")
    });
    heads.flatten().collect()
}

/// The numbers with the reasons why they cannot be ported.
fn not_applicable() -> BTreeMap<u32, String> {
    let text = fs::read_to_string(tests().join(NOT_APPLICABLE)).expect("the list");
    let mut reasons = BTreeMap::new();
    for line in text.lines() {
        let (number, reason) = line.split_once(": ").unwrap_or_else(|| panic!("{line}: no reason"));
        let number = number.parse().unwrap_or_else(|_| panic!("{line}: no number"));
        assert!(reason.len() > 20, "{line}: is that a reason?");
        assert!(reasons.insert(number, reason.to_owned()).is_none(), "{number} is listed twice");
    }
    assert!(reasons.keys().is_sorted() && text.lines().count() == reasons.len());
    reasons
}

struct Counted {
    ported: BTreeSet<u32>,
    compile_fail: BTreeSet<u32>,
    not_applicable: BTreeSet<u32>,
}

fn counted() -> Counted {
    let places = ["behaviour", "process"].map(|folder| files(&tests().join(folder))).concat();
    Counted {
        ported: places.iter().flat_map(|path| ported(path)).collect(),
        compile_fail: compile_fail(),
        not_applicable: not_applicable().into_keys().collect(),
    }
}

#[test]
fn every_behaviour_is_ported_or_has_a_reason_why_not() {
    let Counted { ported, compile_fail, not_applicable } = counted();
    let done: BTreeSet<_> = ported.union(&compile_fail).copied().collect();
    let both: Vec<_> = done.intersection(&not_applicable).collect();
    assert!(both.is_empty(), "ported, and listed as not applicable: {both:?}");
    let missing = (1..=165).filter(|number| !done.contains(number));
    let missing: Vec<_> = missing.filter(|number| !not_applicable.contains(number)).collect();
    assert!(missing.is_empty(), "neither ported nor listed in {NOT_APPLICABLE}: {missing:?}");
}

/// The table of CONTRIBUTING.md; what has both a test and a compile error counts as ported.
fn table() -> String {
    let Counted { ported, compile_fail, not_applicable } = counted();
    let only_fails = &compile_fail - &ported;
    let mut table = "| section | behaviours | ported | compile error | not applicable |\n\
                     |---|---|---|---|---|\n"
        .to_owned();
    let mut row = |name: &str, range: RangeInclusive<u32>| {
        let [ported, fail, not] = [&ported, &only_fails, &not_applicable]
            .map(|numbers| numbers.range(range.clone()).count());
        let count = range.count();
        writeln!(table, "| {name} | {count} | {ported} | {fail} | {not} |").expect("a string");
    };
    for (name, range) in SECTIONS {
        row(name, range);
    }
    row("all", 1..=165);
    table
}

#[test]
fn the_counts_of_contributing_are_those_of_the_tests() {
    const START: &str = "<!-- ported -->\n";
    const END: &str = "<!-- end -->\n";
    let path = tests().join("../CONTRIBUTING.md");
    let text = fs::read_to_string(&path).expect("the file");
    let (before, rest) = text.split_once(START).expect("the start of the table");
    let (counts, after) = rest.split_once(END).expect("the end of the table");
    let table = table();
    if std::env::var_os("EXPAND").is_some_and(|value| value == "overwrite") {
        fs::write(path, format!("{before}{START}{table}{END}{after}")).expect("it is written");
    } else {
        assert_eq!(counts, table, "`EXPAND=overwrite` writes it");
    }
}

#[test]
fn a_line_names_one_behaviour_or_several() {
    assert_eq!(numbers("/// Behaviour 33.", "///"), Some(vec![33]));
    assert_eq!(
        numbers("    /// Behaviours 15, 16, 165. As in Java.", "///"),
        Some(vec![15, 16, 165])
    );
    assert_eq!(numbers("/// Behaves well.", "///"), None);
    assert_eq!(numbers("// Behaviour 11.", "//"), Some(vec![11]));
    for wrong in
        ["/// Behaviour 166.", "/// Behaviour 0.", "/// Behaviours 1 to 3.", "/// Behaviour."]
    {
        assert!(std::panic::catch_unwind(|| numbers(wrong, "///")).is_err(), "{wrong}");
    }
}
