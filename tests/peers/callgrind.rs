//! Instructions, which are the same on every run of one machine, by valgrind's callgrind.

use std::env;
use std::path::Path;
use std::process::Command;

use crate::firsts;

/// The instructions of one turn of the loop of a contender.
pub fn of_one(symbol: &str) -> Option<i64> {
    of_one_in(symbol, &[])
}

/// The same in a changed environment.
pub fn of_one_in(symbol: &str, environment: &[(&str, &str)]) -> Option<i64> {
    const SHORT: i64 = 1_000;
    const LONG: i64 = 101_000;
    let this = env::current_exe().ok()?;
    let [short, long] = [SHORT, LONG]
        .map(|count| collected(&this, &[], &["repeat", symbol, &count.to_string()], environment));
    Some((long? - short?) / (LONG - SHORT))
}

/// The instructions of a first access.
pub fn of_first(symbol: &str) -> Option<i64> {
    firsts::ALL.iter().find(|(name, _)| *name == symbol)?;
    let toggle = format!("--toggle-collect=*firsts::{symbol}::first*");
    let this = env::current_exe().ok()?;
    Some(collected(&this, &[&toggle], &["first", symbol], &[])? / firsts::MANY)
}

/// Runs a program under callgrind; `None` where there is none.
pub fn collected(
    program: &Path,
    options: &[&str],
    args: &[&str],
    environment: &[(&str, &str)],
) -> Option<i64> {
    let output = Command::new("valgrind")
        .env_remove("TENURE_LEAKS")
        .envs(environment.iter().copied())
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .args(options)
        .arg(program)
        .args(args)
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let line = text.lines().find(|line| line.contains("Collected :"));
    let count = line.and_then(|line| line.rsplit(' ').next()?.parse().ok());
    Some(count.unwrap_or_else(|| panic!("callgrind counted nothing:\n{text}")))
}
