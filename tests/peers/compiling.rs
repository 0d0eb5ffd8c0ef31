//! What it costs to compile a program with a thousand functions that carry an attribute.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use object::{Object as _, ObjectSymbol as _};

use crate::cell;
use crate::rounds::median;

const ROUNDS: usize = 3;
const FUNCTIONS: usize = 1_000;

/// A program to be compiled.
struct Program {
    name: &'static str,
    package: &'static str,
    attribute: &'static str,
    dependency: &'static str,
}

const NONE: usize = 0;

const ALL: &[Program] = &[
    Program { name: "no attribute", package: "none", attribute: "", dependency: "" },
    Program {
        name: "**tenure**",
        package: "tenure-on",
        attribute: "#[tenure::instrumented]",
        dependency: r#"tenure = { path = "RUNTIME", features = ["instrument", "alloc"] }"#,
    },
    Program {
        name: "**tenure**, without its features",
        package: "tenure-off",
        attribute: "#[tenure::instrumented]",
        dependency: r#"tenure = { path = "RUNTIME" }"#,
    },
    Program {
        name: "hotpath",
        package: "hotpath-on",
        attribute: "#[hotpath::measure]",
        dependency: r#"hotpath = { version = "0.30", features = ["hotpath"] }"#,
    },
    Program {
        name: "tracing, `skip_all`",
        package: "tracing-on",
        attribute: "#[tracing::instrument(skip_all)]",
        dependency: r#"tracing = "0.1""#,
    },
    Program {
        name: "fastrace",
        package: "fastrace-on",
        attribute: "#[fastrace::trace]",
        dependency: r#"fastrace = { version = "0.7", features = ["enable"] }"#,
    },
];

/// What is done with a program: cargo's arguments, and whether only one function has changed.
const WAYS: &[(&[&str], bool)] = &[
    (&["check"], false),
    (&["build"], false),
    (&["build"], true),
    (&["build", "--release"], false),
];

pub fn table() {
    let folder = env::temp_dir().join(format!("tenure-peers-compiling-{}", std::process::id()));
    let clean: Vec<f64> = ALL.iter().map(|program| program.prepare(&folder)).collect();
    let mut times = vec![vec![Vec::new(); ALL.len()]; WAYS.len()];
    for round in 0..=ROUNDS {
        for (way, times) in WAYS.iter().zip(&mut times) {
            for turn in 0..ALL.len() {
                // Another order each round; the step shares no factor with the number of programs.
                let at = (turn * 5 + round) % ALL.len();
                let time = ALL[at].compile(&folder, *way, round);
                // The first round fills what later ones find.
                if round > 0 {
                    times[at].push(time);
                }
            }
        }
    }
    println!(
        "| compiling {FUNCTIONS} functions | check | debug | one changed | release | code of a function | alone, debug | packages |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|---:|");
    let plain = ALL[NONE].code(&folder);
    for (at, program) in ALL.iter().enumerate() {
        let ratio = |way: usize| {
            median(
                (0..ROUNDS).map(|round| times[way][at][round] / times[way][NONE][round]).collect(),
            )
        };
        let code = program
            .code(&folder)
            .zip(plain)
            .map(|(own, plain)| format!("{:+} B", (own - plain) / FUNCTIONS as i64));
        println!(
            "| {} | {:.2} | {:.2} | {:.2} | {:.2} | {} | {:.1} s | {} |",
            program.name,
            ratio(0),
            ratio(1),
            ratio(2),
            ratio(3),
            cell(code),
            clean[at],
            program.packages(&folder)
        );
    }
    println!();
    println!(
        "check, debug, release: processor time of rebuilding that program, how many times that without an attribute, median of {ROUNDS} interleaved rounds"
    );
    println!(
        "one changed: a debug build after one function has changed; the others are not incremental"
    );
    println!(
        "alone: processor time of a debug build of an empty program, with all packages that it brings"
    );
    fs::remove_dir_all(folder).expect("the folder of these programs");
}

impl Program {
    fn folder(&self, folder: &Path) -> PathBuf {
        folder.join(self.package)
    }

    /// Writes it, empty at first, and builds that; the seconds that it took.
    fn prepare(&self, folder: &Path) -> f64 {
        let own = self.folder(folder);
        fs::create_dir_all(own.join("src")).expect("a folder for a program");
        let peers = Path::new(env!("CARGO_MANIFEST_DIR"));
        let runtime = peers.join("../../runtime").display().to_string();
        let (package, dependency) = (self.package, self.dependency.replace("RUNTIME", &runtime));
        let manifest = format!(
            "[workspace]\n[package]\nname = \"{package}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\n{dependency}\n"
        );
        fs::write(own.join("Cargo.toml"), manifest).expect("a manifest");
        fs::copy(peers.join("Cargo.lock"), own.join("Cargo.lock"))
            .expect("the versions of the peers");
        fs::write(self.source(folder), "fn main() {}\n").expect("a program");
        // What is not there yet is fetched before the clock runs.
        self.cargo(folder, &["fetch"], false);
        self.timed(folder, &["build"], false)
    }

    fn source(&self, folder: &Path) -> PathBuf {
        self.folder(folder).join("src/main.rs")
    }

    /// The functions; `round` is a number that only the last of them contains.
    fn text(&self, round: usize) -> String {
        let mut text = String::new();
        for at in 0..FUNCTIONS {
            let last = if at + 1 == FUNCTIONS { round } else { 0 };
            let attribute = self.attribute;
            write!(
                text,
                "{attribute}
#[inline(never)]
pub fn function_{at}(text: &str, limit: usize) -> Option<usize> {{
    let mut found = {last};
    for (at, word) in text.split(' ').enumerate() {{
        if word.len() > limit {{
            return Some(at);
        }}
        if let Some(first) = word.chars().next() {{
            found += usize::from(first.is_uppercase());
        }}
    }}
    (found > {at}).then_some(found)
}}
"
            )
            .expect("a string takes all");
        }
        text.push_str("fn main() {\n    let text = std::env::args().collect::<String>();\n");
        for at in 0..FUNCTIONS {
            writeln!(text, "    std::hint::black_box(function_{at}(&text, {at}));")
                .expect("a string takes all");
        }
        text + "}\n"
    }

    /// The seconds of compiling it once more.
    fn compile(&self, folder: &Path, (args, one_changed): (&[&str], bool), round: usize) -> f64 {
        fs::write(self.source(folder), self.text(round)).expect("a program");
        self.timed(folder, args, one_changed)
    }

    /// The processor time of cargo and all that it starts.
    fn timed(&self, folder: &Path, args: &[&str], incremental: bool) -> f64 {
        let before = of_children();
        self.cargo(folder, args, incremental);
        of_children() - before
    }

    fn cargo(&self, folder: &Path, args: &[&str], incremental: bool) {
        // What is incremental has a folder of its own: to switch would be to build everything anew.
        let target = if incremental { "incremental" } else { "whole" };
        let status = Command::new(env!("CARGO"))
            .args(args)
            .arg("--quiet")
            .current_dir(self.folder(folder))
            .env("CARGO_TARGET_DIR", self.folder(folder).join(target))
            .env("CARGO_INCREMENTAL", if incremental { "1" } else { "0" })
            .status();
        assert!(status.is_ok_and(|status| status.success()), "{} does not compile", self.package);
    }

    /// The bytes of machine code of the functions in the release build, with those of what the
    /// attribute makes inside them; what their library brings once is not of them.
    fn code(&self, folder: &Path) -> Option<i64> {
        let program = self.folder(folder).join("whole/release").join(self.package);
        let bytes = fs::read(program).ok()?;
        let file = object::File::parse(&*bytes).ok()?;
        let ours = file.symbols().filter(|it| it.name().is_ok_and(|it| it.contains("function_")));
        i64::try_from(ours.map(|it| it.size()).sum::<u64>()).ok()
    }

    /// How many packages are built, itself left out.
    fn packages(&self, folder: &Path) -> usize {
        let tree = Command::new(env!("CARGO"))
            .args(["tree", "--prefix", "none", "--edges", "normal,build", "--no-dedupe"])
            .current_dir(self.folder(folder))
            .output()
            .expect("cargo");
        let text = String::from_utf8_lossy(&tree.stdout).into_owned();
        let names = text.lines().filter_map(|line| line.split(" (").next());
        names.collect::<std::collections::BTreeSet<_>>().len() - 1
    }
}

/// The processor time of all children that have ended, as Linux says it in hundredths of a second.
fn of_children() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").expect("a system with /proc");
    let (_, fields) = text.rsplit_once(')').expect("the name stands in parentheses");
    let ticks = |at: usize| fields.split_whitespace().nth(at).and_then(|it| it.parse::<f64>().ok());
    // The 16th and 17th field, counted from 1; the third stands behind the name.
    (ticks(13).expect("in user code") + ticks(14).expect("in the system")) / 100.0
}
