//! What cargo knows of a crate, and what its tests say.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Instant;

use serde_json::Value;

use crate::copy::folder;

/// A crate of the corpus.
pub struct Package {
    pub name: String,
    pub version: String,
    pub edition: String,
    pub folder: PathBuf,
}

/// One run of the tests of a crate.
#[derive(Default)]
pub struct Outcome {
    pub passed: usize,
    pub ignored: usize,
    /// `name ... ok`, sorted.
    pub tests: Vec<String>,
    /// The message and its place, and the whole text.
    pub warnings: Vec<(String, String)>,
    /// What did not compile or failed.
    pub errors: String,
    /// Of the tests, without compiling them.
    pub seconds: f64,
}

impl Outcome {
    pub fn counts(&self) -> String {
        let failed = self.tests.len() - self.passed - self.ignored;
        let failed = if failed == 0 { String::new() } else { format!(" ({failed} failed)") };
        format!("{}{failed}", self.passed)
    }
}

/// The dependencies of this crate that are there to be tested.
pub fn packages() -> Vec<Package> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1"])
        .current_dir(here)
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("metadata is JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let corpus = packages.iter().find(|package| package["name"] == "corpus").expect("this crate");
    let names = corpus["dependencies"].as_array().expect("dependencies").iter();
    let names = names.filter(|dependency| dependency["target"] == "cfg(any())");
    let names: Vec<_> = names.map(|dependency| dependency["name"].clone()).collect();
    // A crate may be there in two versions; the one that was asked for is the newest.
    let newest = |name: &Value| packages.iter().rfind(|package| package["name"] == *name);
    let package = |package: &Value| Package {
        name: text(&package["name"]),
        version: text(&package["version"]),
        edition: text(&package["edition"]),
        folder: Path::new(&text(&package["manifest_path"])).with_file_name(""),
    };
    names.iter().filter_map(newest).map(package).collect()
}

/// Unit and integration tests.
pub const ALL: &[&str] = &["--lib", "--tests"];

/// Of some crates the integration tests miss a file or a dependency once they are published.
pub const UNIT: &[&str] = &["--lib"];

/// Builds and runs tests of the crate in `crate_folder`.
pub fn test(
    crate_folder: &Path,
    targets: &[&str],
    features: &str,
    skipped: Option<&str>,
) -> Outcome {
    let mut arguments = vec!["--no-fail-fast"];
    arguments.extend(skipped.into_iter().flat_map(|name| ["--", "--skip", name]));
    let mut outcome = Outcome::default();
    let built = cargo(crate_folder, targets, features, &["--no-run", "--message-format=json"]);
    for line in String::from_utf8_lossy(&built.stdout).lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else { continue };
        let rendered = text(&message["message"]["rendered"]);
        let here = text(&message["manifest_path"]).starts_with(&*crate_folder.to_string_lossy());
        match message["message"]["level"].as_str() {
            Some("warning") if here && !rendered.starts_with("warning: `") => {
                outcome.warnings.push((key(&message), rendered));
            }
            Some("error") => outcome.errors += &rendered,
            _ => {}
        }
    }
    if !built.status.success() {
        let said = String::from_utf8_lossy(&built.stderr).into_owned();
        let news = said.lines().filter(|line| !line.starts_with("      Adding "));
        news.for_each(|line| outcome.errors += &format!("{line}\n"));
        return outcome;
    }
    let mut start = Instant::now();
    let mut run = cargo(crate_folder, targets, features, &arguments);
    // Tests that sleep may fail on a machine that has other work.
    for _ in 0..2 {
        if run.status.success() {
            break;
        }
        start = Instant::now();
        run = cargo(crate_folder, targets, features, &arguments);
    }
    outcome.seconds = start.elapsed().as_secs_f64();
    let printed = String::from_utf8_lossy(&run.stdout).into_owned();
    for line in printed.lines().filter_map(|line| line.strip_prefix("test ")) {
        let Some((_, result)) = line.rsplit_once(" ... ") else { continue };
        outcome.passed += usize::from(result == "ok");
        outcome.ignored += usize::from(result.starts_with("ignored"));
        outcome.tests.push(line.to_owned());
    }
    outcome.tests.sort();
    if !run.status.success() {
        outcome.errors += &printed;
    }
    outcome
}

fn cargo(crate_folder: &Path, targets: &[&str], features: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .arg("test")
        .args(targets)
        .args(["--features", features])
        .args(arguments)
        .current_dir(crate_folder)
        .env("CARGO_TARGET_DIR", folder().join("target"))
        .env("TENURE_REPORT", "off")
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo runs")
}

/// What it says and on which line; columns move with the attribute.
fn key(message: &Value) -> String {
    let spans = message["message"]["spans"].as_array().cloned().unwrap_or_default();
    let place = spans.iter().find(|span| span["is_primary"] == true);
    let place = place.map(|span| format!("{}:{}", span["file_name"], span["line_start"]));
    format!("{} {}", text(&message["message"]["message"]), place.unwrap_or_default())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
