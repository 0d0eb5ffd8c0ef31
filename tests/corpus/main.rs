//! Adds `#[instrumented]` to every function of real crates and runs their own tests, before and after:
//! the same tests have to pass, with no warning more. Once on each function, and once on each `impl`,
//! trait and module instead.
//!
//! `cargo run --manifest-path tests/corpus/Cargo.toml [-- crate ..]` prints the table of `README.md`
//! and ends with code 1 on a difference.

mod annotate;
mod cargo;
mod copy;

use std::process::ExitCode;

use annotate::Place;
use cargo::Outcome;

/// Some of what a crate can do is behind a feature; the rest of the corpus is built as it comes.
const FEATURES: &[(&str, &str)] = &[
    ("arbitrary", "derive"),
    ("async-task", "std"),
    ("bumpalo", "collections,boxed"),
    ("bytemuck", "derive,extern_crate_std"),
    ("futures-executor", "thread-pool"),
    ("hyper", "full"),
    ("mio", "net,os-ext,os-poll"),
    ("moka", "future,sync"),
    (
        "nix",
        concat!(
            "aio,dir,env,event,fanotify,feature,fs,hostname,inotify,ioctl,kmod,mman,",
            "mount,mqueue,net,personality,poll,process,pthread,ptrace,quota,reboot,",
            "resource,sched,signal,socket,syslog,term,time,ucontext,uio,user,zerocopy",
        ),
    ),
    ("postcard", "alloc,use-std"),
    ("smallvec", "union,const_generics"),
    ("socket2", "all"),
    ("time", "formatting,local-offset,macros,parsing"),
    ("tokio", "full,test-util"),
    ("tokio-util", "full"),
];

/// Fails without the attribute, too.
const SKIPPED: &[(&str, &str)] = &[("once_cell", "reentrant_init")];

fn main() -> ExitCode {
    let mut chosen: Vec<_> = std::env::args().skip(1).collect();
    // Of use on a machine that does nothing else.
    let is_timed = chosen.iter().any(|word| word == "--time");
    chosen.retain(|word| word != "--time");
    let (time, line) = if is_timed { (" time |", "---|") } else { ("", "") };
    println!(
        "| crate | functions | tests before | on each | on blocks | warnings before | on each | on blocks |{time}"
    );
    println!("|---|---|---|---|---|---|---|---|{line}");
    let mut differences = Vec::new();
    for package in cargo::packages() {
        let name = package.name.as_str();
        if !chosen.is_empty() && !chosen.iter().any(|word| word == name) {
            continue;
        }
        let of = |list: &[(&str, &'static str)]| {
            list.iter().find(|(of, _)| *of == name).map(|(_, value)| *value)
        };
        let (features, skipped) = (of(FEATURES).unwrap_or_default(), of(SKIPPED));
        let plain = copy::plain(&package);
        let mut targets = cargo::ALL;
        let mut before = cargo::test(&plain, targets, features, skipped);
        if before.tests.is_empty() {
            targets = cargo::UNIT;
            before = cargo::test(&plain, targets, features, skipped);
        }
        let after = [Place::Each, Place::Blocks].map(|place| {
            let (folder, functions) = copy::annotated(&package, &plain, place);
            let after = cargo::test(&folder, targets, features, skipped);
            differences.extend(difference(name, place, &before, &after));
            (after, functions)
        });
        let [(each, functions), (blocks, _)] = after;
        let time = is_timed.then(|| format!(" {:.2} |", each.seconds / before.seconds));
        println!(
            "| {name} {} | {functions} | {} | {} | {} | {} | {} | {} |{}",
            package.version,
            before.counts(),
            each.counts(),
            blocks.counts(),
            before.warnings.len(),
            each.warnings.len(),
            blocks.warnings.len(),
            time.unwrap_or_default(),
        );
    }
    for difference in &differences {
        println!("\n{difference}");
    }
    if differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What is not as it was.
fn difference(name: &str, place: Place, before: &Outcome, after: &Outcome) -> Vec<String> {
    let name = format!("{name} (on {place})");
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
