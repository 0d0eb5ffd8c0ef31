//! `examples/README.md` shows what the chapters really print.
//!
//! Each is built as a reader would build it, with `--release`, and what it prints is compared with
//! the block below `<!-- output of 01_overview -->`: every word, count and size, but no time, since
//! these are of one machine and one moment. `EXPAND=overwrite cargo test -p tenure-examples --test
//! readme` writes the blocks.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

/// The rustc whose layouts and instructions are shown.
const PINNED: &str = include_str!("../../tests/ui/rustc");

const CHAPTERS: [&str; 7] = [
    "01_overview",
    "02_object_memory",
    "03_compiled_form",
    "04_init_time",
    "05_method_lookup",
    "06_lifetimes",
    "07_measurements",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Builds all chapters, and gives back their folder.
fn build() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("..");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["build", "--release", "--offline", "-p=tenure-examples"]);
    cargo.args(CHAPTERS.map(|chapter| format!("--example={chapter}")));
    // As a reader has them: no flags of this build, and the places as they stand in the source.
    cargo.arg("--target-dir").arg(&target).env_remove("RUSTFLAGS");
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    target.join("release/examples")
}

/// What a chapter prints; each of its claims holds, or it ends with a panic.
fn printed(folder: &Path, chapter: &str) -> String {
    let mut command = Command::new(folder.join(chapter).with_extension(env::consts::EXE_EXTENSION));
    for variable in ["RUST_BACKTRACE", "TENURE_INITTIME", "TENURE_LEAKS"] {
        command.env_remove(variable);
    }
    let from = Instant::now();
    let command = command.env("TENURE_REPORT", "off").stdin(Stdio::null()).current_dir(root());
    let output = command.output().expect("it runs");
    let problems = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{chapter}: {problems}");
    // Less than a second by itself; on a machine with other things to do it measures once more.
    assert!(from.elapsed() < Duration::from_secs(60), "{chapter} took {:?}", from.elapsed());
    String::from_utf8(output.stdout).expect("text")
}

/// Rows that are the same or slower, as the processor has it; nothing is asserted of them.
const OPEN: [&str; 1] = ["| dyn, one type |"];

/// What is said only of some runs.
const AT_TIMES: &str = "where its code lies in memory makes as much";

/// A text without what differs from run to run: times, ratios, addresses, and the width of columns.
fn shape(text: &str) -> String {
    let line = |line: &str| {
        let is_table = line.starts_with("|-");
        let words = line.split_whitespace().map(word).collect::<Vec<_>>();
        if is_table {
            "|-".to_owned()
        } else if let Some(rest) = line.strip_prefix("import time: ") {
            let name = rest.rsplit(" | ").next().unwrap_or_default();
            format!("import time: {name}")
        } else {
            let joined = joined(&words);
            match OPEN.iter().find(|row| joined.starts_with(*row)) {
                Some(_) => ["same", "slower"]
                    .iter()
                    .fold(joined, |row, verdict| row.replace(&format!(" {verdict} "), " # ")),
                None => joined,
            }
        }
    };
    // Where a remark is wrapped depends on how many digits its times have.
    let text = text.replace("\n  ", " ");
    let lines = text.lines().filter(|line| !line.contains(AT_TIMES));
    lines.map(|text| line(text) + "\n").collect()
}

/// Words with one space between them; a number in front of a unit of time belongs to that.
fn joined(words: &[String]) -> String {
    const UNITS: [&str; 7] = ["ns", "µs", "us", "ms", "s", "%", "rounds"];
    let mut joined: Vec<&str> = Vec::new();
    for word in words {
        let bare = word.trim_end_matches([',', ';', '.', ':', ')']);
        let last = joined.last().copied().unwrap_or_default();
        let is_time = UNITS.contains(&bare) && is_number(last);
        if is_time || last == "x" && is_number(bare) {
            joined.pop();
            joined.push("#");
        } else {
            joined.push(word);
        }
    }
    joined.join(" ")
}

fn is_number(word: &str) -> bool {
    let word = word.trim_start_matches(['+', '-', '~', '<', '>', '(']);
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_digit() || ".,_".contains(c))
}

/// A word, or `#` for a number with a unit of time and for an address.
fn word(word: &str) -> String {
    let bare = word.trim_end_matches([',', ';', '.', ')', ':']);
    let units = ["ns", "µs", "us", "ms", "s", "%"];
    let is_time = units.iter().any(|unit| bare.strip_suffix(unit).is_some_and(is_number));
    let is_address = bare.strip_prefix("0x").is_some_and(|digits| digits.len() > 5);
    if is_time || is_address { "#".to_owned() } else { word.to_owned() }
}

/// The text around the output of a chapter.
fn around<'a>(readme: &'a str, chapter: &str) -> (&'a str, &'a str, &'a str) {
    let start = format!("<!-- output of {chapter} -->\n```text\n");
    let (before, rest) = readme.split_once(&start).unwrap_or_else(|| panic!("no {start}"));
    let (output, _) = rest.split_once("```\n").expect("the end of the block");
    let from = before.len() + start.len();
    (&readme[..from], output, &readme[from + output.len()..])
}

#[test]
fn the_readme_shows_what_the_chapters_print() {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output().expect("rustc runs").stdout;
    let version = String::from_utf8(version).expect("text");
    let is_shown = version.starts_with(PINNED.trim());
    let is_shown = is_shown && cfg!(all(target_os = "linux", target_arch = "x86_64"));
    let folder = build();
    let path = root().join("examples/README.md");
    let mut readme = fs::read_to_string(&path).expect("the file");
    let mut stale = Vec::new();
    for chapter in CHAPTERS {
        let printed = printed(&folder, chapter);
        if !is_shown {
            continue;
        }
        if env::var_os("EXPAND").is_some_and(|value| value == "overwrite") {
            let (before, _, after) = around(&readme, chapter);
            readme = format!("{before}{printed}{after}");
            fs::write(&path, &readme).expect("it is written");
            continue;
        }
        let (_, written, _) = around(&readme, chapter);
        let (written, printed) = (shape(written), shape(&printed));
        let differs = |(written, printed): &(&str, &str)| written != printed;
        let lines = || written.lines().zip(printed.lines());
        if written != printed {
            let first = lines().find(differs).unwrap_or(("(the end)", "(the end)"));
            stale.push(format!("{chapter}\n  shown:   {}\n  printed: {}", first.0, first.1));
        }
    }
    if !is_shown {
        eprintln!("not compared: the README shows {} on Linux on x86-64", PINNED.trim());
    }
    let how = "`EXPAND=overwrite cargo test -p tenure-examples --test readme` writes it";
    assert!(stale.is_empty(), "examples/README.md is stale; {how}\n{}", stale.join("\n"));
}

/// The chapters that `cargo test` has built; `cargo test --test readme` alone does not build them.
#[test]
fn every_chapter_holds_in_a_debug_build_too() {
    let this = env::current_exe().expect("this program");
    let folder = this.parent().and_then(Path::parent).expect("a folder").join("examples");
    for chapter in CHAPTERS {
        let printed = printed(&folder, chapter);
        assert!(printed.starts_with(&format!("{}. ", &chapter[1..2])), "{chapter}: {printed}");
    }
}

#[test]
fn a_shape_keeps_names_counts_bytes_and_verdicts_and_no_times() {
    assert_eq!(
        shape("| static | 1.14 ns | +0.0 % | Same | 0 B |"),
        "| static | # | # | Same | 0 B |\n"
    );
    assert_eq!(shape("|-----|---|\n"), "|-\n");
    assert_eq!(shape("it takes 10 ns\n  in all"), shape("it takes\n  1.2 ns in all"));
    assert_eq!(shape("first 42–52 ms, 26.3ms and x 1.20"), "first 42–52 ms, # and #\n");
    assert_eq!(shape("import time:  12 |   34 |   app::Config"), "import time:   app::Config\n");
    assert_eq!(shape("at 0x7f00aa00: 5 bytes in 2 allocations"), "at # 5 bytes in 2 allocations\n");
    for (one, other) in [("40 B", "48 B"), ("Same", "Slower"), ("1 alloc", "2 allocs"), ("a", "b")]
    {
        assert_ne!(shape(one), shape(other));
    }
}
