//! What rustc makes of the hot paths, as it writes it with `--emit=asm`.

#![allow(missing_docs)]
#![cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]

use std::fs;
use std::path::Path;
use std::process::Command;

/// Instructions that read and write shared memory in one step.
#[cfg(target_arch = "x86_64")]
const READ_MODIFY_WRITE: &[&str] = &["lock", "xadd", "cmpxchg", "xchg"];
#[cfg(target_arch = "aarch64")]
const READ_MODIFY_WRITE: &[&str] = &["ldx", "ldax", "stx", "stlx", "ldadd", "cas", "swp", "ldset"];

#[cfg(target_arch = "x86_64")]
const CALLS: &[&str] = &["call"];
#[cfg(target_arch = "aarch64")]
const CALLS: &[&str] = &["bl\t", "blr"];

/// The crate that a build is about, and how.
struct Build<'a> {
    /// Of the file that is written; one for each build.
    name: &'a str,
    target: &'a [&'a str],
    features: &'a [&'a str],
    cfgs: &'a [&'a str],
}

const RUNTIME: Build<'_> = Build {
    name: "runtime",
    target: &["-p=tenure", "--lib"],
    features: &["--features=tenure/instrument,tenure/alloc"],
    cfgs: &[],
};

const PROBES: &[&str] = &["-p=tenure-tests", "--bin=assembly"];

impl Build<'_> {
    /// The text that rustc writes.
    fn assembly(&self) -> String {
        // Its own folder: the features differ from those of the build that is under test.
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("assembly").join(self.name);
        fs::create_dir_all(&folder).expect("a folder for the build");
        let text = folder.join("assembly.s");
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(env!("CARGO_MANIFEST_DIR")).args(["rustc", "--release", "--offline"]);
        cargo.args(self.target).args(self.features).arg("--target-dir").arg(&folder).arg("--");
        cargo.arg(format!("--emit=asm={}", text.display())).arg("-Ccodegen-units=1");
        for cfg in self.cfgs {
            cargo.arg(format!("--cfg={cfg}"));
        }
        let output = cargo.env_remove("RUSTFLAGS").output().expect("cargo runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        fs::read_to_string(text).expect("rustc wrote its assembly")
    }
}

/// The instructions of the function whose symbol contains `symbol`.
fn function<'a>(assembly: &'a str, symbol: &str) -> Vec<&'a str> {
    let is_label = |line: &&str| !line.starts_with([' ', '\t', '.', '#']) && line.ends_with(':');
    let mut lines = assembly.lines();
    let found = lines.by_ref().any(|line| is_label(&line) && line.contains(symbol));
    assert!(found, "no function {symbol}");
    let instructions: Vec<_> = lines
        .take_while(|line| !line.contains("func_end") && !is_label(line))
        .map(|line| line.split(['#', ';']).next().unwrap_or(line).trim())
        .filter(|line| !line.is_empty() && !line.starts_with('.'))
        .collect();
    assert!(!instructions.is_empty(), "{symbol} is empty");
    instructions
}

fn matching<'a>(instructions: &[&'a str], mnemonics: &[&str]) -> Vec<&'a str> {
    let matches = |line: &&&str| mnemonics.iter().any(|mnemonic| line.starts_with(mnemonic));
    instructions.iter().filter(matches).copied().collect()
}

/// No lock, no read-modify-write and no call; a jump to a cold path is none of these.
fn assert_lean(assembly: &str, symbol: &str) {
    let instructions = function(assembly, symbol);
    for unwanted in [READ_MODIFY_WRITE, CALLS] {
        let found = matching(&instructions, unwanted);
        assert!(found.is_empty(), "{symbol}: {found:?} in\n{}", instructions.join("\n"));
    }
}

#[test]
fn calls_begin_and_end_without_locks_and_calls() {
    let assembly = RUNTIME.assembly();
    assert_lean(&assembly, "4call5enter");
    assert_lean(&assembly, "4call4exit");
    assert_lean(&assembly, "4call5pause");
    assert_lean(&assembly, "4call16exit_with_memory");
}

#[test]
fn the_allocator_counts_without_locks_and_calls() {
    let features = &["--features=tenure/instrument,tenure/alloc"];
    let build = Build { name: "on", target: PROBES, features, cfgs: &["annotated"] };
    let assembly = build.assembly();
    for probe in ["probe_alloc", "probe_alloc_zeroed", "probe_dealloc", "probe_realloc"] {
        assert_lean(&assembly, probe);
    }
    // Beginning, end, and the end of a call that a panic leaves: no code of ours is in the caller.
    let calls = matching(&function(&assembly, "probe_call"), CALLS).len();
    assert!((1..=4).contains(&calls), "{calls} calls");
}

#[test]
fn an_instance_is_a_load_a_test_and_a_branch() {
    let build =
        Build { name: "off", target: PROBES, features: &["--no-default-features"], cfgs: &[] };
    assert_load_test_and_branch(&build.assembly());
}

#[test]
fn no_feature_but_testing_makes_an_instance_longer() {
    let manifest =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime/Cargo.toml"));
    let manifest = manifest.expect("the manifest of the runtime");
    let (_, features) = manifest.split_once("[features]").expect("its features");
    let (features, _) = features.split_once("\n[").expect("what follows them");
    let names = features.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name);
    let others =
        names.filter(|name| !name.starts_with('#') && !["default", "testing"].contains(name));
    let others: Vec<_> = others.map(|name| format!("tenure/{name}")).collect();
    assert!(others.len() > 3, "{others:?}");
    let features = format!("--features={}", others.join(","));
    let features = &["--no-default-features", features.as_str()];
    let build = Build { name: "all_but_testing", target: PROBES, features, cfgs: &[] };
    assert_load_test_and_branch(&build.assembly());
}

fn assert_load_test_and_branch(assembly: &str) {
    let instructions = function(assembly, "probe_instance");
    let end = instructions.iter().position(|line| line.starts_with("ret")).expect("a return");
    let hot = &instructions[..end];
    let most = if cfg!(target_arch = "x86_64") { 4 } else { 7 };
    assert!(hot.len() <= most, "{}", instructions.join("\n"));
    assert!(matching(hot, CALLS).is_empty(), "{}", instructions.join("\n"));
    // The one call is the cold path, and nothing at all is written.
    assert_eq!(matching(&instructions, CALLS).len(), 1, "{}", instructions.join("\n"));
    assert!(matching(&instructions, READ_MODIFY_WRITE).is_empty(), "{}", instructions.join("\n"));
}

/// One step that waits for memory, the announcement, and that is memory of this thread.
#[cfg(target_arch = "x86_64")]
#[test]
fn a_handle_is_taken_and_dropped_in_place() {
    let build =
        Build { name: "off", target: PROBES, features: &["--no-default-features"], cfgs: &[] };
    let assembly = build.assembly();
    let instructions = function(&assembly, "probe_handle");
    let text = instructions.join("\n");
    let end = instructions.iter().position(|line| line.starts_with("ret")).expect("a return");
    // With the load of the number, and what a function needs.
    assert!(end <= 26, "{text}");
    assert!(matching(&instructions[..end], CALLS).is_empty(), "{text}");
    assert_eq!(matching(&instructions, READ_MODIFY_WRITE).len(), 1, "{text}");
    // The first handle of a thread, and the value that is not there.
    assert_eq!(matching(&instructions, CALLS).len(), 2, "{text}");
}

#[test]
fn the_value_of_a_thread_is_a_load_a_test_and_a_branch() {
    let build =
        Build { name: "off", target: PROBES, features: &["--no-default-features"], cfgs: &[] };
    let assembly = build.assembly();
    // With the load of the value, and as `instance` with its count and the drop of it.
    for (symbol, most) in [("probe_local_with", 4), ("probe_local_instance", 8)] {
        let instructions = function(&assembly, symbol);
        let end = instructions.iter().position(|line| line.starts_with("ret")).expect("a return");
        let hot = &instructions[..end];
        let most = if cfg!(target_arch = "x86_64") { most } else { 2 * most };
        assert!(hot.len() <= most, "{}", instructions.join("\n"));
        assert!(matching(hot, CALLS).is_empty(), "{}", instructions.join("\n"));
    }
    // There the initialiser does not even appear.
    assert_lean(&assembly, "probe_local_peek");
}

#[test]
fn the_instance_of_a_key_is_found_without_locks_and_calls() {
    let build =
        Build { name: "keyed", target: PROBES, features: &["--no-default-features"], cfgs: &[] };
    let assembly = build.assembly();
    let instructions = function(&assembly, "probe_keyed");
    let end = instructions.iter().position(|line| line.starts_with("ret")).expect("a return");
    let hot = &instructions[..end];
    // Hash, two places of the table, the comparison of the key, the state.
    assert!(hot.len() <= 45, "{}", instructions.join("\n"));
    assert!(matching(hot, CALLS).is_empty(), "{}", instructions.join("\n"));
    // The calls add the key and make the value, elsewhere.
    assert_eq!(matching(&instructions, CALLS).len(), 2, "{}", instructions.join("\n"));
    assert!(matching(&instructions, READ_MODIFY_WRITE).is_empty(), "{}", instructions.join("\n"));
}

/// Seed: A24.
#[test]
fn without_the_features_nothing_is_left() {
    let off = |name, cfgs| {
        let features = &["--no-default-features"];
        Build { name, target: PROBES, features, cfgs }.assembly()
    };
    let (plain, annotated) = (off("off", &[]), off("annotated", &["annotated"]));
    for probe in ["probe_call", "probe_future"] {
        assert_eq!(function(&plain, probe), function(&annotated, probe), "{probe}");
    }
    // The address of nothing, and back: the allocator is the one inside.
    assert!(function(&annotated, "probe_dealloc").len() <= 2);
}
