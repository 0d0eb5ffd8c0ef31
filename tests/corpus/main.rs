//! Adds `#[instrumented]` to every function of real crates and runs their own tests, before and after:
//! the same tests have to pass, with no warning more.
//!
//! `cargo run --manifest-path tests/corpus/Cargo.toml [-- [--blocks] [crate ..]]`; with `--blocks` the
//! attribute goes on each `impl`, trait and module instead. Ends with code 1 on a difference.

mod annotate;
mod cargo;
mod copy;

use std::process::ExitCode;

use annotate::Place;
use cargo::Outcome;

/// Some of what a crate can do is behind a feature; the rest of the corpus is built as it comes.
const FEATURES: &[(&str, &str)] = &[("async-task", "std"), ("smallvec", "union,const_generics")];

fn main() -> ExitCode {
    let (flags, chosen): (Vec<_>, Vec<_>) =
        std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let place =
        if flags.iter().any(|flag| flag == "--blocks") { Place::Blocks } else { Place::Each };
    println!("| crate | annotated | tests before | after | warnings before | after | time |");
    println!("|---|---|---|---|---|---|---|");
    let mut differences = Vec::new();
    for package in cargo::packages() {
        let name = package.name.as_str();
        if !chosen.is_empty() && !chosen.iter().any(|word| word == name) {
            continue;
        }
        let features = FEATURES.iter().find(|(of, _)| *of == name).map_or("", |(_, list)| list);
        let plain = copy::plain(&package);
        let before = cargo::test(&plain, features);
        let (ours, annotated) = copy::annotated(&package, &plain, place);
        let after = cargo::test(&ours, features);
        let ratio = after.seconds / before.seconds;
        println!(
            "| {name} {} | {annotated} | {} | {} | {} | {} | {ratio:.2} |",
            package.version,
            before.counts(),
            after.counts(),
            before.warnings.len(),
            after.warnings.len(),
        );
        differences.extend(difference(name, &before, &after));
    }
    for difference in &differences {
        println!("\n{difference}");
    }
    if differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What is not as it was.
fn difference(name: &str, before: &Outcome, after: &Outcome) -> Vec<String> {
    let mut found = Vec::new();
    if before.passed == 0 {
        found.push(format!("{name}: no test passed before\n{}", before.errors));
    }
    if before.tests != after.tests {
        let other = |a: &Outcome, b: &Outcome| {
            a.tests.iter().filter(|line| !b.tests.contains(line)).cloned().collect::<Vec<_>>()
        };
        let (gone, new) = (other(before, after).join("\n  "), other(after, before).join("\n  "));
        found.push(format!("{name}: tests differ\nonly before:\n  {gone}\nonly after:\n  {new}"));
        found.push(after.errors.clone());
    }
    let mut left = before.warnings.clone();
    for warning in &after.warnings {
        match left.iter().position(|known| known.0 == warning.0) {
            Some(index) => drop(left.remove(index)),
            None => found.push(format!("{name}: a warning that was not there\n{}", warning.1)),
        }
    }
    found.extend(left.iter().map(|gone| format!("{name}: a warning is gone\n{}", gone.1)));
    found
}
