//! The comparison as its user meets it: exit codes and what it prints.
//!
//! The program is the example that `cargo test` has built; `cargo test --test diff` alone does not
//! build it.

#[path = "../reading.rs"]
mod reading;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::{Value, json};
use tempfile::TempDir;
use tenure::Report;

/// A program beside this test, in the folder of the examples.
fn program() -> PathBuf {
    let this = env::current_exe().unwrap();
    this.parent()
        .unwrap()
        .parent()
        .unwrap()
        .join("examples/diff")
        .with_extension(env::consts::EXE_EXTENSION)
}

#[derive(Debug)]
struct Ended {
    code: Option<i32>,
    out: String,
    err: String,
}

fn run(arguments: &[&str], files: &[&Path]) -> Ended {
    let output = Command::new(program()).args(arguments).args(files).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// A function of 100 calls of 1 to 2 microseconds.
fn row(name: &str) -> Value {
    json!({
        "name": name, "file": "src/a.rs", "line": 1, "calls": 100, "open": 0, "cancelled": 0,
        "self_ns": 150_000, "total_ns": 150_000, "waited_ns": 0, "idle_ns": 0, "p25_ns": 1_400,
        "p50_ns": 1_500, "p75_ns": 1_600, "p95_ns": 1_900, "p99_ns": 2_000, "self_allocs": 10, "total_allocs": 10,
        "self_bytes": 1_000, "total_bytes": 1_000, "peak_bytes": 100, "retained_bytes": -8,
    })
}

fn with(mut row: Value, key: &str, value: u64) -> Value {
    row[key] = value.into();
    row
}

struct Scene(TempDir);

impl Scene {
    fn new() -> Self {
        Scene(tempfile::tempdir().unwrap())
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    /// A report with these functions.
    fn report(&self, name: &str, functions: &[Value]) -> PathBuf {
        let json = json!({ "tenure": "report", "schema": 1, "functions": functions });
        self.write(name, &json.to_string())
    }

    /// Compares reports with these functions.
    fn diff(&self, arguments: &[&str], before: &[Value], after: &[Value]) -> Ended {
        run(arguments, &[&self.report("a.json", before), &self.report("b.json", after)])
    }
}

#[test]
fn equal_reports_end_in_zero() {
    let ended = Scene::new().diff(&[], &[row("f"), row("g")], &[row("g"), row("f")]);
    assert_eq!((ended.code, &*ended.out), (Some(0), "no difference in 2 functions\n"), "{ended:?}");
}

#[test]
fn a_single_byte_is_told_and_is_worse_where_nothing_may_be() {
    let (before, after) = ([row("f")], [with(row("f"), "self_bytes", 1_001)]);
    let ended = Scene::new().diff(&[], &before, &after);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.out.contains("| `f` | bytes self | 1_000 B | 1_001 B | +0.1 % |\n"), "{ended:?}");
    assert!(ended.out.ends_with("\nnothing got worse by more than 5 %\n"), "{ended:?}");
    let ended = Scene::new().diff(&["--threshold", "0%"], &before, &after);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    // The function, and the sum of all.
    assert!(ended.out.ends_with("\n2 figures got worse by more than 0 %\n"), "{ended:?}");
    let ended = Scene::new().diff(&["--threshold=0"], &after, &before);
    assert_eq!(ended.code, Some(0), "less is no regression: {ended:?}");
}

#[test]
fn a_time_within_the_noise_is_not_told() {
    let ended =
        Scene::new().diff(&["--threshold=0"], &[row("f")], &[with(row("f"), "p50_ns", 1_600)]);
    assert_eq!((ended.code, &*ended.out), (Some(0), "no difference in 1 function\n"));
    let slow = [with(row("f"), "p50_ns", 3_000)];
    let ended = Scene::new().diff(&[], &[row("f")], &slow);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.out.contains("| `f` | p50 | 1.50 µs | 3.00 µs | +100.0 % |\n"), "{ended:?}");
    assert_eq!(Scene::new().diff(&["--threshold=100"], &[row("f")], &slow).code, Some(0));
}

#[test]
fn what_is_new_or_gone_is_told_the_largest_first() {
    let large = with(row("large"), "self_ns", 9_000_000);
    let ended = Scene::new().diff(&["--markdown"], &[row("old")], &[row("new"), large]);
    let names: Vec<_> = ended.out.lines().skip(4).take(3).collect();
    assert_eq!(
        names,
        [
            "| `large` | all |  | 100 calls, 9.00 ms, 0.97 KiB | new |",
            "| `new` | all |  | 100 calls, 150 µs, 0.97 KiB | new |",
            "| `old` | all | 100 calls, 150 µs, 0.97 KiB |  | gone |",
        ],
        "{ended:?}"
    );
    assert!(ended.out.starts_with("3 of 3 functions changed\n\n| function | "), "{ended:?}");
    // Twice the bytes in all.
    assert_eq!(ended.code, Some(1), "{ended:?}");
}

#[test]
fn more_calls_alone_are_told_and_no_regression() {
    let ended = Scene::new().diff(&[], &[row("f")], &[with(row("f"), "calls", 200)]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.out.contains("| `f` | calls | 100 | 200 | +100.0 % |\n"), "{ended:?}");
}

#[test]
fn memory_that_was_not_counted_is_not_compared() {
    let mut uncounted = row("f");
    for key in uncounted.as_object_mut().unwrap().iter_mut() {
        if key.0.ends_with("allocs") || key.0.ends_with("bytes") {
            *key.1 = Value::Null;
        }
    }
    let ended = Scene::new().diff(&["--threshold=0"], &[row("f")], &[uncounted]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let told =
        "no difference in 1 function; memory was not counted in both reports and is not compared\n";
    assert_eq!(ended.out, told);
}

#[test]
fn what_the_runtime_writes_can_be_read() {
    let scene = Scene::new();
    let path = scene.write("a.json", &tenure::report().to_json());
    let ended = run(&[], &[&path, &path]);
    assert_eq!((ended.code, &*ended.err), (Some(0), ""), "{ended:?}");
    let none = scene.write("b.json", &Report::default().to_json());
    assert_eq!(run(&[], &[&none, &none]).out, "no difference in 0 functions\n");
}

#[test]
fn every_figure_of_a_function_is_read() {
    let scene = Scene::new();
    let Value::Object(mut known) = row("f") else { panic!("a row is an object") };
    // No two are the same, so none can be taken for another.
    for (value, figure) in (10..).zip(known.values_mut().filter(|figure| figure.is_number())) {
        *figure = Value::from(value);
    }
    let report = scene.report("a.json", &[known.clone().into()]);
    let written = reading::report(&report).unwrap().to_json();
    let written: Value = serde_json::from_str(&written).unwrap();
    assert_eq!(written["functions"], json!([known]));
}

#[test]
fn a_bad_file_is_named_and_ends_in_two() {
    let scene = Scene::new();
    let good = scene.report("good.json", &[row("f")]);
    for (text, problem) in [
        ("{", "no JSON: EOF while parsing an object at line 1 column 1"),
        ("[]", "no report; `TENURE_REPORT=json=PATH` writes one"),
        (r#"{"tenure":"timeline","schema":1}"#, "no report; `TENURE_REPORT=json=PATH` writes one"),
        (r#"{"tenure":"report","schema":2}"#, "of schema 2, and this program knows 1"),
        (r#"{"tenure":"report","schema":1}"#, "`functions` is no list"),
        (
            r#"{"tenure":"report","schema":1,"functions":[{"line":1,"name":"f"}]}"#,
            "`functions[0].file` is no text",
        ),
    ] {
        let bad = scene.write("bad.json", text);
        for files in [[&*good, &*bad], [&*bad, &*good]] {
            let ended = run(&[], &files);
            assert_eq!((ended.code, &*ended.out), (Some(2), ""), "{ended:?}");
            assert_eq!(ended.err, format!("diff: {}: {problem}\n", bad.display()));
        }
    }
    let ended = run(&[], &[&good, Path::new("no such file")]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.starts_with("diff: no such file: "), "{ended:?}");
}

#[test]
fn a_command_line_that_makes_no_sense_ends_in_two() {
    for (arguments, problem) in [
        (&["a"][..], "two files are compared, and there are 1"),
        (&["--threshold", "much", "a", "b"], "not a number of percent"),
        (&["--threshold", "-1", "a", "b"], "not a number of percent"),
        (&["--other"], "invalid option '--other'"),
    ] {
        let ended = run(arguments, &[]);
        assert_eq!((ended.code, &*ended.out), (Some(2), ""), "{ended:?}");
        assert!(ended.err.contains(problem) && ended.err.ends_with("; see --help\n"), "{ended:?}");
    }
    let ended = run(&["--help"], &[]);
    assert_eq!(ended.code, Some(0));
    assert!(ended.out.starts_with("usage: diff "), "{ended:?}");
}
